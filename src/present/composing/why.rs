//! Why a brick is in, and why another is out.

use super::{brick_names, coverage_text, coverage_weight, price_text};
use crate::app::{OtherAssembly, Run, State, Why};
use crate::dossier::{Dossier, Id, Target};
use crate::engine::Rational;
use crate::engine::composer::{Explanation, Proof};
use crate::i18n::phrase;
use crate::present::facts::note_text;
use crate::present::sentences::{list, quoted};
use crate::say;

/// What each brick brings to an assembly, or would bring.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyView {
    /// Which assembly.
    pub title: String,
    /// Each brick.
    pub rows: Vec<WhyRow>,
    /// The best assembly with or without one of them.
    pub other: Option<String>,
}

/// A brick.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyRow {
    /// Its place in the question.
    pub brick: usize,
    /// Its name.
    pub name: String,
    /// Whether the assembly has it.
    pub is_in: bool,
    /// The needs that it covers better than all the others.
    pub alone: String,
    /// What the coverage has more with it.
    pub coverage: String,
    /// What the assembly costs more with it.
    pub cost: String,
    /// What falls with it, or why it is useless.
    pub remark: String,
}

pub(super) fn view(state: &State, run: &Run, why: &Why) -> Option<WhyView> {
    let lang = state.lang;
    let assembly = &run.found.get(why.found)?.assembly;
    let number = why.found + 1;
    let weight = coverage_weight(run);
    let rows = why.bricks.iter().enumerate().map(|(brick, explanation)| {
        let row = WhyRow {
            brick,
            name: run.question.name(brick).to_owned(),
            is_in: assembly.has(brick),
            alone: String::new(),
            coverage: String::new(),
            cost: String::new(),
            remark: phrase("à elle seule tout l'assemblage", "the whole assembly by itself").get(lang).into(),
        };
        match explanation {
            None => row,
            Some(explanation) => WhyRow {
                alone: alone(state, run, explanation),
                coverage: coverage_text(lang, &explanation.coverage, &weight),
                cost: price_text(state, run, explanation.cost),
                remark: remark(state, run, why, brick, explanation),
                ..row
            },
        }
    });
    let mut rows: Vec<WhyRow> = rows.collect();
    rows.sort_by_key(|row| !row.is_in);
    Some(WhyView {
        title: say!(lang, "Pourquoi l'assemblage {number}\u{a0}?", "Why assembly {number}?"),
        rows,
        other: why.other.as_ref().map(|other| compared(state, run, why, other)),
    })
}

fn alone(state: &State, run: &Run, explanation: &Explanation) -> String {
    let (lang, dossier) = (state.lang, run.of.dossier());
    let target =
        |requirement: &usize| run.question.targets.get(*requirement).map(|target| target_name(dossier, target));
    let names: Vec<String> = explanation.alone.iter().filter_map(target).map(|name| quoted(lang, &name)).collect();
    if names.is_empty() { phrase("aucun", "none").get(lang).into() } else { list(lang, &names) }
}

fn target_name(dossier: &Dossier, target: &Target) -> String {
    let need = |id: &Id| dossier.requirements.iter().find(|need| need.id == *id).map(|need| need.name.clone());
    let gate = |id: &Id| dossier.gates.iter().find(|gate| gate.id == *id).map(|gate| gate.name.clone());
    match target {
        Target::Need(id) => need(id),
        Target::Gate(id) => gate(id),
    }
    .unwrap_or_default()
}

fn remark(state: &State, run: &Run, why: &Why, brick: usize, explanation: &Explanation) -> String {
    let (lang, dossier) = (state.lang, run.of.dossier());
    let fallen = explanation.rungs.iter().zip(&run.question.scales).filter(|(fall, _)| **fall > 0);
    let name = |id: &Id| dossier.criterion(id).map(|criterion| quoted(lang, &criterion.name)).unwrap_or_default();
    let fallen: Vec<String> = fallen.map(|(_, id)| name(id)).collect();
    let mut said = Vec::new();
    // Compulsory ones weigh nothing: their coverage gains no points.
    let is_asked = |requirement: &&usize| {
        run.question.composition.requirements.get(**requirement).is_some_and(|asked| asked.weight.is_none())
    };
    let target = |requirement: &usize| run.question.targets.get(*requirement);
    let asked = explanation.alone.iter().filter(is_asked).filter_map(target);
    let asked: Vec<String> = asked.map(|target| quoted(lang, &target_name(dossier, target))).collect();
    if explanation.is_in && !asked.is_empty() {
        let asked = list(lang, &asked);
        said.push(say!(lang, "indispensable à {asked}", "necessary for {asked}"));
    }
    if !fallen.is_empty() {
        let fallen = list(lang, &fallen);
        said.push(say!(lang, "abaisse {fallen}", "lowers {fallen}"));
    }
    let better = why.dominated.iter().find(|(useless, _)| *useless == brick);
    if let Some((_, other)) = better.filter(|_| !explanation.is_in) {
        let other = quoted(lang, run.question.name(*other));
        said.push(say!(
            lang,
            "{other} couvre autant partout, sans coûter plus ni rien abaisser de plus",
            "{other} covers as much everywhere, without costing more or lowering anything more"
        ));
    }
    said.join("\u{a0}; ")
}

/// The best assembly with or without a brick, beside the one explained.
fn compared(state: &State, run: &Run, why: &Why, other: &OtherAssembly) -> String {
    let lang = state.lang;
    let name = quoted(lang, run.question.name(other.brick));
    let which = if other.is_in {
        say!(lang, "Avec {name}", "With {name}")
    } else {
        say!(lang, "Sans {name}", "Without {name}")
    };
    if other.is_running {
        return say!(lang, "{which}\u{a0}: recherche en cours.", "{which}: searching.");
    }
    let Some(best) = &other.best else {
        return match other.proof {
            Proof::Optimal => say!(lang, "{which}, aucun assemblage ne passe.", "{which}, no assembly passes."),
            Proof::Stopped { .. } => say!(lang, "{which}, rien n'est encore connu.", "{which}, nothing is known yet."),
        };
    };
    let scale = Rational::from(run.of.dossier().note_scale);
    let total = |total: &Rational| note_text(lang, &(total.clone() * scale.clone()));
    let here = run.found.get(why.found).map(|found| total(&found.assembly.total)).unwrap_or_default();
    let (bricks, there) = (brick_names(lang, run, &best.bricks), total(&best.total));
    let price = price_text(state, run, best.price);
    say!(
        lang,
        "{which}, le meilleur assemblage est {bricks}\u{a0}: {there} au lieu de {here} sur les critères composés, pour {price}.",
        "{which}, the best assembly is {bricks}: {there} instead of {here} on the criteria composed, for {price}."
    )
}
