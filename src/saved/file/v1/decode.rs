//! From the JSON of version 1 to a draft.
//!
//! Here stands the shape of the file: keys, types, words and the sizes that
//! must hold before memory is taken. What the dossier means is checked once,
//! by `Draft::check`.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{
    FORMAT, LEVEL_AT_LEAST, NOTE_AT_LEAST, RULES, TAXES, VALUE_AT_LEAST, VALUE_AT_MOST, YES, status_word, tax_word,
};
use crate::catalogue::{FAMILIES, Family};
use crate::dossier::{
    Content, Criterion, DefectKind, Draft, Entry, Gate, GateRule, Id, Information, Level, Measure, Money, Offer,
    Profile, Standing, StandingKind, Tax, limits,
};
use crate::engine::{Decimal, Fact, FactKind};
use crate::saved::file::error::{FileErrorKind, JsonType};
use crate::saved::file::locate::shown;
use crate::saved::file::node::{Node, Shape};
use crate::saved::file::reader::{Object, Reader};

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
const CRITERION_KEYS: [&str; 4] = ["id", "name", "description", "weight"];
const INFORMATION_KEYS: [&str; 3] = ["id", "name", "description"];

/// The draft that a file holds. It means something only if the reader has found no error.
pub(in crate::saved::file) fn decode(reader: &mut Reader, file: &Object<'_>) -> Draft {
    reader.known(file, &TOP_KEYS);
    let mut decoder = Decoder { reader, leaves: 0, criteria_start: 0, kinds: BTreeMap::new(), kinds_are_known: true };
    decoder.draft(file)
}

struct Decoder<'r> {
    reader: &'r mut Reader,
    leaves: usize,
    criteria_start: usize,
    /// What each measure reads, with the one identifier that all its facts share.
    kinds: BTreeMap<String, (Id, FactKind)>,
    /// False as soon as a measure cannot be told: its facts are not to blame then.
    kinds_are_known: bool,
}

impl Decoder<'_> {
    fn draft(&mut self, file: &Object<'_>) -> Draft {
        // Criteria and informations say how to read the facts of the offers.
        let criteria = self.reader.required(file, "criteria").map(|node| {
            self.criteria_start = node.start();
            self.group(node, 1)
        });
        Draft {
            title: self.reader.required_text(file, "title"),
            notice: self.reader.optional_text(file, "notice"),
            reference_date: self.reader.optional_date(file, "reference_date"),
            money: file.get("money").map_or_else(default_money, |node| self.money(node)),
            note_scale: file.get("note_scale").map_or(Decimal::integer(100), |node| self.reader.decimal(node)),
            criteria: criteria.unwrap_or_else(|| {
                self.kinds_are_known = false;
                Vec::new()
            }),
            informations: self.each(file.get("informations"), limits::INFORMATIONS, Self::information),
            gates: self.each(file.get("gates"), limits::GATES, Self::gate),
            profiles: self.each(file.get("profiles"), limits::PROFILES, Self::profile),
            offers: {
                let offers = self.reader.required(file, "offers");
                self.each(offers, limits::OFFERS, Self::offer)
            },
        }
    }

    /// The objects of a list; nothing in the place of what is no object.
    fn each<'a, T>(
        &mut self,
        list: Option<Node<'a>>,
        limit: usize,
        decode: impl Fn(&mut Self, &Object<'a>) -> Option<T>,
    ) -> Vec<T> {
        let nodes = list.map(|list| self.list(list, limit)).unwrap_or_default();
        nodes.into_iter().filter_map(|node| self.object(node).and_then(|object| decode(self, &object))).collect()
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

    fn money(&mut self, node: Node<'_>) -> Money {
        let mut money = default_money();
        let Some(object) = self.reader.object(node) else { return money };
        self.reader.known(&object, &["currency", "tax"]);
        if let Some(node) = object.get("currency") {
            money.currency = self.reader.text(node);
        }
        if let Some(tax) = object.get("tax").and_then(|node| self.reader.word(node, TAXES, tax_word)) {
            money.tax = tax;
        }
        money
    }

    fn group(&mut self, node: Node<'_>, depth: usize) -> Vec<Criterion> {
        if depth > limits::DEPTH {
            let kind = DefectKind::TooDeep { limit: limits::DEPTH };
            self.reader.fail(node.start(), FileErrorKind::Defect(kind));
            return Vec::new();
        }
        let nodes = self.list(node, limits::LEAVES);
        if nodes.is_empty() {
            self.count_leaf();
        }
        let mut group = Vec::with_capacity(nodes.len());
        for node in nodes {
            // An empty group counts as a leaf, so that the tree stays small.
            if self.leaves > limits::LEAVES {
                break;
            }
            let Some(object) = self.object(node) else { continue };
            let id = self.id(&object);
            let content = match object.get("children") {
                Some(children) => {
                    let keys = CRITERION_KEYS.into_iter().chain(["children"]).collect::<Vec<_>>();
                    self.reader.known(&object, &keys);
                    // With a family besides, nobody knows whether it has facts.
                    self.kinds_are_known &= object.get("family").is_none();
                    Content::Group(self.group(children, depth + 1))
                }
                None => {
                    self.count_leaf();
                    if object.get("family").is_none() {
                        self.reader.fail(object.node.start(), FileErrorKind::NeitherGroupNorLeaf);
                    }
                    match self.measure(&object, &id, &CRITERION_KEYS) {
                        Some(measure) => Content::Leaf(measure),
                        None => Content::Group(Vec::new()),
                    }
                }
            };
            group.push(Criterion {
                id,
                name: self.reader.required_text(&object, "name"),
                description: self.reader.optional_text(&object, "description"),
                weight: self.reader.required_decimal(&object, "weight"),
                content,
            });
        }
        group
    }

    fn count_leaf(&mut self) {
        self.leaves += 1;
        if self.leaves == limits::LEAVES + 1 {
            let kind = DefectKind::TooMany { limit: limits::LEAVES };
            self.reader.fail(self.criteria_start, FileErrorKind::Defect(kind));
            self.kinds_are_known = false;
        }
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
        let family = object.get("family").and_then(|node| self.reader.word(node, FAMILIES, |family| family.tag));
        let Some(family) = family else {
            // The other keys depend on the family: they cannot be judged.
            self.kinds_are_known = false;
            return None;
        };
        let mut keys = own_keys.to_vec();
        keys.push("family");
        keys.extend(family_keys(family));
        self.reader.known(object, &keys);
        let measure = Measure {
            family,
            parameters: family.parameters.iter().map(|p| self.reader.required_decimal(object, p.key)).collect(),
            unit: if family.has_unit { self.reader.optional_text(object, "unit") } else { String::new() },
            levels: if family.has_levels {
                let levels = self.reader.required(object, "levels");
                self.each(levels, limits::LEVELS, Self::level)
            } else {
                Vec::new()
            },
        };
        self.kinds.insert(id.as_str().to_owned(), (id.clone(), measure.formula().fact_kind()));
        Some(measure)
    }

    fn level(&mut self, object: &Object<'_>) -> Option<Level> {
        self.reader.known(object, &["label", "description", "points"]);
        Some(Level {
            label: self.reader.required_text(object, "label"),
            description: self.reader.optional_text(object, "description"),
            points: self.reader.required_decimal(object, "points"),
        })
    }

    fn gate(&mut self, object: &Object<'_>) -> Option<Gate> {
        let rule = self.reader.required(object, "rule");
        let rule = rule.and_then(|node| self.reader.word(node, RULES, |word| word));
        let threshold_key = match rule {
            Some(word) if word == LEVEL_AT_LEAST.0 => Some(LEVEL_AT_LEAST.1),
            Some(word) if word == VALUE_AT_LEAST.0 => Some(VALUE_AT_LEAST.1),
            Some(word) if word == VALUE_AT_MOST.0 => Some(VALUE_AT_MOST.1),
            Some(word) if word == NOTE_AT_LEAST.0 => Some(NOTE_AT_LEAST.1),
            _ => None,
        };
        if rule.is_some() {
            let keys = ["id", "name", "rule", "of", "basis", "basis_date"].into_iter().chain(threshold_key);
            self.reader.known(object, &keys.collect::<Vec<_>>());
        }
        let threshold = threshold_key.and_then(|key| self.reader.required(object, key));
        let of = Id::new(&self.reader.required_text(object, "of"));
        let (id, name) = (self.id(object), self.reader.required_text(object, "name"));
        let basis = self.reader.optional_text(object, "basis");
        let basis_date = self.reader.optional_date(object, "basis_date");
        let rule = match (rule?, threshold) {
            (YES, _) => GateRule::Yes { of },
            (word, Some(node)) if word == LEVEL_AT_LEAST.0 => {
                GateRule::LevelAtLeast { of, level: self.reader.integer(node) }
            }
            (word, Some(node)) if word == VALUE_AT_LEAST.0 => {
                GateRule::ValueAtLeast { of, value: self.reader.decimal(node) }
            }
            (word, Some(node)) if word == VALUE_AT_MOST.0 => {
                GateRule::ValueAtMost { of, value: self.reader.decimal(node) }
            }
            (_, Some(node)) => GateRule::NoteAtLeast { of, note: self.reader.decimal(node) },
            (_, None) => return None,
        };
        Some(Gate { id, name, rule, basis, basis_date })
    }

    fn profile(&mut self, object: &Object<'_>) -> Option<Profile> {
        self.reader.known(object, &["id", "name", "source", "weights"]);
        let weights = self.reader.required(object, "weights").and_then(|node| self.reader.object(node));
        Some(Profile {
            id: self.id(object),
            name: self.reader.required_text(object, "name"),
            source: self.reader.optional_text(object, "source"),
            weights: (weights.iter().flat_map(|weights| &weights.fields))
                .map(|field| (Id::new(&field.key), self.reader.decimal(field.value)))
                .collect(),
        })
    }

    fn offer(&mut self, object: &Object<'_>) -> Option<Rc<Offer>> {
        self.reader.known(object, &["id", "name", "status", "status_reason", "facts"]);
        let status = object.get("status");
        let kind = status.and_then(|node| self.reader.word(node, StandingKind::ALL, status_word));
        let facts = object.get("facts").and_then(|node| self.reader.object(node));
        Some(Rc::new(Offer {
            id: self.id(object),
            name: self.reader.required_text(object, "name"),
            standing: Standing {
                kind: kind.unwrap_or(StandingKind::Regular),
                reason: self.reader.optional_text(object, "status_reason"),
            },
            facts: facts.map(|facts| self.facts(&facts)).unwrap_or_default(),
        }))
    }

    fn facts(&mut self, object: &Object<'_>) -> crate::dossier::IdMap<Entry> {
        let mut facts = crate::dossier::IdMap::new();
        for field in &object.fields {
            let Some((id, kind)) = self.kinds.get(field.key.as_ref()).cloned() else {
                if self.kinds_are_known {
                    let kind = DefectKind::UnknownId(Id::new(&shown(&field.key)));
                    self.reader.fail(field.key_start, FileErrorKind::Defect(kind));
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
        self.reader.known(&object, &["value", "justification", "source", "date"]);
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
                let kind = DefectKind::WrongKind(kind);
                self.reader.fail(node.start(), FileErrorKind::Defect(kind));
                Fact::Missing
            }
        }
    }
}

/// The keys that a family adds to those of its criterion.
fn family_keys(family: &Family) -> impl Iterator<Item = &'static str> {
    let parameters = family.parameters.iter().map(|parameter| parameter.key);
    parameters.chain(family.has_unit.then_some("unit")).chain(family.has_levels.then_some("levels"))
}

fn default_money() -> Money {
    Money { currency: "EUR".into(), tax: Tax::Included }
}

/// Whether the object says that it is a dossier, and of which version.
pub(in crate::saved::file) fn version(reader: &mut Reader, file: &Object<'_>) -> Option<usize> {
    let format = reader.required(file, "format")?;
    if format.text().as_deref() != Some(FORMAT) {
        reader.fail(format.start(), FileErrorKind::NotADossier);
        return None;
    }
    let version = reader.required(file, "version")?;
    if !version.is_digits() {
        reader.fail(version.start(), FileErrorKind::WrongType { expected: JsonType::Integer });
        return None;
    }
    Some(reader.integer(version))
}
