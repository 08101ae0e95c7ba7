//! What there is to remark, what each criterion really did, and the proof.

use super::sentences;
use crate::app::{PROVED_BY_ITSELF, State};
use crate::dossier::Assessment;
use crate::engine::{Finding, Severity};
use crate::i18n::{self, Lang, Phrase, phrase};
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
    /// Where it stands.
    pub status: ProofStatus,
}

/// Where the proof of what is on the screen stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofStatus {
    /// Everything that was checked holds.
    Holds,
    /// Something does not.
    Broken,
    /// It comes as soon as the weights rest.
    Due,
    /// It takes a while, and is made when somebody asks for it.
    OnDemand,
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

/// The proof of what is on the screen, in words.
pub fn proof(state: &State) -> ProofView {
    let (lang, count) = (state.lang, state.assessment.evaluation().order().len());
    let plain = |text: Phrase, status| ProofView { text: text.get(lang).to_owned(), status };
    if count == 0 {
        let nothing = phrase("Rien à vérifier : aucune offre n'est classée.", "Nothing to check: no offer is ranked.");
        return plain(nothing, ProofStatus::Holds);
    }
    let Some((_, proof)) = state.proof.as_ref().filter(|_| !state.is_proof_due()) else {
        return if count <= PROVED_BY_ITSELF {
            plain(phrase("Vérification en cours…", "Being checked…"), ProofStatus::Due)
        } else {
            plain(
                phrase("Ce classement n'est pas encore vérifié.", "This ranking is not checked yet."),
                ProofStatus::OnDemand,
            )
        };
    };
    let (ok, broken) = (phrase("vérifié", "checked").get(lang), phrase("NON VÉRIFIÉ", "NOT VERIFIED").get(lang));
    let word = |holds: bool| if holds { ok } else { broken };
    let (sum, ranks) = (word(proof.shares_sum_to_one), word(proof.ranks_hold));
    let dominance = proof.dominance_holds.map_or(phrase("non calculée", "not computed").get(lang), word);
    let text = say!(
        lang,
        "Somme des poids : {sum}. Rangs recalculés en fractions exactes : {ranks}. Dominance : {dominance}.",
        "Sum of weights: {sum}. Ranks computed again in exact fractions: {ranks}. Dominance: {dominance}."
    );
    ProofView { text, status: if proof.holds() { ProofStatus::Holds } else { ProofStatus::Broken } }
}
