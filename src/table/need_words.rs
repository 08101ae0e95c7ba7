//! The heads and the words of a table of needs, in French and in English.

use super::matching::{folded, head_of};
use crate::dossier::Priority;
use crate::i18n::{Phrase, phrase};

/// What a column of a table of needs is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedField {
    /// It stays out.
    Ignore,
    /// What is needed.
    Name,
    /// How much.
    Priority,
    /// What it weighs.
    Weight,
    /// How it is measured.
    Measure,
    /// Who answers for it.
    Owner,
    /// When it must be covered.
    Deadline,
    /// Who needs it.
    Usage,
    /// The coverage that counts it.
    CountsIn,
    /// The criteria that it gave rise to.
    Criteria,
}

impl NeedField {
    /// Every kind of column, in the order in which they are offered and written.
    pub const ALL: [Self; 10] = [
        Self::Ignore,
        Self::Name,
        Self::Priority,
        Self::Weight,
        Self::Measure,
        Self::Owner,
        Self::Deadline,
        Self::Usage,
        Self::CountsIn,
        Self::Criteria,
    ];

    /// The head of such a column.
    pub fn head(self) -> Phrase {
        match self {
            Self::Ignore => phrase("Ne pas reprendre", "Leave out"),
            Self::Name => phrase("Besoin", "Need"),
            Self::Priority => phrase("Priorité", "Priority"),
            Self::Weight => phrase("Poids", "Weight"),
            Self::Measure => phrase("Mesure", "Measure"),
            Self::Owner => phrase("Porteur", "Owner"),
            Self::Deadline => phrase("Échéance", "Deadline"),
            Self::Usage => phrase("Profils d'usage", "Usage profiles"),
            Self::CountsIn => phrase("Compte dans", "Counts in"),
            Self::Criteria => phrase("Critères", "Criteria"),
        }
    }

    /// Beginnings of its heads, folded, the longer ones first.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Ignore => &[],
            Self::Name => &[
                "besoin",
                "exigence",
                "intitule",
                "libelle",
                "fonction",
                "nom",
                "need",
                "requirement",
                "name",
                "title",
            ],
            Self::Priority => &["priori", "obligat", "caractere", "moscow", "importance", "mustshould"],
            Self::Weight => &["poids", "ponderation", "coefficient", "coef", "weight"],
            Self::Measure => &[
                "mesure",
                "criteredeverification",
                "criteredacceptation",
                "verification",
                "commentsemesure",
                "description",
                "measure",
                "howmeasured",
                "howitismeasured",
                "acceptance",
            ],
            Self::Owner => &["porteur", "responsable", "proprietaire", "referent", "owner"],
            Self::Deadline => &["echeance", "datelimite", "date", "delai", "deadline", "due", "duedate"],
            Self::Usage => &["profil", "usage", "situation", "utilisateur", "public", "user", "users"],
            Self::CountsIn => &["comptedans", "couverture", "countsin", "coverage"],
            Self::Criteria => &["critere", "criteria", "criterion"],
        }
    }

    /// What a head names.
    pub(super) fn of_head(head: &str) -> Option<Self> {
        head_of(&Self::ALL, Self::words, head)
    }
}

/// Words for each priority, folded.
const MUST: [&str; 14] = [
    "must",
    "musthave",
    "m",
    "obligatoire",
    "doit",
    "exige",
    "exigee",
    "imperatif",
    "imperative",
    "indispensable",
    "requis",
    "required",
    "mandatory",
    "compulsory",
];
const SHOULD: [&str; 13] = [
    "should",
    "shouldhave",
    "s",
    "souhaite",
    "souhaitee",
    "devrait",
    "souhaitable",
    "important",
    "importante",
    "attendu",
    "wished",
    "wanted",
    "recommended",
];
const MAY: [&str; 14] = [
    "may",
    "could",
    "couldhave",
    "c",
    "possible",
    "peut",
    "pourrait",
    "facultatif",
    "facultative",
    "optionnel",
    "optionnelle",
    "optional",
    "option",
    "nicetohave",
];

/// The priority that a word names.
pub fn read_priority(text: &str) -> Option<Priority> {
    let word = folded(text);
    let is_among = |words: &[&str]| words.contains(&word.as_str());
    match (is_among(&MUST), is_among(&SHOULD), is_among(&MAY)) {
        (true, ..) => Some(Priority::Must),
        (_, true, _) => Some(Priority::Should),
        (.., true) => Some(Priority::May),
        _ => None,
    }
}

/// The word that a table has for a priority.
pub fn priority_word(priority: Priority) -> Phrase {
    match priority {
        Priority::Must => phrase("obligatoire", "must"),
        Priority::Should => phrase("souhaité", "should"),
        Priority::May => phrase("possible", "may"),
    }
}
