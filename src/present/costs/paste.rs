//! A table of cost lines before it lands: what each column is taken for, what becomes
//! of each row, what is wrong.

use crate::app::{CostPaste, State};
use crate::engine::CostError;
use crate::i18n::{self, Lang, phrase};
use crate::present::sentences::{capitalized, decimal_error, quoted, refusal};
use crate::present::{PasteCell, PasteField, PasteLine, PasteTable, PasteView, errors, paste};
use crate::say;
use crate::table::{CostCell, CostField, CostProblem};

/// A table of cost lines as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct CostPasteView {
    /// The table, or what to paste.
    pub view: PasteView,
    /// Where the amounts were read whose row does not say so.
    pub source: String,
    /// Whether that is to be asked for.
    pub asks_source: bool,
}

/// How many rows are shown; the others land all the same.
const SHOWN: usize = 60;

pub(super) fn view(state: &State) -> Option<CostPasteView> {
    let desk = state.costs.as_ref()?;
    let read = desk.paste.as_deref()?;
    let refused = read.block.as_ref().err().map(|error| paste::block_error(*error).get(state.lang).to_owned());
    let offer = desk.offer(state.dossier()).and_then(|id| state.dossier().offer(id));
    let offer = offer.map_or("", |offer| offer.name.as_str());
    let shown = matches!(read.block, Ok(Some(_))).then(|| preview(state, offer, read));
    Some(CostPasteView {
        view: PasteView { refusal: refused, table: shown },
        source: read.source.clone(),
        asks_source: !read.source.is_empty() || read.landing.lacks_source(),
    })
}

fn preview(state: &State, offer: &str, read: &CostPaste) -> PasteTable {
    let (lang, landing) = (state.lang, &read.landing);
    let head = |column: usize| match &read.block {
        Ok(Some(block)) if read.has_heads && !block.cell(0, column).is_empty() => block.cell(0, column).to_owned(),
        _ => say!(lang, "Colonne {0}", "Column {0}", column + 1),
    };
    let field = |(column, field): (usize, &CostField)| PasteField {
        head: head(column),
        choices: CostField::ALL.map(|field| field.head().get(lang).to_owned()).to_vec(),
        chosen: CostField::ALL.iter().position(|other| other == field).unwrap_or_default(),
        weight: String::new(),
    };
    let rows = landing.rows.iter().enumerate().take(SHOWN).map(|(place, row)| {
        let cell = |(text, state): (&String, &CostCell)| {
            let (state, problem) = match state {
                CostCell::Ignored => ("ignored", None),
                CostCell::Lands => ("lands", None),
                CostCell::Wrong(problem) => ("wrong", Some(capitalized(&self::problem(lang, problem)))),
            };
            PasteCell { text: text.clone(), state, problem }
        };
        let cells = row.texts.iter().zip(&row.cells).map(cell).collect();
        PasteLine { name: i18n::integer(lang, place + 1), is_new: false, cells }
    });
    let name = quoted(lang, offer);
    let lines = i18n::counted(lang, landing.items.len(), phrase("ligne", "line"), phrase("lignes", "lines"));
    PasteTable {
        is_new: false,
        can_complete: false,
        summary: say!(lang, "À ajouter aux coûts de {name}\u{a0}: {lines}.", "To add to the costs of {name}: {lines}."),
        warning: warning(state, read),
        fields: read.fields.iter().enumerate().map(field).collect(),
        lines: rows.collect(),
        hidden: landing.rows.len().saturating_sub(SHOWN),
        can_land: read.can_land(),
    }
}

fn warning(state: &State, read: &CostPaste) -> Option<String> {
    let lang = state.lang;
    if let Some(refused) = &read.refused {
        return Some(refusal(lang, refused));
    }
    match read.landing.left_out() {
        0 => None,
        1 => Some(
            phrase(
                "Une ligne reste dehors en entier\u{a0}: la raison y est écrite.",
                "One line stays out as a whole: the reason stands there.",
            )
            .get(lang)
            .into(),
        ),
        count => {
            let count = i18n::integer(lang, count);
            Some(say!(
                lang,
                "{count} lignes restent dehors en entier\u{a0}: la raison y est écrite.",
                "{count} lines stay out as a whole: the reason stands there."
            ))
        }
    }
}

/// Why a row cannot be taken up; begins in lower case.
fn problem(lang: Lang, problem: &CostProblem) -> String {
    let fixed = match problem {
        CostProblem::NoLabel => {
            phrase("cette ligne ne dit pas ce qu'elle paie.", "this line does not say what it pays for.")
        }
        CostProblem::NoAmount => phrase("cette ligne n'a pas de montant.", "this line has no amount."),
        CostProblem::NoSource => phrase(
            "cette ligne ne dit pas d'où vient son montant.",
            "this line does not say where its amount comes from.",
        ),
        CostProblem::Total => phrase(
            "cette ligne est un total\u{a0}: elle compterait deux fois les autres.",
            "this line is a total: it would count the others twice.",
        ),
        CostProblem::Number(error) => return decimal_error(lang, *error).into(),
        CostProblem::Kind => phrase(
            "ce n'est pas une nature de coût\u{a0}: licence, abonnement, migration, intégration, formation, agents, sortie, extraction ou autre.",
            "this is no kind of cost: licence, subscription, migration, integration, training, staff, exit, egress or other.",
        ),
        CostProblem::Quantity => phrase(
            "ce n'est ni un nombre ni un segment du plan de coûts.",
            "this is neither a number nor a segment of the cost plan.",
        ),
        CostProblem::When => {
            phrase("écrivez «\u{a0}une fois\u{a0}» ou «\u{a0}chaque année\u{a0}».", "write “once” or “each year”.")
        }
        CostProblem::Year => {
            phrase("une année s'écrit en chiffres, 1 pour la première.", "a year is a whole number, 1 for the first.")
        }
        CostProblem::LastOfOnce => {
            phrase("une ligne payée une fois n'a pas de dernière année.", "a line that is paid once has no last year.")
        }
        CostProblem::YesNo => phrase("écrivez oui ou non.", "write yes or no."),
        CostProblem::Refused(kind) => return errors::defect(lang, kind),
        CostProblem::Cost(error) => return misfit(lang, *error),
    };
    fixed.get(lang).into()
}

/// Why a line does not fit the plan, said beside its cell.
fn misfit(lang: Lang, error: CostError) -> String {
    let fixed = match error {
        CostError::LineYear { year, .. } => {
            return say!(
                lang,
                "l'année {year} est hors de l'horizon du plan.",
                "year {year} is outside the horizon of the plan."
            );
        }
        CostError::NegativeAmount { .. } | CostError::NegativeQuantity { .. } => {
            phrase("ce nombre ne peut pas être négatif.", "this number cannot be negative.")
        }
        CostError::EndsBeforeStart { .. } => {
            phrase("la ligne finit avant de commencer.", "the line ends before it begins.")
        }
        CostError::Escalation { .. } | CostError::ScenarioEscalation { .. } => phrase(
            "la révision annuelle doit rester supérieure à −100\u{a0}%, dans chaque scénario.",
            "the escalation must stay above −100%, in each scenario.",
        ),
        other => return super::error(lang, other),
    };
    fixed.get(lang).into()
}

/// What was read of a table, for the ears.
pub(super) fn read_aloud(state: &State) -> String {
    let Some(CostPasteView { view, .. }) = view(state) else { return String::new() };
    view.refusal.or_else(|| view.table.map(|table| table.read_aloud())).unwrap_or_default()
}
