//! The heads and the words of a table of cost lines, in French and in English.

use super::matching::{folded, head_of};
use crate::engine::CostKind;
use crate::i18n::{Phrase, phrase};

/// What a column of a table of cost lines is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostField {
    /// It stays out.
    Ignore,
    /// What is paid for.
    Label,
    /// The brick that it belongs to.
    Brick,
    /// Where the amount was read.
    Source,
    /// What kind of cost it is.
    Kind,
    /// The price of one unit.
    Amount,
    /// How many units, or the segment that is counted.
    Quantity,
    /// Once, or each year.
    When,
    /// The only year, or the first.
    From,
    /// The last year.
    To,
    /// Percent a year.
    Escalation,
    /// Whether the rise at renewal falls on it.
    Renews,
}

impl CostField {
    /// Every kind of column, in the order in which they are offered.
    pub const ALL: [Self; 12] = [
        Self::Ignore,
        Self::Label,
        Self::Brick,
        Self::Source,
        Self::Kind,
        Self::Amount,
        Self::Quantity,
        Self::When,
        Self::From,
        Self::To,
        Self::Escalation,
        Self::Renews,
    ];

    /// The head of such a column.
    pub fn head(self) -> Phrase {
        match self {
            Self::Ignore => phrase("Ne pas reprendre", "Leave out"),
            Self::Label => phrase("Libellé", "Label"),
            Self::Brick => phrase("Brique", "Brick"),
            Self::Source => phrase("Source", "Source"),
            Self::Kind => phrase("Nature", "Kind"),
            Self::Amount => phrase("Montant unitaire", "Amount of one unit"),
            Self::Quantity => phrase("Quantité", "Quantity"),
            Self::When => phrase("Rythme", "Rhythm"),
            Self::From => phrase("Première année", "First year"),
            Self::To => phrase("Dernière année", "Last year"),
            Self::Escalation => phrase("Révision, %/an", "Escalation, %/year"),
            Self::Renews => phrase("Hausse au renouvellement", "Rises at renewal"),
        }
    }

    /// Beginnings of its heads, folded.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Ignore => &[],
            Self::Label => &["libelle", "ligne", "poste", "designation", "intitule", "label", "line", "item"],
            Self::Brick => &["brique", "composante", "produit", "brick", "component", "product"],
            Self::Source => &["source", "origine", "piece", "document", "reference"],
            Self::Kind => &["nature", "type", "typedecout", "typedecharge", "categorie", "kind", "category"],
            Self::Amount => &[
                "montant",
                "prix",
                "prixunitaire",
                "cout",
                "coutunitaire",
                "tarif",
                "amount",
                "price",
                "cost",
                "unitprice",
                "unitcost",
            ],
            Self::Quantity => &["quantite", "nombre", "volume", "effectif", "segment", "quantity", "number", "count"],
            Self::When => &["rythme", "frequence", "periodicite", "recurrence", "rhythm", "frequency"],
            Self::From => &["premiereannee", "annee", "delannee", "debut", "firstyear", "fromyear", "year", "start"],
            Self::To => &["derniereannee", "alannee", "jusqua", "fin", "lastyear", "toyear", "end", "until"],
            Self::Escalation => &["revision", "indexation", "escalation", "indexing"],
            Self::Renews => &["hausse", "subitlahausse", "renouvellement", "rises", "renewal"],
        }
    }

    /// What a head names.
    pub(super) fn of_head(head: &str) -> Option<Self> {
        head_of(&Self::ALL, Self::words, head)
    }
}

/// Beginnings of the words for each kind of cost, folded.
const KINDS: [(CostKind, &[&str]); 9] = [
    (CostKind::Licence, &["licen", "acquisition"]),
    (CostKind::Subscription, &["abonnement", "souscription", "subscription"]),
    (CostKind::Migration, &["migration", "reprise"]),
    (CostKind::Integration, &["integration", "raccordement", "interconnexion"]),
    (CostKind::Training, &["formation", "accompagnement", "training"]),
    (CostKind::Staff, &["agent", "etp", "personnel", "interne", "staff", "ownstaff", "fte"]),
    (CostKind::Exit, &["sortie", "reversib", "exit"]),
    (CostKind::Egress, &["extraction", "egress"]),
    (CostKind::Other, &["autre", "other", "divers"]),
];

/// The kind of cost that a word names.
pub(super) fn read_kind(text: &str) -> Option<CostKind> {
    let word = folded(text);
    KINDS.iter().find(|(_, words)| words.iter().any(|begins| word.starts_with(begins))).map(|(kind, _)| *kind)
}

/// Whether a line is paid once, by the word for it.
pub(super) fn read_is_once(text: &str) -> Option<bool> {
    const ONCE: [&str; 8] = ["unefois", "unique", "ponctuel", "once", "oneoff", "onetime", "initial", "investissement"];
    const YEARLY: [&str; 8] =
        ["chaqueannee", "annuel", "paran", "touslesans", "recurrent", "yearly", "eachyear", "annual"];
    let word = folded(text);
    let begins = |words: &[&str]| words.iter().any(|begins| word.starts_with(begins));
    match (begins(&ONCE), begins(&YEARLY)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// Whether a label says that its line sums up others: it would count twice.
pub(super) fn is_total(label: &str) -> bool {
    const WORDS: [&str; 6] = ["total", "soustotal", "subtotal", "grandtotal", "somme", "sum"];
    const AFTER: [&str; 7] = ["", "ht", "ttc", "general", "annuel", "excltax", "incltax"];
    let label = folded(label);
    WORDS.iter().any(|word| label.strip_prefix(word).is_some_and(|rest| AFTER.contains(&rest)))
}
