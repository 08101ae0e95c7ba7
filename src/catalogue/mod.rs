//! Constant tables: criterion families and the worked examples.
//!
//! Each open-ended family is declared once, in one slice, from which forms,
//! help, file and link codecs, documentation and tests derive. No state, no
//! calculation.

mod examples;
mod families;

pub use examples::{EXAMPLES, Example};
pub use families::{FAMILIES, Family, FamilyGroup, Monotonicity, Parameter, family_by_code, family_by_tag};
