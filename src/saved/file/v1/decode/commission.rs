//! Who notes what, and what they have handed in.

use super::Decoder;
use crate::dossier::{Commission, Contribution, Evaluator, Id, Return, limits};
use crate::saved::file::reader::Object;
use crate::saved::file::tree::Node;

const COMMISSION_KEYS: [&str; 5] = ["evaluators", "blind", "locked", "aliases", "contribution"];
const EVALUATOR_KEYS: [&str; 3] = ["name", "criteria", "returned"];
const RETURN_KEYS: [&str; 3] = ["at", "criteria", "offers"];

impl Decoder<'_> {
    #[inline(never)]
    pub(super) fn commission(&mut self, node: Node<'_>) -> Commission {
        let mut commission = Commission::default();
        let Some(object) = self.reader.object(node) else { return commission };
        self.reader.known(&object, &COMMISSION_KEYS);
        // What is wrong below here says nothing about the grid.
        let kinds_are_known = self.kinds_are_known;
        self.each(object.get("evaluators"), limits::OPINIONS, &mut |decoder, object| {
            let evaluator = decoder.evaluator(object);
            commission.evaluators.push(evaluator);
        });
        self.kinds_are_known = kinds_are_known;
        commission.is_blind = self.reader.optional_flag(&object, "blind", false);
        commission.are_notes_locked = self.reader.optional_flag(&object, "locked", false);
        commission.aliases = self.ids(&object, "aliases", limits::OFFERS);
        commission.contribution = object.get("contribution").and_then(|node| self.contribution(node));
        commission
    }

    fn evaluator(&mut self, object: &Object<'_>) -> Evaluator {
        self.reader.known(object, &EVALUATOR_KEYS);
        let mut evaluator = Evaluator {
            name: self.reader.required_text(object, "name"),
            criteria: self.ids(object, "criteria", limits::LEAVES),
            returned: Vec::new(),
        };
        self.each(object.get("returned"), limits::RETURNS, &mut |decoder, object| {
            evaluator.returned.extend(decoder.returned(object));
        });
        evaluator
    }

    fn returned(&mut self, object: &Object<'_>) -> Option<Return> {
        self.reader.known(object, &RETURN_KEYS);
        self.reader.required(object, "at");
        let (criteria, offers) =
            (self.ids(object, "criteria", limits::LEAVES), self.ids(object, "offers", limits::OFFERS));
        Some(Return { at: self.reader.optional_moment(object, "at")?, criteria, offers })
    }

    fn contribution(&mut self, node: Node<'_>) -> Option<Contribution> {
        let object = self.reader.object(node)?;
        self.reader.known(&object, &["by", "at"]);
        Some(Contribution {
            by: self.reader.required_text(&object, "by"),
            at: self.reader.optional_moment(&object, "at"),
        })
    }

    fn ids(&mut self, object: &Object<'_>, key: &str, limit: usize) -> Vec<Id> {
        let Some(node) = object.get(key) else { return Vec::new() };
        let mut ids = Vec::new();
        for node in self.reader.list(node, limit) {
            ids.push(Id::new(&self.reader.text(node)));
        }
        ids
    }
}
