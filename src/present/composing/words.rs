//! The composer in sentences.

use super::brick_names;
use crate::app::{ComposingNews, Phase, Run, State};
use crate::dossier::{Apart, Dossier, Id, NotComposable, Obstacle, Requirement, Target, Wish};
use crate::engine::composer::{CompositionError, MAX_BRICKS, MAX_REQUIREMENTS, Proof};
use crate::engine::{Decimal, Rational};
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::present::facts::DECIMALS;
use crate::present::sentences::{list, quoted};
use crate::say;

/// What the buyer wants of a brick.
pub(super) fn wish(wish: Wish) -> Phrase {
    match wish {
        Wish::Free => phrase("au choix", "free"),
        Wish::Wanted => phrase("imposée", "required"),
        Wish::Out => phrase("écartée", "set aside"),
    }
}

/// The name of a criterion, a gate or an offer.
fn name(lang: Lang, dossier: &Dossier, id: &Id) -> String {
    let measure =
        || dossier.measures().into_iter().find(|(other, ..)| *other == id).map(|(_, name, _)| name.to_owned());
    let gate = || dossier.gates.iter().find(|gate| gate.id == *id).map(|gate| gate.name.clone());
    let offer = || dossier.offer(id).map(|offer| offer.name.clone());
    quoted(lang, &measure().or_else(gate).or_else(offer).unwrap_or_default())
}

/// Why a brick stays out.
fn obstacle(state: &State, obstacle: &Obstacle) -> String {
    let (lang, dossier) = (state.lang, state.dossier());
    match obstacle {
        Obstacle::SetAside => phrase("vous l'avez écartée", "you have set it aside").get(lang).into(),
        Obstacle::NoPrice => phrase("son prix n'est pas saisi", "its price is not entered").get(lang).into(),
        Obstacle::Fails(gate) => {
            let gate = name(lang, dossier, gate);
            say!(lang, "seule, elle ne satisfait pas à {gate}", "by itself it fails {gate}")
        }
        Obstacle::Undecided(gate) => {
            let gate = name(lang, dossier, gate);
            say!(lang, "on ignore si elle satisfait à {gate}", "nobody knows whether it passes {gate}")
        }
        Obstacle::NotApplicable(criterion) => {
            let criterion = name(lang, dossier, criterion);
            say!(
                lang,
                "{criterion} ne s'applique pas à elle, ce qui ne se compose pas exactement",
                "{criterion} does not apply to it, which cannot be composed exactly"
            )
        }
    }
}

/// Why a brick stays out: `Brique X : son prix n'est pas saisi.`
pub(super) fn out(state: &State, name: &str, obstacles: &[Obstacle]) -> String {
    let lang = state.lang;
    let reasons: Vec<String> = obstacles.iter().map(|each| obstacle(state, each)).collect();
    let reasons = list(lang, &reasons);
    say!(lang, "{name}\u{a0}: {reasons}.", "{name}: {reasons}.")
}

/// Why there is nothing to search.
pub(super) fn refusal(state: &State, refusal: &NotComposable) -> String {
    let (lang, dossier) = (state.lang, state.dossier());
    let sentence = match refusal {
        NotComposable::NoBricks => phrase(
            "Aucune brique n'est connue\u{a0}: ajoutez-en, ou collez leur tableau.",
            "No brick is known: add some, or paste their table.",
        ),
        NotComposable::NoneComesIn(bricks) => {
            let reasons: Vec<String> = bricks.iter().map(|(name, why)| out(state, name, why)).collect();
            let reasons = reasons.join(" ");
            return say!(
                lang,
                "Aucune brique ne peut entrer dans un assemblage. {reasons}",
                "No brick can come into an assembly. {reasons}"
            );
        }
        NotComposable::NoPrice => phrase(
            "La grille n'a pas de critère de prix dont les montants s'additionnent\u{a0}: un assemblage n'aurait pas de prix.",
            "The grid has no price criterion whose amounts add up: an assembly would have no price.",
        ),
        NotComposable::Hierarchy => phrase(
            "Les critères décident l'un après l'autre (hiérarchisation)\u{a0}: il n'y a pas de total à rendre le meilleur.",
            "Criteria decide one after the other (hierarchy): there is no total to make the best.",
        ),
        NotComposable::OpenPrice(offer) => {
            let offer = name(lang, dossier, offer);
            return say!(
                lang,
                "Le prix de {offer} n'est pas certain\u{a0}: la formule annoncée y compare les autres prix, aucun total ne serait exact.",
                "The price of {offer} is not certain: the announced formula compares the other prices with it, no total would be exact."
            );
        }
        NotComposable::OpenField(offer) => {
            let offer = name(lang, dossier, offer);
            return say!(
                lang,
                "On ignore si {offer} prend part au classement\u{a0}: la formule du prix en dépend, aucun total ne serait exact.",
                "Nobody knows whether {offer} takes part in the ranking: the price formula depends on that, no total would be exact."
            );
        }
        NotComposable::OpenIntegration => phrase(
            "Le coût d'intégration n'est pas saisi\u{a0}: donnez un montant, ou retirez cette ligne.",
            "The cost of integration is not entered: give an amount, or remove this line.",
        ),
        NotComposable::WantedIsOut(_) => phrase(
            "Une brique imposée ne peut pas entrer\u{a0}: son prix manque, ou elle ne satisfait pas à une condition éliminatoire.",
            "A required brick cannot come in: its price lacks, or it fails an eliminatory condition.",
        ),
        NotComposable::Refused(CompositionError::TooManyBricks) => {
            return say!(
                lang,
                "Le composeur calcule avec {MAX_BRICKS} briques au plus\u{a0}: écartez-en.",
                "The composer computes with {MAX_BRICKS} bricks at most: set some aside."
            );
        }
        NotComposable::Refused(CompositionError::TooManyRequirements) => {
            return say!(
                lang,
                "Le composeur calcule avec {MAX_REQUIREMENTS} besoins au plus.",
                "The composer computes with {MAX_REQUIREMENTS} requirements at most."
            );
        }
        NotComposable::Refused(_) => phrase(
            "Ces montants ou ces poids dépassent ce que le composeur calcule exactement.",
            "These amounts or weights exceed what the composer computes exactly.",
        ),
    };
    sentence.get(lang).into()
}

/// How far a search is, or what is proven.
pub(super) fn status(state: &State, run: &Run) -> String {
    let lang = state.lang;
    let points = |gap: &Decimal| {
        let gap = (Rational::from(*gap) * Rational::from(run.of.dossier().note_scale)).round(DECIMALS);
        // What rounds to nothing is still something.
        let gap = if gap.is_zero() { Decimal::hundredths(1) } else { gap }.normalized();
        let point = if i18n::is_plural(lang, gap) { phrase("points", "points") } else { phrase("point", "point") };
        format!("{}\u{a0}{}", i18n::number(lang, gap), point.get(lang))
    };
    match (run.phase, &run.proof) {
        (Phase::Best, Proof::Stopped { gap }) => {
            let gap = points(gap);
            say!(
                lang,
                "Recherche en cours\u{a0}: il reste au plus {gap} à gagner.",
                "Searching: at most {gap} left to be gained."
            )
        }
        (Phase::Best, _) => phrase("Recherche en cours.", "Searching.").get(lang).into(),
        (_, Proof::Optimal) if run.found.is_empty() => nothing_passes(state, run),
        (_, Proof::Optimal) => phrase(
            "Optimal, démontré\u{a0}: aucun autre assemblage de ces briques n'a un meilleur total.",
            "Optimal, proven: no other assembly of these bricks has a better total.",
        )
        .get(lang)
        .into(),
        (_, Proof::Stopped { gap }) => {
            let gap = points(gap);
            say!(
                lang,
                "Recherche arrêtée\u{a0}: un autre assemblage ferait au plus {gap} de mieux.",
                "Search stopped: another assembly would do better by at most {gap}."
            )
        }
    }
}

/// No assembly passes: what no brick can meet, where it is that simple.
fn nothing_passes(state: &State, run: &Run) -> String {
    let (lang, dossier, question) = (state.lang, run.of.dossier(), &run.question);
    let composition = &question.composition;
    let is_met = |target: usize| {
        composition.bricks.iter().any(|brick| brick.shares.get(target).is_some_and(|share| *share >= Decimal::ONE))
    };
    let asked = composition.requirements.iter().zip(&question.targets).enumerate();
    let unmet = asked.filter(|(place, (asked, _))| asked.weight.is_none() && !is_met(*place));
    let unmet: Vec<String> = unmet
        .map(|(_, (_, target))| match target {
            Target::Need(id) | Target::Gate(id) => name(lang, dossier, id),
        })
        .collect();
    if unmet.is_empty() {
        return phrase(
            "Aucun assemblage ne passe\u{a0}: aucun ne couvre tous les besoins obligatoires dans le respect des conditions éliminatoires. C'est démontré.",
            "No assembly passes: none covers all the compulsory needs and passes the eliminatory conditions. This is proven.",
        )
        .get(lang)
        .into();
    }
    let unmet = list(lang, &unmet);
    say!(
        lang,
        "Aucun assemblage ne passe\u{a0}: aucune brique ne satisfait à {unmet}. C'est démontré.",
        "No assembly passes: no brick meets {unmet}. This is proven."
    )
}

/// What to know before one relies on what was found.
pub(super) fn caveats(state: &State, run: &Run) -> Vec<String> {
    let (lang, dossier, question) = (state.lang, run.of.dossier(), &run.question);
    let mut said = Vec::new();
    let apart: Vec<String> = question.apart.iter().map(|(id, _)| name(lang, dossier, id)).collect();
    if !apart.is_empty() {
        let apart = list(lang, &apart);
        let by_hand = question.apart.iter().all(|(_, why)| *why == Apart::ByHand);
        said.push(if by_hand {
            say!(
                lang,
                "Comptés de même pour tous les assemblages, faute de notes\u{a0}: {apart}. L'optimum vaut pour les autres critères\u{a0}; le total et le rang affichés disent ce que ces notes laissent ouvert.",
                "Counted alike for all assemblies, for want of notes: {apart}. The optimum holds for the other criteria; the total and the rank shown say what these notes leave open."
            )
        } else {
            say!(
                lang,
                "Comptés de même pour tous les assemblages dans la recherche, car ils ne se composent pas exactement\u{a0}: {apart}. L'optimum vaut pour les autres critères\u{a0}; le total et le rang affichés les comptent.",
                "Counted alike for all assemblies in the search, as they cannot be composed exactly: {apart}. The optimum holds for the other criteria; the total and the rank shown count them."
            )
        });
    }
    if question.is_rounded {
        said.push(
            phrase(
                "La grille arrondit les notes\u{a0}: la recherche compare des notes non arrondies, le total et le rang affichés les arrondissent.",
                "The grid rounds notes: the search compares unrounded notes, the total and the rank shown round them.",
            )
            .get(lang)
            .into(),
        );
    }
    if !question.later.is_empty() {
        let later: Vec<String> = question.later.iter().map(|id| name(lang, dossier, id)).collect();
        let later = list(lang, &later);
        said.push(say!(
            lang,
            "À vérifier sur l'assemblage entier, non pendant la recherche, car aucune brique n'en décide seule\u{a0}: {later}.",
            "To be checked on the whole assembly, not during the search, as no brick decides them alone: {later}."
        ));
    }
    if !question.has_integration() {
        said.push(
            phrase(
                "Aucun coût d'intégration n'est saisi\u{a0}: les assemblages sont comptés sans.",
                "No cost of integration is entered: assemblies are counted without any.",
            )
            .get(lang)
            .into(),
        );
    }
    let (later, musts): (Vec<&Requirement>, Vec<&Requirement>) =
        dossier.requirements.iter().filter(|need| need.is_must()).partition(|need| question.later.contains(&need.id));
    if !musts.is_empty() {
        let sentence = if later.is_empty() {
            phrase(
                "Tout assemblage couvre en entier chaque besoin obligatoire. Ce qui est inconnu compte au plus bas.",
                "Every assembly covers each compulsory need in full. What is unknown counts as the least.",
            )
        } else {
            phrase(
                "Tout assemblage couvre en entier chaque autre besoin obligatoire. Ce qui est inconnu compte au plus bas.",
                "Every assembly covers each other compulsory need in full. What is unknown counts as the least.",
            )
        };
        said.push(sentence.get(lang).into());
    }
    said
}

/// What has just happened, for the ears.
#[inline(never)]
pub(in crate::present) fn news(state: &State, news: &ComposingNews) -> String {
    let lang = state.lang;
    let run = state.composing().and_then(|desk| desk.run.as_deref());
    let fixed = match news {
        ComposingNews::Shown => phrase("Composeur affiché.", "Composer shown."),
        ComposingNews::Hidden => phrase("Composeur refermé.", "Composer closed."),
        ComposingNews::Begun => phrase("Recherche en cours.", "Searching."),
        ComposingNews::Refused => {
            let why = state.composing().and_then(|desk| desk.refusal.as_ref());
            return why.map(|why| refusal(state, why)).unwrap_or_default();
        }
        ComposingNews::Found | ComposingNews::Stopped => {
            return run.map(|run| [status(state, run), best(state, run)].join(" ")).unwrap_or_default();
        }
        ComposingNews::Explained => phrase("Explication affichée.", "Explanation shown."),
        ComposingNews::Compared => {
            let view = run.and_then(|run| super::why::view(state, run, run.why.as_ref()?));
            return view.and_then(|view| view.other).unwrap_or_default();
        }
        ComposingNews::Adopted(name) => {
            let place = state.dossier().offers.iter().rposition(|offer| offer.name == *name);
            let rank = place.and_then(|place| state.assessment.evaluation().rank_of(place));
            let name = quoted(lang, name);
            return match rank {
                Some(rank) => {
                    say!(
                        lang,
                        "{name} ajouté aux offres, au rang {rank}.",
                        "{name} added to the offers, at rank {rank}."
                    )
                }
                None => say!(lang, "{name} ajouté aux offres.", "{name} added to the offers."),
            };
        }
    };
    fixed.get(lang).into()
}

fn best(state: &State, run: &Run) -> String {
    let lang = state.lang;
    let Some(found) = run.found.first() else { return String::new() };
    let bricks = brick_names(lang, run, &found.assembly.bricks);
    say!(lang, "Le meilleur\u{a0}: {bricks}.", "The best: {bricks}.")
}
