//! Constant tables: criterion families and the worked examples.
//!
//! Each open-ended family is declared once, in one slice, from which forms,
//! help, file and link codecs, documentation and tests derive. No state, no
//! calculation.

mod examples;
mod families;
mod framework;
mod glossary;
pub mod market;
mod market_fact;
mod templates;

pub use examples::{EXAMPLES, Example};
pub use families::{
    FAMILIES, Family, FamilyGroup, Monotonicity, Panel, Parameter, Settings, family_by_code, family_by_tag,
};
pub use framework::{Ladder, OBJECTIVES, Objective, SEALS};
pub use glossary::{Term, terms};
pub use market::{MARKET_UNTIL, Market, Product};
pub use market_fact::MarketFact;
pub use templates::{DataClass, Demand, Occasion, TEMPLATES, Template, TemplateGrid};
