//! Besoins: the register line by line, what stands alone in it, how offers cover
//! it, a table on its way in.

mod matrix;
mod table;

pub use self::matrix::{CoverSheet, Matrix, MatrixCell, MatrixLine, MatrixTotal};
pub(super) use self::table::read_aloud;

use super::{date_text, sentences};
use crate::app::{NeedsFilter, NeedsNews, State};
use crate::catalogue::FamilyGroup;
use crate::dossier::{Criterion, Draft, Id, Priority, Requirement};
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::present::PasteView;
use crate::say;

/// How many needs are shown unless all are asked for.
const SHOWN: usize = 100;

/// The screen.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedsView {
    /// How many needs there are, and of which priority; nothing in an empty register.
    pub summary: Option<String>,
    /// Every priority in words, in their order.
    pub priorities: Vec<String>,
    /// The coverages that needs may count in, behind "nothing".
    pub coverages: Vec<(Option<Id>, String)>,
    /// Whether the grid has a coverage at all.
    pub has_coverage: bool,
    /// The needs that are shown.
    pub rows: Vec<NeedRow>,
    /// How many more there are.
    pub hidden: usize,
    /// What the list can be narrowed to: label, identifier of the control, choices.
    pub filters: Vec<FilterView>,
    /// Until when commitments count, as it is written in a field.
    pub commitments_until: String,
    /// That rule in a sentence.
    pub commitments_rule: String,
    /// Needs that nothing counts and no criterion answers.
    pub alone: Vec<(Id, String)>,
    /// Criteria that answer no need.
    pub unasked: Vec<(Id, String)>,
    /// How offers cover the needs that are shown, where there are offers.
    pub matrix: Option<Matrix>,
    /// The sheet of an offer on a need, while it is open.
    pub sheet: Option<CoverSheet>,
    /// A pasted table, while it is looked at.
    pub table: Option<PasteView>,
    /// The register as text, where the clipboard did not take it.
    pub copied: Option<String>,
}

/// A need in the register.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedRow {
    /// Its identifier.
    pub id: Id,
    /// What is needed.
    pub name: String,
    /// How it is measured.
    pub measure: String,
    /// Its place among the priorities.
    pub priority: usize,
    /// What it weighs; nothing for a compulsory one, whose weight is never read.
    pub weight: Option<String>,
    /// Who answers for it.
    pub owner: String,
    /// When it must be covered, as it is written in a field.
    pub deadline: String,
    /// Who needs it.
    pub usage: String,
    /// Its place among the coverages that it may count in.
    pub counted: usize,
    /// The criteria that it gave rise to.
    pub traced: Vec<(Id, String)>,
    /// Those that it could.
    pub others: Vec<(Id, String)>,
    /// Its place in the register.
    pub place: usize,
    /// How many needs there are.
    pub count: usize,
}

/// Something that the list can be narrowed to.
#[derive(Clone, Debug, PartialEq)]
pub struct FilterView {
    /// The identifier of its control.
    pub id: &'static str,
    /// What it is about.
    pub label: &'static str,
    /// Each choice in words with the filter that it makes.
    pub choices: Vec<(String, NeedsFilter)>,
    /// Which one holds.
    pub chosen: usize,
}

/// The screen of a state.
#[inline(never)]
pub fn needs(state: &State) -> NeedsView {
    let (lang, dossier) = (state.lang, state.dossier());
    let kept = state.needs();
    let filter = kept.map(|needs| needs.filter.clone()).unwrap_or_default();
    let limit = if state.shows_all || state.is_printing { usize::MAX } else { SHOWN };
    let register = &dossier.requirements;
    let shown: Vec<(usize, &Requirement)> =
        register.iter().enumerate().filter(|(_, need)| filter.shows(need)).collect();
    let coverages = coverages(lang, dossier);
    let criteria: Vec<(Id, String)> =
        dossier.all_criteria().into_iter().map(|criterion| (criterion.id.clone(), criterion.name.clone())).collect();
    let rows = shown.iter().take(limit).map(|(place, need)| NeedRow {
        id: need.id.clone(),
        name: need.name.clone(),
        measure: need.description.clone(),
        priority: Priority::ALL.iter().position(|priority| *priority == need.priority).unwrap_or_default(),
        weight: (!need.is_must()).then(|| i18n::number(lang, need.weight)),
        owner: need.owner.clone(),
        deadline: need.deadline.map(|date| date_text(lang, date)).unwrap_or_default(),
        usage: need.usage.clone(),
        counted: coverages.iter().position(|(id, _)| *id == need.of).unwrap_or_default(),
        traced: criteria.iter().filter(|(id, _)| need.criteria.contains(id)).cloned().collect(),
        others: criteria.iter().filter(|(id, _)| !need.criteria.contains(id)).cloned().collect(),
        place: *place,
        count: register.len(),
    });
    let visible: Vec<&Requirement> = shown.iter().take(limit).map(|(_, need)| *need).collect();
    NeedsView {
        summary: (!register.is_empty()).then(|| summary(lang, register)),
        priorities: Priority::ALL.map(|priority| priority_name(priority).get(lang).to_owned()).to_vec(),
        has_coverage: coverages.len() > 1,
        rows: rows.collect(),
        hidden: shown.len().saturating_sub(limit),
        filters: filters(lang, register, &filter),
        commitments_until: dossier.method.commitments_until.map(|date| date_text(lang, date)).unwrap_or_default(),
        commitments_rule: commitments_rule(lang, dossier),
        alone: register.iter().filter(|need| is_alone(need)).map(|need| (need.id.clone(), need.name.clone())).collect(),
        unasked: if register.is_empty() { Vec::new() } else { unasked(dossier) },
        matrix: matrix::matrix(state, &visible),
        sheet: matrix::sheet(state),
        table: table::view(state),
        copied: kept.and_then(|needs| needs.copied.clone()),
        coverages,
    }
}

/// A priority in words, as the register says it.
pub(super) fn priority_name(priority: Priority) -> Phrase {
    match priority {
        Priority::Must => phrase("obligatoire", "compulsory"),
        Priority::Should => phrase("souhaité", "wished"),
        Priority::May => phrase("possible", "possible"),
    }
}

fn summary(lang: Lang, register: &[Requirement]) -> String {
    let count = |priority| register.iter().filter(|need| need.priority == priority).count();
    let needs = i18n::counted(lang, register.len(), phrase("besoin", "need"), phrase("besoins", "needs"));
    let musts = i18n::counted(
        lang,
        count(Priority::Must),
        phrase("obligatoire", "compulsory"),
        phrase("obligatoires", "compulsory"),
    );
    let shoulds =
        i18n::counted(lang, count(Priority::Should), phrase("souhaité", "wished"), phrase("souhaités", "wished"));
    let mays =
        i18n::counted(lang, count(Priority::May), phrase("possible", "possible"), phrase("possibles", "possible"));
    say!(lang, "{needs}\u{a0}: {musts}, {shoulds}, {mays}.", "{needs}: {musts}, {shoulds}, {mays}.")
}

fn coverages(lang: Lang, dossier: &Draft) -> Vec<(Option<Id>, String)> {
    let nothing = (None, phrase("rien", "nothing").get(lang).to_owned());
    let measures = dossier.measures().into_iter().filter(|(.., measure)| measure.family.is_coverage);
    std::iter::once(nothing).chain(measures.map(|(id, name, _)| (Some(id.clone()), name.to_owned()))).collect()
}

fn commitments_rule(lang: Lang, dossier: &Draft) -> String {
    match dossier.method.commitments_until {
        None => phrase(
            "Un engagement daté est montré et ne vaut pas couverture. Pour qu'il compte, donnez la date limite annoncée aux candidats.",
            "A dated commitment is shown and does not count as coverage. For it to count, give the limit announced to the bidders.",
        )
        .get(lang)
        .into(),
        Some(date) => {
            let date = super::dates::date_text(lang, date);
            say!(
                lang,
                "Un engagement daté vaut couverture s'il tombe au plus tard à l'échéance du besoin ou, s'il n'en a pas, à la date limite ({date}).",
                "A dated commitment counts as coverage if it falls no later than the deadline of the need or, where it has none, the limit ({date})."
            )
        }
    }
}

fn filters(lang: Lang, register: &[Requirement], filter: &NeedsFilter) -> Vec<FilterView> {
    let all = phrase("tous", "all").get(lang).to_owned();
    let mut owners: Vec<String> = register.iter().map(|need| need.owner.trim().to_owned()).collect();
    let mut usages: Vec<String> = register.iter().flat_map(Requirement::usages).map(str::to_owned).collect();
    // What is sought stays a choice when the last need with it is gone.
    owners.extend(filter.owner.clone());
    usages.extend(filter.usage.clone());
    for texts in [&mut owners, &mut usages] {
        texts.sort();
        texts.dedup();
    }
    let nobody = phrase("sans porteur", "without owner").get(lang);
    let owner_name = |owner: &String| if owner.is_empty() { nobody.to_owned() } else { owner.clone() };
    let priority = |priority: Option<Priority>| {
        let name = priority.map_or_else(|| all.clone(), |priority| priority_name(priority).get(lang).to_owned());
        (name, NeedsFilter { priority, ..filter.clone() })
    };
    let owner = |owner: Option<String>| {
        (owner.as_ref().map_or_else(|| all.clone(), owner_name), NeedsFilter { owner, ..filter.clone() })
    };
    let usage =
        |usage: Option<String>| (usage.clone().unwrap_or_else(|| all.clone()), NeedsFilter { usage, ..filter.clone() });
    fn with_all<T>(list: impl Iterator<Item = T>) -> impl Iterator<Item = Option<T>> {
        std::iter::once(None).chain(list.map(Some))
    }
    let views = [
        (
            "filter-priority",
            phrase("Priorité", "Priority"),
            with_all(Priority::ALL.into_iter()).map(priority).collect::<Vec<_>>(),
        ),
        ("filter-owner", phrase("Porteur", "Owner"), with_all(owners.into_iter()).map(owner).collect()),
        ("filter-usage", phrase("Profil d'usage", "Usage profile"), with_all(usages.into_iter()).map(usage).collect()),
    ];
    let view = |(id, label, choices): (&'static str, Phrase, Vec<(String, NeedsFilter)>)| {
        let chosen = choices.iter().position(|(_, made)| made == filter).unwrap_or_default();
        FilterView { id, label: label.get(lang), choices, chosen }
    };
    // A list with one choice narrows nothing.
    views.into_iter().map(view).filter(|view| view.choices.len() > 2).collect()
}

/// Whether nothing counts a need and no criterion answers it.
fn is_alone(need: &Requirement) -> bool {
    need.of.is_none() && need.criteria.is_empty()
}

/// The criteria that answer no need, by themselves or in their group. What the
/// solution costs answers none, and is not asked for one.
fn unasked(dossier: &Draft) -> Vec<(Id, String)> {
    fn below(dossier: &Draft, group: &[Criterion], found: &mut Vec<(Id, String)>) {
        for criterion in group {
            let is_traced = dossier
                .requirements
                .iter()
                .any(|need| need.of.as_ref() == Some(&criterion.id) || need.criteria.contains(&criterion.id));
            if is_traced {
                continue;
            }
            match criterion.measure() {
                Some(measure) if measure.family.group != FamilyGroup::Price => {
                    found.push((criterion.id.clone(), criterion.name.clone()));
                }
                _ => below(dossier, criterion.children(), found),
            }
        }
    }
    let mut found = Vec::new();
    below(dossier, &dossier.criteria, &mut found);
    found
}

/// What has just happened there, for the ears.
#[inline(never)]
pub(super) fn said(state: &State, news: &NeedsNews) -> String {
    let lang = state.lang;
    match news {
        NeedsNews::Filtered(count) => {
            let needs = i18n::counted(
                lang,
                *count,
                phrase("besoin affiché", "need shown"),
                phrase("besoins affichés", "needs shown"),
            );
            format!("{needs}.")
        }
        NeedsNews::TableRead => read_aloud(state),
        NeedsNews::Landed(count) => {
            let needs = i18n::counted(
                lang,
                *count,
                phrase("besoin repris", "need taken up"),
                phrase("besoins repris", "needs taken up"),
            );
            format!("{needs}.")
        }
        NeedsNews::Copied(true) => phrase("Registre copié.", "Register copied.").get(lang).into(),
        NeedsNews::Copied(false) => phrase(
            "Le presse-papiers n'est pas accessible\u{a0}: le texte est affiché, copiez-le avec Ctrl+C.",
            "The clipboard cannot be reached: the text is shown, copy it with Ctrl+C.",
        )
        .get(lang)
        .into(),
        NeedsNews::CellShown => {
            let title = matrix::sheet(state).map(|sheet| sheet.cell.title).unwrap_or_default();
            let title = sentences::quoted(lang, &title);
            say!(lang, "Couverture ouverte\u{a0}: {title}.", "Coverage open: {title}.")
        }
    }
}
