//! The seal in words: the line on every screen, the form, the edit that is held
//! back, and what another dossier shows beside this one.

use super::compare::{self, BESIDE, PUBLISHED};
use super::dates::{DATE_FORM, on_date};
use super::facts::signed_text;
use super::journal::{by, on_moment};
use super::profiles;
use super::sentences;
use super::{errors, link_errors};
use crate::app::{Found, Purpose, SealNews, State, Trouble};
use crate::dossier::{Act, Assessment, Difference, Id, fingerprint};
use crate::i18n::{self, Lang, phrase};
use crate::say;

/// How many offers are shown under two dossiers.
const MOST: usize = 200;

/// What every screen says of a seal and a journal.
#[derive(Clone, Debug, PartialEq)]
pub struct SealLine {
    /// `Grille scellée le 22 novembre 2026 par …`, or how the seal was broken.
    pub text: String,
    /// The code of the seal; none where there is no seal any more.
    pub code: Option<String>,
    /// That the grid is not the one that was sealed: somebody changed the file.
    pub warning: Option<String>,
    /// Whether to ask who works here.
    pub asks_who: bool,
    /// Whether the seal was broken.
    pub is_broken: bool,
}

/// The line of a state; none for a dossier without seal and without journal.
pub fn seal_line(state: &State) -> Option<SealLine> {
    let (lang, dossier) = (state.lang, state.dossier());
    let asks_who = !dossier.journal.is_empty() && state.seal.who.is_none();
    if let Some(seal) = &dossier.seal {
        let on = on_date(lang, seal.date);
        let text = if seal.author.is_empty() {
            say!(lang, "Grille scellée {on}.", "Grid sealed {on}.")
        } else {
            let author = &seal.author;
            say!(lang, "Grille scellée {on} par {author}.", "Grid sealed {on} by {author}.")
        };
        let remark = seal.text.trim_end_matches('.');
        let text = if remark.is_empty() { text } else { format!("{text} {remark}.") };
        let now = fingerprint(dossier);
        let warning = (now != seal.fingerprint).then(|| {
            say!(
                lang,
                "Ce sceau n'est pas celui de cette grille ({now})\u{a0}: elle a été modifiée en dehors de cet outil, ou le sceau a été recopié.",
                "This seal is not the one of this grid ({now}): it was changed outside this tool, or the seal was copied."
            )
        });
        let code = Some(seal.fingerprint.to_string());
        return Some(SealLine { text, code, warning, asks_who, is_broken: false });
    }
    if let Some(entry) = dossier.broken_seal() {
        let Act::SealBroken { fingerprint, reason } = &entry.act else { return None };
        let (who, at) = (by(lang, &entry.by), on_moment(lang, entry.at));
        let text = say!(
            lang,
            "Sceau {fingerprint} rompu {at} par {who}\u{a0}: {reason}",
            "Seal {fingerprint} broken {at} by {who}: {reason}"
        );
        return Some(SealLine { text, code: None, warning: None, asks_who, is_broken: true });
    }
    let text = phrase("Ce dossier tient un journal.", "This dossier keeps a journal.").get(lang).to_owned();
    (!dossier.journal.is_empty()).then_some(SealLine { text, code: None, warning: None, asks_who, is_broken: false })
}

/// The form for a seal.
#[derive(Clone, Debug, PartialEq)]
pub struct SealFormView {
    /// The code that the grid would have.
    pub code: String,
    /// The date, as typed.
    pub date: String,
    /// What is wrong with it.
    pub date_error: Option<&'static str>,
    /// By whom.
    pub author: String,
    /// A remark.
    pub text: String,
}

/// The form of a state, while it is open.
pub fn seal_form(state: &State) -> Option<SealFormView> {
    let form = state.seal.form.as_ref()?;
    Some(SealFormView {
        code: fingerprint(state.dossier()).to_string(),
        date: form.date.clone(),
        date_error: form.is_date_wrong.then_some(DATE_FORM.get(state.lang)),
        author: form.author.clone(),
        text: form.text.clone(),
    })
}

/// An edit that the seal holds back.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldView {
    /// What was about to change.
    pub text: String,
    /// Whether a copy would make sense: there is a change to try.
    pub can_try: bool,
    /// Whether the reason is asked for.
    pub is_breaking: bool,
    /// The reason, as typed.
    pub reason: String,
    /// Whether it lacks.
    pub lacks_reason: bool,
}

/// What is held back in a state.
pub fn held(state: &State) -> Option<HeldView> {
    let (lang, held) = (state.lang, state.seal.held.as_ref()?);
    let text = match &held.change {
        Some(change) => {
            let change = sentences::edit(lang, &state.assessment, change);
            say!(
                lang,
                "Elle est celle qui a été scellée, et ce changement la modifierait\u{a0}: {change}. Rien n'a été fait.",
                "It is the one that was sealed, and this change would alter it: {change}. Nothing was done."
            )
        }
        None => phrase(
            "Le sceau prouve que la grille est celle qui a été publiée. Une fois rompu, le dossier le dira sur tous les écrans et dans son journal.",
            "The seal proves that the grid is the one that was published. Once broken, the dossier will say so on every screen and in its journal.",
        )
        .get(lang)
        .into(),
    };
    Some(HeldView {
        text,
        can_try: held.change.is_some(),
        is_breaking: held.is_breaking,
        reason: held.reason.clone(),
        lacks_reason: held.lacks_reason,
    })
}

/// The panel for another dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherView {
    /// What it is for.
    pub title: &'static str,
    /// What to give, in a sentence.
    pub help: &'static str,
    /// The name of the field.
    pub label: &'static str,
    /// The button that looks at it.
    pub look: &'static str,
    /// What is in the field.
    pub input: String,
    /// Why nothing was found.
    pub trouble: Option<String>,
    /// What was found.
    pub found: Option<FoundView>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundView {
    /// In a sentence, `Identique.` first.
    pub verdict: String,
    /// Whether all is the same.
    pub is_identical: bool,
    /// What differs in the grid, one sentence each.
    pub grid: Vec<String>,
    /// The same in the offers.
    pub offers: Vec<String>,
    /// Every offer under both, the first [`MOST`]; empty for a verification.
    pub ranking: Vec<RankLine>,
    /// How many offers are not among them, in words.
    pub left_out: String,
}

/// An offer under two dossiers.
#[derive(Clone, Debug, PartialEq)]
pub struct RankLine {
    /// Its name.
    pub name: String,
    /// Rank and total here, a dash where it has none.
    pub here: [String; 2],
    /// The same in the other dossier.
    pub there: [String; 2],
    /// `▲ 1 de mieux, total +0,53`; empty where nothing changes.
    pub change: String,
}

/// The panel of a state, while it is open.
pub fn other(state: &State) -> Option<OtherView> {
    let (lang, other) = (state.lang, state.seal.other.as_ref()?);
    let (title, help, label, look) = match other.purpose {
        Purpose::Verify => (
            phrase("Vérifier la grille", "Verify the grid"),
            phrase(
                "Donnez le code publié, ou mieux le lien ou le fichier publié\u{a0}: un code dit si la grille est identique, un lien ou un fichier dit aussi ce qui a changé.",
                "Give the published code, or better the published link or file: a code says whether the grid is identical, a link or a file also says what has changed.",
            ),
            phrase("Code ou lien publié", "Published code or link"),
            phrase("Vérifier", "Verify"),
        ),
        Purpose::Compare => (
            phrase("Comparer avec un autre lien", "Compare with another link"),
            phrase(
                "Collez un second lien, ou choisissez un fichier. Il n'est pas ouvert\u{a0}: ce comparatif reste à l'écran.",
                "Paste a second link, or choose a file. It is not opened: this comparison stays on the screen.",
            ),
            phrase("Second lien", "Second link"),
            phrase("Comparer", "Compare"),
        ),
    };
    Some(OtherView {
        title: title.get(lang),
        help: help.get(lang),
        label: label.get(lang),
        look: look.get(lang),
        input: other.input.clone(),
        trouble: other.found.as_ref().and_then(|found| found.as_ref().err()).map(|why| trouble(lang, why)),
        found: other.found.as_ref().and_then(|found| found.as_ref().ok()).map(|it| {
            let mut view = found(state, other.purpose, it);
            let there = match it {
                Found::Dossier { other, .. } => Some(other.dossier().as_ref()),
                Found::Code { .. } => None,
            };
            if let Some(lots) = super::lots::compared(lang, state.dossier(), there) {
                view.verdict = [view.verdict, lots].join(" ");
            }
            view
        }),
    })
}

fn trouble(lang: Lang, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Nothing => {
            phrase("Collez d'abord un code ou un lien.", "Paste a code or a link first.").get(lang).into()
        }
        Trouble::Neither => phrase(
            "Ce n'est ni un code (25 lettres et chiffres) ni un lien de cet outil.",
            "This is neither a code (25 letters and digits) nor a link of this tool.",
        )
        .get(lang)
        .into(),
        Trouble::Link(damaged) => link_errors::damaged(lang, damaged),
        Trouble::Unreadable(name) => {
            say!(lang, "Le navigateur n'a pas pu lire «\u{a0}{name}\u{a0}».", "The browser could not read “{name}”.")
        }
        Trouble::File { name, errors } => {
            let first = errors.first().map(|error| errors::file_error(lang, error)).unwrap_or_default();
            say!(lang, "«\u{a0}{name}\u{a0}» n'est pas un dossier. {first}", "“{name}” is no dossier. {first}")
        }
    }
}

fn found(state: &State, purpose: Purpose, found: &Found) -> FoundView {
    let lang = state.lang;
    match found {
        Found::Code { given, here } => FoundView {
            verdict: if given == here {
                say!(lang, "Identique. La grille a bien le code {given}.", "Identical. The grid has the code {given}.")
            } else {
                say!(
                    lang,
                    "Différente. La grille a le code {here}, et non {given}. Donnez le lien ou le fichier publié pour savoir ce qui diffère.",
                    "Different. The grid has the code {here}, not {given}. Give the published link or file to know what differs."
                )
            },
            is_identical: given == here,
            grid: Vec::new(),
            offers: Vec::new(),
            ranking: Vec::new(),
            left_out: String::new(),
        },
        Found::Dossier { other, here, given, differences } => {
            let sides = if purpose == Purpose::Verify { PUBLISHED } else { BESIDE };
            let currency = &here.dossier().money.currency;
            let sentence = |each: &Difference| compare::difference(lang, currency, sides, each);
            let grid: Vec<String> = differences.iter().filter(|each| each.is_grid()).map(sentence).collect();
            let offers: Vec<String> = differences.iter().filter(|each| !each.is_grid()).map(sentence).collect();
            let (one, many) = (phrase("différence", "difference"), phrase("différences", "differences"));
            let count = i18n::counted(lang, differences.len(), one, many);
            let title = sentences::quoted(lang, &other.dossier().title);
            let verdict = match (purpose, differences.is_empty()) {
                (Purpose::Verify, true) => say!(
                    lang,
                    "Identique. La grille est celle de {title}, code {given}.",
                    "Identical. The grid is the one of {title}, code {given}."
                ),
                (Purpose::Verify, false) => say!(
                    lang,
                    "Différente de {title} (code {given})\u{a0}: {count}.",
                    "Different from {title} (code {given}): {count}."
                ),
                (Purpose::Compare, true) => say!(
                    lang,
                    "Même grille et mêmes offres que {title}.",
                    "The same grid and the same offers as {title}."
                ),
                (Purpose::Compare, false) => say!(lang, "Avec {title}\u{a0}: {count}.", "With {title}: {count}."),
            };
            let (ranking, left) =
                if purpose == Purpose::Compare { ranking(lang, here, other) } else { (Vec::new(), 0) };
            let left_out = match (left, i18n::integer(lang, left)) {
                (0, _) => String::new(),
                (_, left) => say!(lang, "Et {left} autres offres.", "And {left} more offers."),
            };
            FoundView { verdict, is_identical: differences.is_empty(), grid, offers, ranking, left_out }
        }
    }
}

/// Every offer of either, matched by identifier, then by name; in the order of the
/// first, then what only the second has; and how many more there are.
fn ranking(lang: Lang, here: &Assessment, there: &Assessment) -> (Vec<RankLine>, usize) {
    let order = |assessment: &Assessment| {
        let mut order = assessment.evaluation().order().to_vec();
        order
            .extend((0..assessment.dossier().offers.len()).filter(|offer| !assessment.evaluation().takes_part(*offer)));
        let mut seen = vec![false; assessment.dossier().offers.len()];
        order.retain(|offer| seen.get_mut(*offer).is_some_and(|seen| !std::mem::replace(seen, true)));
        order
    };
    let cell = |assessment: &Assessment, offer: Option<usize>| match offer {
        Some(offer) => {
            let cell = profiles::cell(lang, assessment, offer);
            [cell.rank, cell.total]
        }
        None => ["–".to_owned(), String::new()],
    };
    let mut mates: Vec<(Option<usize>, Option<usize>)> = Vec::new();
    let (ours, theirs) = (&here.dossier().offers, &there.dossier().offers);
    let mut taken = vec![false; theirs.len()];
    let mut ids: Vec<(&Id, usize)> = theirs.iter().enumerate().map(|(index, offer)| (&offer.id, index)).collect();
    ids.sort();
    let by_id = |offer: &usize| {
        let id = &ours.get(*offer)?.id;
        let found = ids.binary_search_by(|(known, _)| (*known).cmp(id)).ok()?;
        ids.get(found).map(|(_, index)| *index)
    };
    let mut pairs: Vec<(usize, Option<usize>)> = order(here).into_iter().map(|offer| (offer, by_id(&offer))).collect();
    for (_, mate) in &pairs {
        if let Some(taken) = mate.and_then(|mate| taken.get_mut(mate)) {
            *taken = true;
        }
    }
    for (offer, mate) in pairs.iter_mut().filter(|(_, mate)| mate.is_none()) {
        let name = ours.get(*offer).map(|offer| offer.name.trim());
        let found = theirs.iter().zip(&taken).position(|(other, taken)| !taken && Some(other.name.trim()) == name);
        if let Some(taken) = found.and_then(|found| taken.get_mut(found)) {
            *taken = true;
        }
        *mate = found;
    }
    mates.extend(pairs.into_iter().map(|(offer, mate)| (Some(offer), mate)));
    let new = order(there).into_iter().filter(|offer| taken.get(*offer) == Some(&false));
    mates.extend(new.map(|offer| (None, Some(offer))));
    let line = |(mine, other): (Option<usize>, Option<usize>)| {
        let name = mine.and_then(|offer| ours.get(offer)).or_else(|| other.and_then(|offer| theirs.get(offer)));
        let rank = |assessment: &Assessment, offer: Option<usize>| {
            offer.and_then(|offer| assessment.evaluation().rank_of(offer))
        };
        let change = match (mine, other, rank(here, mine), rank(there, other)) {
            (None, ..) => phrase("seulement dans l'autre", "only in the other").get(lang).to_owned(),
            (_, None, ..) => phrase("seulement ici", "only here").get(lang).to_owned(),
            (.., Some(before), Some(after)) if before > after => {
                let by = i18n::integer(lang, before - after);
                say!(lang, "▲ {by} de mieux", "▲ up {by}")
            }
            (.., Some(before), Some(after)) if before < after => {
                let by = i18n::integer(lang, after - before);
                say!(lang, "▼ {by} de moins", "▼ down {by}")
            }
            _ => String::new(),
        };
        let total = |assessment: &Assessment, offer: Option<usize>| assessment.evaluation().exact_total(offer?);
        let moved = total(there, other).zip(total(here, mine)).map(|(after, before)| after - before);
        let moved = moved.filter(|moved| !moved.sign().is_eq()).map(|moved| {
            let moved = signed_text(lang, &moved);
            say!(lang, "total {moved}", "total {moved}")
        });
        let change = [change, moved.unwrap_or_default()].into_iter().filter(|text| !text.is_empty());
        let change = change.collect::<Vec<_>>().join(", ");
        RankLine {
            name: name.map(|offer| offer.name.clone()).unwrap_or_default(),
            here: cell(here, mine),
            there: cell(there, other),
            change,
        }
    };
    let left = mates.len().saturating_sub(MOST);
    (mates.into_iter().take(MOST).map(line).collect(), left)
}

/// What has just happened, for the ears.
pub(super) fn news(state: &State, news: &SealNews) -> String {
    let lang = state.lang;
    match news {
        SealNews::Sealed(code) => say!(lang, "Grille scellée, code {code}.", "Grid sealed, code {code}."),
        SealNews::Held => held(state).map(|held| held.text).unwrap_or_default(),
        SealNews::Broken => phrase("Sceau rompu.", "Seal broken.").get(lang).into(),
        SealNews::Copied => {
            let title = &state.dossier().title;
            say!(
                lang,
                "Copie ouverte\u{a0}: {title}. «\u{a0}Annuler\u{a0}» revient au dossier scellé.",
                "Copy opened: {title}. “Undo” goes back to the sealed dossier."
            )
        }
        SealNews::Left => phrase("La grille reste comme elle est.", "The grid stays as it is.").get(lang).into(),
        SealNews::CodeCopied(true) => phrase("Code copié.", "Code copied.").get(lang).into(),
        SealNews::CodeCopied(false) => phrase(
            "Ce navigateur refuse de copier\u{a0}: sélectionnez le code.",
            "This browser refuses to copy: select the code.",
        )
        .get(lang)
        .into(),
        SealNews::Looked => {
            let Some(view) = other(state) else { return String::new() };
            view.trouble.or(view.found.map(|found| found.verdict)).unwrap_or_default()
        }
        SealNews::Refused => match (&state.seal.form, &state.seal.held) {
            (Some(_), None) => seal_form(state).and_then(|form| form.date_error).unwrap_or_default().into(),
            _ => phrase("Donnez un motif.", "Give a reason.").get(lang).into(),
        },
        SealNews::JournalKept => phrase("Le journal est ouvert.", "The journal has begun.").get(lang).into(),
    }
}
