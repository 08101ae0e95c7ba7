//! What there is to remark, what each criterion really did, and the proof.

use super::sentences;
use crate::dossier::Assessment;
use crate::engine::{Finding, Severity};
use crate::i18n::{self, Lang, phrase};
use crate::say;

/// Remarks as they are shown.
#[derive(Clone, Debug, PartialEq)]
pub struct RemarksView {
    /// The remarks, the gravest first.
    pub remarks: Vec<Remark>,
    /// How many more there are.
    pub more: usize,
}

/// What the proof came to.
#[derive(Clone, Debug, PartialEq)]
pub struct ProofView {
    /// What was checked, in a sentence.
    pub text: String,
    /// Whether everything that was checked holds.
    pub holds: bool,
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

/// The remarks, at most `limit` of them.
pub fn remarks(lang: Lang, assessment: &Assessment, limit: usize) -> RemarksView {
    let evaluation = assessment.evaluation();
    let mut findings: Vec<&Finding> = evaluation.findings().iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity()));
    let remark = |finding: &&Finding| Remark {
        severity: finding.severity(),
        label: match finding.severity() {
            Severity::Notice => phrase("À noter", "Note"),
            Severity::Warning => phrase("Attention", "Warning"),
            Severity::Error => phrase("Bloquant", "Blocking"),
        }
        .get(lang),
        text: sentences::finding(lang, assessment, finding),
    };
    RemarksView {
        remarks: findings.iter().take(limit).map(remark).collect(),
        more: findings.len().saturating_sub(limit),
    }
}

/// Per leaf: name, announced weight, effective weight and whether it told offers apart.
pub fn influences(lang: Lang, assessment: &Assessment) -> Vec<(String, String, String)> {
    let influences = assessment.evaluation().influences();
    assessment
        .leaves()
        .zip(influences)
        .map(|((leaf, _), influence)| {
            let effective = match (influence.discriminates, influence.effective) {
                (false, _) => phrase("ne départage pas", "does not tell apart").get(lang).to_owned(),
                (true, Some(share)) => i18n::percent(lang, share, 1),
                (true, None) => "–".to_owned(),
            };
            (sentences::measure_name(assessment, leaf), i18n::percent(lang, influence.nominal, 2), effective)
        })
        .collect()
}

/// Checks the result again, with fractions only: some 20 µs for each offer.
pub fn proof(lang: Lang, assessment: &Assessment) -> ProofView {
    let evaluation = assessment.evaluation();
    if evaluation.order().is_empty() {
        let nothing = phrase("Rien à vérifier : aucune offre n'est classée.", "Nothing to check: no offer is ranked.");
        return ProofView { text: nothing.get(lang).to_owned(), holds: true };
    }
    let proof = evaluation.prove();
    let (ok, broken) = (phrase("vérifié", "checked").get(lang), phrase("NON VÉRIFIÉ", "NOT VERIFIED").get(lang));
    let word = |holds: bool| if holds { ok } else { broken };
    let (sum, ranks) = (word(proof.shares_sum_to_one), word(proof.ranks_hold));
    let dominance = proof.dominance_holds.map_or(phrase("non calculée", "not computed").get(lang), word);
    let text = say!(
        lang,
        "Somme des poids : {sum}. Rangs recalculés en fractions exactes : {ranks}. Dominance : {dominance}.",
        "Sum of weights: {sum}. Ranks computed again in exact fractions: {ranks}. Dominance: {dominance}."
    );
    ProofView { text, holds: proof.holds() }
}
