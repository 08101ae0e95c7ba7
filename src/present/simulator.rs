//! The formula simulator: assumed bids under every price formula.

mod chosen;
mod drawing;

use std::rc::Rc;

use super::curve::CurveView;
use super::facts::{fact_text, note_text, share_text};
use super::lints::LintView;
use super::outlook::{Outlook, leaders};
use super::sentences::{list, offer_name, quoted};
use crate::app::{MAX_BIDS, Simulator, SimulatorNews, State, price_criteria};
use crate::dossier::{Assessment, Dossier, Id, Simulated};
use crate::engine::{Decimal, Evaluation, Fact, Outcome, Rational, Span};
use crate::i18n::{self, Lang, phrase};
use crate::say;

/// The panel as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct SimulatorView {
    /// The price criteria, with their names; none where the grid has no price.
    pub criteria: Vec<(Id, String)>,
    /// The one that is looked at.
    pub criterion: Id,
    /// What the panel stands on, in a sentence or two.
    pub intro: String,
    /// Whether bids can be added and taken away.
    pub is_made_up: bool,
    /// The assumed bids.
    pub bids: Vec<BidRow>,
    /// Where the sliders begin.
    pub low: Decimal,
    /// Where they end.
    pub high: Decimal,
    /// Their step.
    pub step: Decimal,
    /// The estimate, as written in its field; empty for none.
    pub estimate: String,
    /// A price that was refused, in a sentence.
    pub refused: Option<String>,
    /// Every formula; empty where the bids make no sound dossier.
    pub formulas: Vec<FormulaRow>,
    /// The curves.
    pub curves: Option<CurveView>,
    /// The formula that is looked at.
    pub chosen: Option<ChosenFormula>,
}

/// An assumed bid.
#[derive(Clone, Debug, PartialEq)]
pub struct BidRow {
    /// Its place.
    pub place: usize,
    /// Its name.
    pub name: String,
    /// The letter that stands for it in the drawing.
    pub letter: String,
    /// The price.
    pub price: Decimal,
    /// As written in its field.
    pub written: String,
    /// For the ears: `120 000 € TTC`.
    pub spoken: String,
    /// The offer's own price, where the assumed one is another.
    pub own: Option<String>,
    /// Why no note or rank follows from the price, where that is so.
    pub apart: Option<&'static str>,
}

/// One formula on the assumed bids.
#[derive(Clone, Debug, PartialEq)]
pub struct FormulaRow {
    /// The tag of its family.
    pub tag: &'static str,
    /// Its name.
    pub name: String,
    /// The name of its curve: `F1`.
    pub label: String,
    /// The look of its curve: hue and dash.
    pub look: (usize, usize),
    /// Whether it is the announced one.
    pub is_announced: bool,
    /// Whether it is looked at.
    pub is_chosen: bool,
    /// The note of each bid.
    pub notes: Vec<String>,
    /// Who leads.
    pub winner: String,
    /// Who leads at which weight of the price.
    pub by_share: String,
}

/// The formula that is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct ChosenFormula {
    /// Its name.
    pub name: String,
    /// What it does.
    pub help: &'static str,
    /// In symbols.
    pub formula: &'static str,
    /// What it would announce: names and numbers.
    pub parameters: Vec<(String, String)>,
    /// What is known to go wrong with it.
    pub weaknesses: Vec<&'static str>,
    /// The remarks on the method that it would draw with these bids.
    pub lints: Vec<LintView>,
    /// The bids, for the choice of the one whose price is moved.
    pub moved: usize,
    /// Who leads as that price moves; empty where nobody does, or where there
    /// are too many offers to try.
    pub spans: Vec<SpanRow>,
    /// What adopting it would change; none for the announced one.
    pub outlook: Option<Outlook>,
}

/// A stretch of prices with one leader.
#[derive(Clone, Debug, PartialEq)]
pub struct SpanRow {
    /// From where to where.
    pub range: String,
    /// Who leads.
    pub leaders: String,
}

/// The assumed bids under every formula.
struct Trial<'a> {
    lang: Lang,
    state: &'a State,
    panel: &'a Simulator,
    assessment: Assessment,
    leaf: usize,
    formulas: Vec<Simulated>,
}

impl<'a> Trial<'a> {
    fn of(state: &'a State, panel: &'a Simulator) -> Option<Self> {
        let lang = state.lang;
        let assumed = panel.assumed(state.dossier(), |place| made_up_name(lang, place)).ok()?;
        let assessment = Assessment::of(Rc::new(assumed));
        let (leaf, _) = assessment.leaves().find(|(_, id)| **id == panel.criterion)?;
        let formulas = assessment.under_every_formula(&panel.criterion, panel.estimate)?;
        Some(Self { lang, state, panel, assessment, leaf, formulas })
    }

    fn dossier(&self) -> &Dossier {
        self.assessment.dossier()
    }

    /// The formula that is looked at; the announced one where that is gone.
    fn chosen(&self) -> Option<(usize, &Simulated)> {
        let is_chosen = |(_, each): &(usize, &Simulated)| each.family.tag == self.panel.family;
        self.formulas.iter().enumerate().find(is_chosen).or_else(|| self.formulas.iter().enumerate().next())
    }

    /// The note of a bid, as it is shown.
    fn note(&self, evaluation: &Evaluation, bid: usize) -> String {
        let note = self.panel.offer_of(self.dossier(), bid).and_then(|offer| evaluation.exact_note(offer, self.leaf));
        note.map_or_else(|| "–".into(), |note| note_text(self.lang, &note))
    }

    /// Why a bid has no note: a gate has eliminated it.
    fn apart(&self, bid: usize) -> Option<&'static str> {
        let offer = self.panel.offer_of(self.dossier(), bid)?;
        let is_out = matches!(self.assessment.evaluation().outcome(offer), Outcome::Eliminated(_));
        is_out.then(|| phrase("écartée par une condition éliminatoire", "eliminated by a condition").get(self.lang))
    }

    fn names(&self, offers: &[usize]) -> String {
        let names: Vec<String> =
            offers.iter().map(|offer| quoted(self.lang, offer_name(&self.assessment, *offer))).collect();
        if names.is_empty() { nobody(self.lang).into() } else { list(self.lang, &names) }
    }

    fn row(&self, place: usize, simulated: &Simulated) -> FormulaRow {
        let evaluation = &simulated.evaluation;
        let look = drawing::look(simulated.family);
        FormulaRow {
            tag: simulated.family.tag,
            name: simulated.family.name.get(self.lang).into(),
            label: drawing::label(self.lang, simulated.family),
            look,
            is_announced: simulated.is_announced,
            is_chosen: self.chosen().is_some_and(|(chosen, _)| chosen == place),
            notes: (0..self.panel.bids.len()).map(|bid| self.note(evaluation, bid)).collect(),
            winner: self.names(&evaluation.leaders()),
            by_share: evaluation.leaders_by_share(self.leaf).map_or_else(|| "–".into(), |spans| self.by_share(&spans)),
        }
    }

    /// The letters of bids; the name of an offer that has none.
    fn letters(&self, offers: &[usize]) -> String {
        let bids = 0..self.panel.bids.len();
        let letter = |offer: &usize| {
            let bid = bids.clone().find(|bid| self.panel.offer_of(self.dossier(), *bid) == Some(*offer));
            bid.map_or_else(|| quoted(self.lang, offer_name(&self.assessment, *offer)), drawing::letter)
        };
        let all: Vec<String> = offers.iter().map(letter).collect();
        if all.is_empty() { nobody(self.lang).into() } else { list(self.lang, &all) }
    }

    /// `A jusqu'à 31,4 %, puis B`.
    fn by_share(&self, spans: &[Span<Rational>]) -> String {
        let lang = self.lang;
        match spans {
            [] => "–".into(),
            [only] if only.leaders.is_empty() => "–".into(),
            [only] => {
                let names = self.letters(&only.leaders);
                say!(lang, "{names} à tout poids", "{names} at any weight")
            }
            [most @ .., last] => {
                let parts = most.iter().map(|span| {
                    let (names, to) = (self.letters(&span.leaders), share_text(lang, &span.to));
                    say!(lang, "{names} jusqu'à {to}", "{names} up to {to}")
                });
                let (parts, last) = (parts.collect::<Vec<_>>().join(", "), self.letters(&last.leaders));
                say!(lang, "{parts}, puis {last}", "{parts}, then {last}")
            }
        }
    }
}

fn nobody(lang: Lang) -> &'static str {
    phrase("personne avec certitude", "nobody for certain").get(lang)
}

fn made_up_name(lang: Lang, place: usize) -> String {
    let number = place + 1;
    say!(lang, "Offre supposée {number}", "Assumed bid {number}")
}

/// The panel of a state.
pub fn simulator(state: &State) -> Option<SimulatorView> {
    let panel = state.simulator.as_ref()?;
    let (lang, dossier) = (state.lang, state.dossier());
    let criteria: Vec<(Id, String)> = price_criteria(dossier)
        .into_iter()
        .map(|id| {
            let name = dossier.criterion(&id).map(|criterion| criterion.name.clone()).unwrap_or_default();
            (id, name)
        })
        .collect();
    let trial = Trial::of(state, panel);
    Some(SimulatorView {
        criterion: panel.criterion.clone(),
        intro: intro(state, panel, &criteria),
        is_made_up: panel.is_made_up(),
        bids: bids(state, panel, trial.as_ref()),
        low: panel.low,
        high: panel.high,
        step: panel.step,
        estimate: panel.estimate.map(|estimate| i18n::number(lang, estimate)).unwrap_or_default(),
        refused: panel.is_refused.then(|| refused(lang)),
        formulas: trial.as_ref().map_or_else(Vec::new, |trial| {
            trial.formulas.iter().enumerate().map(|(place, each)| trial.row(place, each)).collect()
        }),
        curves: trial.as_ref().and_then(drawing::curves),
        chosen: trial.as_ref().and_then(chosen::chosen),
        criteria,
    })
}

fn refused(lang: Lang) -> String {
    phrase(
        "Un prix est un nombre supérieur à 0, à 4 décimales au plus : la valeur n'a pas été retenue.",
        "A price is a number above 0 with at most 4 decimals: the value was not taken.",
    )
    .get(lang)
    .into()
}

fn intro(state: &State, panel: &Simulator, criteria: &[(Id, String)]) -> String {
    let (lang, dossier) = (state.lang, state.dossier());
    if !criteria.iter().any(|(id, _)| *id == panel.criterion) {
        return phrase(
            "Cette grille n'a pas de critère de prix : donnez d'abord à un critère une méthode de prix.",
            "This grid has no price criterion: give a criterion a price method first.",
        )
        .get(lang)
        .into();
    }
    let leaf = state.assessment.leaves().find(|(_, id)| **id == panel.criterion).map(|(leaf, _)| leaf);
    let share = leaf.and_then(|leaf| state.assessment.evaluation().exact_share(leaf).cloned());
    let share = share.map_or_else(|| "–".into(), |share| share_text(lang, &share));
    let mut sentences =
        vec![say!(lang, "Ce critère pèse {share} du total.", "This criterion weighs {share} of the total.")];
    sentences.push(if panel.is_made_up() {
        phrase(
            "Aucune offre n'est encore entrée : les prix sont supposés, à 80, 100 et 120 % de l'estimation, et seules les notes de prix se comparent.",
            "No offer has been entered yet: the prices are assumed, at 80, 100 and 120% of the estimate, and only the notes for the price compare.",
        )
        .get(lang)
        .into()
    } else {
        phrase(
            "Les prix partent de ceux des offres ; les déplacer ici ne change pas le dossier. Le reste de la grille et des offres est tel quel.",
            "The prices start from those of the offers; moving them here does not change the dossier. The rest of the grid and of the offers is as it stands.",
        )
        .get(lang)
        .into()
    });
    if !panel.is_made_up() && dossier.offers.len() > MAX_BIDS {
        sentences.push(say!(
            lang,
            "Seules {MAX_BIDS} offres se déplacent ; les autres gardent leur prix.",
            "Only {MAX_BIDS} offers can be moved; the others keep their prices."
        ));
    }
    sentences.join(" ")
}

fn bids(state: &State, panel: &Simulator, trial: Option<&Trial<'_>>) -> Vec<BidRow> {
    let (lang, dossier) = (state.lang, state.dossier());
    let Some(measure) = dossier.measure(&panel.criterion) else { return Vec::new() };
    let text = |price: Decimal| fact_text(lang, dossier, measure, Fact::Number(price));
    let rows = panel.bids.iter().enumerate().map(|(place, bid)| {
        let offer = bid.offer.as_ref().and_then(|id| dossier.offer(id));
        let own = offer.map(|offer| dossier.fact(&panel.criterion, measure, offer));
        BidRow {
            place,
            name: offer.map_or_else(|| made_up_name(lang, place), |offer| offer.name.clone()),
            letter: drawing::letter(place),
            price: bid.price,
            written: i18n::number(lang, bid.price),
            spoken: text(bid.price),
            apart: trial.and_then(|trial| trial.apart(place)),
            own: own.filter(|own| *own != Fact::Number(bid.price)).map(|own| fact_text(lang, dossier, measure, own)),
        }
    });
    rows.collect()
}

/// What the panel says to the ears.
#[inline(never)]
pub(super) fn news(state: &State, news: &SimulatorNews) -> String {
    let lang = state.lang;
    let Some(panel) = state.simulator.as_ref() else { return String::new() };
    if *news == SimulatorNews::Refused {
        return refused(lang);
    }
    let Some(trial) = Trial::of(state, panel) else { return String::new() };
    let Some((_, simulated)) = trial.chosen() else { return String::new() };
    let (family, names) = (simulated.family.name.get(lang), trial.names(&simulated.evaluation.leaders()));
    match news {
        SimulatorNews::Moved(bid) => {
            let note = trial.note(&simulated.evaluation, *bid);
            say!(lang, "Note {note}. En tête : {names}.", "Note {note}. Leading: {names}.")
        }
        SimulatorNews::Adopted => {
            let lead = leaders(lang, &state.assessment).unwrap_or_else(|| nobody(lang).into());
            say!(lang, "Formule adoptée : {family}. En tête : {lead}.", "Formula adopted: {family}. Leading: {lead}.")
        }
        SimulatorNews::Changed | SimulatorNews::Chosen | SimulatorNews::Refused => {
            say!(lang, "{family}. En tête : {names}.", "{family}. Leading: {names}.")
        }
    }
}
