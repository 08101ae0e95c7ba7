//! What is received: offers with their statuses and facts.

use super::Decoder;
use crate::dossier::{
    DefectKind, Entry, Id, IdMap, Offer, OfferKind, Opinion, Shortfall, Standing, StandingKind, limits,
};
use crate::engine::{Fact, FactKind};
use crate::saved::file::reader::Object;
use crate::saved::file::tree::{Node, Shape, shown};
use crate::saved::file::v1::{COMMITTED_BY, GAP, NOT_APPLICABLE, WORKAROUND, offer_kind_word, status_word};

const ENTRY_KEYS: [&str; 12] = [
    "value",
    "justification",
    "source",
    "page",
    "address",
    "date",
    "valid_until",
    "opinions",
    "costs",
    GAP,
    WORKAROUND,
    COMMITTED_BY,
];
const OFFER_KEYS: [&str; 8] =
    ["id", "name", "kind", "available_from", "status", "status_reason", "facts", "components"];
const BOUND_KEYS: [&str; 2] = ["low", "high"];
const OPINION_KEYS: [&str; 3] = ["by", "note", "remark"];

impl Decoder<'_> {
    pub(super) fn offer(&mut self, object: &Object<'_>) -> Offer {
        self.reader.known(object, &OFFER_KEYS);
        let kind = object.get("status").and_then(|node| {
            let word = self.reader.word(node, &StandingKind::ALL.map(status_word))?;
            StandingKind::ALL.into_iter().find(|kind| status_word(*kind) == word)
        });
        let facts = object.get("facts").and_then(|node| self.reader.object(node));
        Offer {
            id: self.id(object),
            name: self.reader.required_text(object, "name"),
            kind: object.get("kind").map(|node| self.offer_kind(node)).unwrap_or_default(),
            available_from: self.reader.optional_date(object, "available_from"),
            standing: Standing {
                kind: kind.unwrap_or(StandingKind::Regular),
                reason: self.reader.optional_text(object, "status_reason"),
            },
            facts: facts.map(|facts| self.facts(&facts)).unwrap_or_default(),
            components: object.get("components").map(|node| self.components(node)).unwrap_or_default(),
        }
    }

    #[inline(never)]
    fn offer_kind(&mut self, node: Node<'_>) -> OfferKind {
        let word = self.reader.word(node, &OfferKind::ALL.map(offer_kind_word));
        OfferKind::ALL.into_iter().find(|kind| Some(offer_kind_word(*kind)) == word).unwrap_or_default()
    }

    pub(super) fn facts(&mut self, object: &Object<'_>) -> IdMap<Entry> {
        let mut facts = IdMap::new();
        for field in &object.fields {
            let known = self.kinds.get_by(|id| id.as_str().cmp(&field.key));
            let Some((id, kind)) = known.cloned() else {
                if self.kinds_are_known {
                    self.defect(field.at, DefectKind::UnknownId(Id::new(&shown(&field.key))));
                }
                continue;
            };
            let entry = self.entry(field.value, kind);
            // A missing fact without a word on it is the same as no entry.
            if entry != Entry::from(Fact::Missing) {
                facts.insert(id, entry);
            }
        }
        facts
    }

    fn entry(&mut self, node: Node<'_>, kind: FactKind) -> Entry {
        if node.shape() != Shape::Object {
            return Entry::from(self.fact(node, kind));
        }
        let Some(object) = self.reader.object(node) else { return Entry::from(Fact::Missing) };
        if object.get("value").is_none() && BOUND_KEYS.iter().any(|key| object.get(key).is_some()) {
            return Entry::from(self.bounds(&object, kind));
        }
        self.reader.known(&object, &ENTRY_KEYS);
        // What evaluators or costs give is not said a second time.
        let is_given = object.get("opinions").is_some() || object.get("costs").is_some();
        let value = if is_given { object.get("value") } else { self.reader.required(&object, "value") };
        let mut entry = Entry {
            justification: self.reader.optional_text(&object, "justification"),
            source: self.reader.optional_text(&object, "source"),
            page: self.reader.optional_text(&object, "page"),
            address: self.reader.optional_text(&object, "address"),
            date: self.reader.optional_date(&object, "date"),
            valid_until: self.reader.optional_date(&object, "valid_until"),
            ..Entry::from(value.map_or(Fact::Missing, |value| self.fact(value, kind)))
        };
        // What is wrong below here says nothing about the grid.
        let kinds_are_known = self.kinds_are_known;
        self.each(object.get("opinions"), limits::OPINIONS, &mut |decoder, object| {
            entry.opinions.push(decoder.opinion(object));
        });
        self.each(object.get("costs"), limits::COSTS, &mut |decoder, object| entry.costs.push(decoder.cost(object)));
        self.kinds_are_known = kinds_are_known;
        // What few dossiers have waits until it is needed (tools/cold.txt).
        if [GAP, WORKAROUND, COMMITTED_BY].iter().any(|key| object.get(key).is_some()) {
            entry.shortfall = self.shortfall(&object);
        }
        entry
    }

    #[inline(never)]
    fn shortfall(&mut self, object: &Object<'_>) -> Option<Box<Shortfall>> {
        let gap = self.reader.optional_text(object, GAP);
        let workaround = self.reader.optional_text(object, WORKAROUND);
        Shortfall { gap, workaround, committed_by: self.reader.optional_date(object, COMMITTED_BY) }.boxed()
    }

    #[inline(never)]
    fn opinion(&mut self, object: &Object<'_>) -> Opinion {
        self.reader.known(object, &OPINION_KEYS);
        Opinion {
            by: self.reader.required_text(object, "by"),
            note: self.reader.required_decimal(object, "note"),
            remark: self.reader.optional_text(object, "remark"),
        }
    }

    fn fact(&mut self, node: Node<'_>, kind: FactKind) -> Fact {
        match (kind, node.shape()) {
            (_, Shape::Null) => Fact::Missing,
            (_, Shape::Text) if node.text().as_deref() == Some(NOT_APPLICABLE) => Fact::NotApplicable,
            (_, Shape::Number | Shape::Text) if is_number(kind) => Fact::Number(self.reader.decimal(node)),
            (FactKind::Level, Shape::Number) => Fact::Level(self.reader.integer(node)),
            (FactKind::YesNo, Shape::Bool(yes)) => Fact::Yes(yes),
            (_, Shape::Object) if kind != FactKind::YesNo => match self.reader.object(node) {
                Some(object) => self.bounds(&object, kind),
                None => Fact::Missing,
            },
            _ => {
                self.defect(node, DefectKind::WrongKind(kind));
                Fact::Missing
            }
        }
    }

    /// A number or a level that is only known to lie within bounds.
    #[inline(never)]
    fn bounds(&mut self, object: &Object<'_>, kind: FactKind) -> Fact {
        if kind == FactKind::YesNo {
            self.defect(object.node, DefectKind::WrongKind(kind));
            return Fact::Missing;
        }
        self.reader.known(object, &BOUND_KEYS);
        let (low, high) = (self.reader.required(object, "low"), self.reader.required(object, "high"));
        let (Some(low), Some(high)) = (low, high) else { return Fact::Missing };
        if is_number(kind) {
            Fact::Between { low: self.reader.decimal(low), high: self.reader.decimal(high) }
        } else {
            Fact::Levels { low: self.reader.integer(low), high: self.reader.integer(high) }
        }
    }
}

fn is_number(kind: FactKind) -> bool {
    matches!(kind, FactKind::Amount | FactKind::Quantity | FactKind::Points)
}
