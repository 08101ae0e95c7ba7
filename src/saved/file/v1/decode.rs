//! From the JSON of version 1 to a draft.
//!
//! Here stands the shape of the file: keys, types, words and the sizes that
//! must hold before memory is taken. What the dossier means is checked once,
//! by `Draft::check`. `grid` reads what is announced, `costs` the cost plan
//! and the cost sheets, `offers` what is received.

mod commission;
mod components;
mod costs;
mod grid;
mod journal;
mod lots;
mod offers;

use std::rc::Rc;

use super::{EXCLUDED, INCLUDED, default_weight};
use crate::dossier::{
    Content, Criterion, DefectKind, Draft, Id, IdMap, Information, Money, Offer, Priority, Requirement, TWO_PRIORITIES,
    Tax, limits,
};
use crate::engine::{Decimal, FactKind};
use crate::saved::file::error::FileErrorKind;
use crate::saved::file::reader::{Object, Reader};
use crate::saved::file::tree::Node;

const TOP_KEYS: [&str; 25] = [
    "format",
    "version",
    "title",
    "notice",
    "reference_date",
    "contract_end",
    "fact_age_limit",
    "grid_changed_late",
    "money",
    "note_scale",
    "criteria",
    "method",
    "informations",
    "requirements",
    "gates",
    "detectors",
    "cost_plan",
    "profiles",
    "commission",
    "offers",
    "bricks",
    "decision",
    "seal",
    "journal",
    "lots",
];
const GROUP_KEYS: [&str; 8] =
    ["id", "name", "description", "weight", "announced", "environmental", "rescaled", "children"];
const LEAF_KEYS: [&str; 8] =
    ["id", "name", "description", "weight", "announced", "environmental", "rescaled", "family"];
const INFORMATION_KEYS: [&str; 4] = ["id", "name", "description", "family"];
const REQUIREMENT_KEYS: [&str; 11] =
    ["id", "name", "description", "of", "must", "may", "weight", "owner", "deadline", "usage", "criteria"];

/// More criteria and groups than a tree within its limits can have.
const MAX_NODES: usize = limits::LEAVES * limits::DEPTH;

/// The draft that a file holds. It means something only if the reader has found no error.
pub(in crate::saved::file) fn decode(reader: &mut Reader, file: &Object<'_>) -> Draft {
    reader.known(file, &TOP_KEYS);
    let title = reader.required_text(file, "title");
    let mut decoder = Decoder::new(reader);
    let mut draft = decoder.draft(file, title);
    draft.lots = file.get("lots").and_then(|node| decoder.lots(node));
    draft
}

struct Decoder<'r> {
    reader: &'r mut Reader,
    leaves: usize,
    /// What each measure reads, with the one identifier that all its facts share.
    kinds: IdMap<(Id, FactKind)>,
    /// False as soon as a measure cannot be told: its facts are not to blame then.
    kinds_are_known: bool,
}

impl<'r> Decoder<'r> {
    fn new(reader: &'r mut Reader) -> Self {
        Self { reader, leaves: 0, kinds: IdMap::new(), kinds_are_known: true }
    }

    /// What a file holds, or a lot in it.
    fn draft(&mut self, file: &Object<'_>, title: String) -> Draft {
        // Criteria and informations say how to read the facts of the offers.
        let mut criteria = Vec::new();
        match self.reader.required(file, "criteria") {
            Some(node) => self.group(node, node, 1, &mut criteria),
            None => self.kinds_are_known = false,
        }
        let mut draft = Draft {
            notice: self.reader.optional_text(file, "notice"),
            reference_date: self.reader.optional_date(file, "reference_date"),
            contract_end: self.reader.optional_date(file, "contract_end"),
            fact_age_limit: self.reader.optional_whole(file, "fact_age_limit"),
            is_grid_changed_late: self.reader.optional_flag(file, "grid_changed_late", false),
            money: self.money(file.get("money")),
            note_scale: self.reader.optional_decimal(file, "note_scale", Decimal::integer(100)),
            criteria,
            method: file.get("method").map(|node| self.method(node)).unwrap_or_default(),
            commission: file.get("commission").map(|node| self.commission(node)).unwrap_or_default(),
            cost_plan: file.get("cost_plan").and_then(|node| self.cost_plan(node)),
            ..Draft::new(title)
        };
        self.each(file.get("informations"), limits::INFORMATIONS, &mut |decoder, object| {
            draft.informations.extend(decoder.information(object));
        });
        self.each(file.get("requirements"), limits::REQUIREMENTS, &mut |decoder, object| {
            draft.requirements.extend(decoder.requirement(object));
        });
        self.each(file.get("gates"), limits::GATES, &mut |decoder, object| {
            draft.gates.extend(decoder.gate(object));
        });
        self.each(file.get("detectors"), limits::DETECTORS, &mut |decoder, object| {
            draft.detectors.extend(decoder.detector(object));
        });
        self.each(file.get("profiles"), limits::PROFILES, &mut |decoder, object| {
            draft.profiles.push(decoder.profile(object));
        });
        let offers = self.reader.required(file, "offers");
        self.each(offers, limits::OFFERS, &mut |decoder, object| draft.offers.push(Rc::new(decoder.offer(object))));
        draft.pool = file.get("bricks").and_then(|node| Offer::pool(self.components(node)));
        draft.decision = file.get("decision").map(|node| self.decision(node)).unwrap_or_default();
        draft.seal = file.get("seal").and_then(|node| self.seal(node));
        self.each(file.get("journal"), limits::JOURNAL, &mut |decoder, object| {
            draft.journal.extend(decoder.entry_of_journal(object));
        });
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
            let name = self.reader.required_text(&object, "name");
            let description = self.reader.optional_text(&object, "description");
            let weight = self.reader.required_decimal(&object, "weight");
            let content = measure.map_or(Content::Group(below), Content::Leaf);
            group.push(Criterion {
                description,
                is_announced: self.reader.optional_flag(&object, "announced", true),
                is_environmental: self.reader.optional_flag(&object, "environmental", false),
                is_rescaled: self.reader.optional_flag(&object, "rescaled", false),
                ..Criterion::new(id, name, weight, content)
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

    #[inline(never)]
    fn requirement(&mut self, object: &Object<'_>) -> Option<Requirement> {
        self.reader.known(object, &REQUIREMENT_KEYS);
        let id = self.id(object);
        let measure = Requirement::measure()?;
        self.kinds.insert(id.clone(), (id.clone(), measure.formula().fact_kind()));
        let is_must = self.reader.optional_flag(object, "must", false);
        let is_may = self.reader.optional_flag(object, "may", false);
        if let (true, true, Some(node)) = (is_must, is_may, object.get("may")) {
            self.defect(node, DefectKind::Measure(TWO_PRIORITIES));
        }
        let mut criteria = Vec::new();
        if let Some(list) = object.get("criteria") {
            for node in self.reader.list(list, MAX_NODES) {
                criteria.push(Id::new(&self.reader.text(node)));
            }
        }
        let priority = match (is_must, is_may) {
            (true, _) => Priority::Must,
            (_, true) => Priority::May,
            _ => Priority::Should,
        };
        Some(Requirement {
            id,
            name: self.reader.required_text(object, "name"),
            description: self.reader.optional_text(object, "description"),
            of: object.get("of").map(|node| Id::new(&self.reader.text(node))),
            priority,
            weight: self.reader.optional_decimal(object, "weight", default_weight(is_must)),
            owner: self.reader.optional_text(object, "owner"),
            deadline: self.reader.optional_date(object, "deadline"),
            usage: self.reader.optional_text(object, "usage"),
            criteria,
            measure,
        })
    }
}
