//! The gates of the grid, each in a sentence and, when it is open, as a form.

use crate::app::State;
use crate::dossier::{Dossier, Gate, GateRule, Id, RuleKind};
use crate::engine::Decimal;
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::present::gates::requirement;
use crate::say;
use crate::table::date_text;

/// A gate in words.
#[derive(Clone, Debug, PartialEq)]
pub struct GateRow {
    /// Its identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it asks.
    pub rule: String,
    /// Its legal basis with its date.
    pub basis: String,
    /// Its form, when it is open.
    pub form: Option<GateForm>,
}

/// A gate to be changed.
#[derive(Clone, Debug, PartialEq)]
pub struct GateForm {
    /// What a gate can read, with what it reads now.
    pub candidates: Vec<(Id, String)>,
    /// Which of them it reads.
    pub reads: usize,
    /// What it can ask there.
    pub kinds: Vec<(RuleKind, &'static str)>,
    /// Which of them it asks.
    pub kind: usize,
    /// Its threshold.
    pub threshold: Threshold,
    /// The basis alone.
    pub basis: String,
    /// The date of the basis, as the language writes it.
    pub date: String,
}

/// The threshold of a gate.
#[derive(Clone, Debug, PartialEq)]
pub enum Threshold {
    /// It has none.
    None,
    /// A number with its name.
    Number(String, &'static str),
    /// One of these levels.
    Level(Vec<String>, usize),
    /// An assurance level.
    Seal(u8),
}

pub(super) fn gates(state: &State) -> Vec<GateRow> {
    state.dossier().gates.iter().map(|gate| row(state, gate)).collect()
}

fn row(state: &State, gate: &Gate) -> GateRow {
    let (lang, dossier) = (state.lang, state.dossier());
    let (name, required) = (name_of(dossier, gate.rule.of()), requirement(lang, dossier, &gate.rule));
    let is_open = state.criteria.open_gate.as_ref() == Some(&gate.id);
    GateRow {
        id: gate.id.clone(),
        name: gate.name.clone(),
        rule: say!(lang, "{name}\u{a0}: {required}", "{name}: {required}"),
        basis: crate::present::gates::basis(lang, gate),
        form: is_open.then(|| form(lang, dossier, gate)),
    }
}

fn name_of(dossier: &Dossier, id: &Id) -> String {
    let criterion = dossier.criterion(id).map(|criterion| criterion.name.clone());
    let information = || dossier.informations.iter().find(|i| i.id == *id).map(|i| i.name.clone());
    criterion.or_else(information).unwrap_or_default()
}

fn form(lang: Lang, dossier: &Dossier, gate: &Gate) -> GateForm {
    let of = gate.rule.of();
    let criteria = dossier.all_criteria().into_iter().map(|criterion| (&criterion.id, &criterion.name));
    let informations = dossier.informations.iter().map(|information| (&information.id, &information.name));
    let candidates: Vec<(Id, String)> = criteria
        .chain(informations)
        .filter(|(id, _)| *id == of || !RuleKind::fitting(dossier, id).is_empty())
        .map(|(id, name)| (id.clone(), name.clone()))
        .collect();
    let kinds: Vec<(RuleKind, &'static str)> =
        RuleKind::fitting(dossier, of).into_iter().map(|kind| (kind, kind_name(kind).get(lang))).collect();
    let number = |value: Decimal, name: Phrase| Threshold::Number(i18n::number(lang, value), name.get(lang));
    GateForm {
        reads: candidates.iter().position(|(id, _)| id == of).unwrap_or(0),
        candidates,
        kind: kinds.iter().position(|(kind, _)| *kind == gate.rule.kind()).unwrap_or(0),
        kinds,
        threshold: match &gate.rule {
            GateRule::Yes { .. } | GateRule::MustsCovered { .. } => Threshold::None,
            GateRule::LevelAtLeast { level, .. } => {
                let levels =
                    dossier.measure(of).map(|measure| measure.levels.iter().map(|l| l.label.clone()).collect());
                Threshold::Level(levels.unwrap_or_default(), *level)
            }
            GateRule::ValueAtLeast { value, .. } | GateRule::ValueAtMost { value, .. } => {
                number(*value, phrase("Seuil", "Threshold"))
            }
            GateRule::NoteAtLeast { note, .. } => number(*note, phrase("Note minimale", "Minimum note")),
            GateRule::SealAtLeast { seal, .. } => Threshold::Seal(*seal),
        },
        basis: gate.basis.clone(),
        date: gate.basis_date.map(|date| date_text(lang, date)).unwrap_or_default(),
    }
}

fn kind_name(kind: RuleKind) -> Phrase {
    match kind {
        RuleKind::Yes => phrase("La réponse doit être oui", "The answer must be yes"),
        RuleKind::LevelAtLeast => phrase("Niveau au moins égal à", "Level at least"),
        RuleKind::ValueAtLeast => phrase("Valeur au moins égale à", "Value at least"),
        RuleKind::ValueAtMost => phrase("Valeur au plus égale à", "Value at most"),
        RuleKind::NoteAtLeast => phrase("Note au moins égale à", "Note at least"),
        RuleKind::SealAtLeast => phrase("Niveau SEAL au moins égal à, partout", "SEAL at least, everywhere"),
        RuleKind::MustsCovered => {
            phrase("Tous les besoins obligatoires couverts", "Every compulsory requirement covered")
        }
    }
}
