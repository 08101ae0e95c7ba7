//! Holds everything that the engine says of a dossier against the referee.

use std::rc::Rc;

use mieux_disant::dossier::{Assessment, Dossier};
use mieux_disant::engine::{Evaluation, Rational};
use num_rational::BigRational;

use super::naive;

/// What the engine says of a dossier.
pub fn assess(dossier: &Dossier) -> Assessment {
    Assessment::of(Rc::new(dossier.clone()))
}

/// Everything the engine says of a dossier equals what the referee says, which
/// is handed back for whoever compares further.
pub fn agree(dossier: &Dossier, context: &str) -> Vec<naive::Result> {
    let assessment = assess(dossier);
    let evaluation = assessment.evaluation();
    let fraction = |rational: Option<Rational>| rational.map(|rational| rational.to_fraction_text());
    let expected = |value: &Option<BigRational>| value.as_ref().map(|v| format!("{}/{}", v.numer(), v.denom()));
    let results = naive::evaluate(dossier);
    for (offer, referee) in results.iter().enumerate() {
        assert_eq!(*evaluation.outcome(offer), referee.outcome, "{context}, offer {offer}");
        assert_eq!(evaluation.rank_of(offer), referee.rank, "{context}, rank of offer {offer}");
        let total = fraction(evaluation.exact_total(offer));
        assert_eq!(total, expected(&referee.total), "{context}, total of offer {offer}");
        for leaf in 0..referee.notes.len() {
            let note = fraction(evaluation.exact_note(offer, leaf));
            assert_eq!(note, expected(&referee.notes[leaf]), "{context}, offer {offer}, leaf {leaf}");
            let term = fraction(evaluation.exact_term(offer, leaf));
            assert_eq!(term, expected(&referee.terms[leaf]), "{context}, offer {offer}, leaf {leaf}");
            near(evaluation, offer, leaf, referee, dossier, context);
        }
        if let Some(total) = &referee.total {
            for decimals in [0, 1, 2, 4, 9] {
                rounds(evaluation, offer, total, decimals, context);
            }
        }
    }
    results
}

/// The total that is shown is the exact one, rounded once.
pub fn rounds(evaluation: &Evaluation, offer: usize, total: &BigRational, decimals: u32, context: &str) {
    let rounded = evaluation.rounded_total(offer, decimals).expect("ranked");
    assert_eq!(naive::fraction(rounded), naive::rounded(total, decimals), "{context}, {total} to {decimals}");
    assert_eq!(rounded.scale(), decimals, "{context}");
}

/// What is drawn is what is true, to the last pixel.
fn near(evaluation: &Evaluation, offer: usize, leaf: usize, referee: &naive::Result, dossier: &Dossier, context: &str) {
    let exact = referee.notes[leaf].as_ref().map(|note| note / naive::fraction(dossier.note_scale));
    let exact = exact.map(|note| {
        let digits = naive::rounded(&note, 15) * BigRational::from_integer(10i64.pow(15).into());
        digits.to_integer().to_string().parse::<f64>().expect("a number") / 1e15
    });
    match (evaluation.note(offer, leaf), exact) {
        (Some(drawn), Some(exact)) => assert!((drawn - exact).abs() < 1e-9, "{context}: {drawn} for {exact}"),
        (drawn, exact) => assert_eq!(drawn, exact, "{context}, drawn note of offer {offer}, leaf {leaf}"),
    }
}
