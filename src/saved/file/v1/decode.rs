//! From the JSON of version 1 to a draft.
//!
//! Here stands the shape of the file: keys, types, words and the sizes that
//! must hold before memory is taken. What the dossier means is checked once,
//! by `Draft::check`.

use std::rc::Rc;

use super::{
    EXCLUDED, INCLUDED, LEVEL_AT_LEAST, RULES, VALUE_AT_LEAST, VALUE_AT_MOST, YES, status_word, threshold_key,
};
use crate::catalogue::{FAMILIES, family_by_tag};
use crate::dossier::{
    Content, Criterion, DefectKind, Draft, Entry, Gate, GateRule, Id, IdMap, Information, Level, Measure, Money, Offer,
    Profile, Standing, StandingKind, Tax, limits,
};
use crate::engine::{Decimal, Fact, FactKind};
use crate::saved::file::error::FileErrorKind;
use crate::saved::file::reader::{Object, Reader};
use crate::saved::file::tree::{Node, Shape, shown};

const TOP_KEYS: [&str; 12] = [
    "format",
    "version",
    "title",
    "notice",
    "reference_date",
    "money",
    "note_scale",
    "criteria",
    "informations",
    "gates",
    "profiles",
    "offers",
];
const GROUP_KEYS: [&str; 5] = ["id", "name", "description", "weight", "children"];
const LEAF_KEYS: [&str; 5] = ["id", "name", "description", "weight", "family"];
const INFORMATION_KEYS: [&str; 4] = ["id", "name", "description", "family"];
const LEVEL_KEYS: [&str; 3] = ["label", "description", "points"];
const GATE_KEYS: [&str; 6] = ["id", "name", "rule", "of", "basis", "basis_date"];
const PROFILE_KEYS: [&str; 4] = ["id", "name", "source", "weights"];
const OFFER_KEYS: [&str; 5] = ["id", "name", "status", "status_reason", "facts"];
const ENTRY_KEYS: [&str; 4] = ["value", "justification", "source", "date"];

/// The draft that a file holds. It means something only if the reader has found no error.
pub(in crate::saved::file) fn decode(reader: &mut Reader, file: &Object<'_>) -> Draft {
    reader.known(file, &TOP_KEYS);
    let mut decoder = Decoder { reader, leaves: 0, kinds: IdMap::new(), kinds_are_known: true };
    decoder.draft(file)
}

struct Decoder<'r> {
    reader: &'r mut Reader,
    leaves: usize,
    /// What each measure reads, with the one identifier that all its facts share.
    kinds: IdMap<(Id, FactKind)>,
    /// False as soon as a measure cannot be told: its facts are not to blame then.
    kinds_are_known: bool,
}

impl Decoder<'_> {
    fn draft(&mut self, file: &Object<'_>) -> Draft {
        // Criteria and informations say how to read the facts of the offers.
        let mut criteria = Vec::new();
        match self.reader.required(file, "criteria") {
            Some(node) => self.group(node, node, 1, &mut criteria),
            None => self.kinds_are_known = false,
        }
        let mut draft = Draft {
            title: self.reader.required_text(file, "title"),
            notice: self.reader.optional_text(file, "notice"),
            reference_date: self.reader.optional_date(file, "reference_date"),
            money: self.money(file.get("money")),
            note_scale: file.get("note_scale").map_or(Decimal::integer(100), |node| self.reader.decimal(node)),
            criteria,
            informations: Vec::new(),
            gates: Vec::new(),
            profiles: Vec::new(),
            offers: Vec::new(),
        };
        self.each(file.get("informations"), limits::INFORMATIONS, &mut |decoder, object| {
            draft.informations.extend(decoder.information(object));
        });
        self.each(file.get("gates"), limits::GATES, &mut |decoder, object| {
            draft.gates.extend(decoder.gate(object));
        });
        self.each(file.get("profiles"), limits::PROFILES, &mut |decoder, object| {
            draft.profiles.push(decoder.profile(object));
        });
        let offers = self.reader.required(file, "offers");
        self.each(offers, limits::OFFERS, &mut |decoder, object| draft.offers.push(Rc::new(decoder.offer(object))));
        draft
    }

    /// Decodes the objects of a list, passing over what is no object.
    fn each(&mut self, list: Option<Node<'_>>, limit: usize, decode: &mut dyn FnMut(&mut Self, &Object<'_>)) {
        let Some(list) = list else { return };
        for node in self.list(list, limit) {
            if let Some(object) = self.object(node) {
                decode(self, &object);
            }
        }
    }

    /// A list; if it cannot be read, what it announces is not known.
    fn list<'a>(&mut self, node: Node<'a>, limit: usize) -> Vec<Node<'a>> {
        let errors_before = self.reader.found();
        let nodes = self.reader.list(node, limit);
        self.kinds_are_known &= self.reader.found() == errors_before;
        nodes
    }

    /// An object of a list; if it is none, what it announces is not known.
    fn object<'a>(&mut self, node: Node<'a>) -> Option<Object<'a>> {
        let object = self.reader.object(node);
        self.kinds_are_known &= object.is_some();
        object
    }

    fn money(&mut self, node: Option<Node<'_>>) -> Money {
        let mut money = Money { currency: "EUR".into(), tax: Tax::Included };
        let Some(object) = node.and_then(|node| self.reader.object(node)) else { return money };
        self.reader.known(&object, &["currency", "tax"]);
        if let Some(node) = object.get("currency") {
            money.currency = self.reader.text(node);
        }
        if object.get("tax").and_then(|node| self.reader.word(node, &[EXCLUDED, INCLUDED])) == Some(EXCLUDED) {
            money.tax = Tax::Excluded;
        }
        money
    }

    /// The criteria of a group, within the whole tree.
    fn group(&mut self, tree: Node<'_>, node: Node<'_>, depth: usize, group: &mut Vec<Criterion>) {
        if depth > limits::DEPTH {
            self.defect(node, DefectKind::TooDeep { limit: limits::DEPTH });
            return;
        }
        let nodes = self.list(node, limits::LEAVES);
        if nodes.is_empty() {
            self.count_leaf(tree);
        }
        for node in nodes {
            // An empty group counts as a leaf, so that the tree stays small.
            if self.leaves > limits::LEAVES {
                break;
            }
            let Some(object) = self.object(node) else { continue };
            let id = self.id(&object);
            let mut below = Vec::new();
            let mut measure = None;
            if let Some(children) = object.get("children") {
                self.reader.known(&object, &GROUP_KEYS);
                // With a family besides, nobody knows whether it has facts.
                self.kinds_are_known &= object.get("family").is_none();
                self.group(tree, children, depth + 1, &mut below);
            } else {
                self.count_leaf(tree);
                if object.get("family").is_none() {
                    self.reader.fail(node, FileErrorKind::NeitherGroupNorLeaf);
                }
                measure = self.measure(&object, &id, &LEAF_KEYS);
            }
            group.push(Criterion {
                id,
                name: self.reader.required_text(&object, "name"),
                description: self.reader.optional_text(&object, "description"),
                weight: self.reader.required_decimal(&object, "weight"),
                content: measure.map_or(Content::Group(below), Content::Leaf),
            });
        }
    }

    fn count_leaf(&mut self, tree: Node<'_>) {
        self.leaves += 1;
        if self.leaves == limits::LEAVES + 1 {
            self.defect(tree, DefectKind::TooMany { limit: limits::LEAVES });
            self.kinds_are_known = false;
        }
    }

    fn defect(&mut self, node: Node<'_>, kind: DefectKind) {
        self.reader.fail(node, FileErrorKind::Defect(kind));
    }

    fn id(&mut self, object: &Object<'_>) -> Id {
        self.kinds_are_known &= object.get("id").is_some();
        Id::new(&self.reader.required_text(object, "id"))
    }

    fn information(&mut self, object: &Object<'_>) -> Option<Information> {
        self.reader.required(object, "family");
        let id = self.id(object);
        Some(Information {
            name: self.reader.required_text(object, "name"),
            description: self.reader.optional_text(object, "description"),
            measure: self.measure(object, &id, &INFORMATION_KEYS)?,
            id,
        })
    }

    /// The family of a leaf or of an information, with what it announces.
    fn measure(&mut self, object: &Object<'_>, id: &Id, own_keys: &[&'static str]) -> Option<Measure> {
        let mut tags = Vec::with_capacity(FAMILIES.len());
        for family in FAMILIES {
            tags.push(family.tag);
        }
        let tag = object.get("family").and_then(|node| self.reader.word(node, &tags));
        let Some(family) = tag.and_then(family_by_tag) else {
            // The other keys depend on the family: they cannot be judged.
            self.kinds_are_known = false;
            return None;
        };
        let mut keys = own_keys.to_vec();
        for parameter in family.parameters {
            keys.push(parameter.key);
        }
        if family.has_unit {
            keys.push("unit");
        }
        if family.has_levels {
            keys.push("levels");
        }
        self.reader.known(object, &keys);
        let mut measure = Measure { family, parameters: Vec::new(), unit: String::new(), levels: Vec::new() };
        for parameter in family.parameters {
            measure.parameters.push(self.reader.required_decimal(object, parameter.key));
        }
        if family.has_unit {
            measure.unit = self.reader.optional_text(object, "unit");
        }
        if family.has_levels {
            let levels = self.reader.required(object, "levels");
            self.each(levels, limits::LEVELS, &mut |decoder, object| measure.levels.push(decoder.level(object)));
        }
        self.kinds.insert(id.clone(), (id.clone(), measure.formula().fact_kind()));
        Some(measure)
    }

    fn level(&mut self, object: &Object<'_>) -> Level {
        self.reader.known(object, &LEVEL_KEYS);
        Level {
            label: self.reader.required_text(object, "label"),
            description: self.reader.optional_text(object, "description"),
            points: self.reader.required_decimal(object, "points"),
        }
    }

    fn gate(&mut self, object: &Object<'_>) -> Option<Gate> {
        let rule = self.reader.required(object, "rule").and_then(|node| self.reader.word(node, &RULES));
        let threshold_key = rule.and_then(threshold_key);
        if rule.is_some() {
            let mut keys = GATE_KEYS.to_vec();
            keys.extend(threshold_key);
            self.reader.known(object, &keys);
        }
        let threshold = threshold_key.and_then(|key| self.reader.required(object, key));
        let of = Id::new(&self.reader.required_text(object, "of"));
        let (id, name) = (self.id(object), self.reader.required_text(object, "name"));
        let basis = self.reader.optional_text(object, "basis");
        let basis_date = self.reader.optional_date(object, "basis_date");
        let rule = match (rule?, threshold) {
            (YES, _) => GateRule::Yes { of },
            (LEVEL_AT_LEAST, Some(node)) => GateRule::LevelAtLeast { of, level: self.reader.integer(node) },
            (VALUE_AT_LEAST, Some(node)) => GateRule::ValueAtLeast { of, value: self.reader.decimal(node) },
            (VALUE_AT_MOST, Some(node)) => GateRule::ValueAtMost { of, value: self.reader.decimal(node) },
            (_, Some(node)) => GateRule::NoteAtLeast { of, note: self.reader.decimal(node) },
            (_, None) => return None,
        };
        Some(Gate { id, name, rule, basis, basis_date })
    }

    fn profile(&mut self, object: &Object<'_>) -> Profile {
        self.reader.known(object, &PROFILE_KEYS);
        let object_of_weights = self.reader.required(object, "weights").and_then(|node| self.reader.object(node));
        let id = self.id(object);
        let name = self.reader.required_text(object, "name");
        let source = self.reader.optional_text(object, "source");
        let mut weights = IdMap::new();
        if let Some(object) = object_of_weights {
            for field in &object.fields {
                weights.insert(Id::new(&field.key), self.reader.decimal(field.value));
            }
        }
        Profile { id, name, source, weights }
    }

    fn offer(&mut self, object: &Object<'_>) -> Offer {
        self.reader.known(object, &OFFER_KEYS);
        let kind = object.get("status").and_then(|node| {
            let word = self.reader.word(node, &StandingKind::ALL.map(status_word))?;
            StandingKind::ALL.into_iter().find(|kind| status_word(*kind) == word)
        });
        let facts = object.get("facts").and_then(|node| self.reader.object(node));
        Offer {
            id: self.id(object),
            name: self.reader.required_text(object, "name"),
            standing: Standing {
                kind: kind.unwrap_or(StandingKind::Regular),
                reason: self.reader.optional_text(object, "status_reason"),
            },
            facts: facts.map(|facts| self.facts(&facts)).unwrap_or_default(),
        }
    }

    fn facts(&mut self, object: &Object<'_>) -> IdMap<Entry> {
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
        self.reader.known(&object, &ENTRY_KEYS);
        let value = self.reader.required(&object, "value");
        Entry {
            fact: value.map_or(Fact::Missing, |value| self.fact(value, kind)),
            justification: self.reader.optional_text(&object, "justification"),
            source: self.reader.optional_text(&object, "source"),
            date: self.reader.optional_date(&object, "date"),
        }
    }

    fn fact(&mut self, node: Node<'_>, kind: FactKind) -> Fact {
        let is_number = matches!(kind, FactKind::Amount | FactKind::Quantity | FactKind::Points);
        match (kind, node.shape()) {
            (_, Shape::Null) => Fact::Missing,
            (_, Shape::Number | Shape::Text) if is_number => Fact::Number(self.reader.decimal(node)),
            (FactKind::Level, Shape::Number) => Fact::Level(self.reader.integer(node)),
            (FactKind::YesNo, Shape::Bool(yes)) => Fact::Yes(yes),
            _ => {
                self.defect(node, DefectKind::WrongKind(kind));
                Fact::Missing
            }
        }
    }
}
