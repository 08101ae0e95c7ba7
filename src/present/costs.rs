//! The cost model: the panel as it is shown; and what is wrong with a plan or a
//! sheet, in words. Lines, segments and scenarios are counted from 1, as people do.

mod paste;
mod sheet;
mod view;
mod words;

pub use paste::CostPasteView;
pub use sheet::{LineRow, SheetRow, SheetTable, SheetView};
pub use view::{CostCell, CostComparison, CostRow, CostsView, PlanView, ScenarioRow, SegmentRow, costs};
pub(super) use words::news;

use crate::engine::{CostError, MAX_YEARS};
use crate::i18n::{Lang, phrase};
use crate::say;

pub(super) fn error(lang: Lang, error: CostError) -> String {
    match error {
        CostError::Horizon { years } => say!(
            lang,
            "l'horizon va de 1 à {MAX_YEARS} ans, et non {years}.",
            "the horizon goes from 1 to {MAX_YEARS} years, not {years}."
        ),
        CostError::DiscountRate => {
            phrase("le taux d'actualisation doit être supérieur à −100 %.", "the discount rate must be above −100%.")
                .get(lang)
                .into()
        }
        CostError::EmptySegment { segment } => {
            let segment = segment + 1;
            say!(lang, "le segment {segment} n'a aucun volume.", "segment {segment} has no volume.")
        }
        CostError::NegativeVolume { segment, year } => {
            let segment = segment + 1;
            say!(
                lang,
                "le volume du segment {segment} en année {year} ne peut pas être négatif.",
                "the volume of segment {segment} in year {year} cannot be negative."
            )
        }
        CostError::RenewalYear { scenario, year } => {
            let scenario = scenario + 1;
            say!(
                lang,
                "le renouvellement du scénario {scenario}, en année {year}, est hors de l'horizon.",
                "the renewal of scenario {scenario}, in year {year}, is outside the horizon."
            )
        }
        CostError::RenewalRise { scenario } => {
            let scenario = scenario + 1;
            say!(
                lang,
                "la hausse au renouvellement du scénario {scenario} ne peut pas être inférieure à −100 %.",
                "the rise at renewal of scenario {scenario} cannot be below −100%."
            )
        }
        CostError::VolumeChange { scenario } => {
            let scenario = scenario + 1;
            say!(
                lang,
                "la variation des volumes du scénario {scenario} ne peut pas être inférieure à −100 %.",
                "the change of volumes of scenario {scenario} cannot be below −100%."
            )
        }
        CostError::UnknownScenario { scenario } => {
            let scenario = scenario + 1;
            say!(
                lang,
                "le scénario annoncé, le numéro {scenario}, n'existe pas.",
                "the announced scenario, number {scenario}, does not exist."
            )
        }
        CostError::NegativeAmount { line } => {
            let line = line + 1;
            say!(
                lang,
                "le montant de la ligne {line} ne peut pas être négatif.",
                "the amount of line {line} cannot be negative."
            )
        }
        CostError::NegativeQuantity { line } => {
            let line = line + 1;
            say!(
                lang,
                "la quantité de la ligne {line} ne peut pas être négative.",
                "the quantity of line {line} cannot be negative."
            )
        }
        CostError::UnknownSegment { line, segment } => {
            let (line, segment) = (line + 1, segment + 1);
            say!(
                lang,
                "la ligne {line} compte un segment {segment} qui n'existe pas.",
                "line {line} counts a segment {segment} that does not exist."
            )
        }
        CostError::LineYear { line, year } => {
            let line = line + 1;
            say!(
                lang,
                "l'année {year} de la ligne {line} est hors de l'horizon.",
                "year {year} of line {line} is outside the horizon."
            )
        }
        CostError::EndsBeforeStart { line } => {
            let line = line + 1;
            say!(lang, "la ligne {line} finit avant de commencer.", "line {line} ends before it begins.")
        }
        CostError::Escalation { line } => {
            let line = line + 1;
            say!(
                lang,
                "la révision annuelle de la ligne {line} doit être supérieure à −100 %.",
                "the escalation of line {line} must be above −100%."
            )
        }
        CostError::ScenarioEscalation { line, scenario } => {
            let (line, scenario) = (line + 1, scenario + 1);
            say!(
                lang,
                "avec le scénario {scenario}, la révision annuelle de la ligne {line} n'est plus supérieure à −100 %.",
                "with scenario {scenario}, the escalation of line {line} is no longer above −100%."
            )
        }
    }
}
