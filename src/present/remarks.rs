//! What there is to remark, what each criterion really did, and the proof.

use super::sentences;
use crate::app::State;
use crate::engine::Severity;
use crate::i18n::{self, phrase};
use crate::say;

/// Remarks and proof as they are shown.
#[derive(Clone, Debug, PartialEq)]
pub struct RemarksView {
    /// The remarks, the gravest first.
    pub remarks: Vec<Remark>,
    /// Per leaf: name, announced weight, effective weight and whether it told offers apart.
    pub influences: Vec<(String, String, String)>,
    /// What was checked, in a sentence.
    pub proof: String,
    /// Whether everything that was checked holds.
    pub proof_holds: bool,
}

/// A remark.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// How grave.
    pub severity: Severity,
    /// How grave, in a word.
    pub label: &'static str,
    /// The sentence.
    pub text: String,
}

/// The remarks of a state.
pub fn remarks(state: &State) -> RemarksView {
    let (lang, assessment) = (state.lang, state.assessment.as_ref());
    let evaluation = assessment.evaluation();
    let mut remarks: Vec<Remark> = evaluation
        .findings()
        .iter()
        .map(|finding| Remark {
            severity: finding.severity(),
            label: match finding.severity() {
                Severity::Notice => phrase("À noter", "Note"),
                Severity::Warning => phrase("Attention", "Warning"),
                Severity::Error => phrase("Bloquant", "Blocking"),
            }
            .get(lang),
            text: sentences::finding(lang, assessment, finding),
        })
        .collect();
    remarks.sort_by_key(|remark| std::cmp::Reverse(remark.severity));

    let proof = evaluation.prove();
    let is_unranked = evaluation.order().is_empty();
    let (ok, broken) = (phrase("vérifié", "checked").get(lang), phrase("NON VÉRIFIÉ", "NOT VERIFIED").get(lang));
    let word = |holds: bool| if holds { ok } else { broken };
    let (sum, ranks) = (word(proof.shares_sum_to_one), word(proof.ranks_hold));
    let dominance = proof.dominance_holds.map_or(phrase("non calculée", "not computed").get(lang), word);
    RemarksView {
        remarks,
        influences: assessment
            .leaves()
            .zip(evaluation.influences())
            .map(|((leaf, _), influence)| {
                let effective = match (influence.discriminates, influence.effective) {
                    (false, _) => phrase("ne départage pas", "does not tell apart").get(lang).to_owned(),
                    (true, Some(share)) => i18n::percent(lang, share, 1),
                    (true, None) => "–".to_owned(),
                };
                (sentences::measure_name(assessment, leaf), i18n::percent(lang, influence.nominal, 2), effective)
            })
            .collect(),
        proof: if is_unranked {
            phrase("Rien à vérifier : aucune offre n'est classée.", "Nothing to check: no offer is ranked.")
                .get(lang)
                .to_owned()
        } else {
            say!(
                lang,
                "Somme des poids : {sum}. Rangs recalculés en fractions exactes : {ranks}. Dominance : {dominance}.",
                "Sum of weights: {sum}. Ranks computed again in exact fractions: {ranks}. Dominance: {dominance}."
            )
        },
        proof_holds: is_unranked || proof.holds(),
    }
}
