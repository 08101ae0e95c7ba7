//! Beginning with the grid of a template: which gates it brings follows from the
//! data that the service will hold, and a derogation is written where it applies.

use crate::catalogue::{DataClass, Demand, Occasion, TEMPLATES, Template, TemplateGrid};
use crate::dossier::{Date, Dossier, Edition, Gate, GateRule};
use crate::i18n::Lang;
use crate::saved;
use crate::say;
use crate::table::date_text;

/// A template, and what the buyer said of the data.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateChoice {
    /// Which template.
    pub id: &'static str,
    /// What data the service will hold.
    pub class: DataClass,
    /// Whether health data are among them.
    pub has_health: bool,
    /// A derogation from what particularly sensitive data ask for.
    pub derogation: Option<Derogation>,
}

/// Why less is asked for, and until when.
#[derive(Clone, Debug, PartialEq)]
pub struct Derogation {
    /// The reason.
    pub reason: String,
    /// The last day.
    pub until: Date,
}

impl TemplateChoice {
    /// A template for the data that ask for most, without derogation.
    pub fn of(id: &'static str) -> Self {
        Self { id, class: DataClass::Sensitive, has_health: false, derogation: None }
    }
}

/// The grid that was chosen, without offers.
pub(super) fn grid(choice: &TemplateChoice, lang: Lang) -> Option<Dossier> {
    let template = TEMPLATES.iter().find(|template| template.id == choice.id)?;
    match template.grid {
        TemplateGrid::European2025 => Some(Dossier::european_framework(lang, Edition::October2025)),
        TemplateGrid::European2026 => Some(Dossier::european_framework(lang, Edition::June2026)),
        TemplateGrid::File { file } => from_file(template, file(lang), choice, lang),
    }
}

fn from_file(template: &Template, file: &str, choice: &TemplateChoice, lang: Lang) -> Option<Dossier> {
    let mut draft = saved::file::read(file).ok()?.to_draft();
    let demand = |gate: &Gate| template.demands.iter().find(|demand| demand.gate == gate.id.as_str());
    draft.gates.retain(|gate| demand(gate).is_none_or(|demand| is_due(demand, choice)));
    for gate in &mut draft.gates {
        if let Some((lowered, derogation)) =
            demand(gate).and_then(|demand| demand.lowered).zip(choice.derogation.as_ref())
        {
            lower(gate, lowered, derogation, lang);
        }
    }
    if !template.demands.is_empty() {
        draft.notice = format!("{} {}", draft.notice, choice.class.recorded().get(lang));
    }
    draft.check().ok()
}

/// Whether the data ask for a gate.
fn is_due(demand: &Demand, choice: &TemplateChoice) -> bool {
    match demand.occasion {
        Occasion::SensitiveData => choice.class == DataClass::Sensitive,
        Occasion::HealthData => choice.has_health,
    }
}

/// The derogation stands in the basis of the gate, wherever that is shown.
fn lower(gate: &mut Gate, lowered: usize, derogation: &Derogation, lang: Lang) {
    if let GateRule::LevelAtLeast { level, .. } = &mut gate.rule {
        *level = lowered;
    }
    let (basis, reason, until) = (&gate.basis, derogation.reason.trim(), date_text(lang, derogation.until));
    gate.basis =
        say!(lang, "{basis} Dérogation jusqu'au {until}\u{a0}: {reason}", "{basis} Derogation until {until}: {reason}");
}
