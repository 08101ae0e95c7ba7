//! The dossier that one begins with when there is nothing yet.

use super::model::{Content, Criterion, Dossier, Draft, Id, Measure, Money, Tax};
use crate::catalogue::{FAMILIES, Family};
use crate::engine::Decimal;
use crate::i18n::{Lang, Phrase, phrase};

/// What the levels of a new scale are called before the buyer names them.
pub const LEVEL: Phrase = phrase("Niveau", "Level");

impl Dossier {
    /// A price, a technical value and the environmental criterion that the law
    /// asks for (L2152-7), without offers yet.
    pub fn blank(lang: Lang) -> Self {
        let leaf = |id: &str, name: Phrase, weight: i64, family: &'static Family| Criterion {
            id: Id::new(id),
            name: name.get(lang).into(),
            description: String::new(),
            weight: Decimal::integer(weight),
            content: Content::Leaf(Measure::fresh(family, LEVEL.get(lang))),
        };
        let family = |tag: &str| FAMILIES.iter().find(move |family| family.tag == tag);
        let criteria = [
            family("price_inverse").map(|price| leaf("prix", phrase("Prix", "Price"), 40, price)),
            family("scale").map(|scale| leaf("technique", phrase("Valeur technique", "Technical value"), 50, scale)),
            family("scale").map(|scale| leaf("environnement", phrase("Environnement", "Environment"), 10, scale)),
        ];
        // A constant, held by the test below, hence no error to hand on.
        Self::from_checked(Draft {
            title: phrase("Nouveau comparatif", "New comparison").get(lang).into(),
            notice: String::new(),
            reference_date: None,
            money: Money { currency: "EUR".into(), tax: Tax::Included },
            note_scale: Decimal::integer(100),
            criteria: criteria.into_iter().flatten().collect(),
            informations: Vec::new(),
            gates: Vec::new(),
            profiles: Vec::new(),
            offers: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_dossiers_hold_together() {
        for lang in Lang::ALL {
            let blank = Dossier::blank(lang);
            assert_eq!(blank.criteria.len(), 3);
            assert!(blank.to_draft().check().is_ok());
        }
    }
}
