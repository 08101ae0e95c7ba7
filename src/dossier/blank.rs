//! The dossier that one begins with when there is nothing yet.

use super::grid::{Content, Criterion, Measure};
use super::model::{Dossier, Draft, Id};
use crate::catalogue::{FAMILIES, Family};
use crate::engine::Decimal;
use crate::i18n::{Lang, Phrase, phrase};

/// What the levels of a new scale are called before the buyer names them.
pub const LEVEL: Phrase = phrase("Niveau", "Level");

impl Dossier {
    /// A price, a technical value and the environmental criterion that the law
    /// asks for (L2152-7), without offers yet.
    pub fn blank(lang: Lang) -> Self {
        let leaf = |id: &str, name: Phrase, weight: i64, family: &'static Family| {
            let content = Content::Leaf(Measure::fresh(family, LEVEL.get(lang)));
            Criterion::new(Id::new(id), name.get(lang).into(), Decimal::integer(weight), content)
        };
        let family = |tag: &str| FAMILIES.iter().find(move |family| family.tag == tag);
        let criteria = [
            family("price_inverse").map(|price| leaf("prix", phrase("Prix", "Price"), 40, price)),
            family("scale").map(|scale| leaf("technique", phrase("Valeur technique", "Technical value"), 50, scale)),
            family("scale").map(|scale| Criterion {
                is_environmental: true,
                ..leaf("environnement", phrase("Environnement", "Environment"), 10, scale)
            }),
        ];
        // A constant, held by the test below, hence no error to hand on.
        let title = phrase("Nouveau comparatif", "New comparison").get(lang).into();
        Self::from_checked(Draft { criteria: criteria.into_iter().flatten().collect(), ..Draft::new(title) })
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
