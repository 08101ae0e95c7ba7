//! Holds everything that the engine says of a dossier against the referee.

use std::rc::Rc;

use mieux_disant::dossier::{Assessment, Dossier};
use mieux_disant::engine::{Evaluation, Outcome, Rational};
use num_rational::BigRational;

use super::{completions, naive};

/// What the engine says of a dossier.
pub fn assess(dossier: &Dossier) -> Assessment {
    Assessment::of(Rc::new(dossier.clone()))
}

/// Everything the engine says of a dossier equals what the referee says, which
/// is handed back for whoever compares further. Where something is unknown,
/// every way to fill it in lies within what the engine says, and nothing is
/// handed back.
pub fn agree(dossier: &Dossier, context: &str) -> Vec<naive::Result> {
    let assessment = assess(dossier);
    let evaluation = assessment.evaluation();
    assert!(evaluation.prove().holds(), "{context}: {:?}", evaluation.prove());
    let Some(results) = naive::settled(dossier) else {
        completions::hold(dossier, evaluation, context);
        return Vec::new();
    };
    let expected = |value: &Option<BigRational>| value.as_ref().map(|v| format!("{}/{}", v.numer(), v.denom()));
    for (offer, referee) in results.iter().enumerate() {
        match (evaluation.outcome(offer), &referee.outcome) {
            // Bounds may decide a gate where the referee does not look.
            (Outcome::Eliminated(said), Outcome::Eliminated(sure)) if !referee.is_known => {
                assert!(sure.iter().all(|gate| said.contains(gate)), "{context}, offer {offer}: {said:?}, {sure:?}");
            }
            (said, sure) => assert_eq!(said, sure, "{context}, offer {offer}"),
        }
        assert_eq!(evaluation.rank_of(offer), referee.rank, "{context}, rank of offer {offer}");
        let total = text(evaluation.exact_total(offer));
        assert_eq!(total, expected(&referee.total), "{context}, total of offer {offer}");
        let terms = evaluation.exact_terms(offer).unwrap_or_else(|| vec![None; referee.terms.len()]);
        for (leaf, term) in terms.into_iter().enumerate() {
            // What weighs nothing may be unknown.
            if let Some(note) = &referee.notes[leaf] {
                let drawn = text(evaluation.exact_note(offer, leaf));
                assert_eq!(drawn, expected(&Some(note.clone())), "{context}, offer {offer}, leaf {leaf}");
                near(evaluation, offer, leaf, note, dossier, context);
            }
            assert_eq!(text(term), expected(&referee.terms[leaf]), "{context}, term of offer {offer}, leaf {leaf}");
        }
        for (node, note) in referee.nodes.iter().enumerate().filter(|(_, note)| note.is_some()) {
            let said = text(evaluation.exact_node_note(offer, node));
            assert_eq!(said, expected(note), "{context}, offer {offer}, node {node}");
        }
        if let Some(total) = &referee.total {
            for decimals in [0, 1, 2, 4, 9] {
                rounds(evaluation, offer, total, decimals, context);
            }
        }
    }
    results
}

fn text(rational: Option<Rational>) -> Option<String> {
    rational.map(|rational| rational.to_fraction_text())
}

/// The total that is shown is the exact one, rounded once.
pub fn rounds(evaluation: &Evaluation, offer: usize, total: &BigRational, decimals: u32, context: &str) {
    let rounded = evaluation.rounded_total(offer, decimals).expect("ranked");
    assert_eq!(naive::fraction(rounded), naive::rounded(total, decimals), "{context}, {total} to {decimals}");
    assert_eq!(rounded.scale(), decimals, "{context}");
}

/// What is drawn is what is true, to the last pixel.
fn near(evaluation: &Evaluation, offer: usize, leaf: usize, note: &BigRational, dossier: &Dossier, context: &str) {
    let exact = note / naive::fraction(dossier.note_scale);
    let digits = naive::rounded(&exact, 15) * BigRational::from_integer(10i64.pow(15).into());
    let exact = digits.to_integer().to_string().parse::<f64>().expect("a number") / 1e15;
    let drawn = evaluation.note(offer, leaf).expect("a note");
    assert!((drawn - exact).abs() < 1e-9, "{context}: {drawn} for {exact}");
}
