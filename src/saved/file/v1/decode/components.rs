//! What an offer is put together from, and what is proposed for the award.

use super::Decoder;
use crate::dossier::{Alternative, Choice, Component, ComponentKind, Decision, Id, limits};
use crate::saved::file::reader::Object;
use crate::saved::file::tree::Node;
use crate::saved::file::v1::component_kind_word;

const COMPONENT_KEYS: [&str; 6] = ["id", "name", "kind", "of", "available_from", "facts"];
const DECISION_KEYS: [&str; 5] = ["offer", "reasons", "by", "date", "set_aside"];
const ALTERNATIVE_KEYS: [&str; 2] = ["name", "reason"];

impl Decoder<'_> {
    #[inline(never)]
    pub(super) fn components(&mut self, list: Node<'_>) -> Vec<Component> {
        let mut components = Vec::new();
        // What is wrong below here says nothing about the grid.
        let kinds_are_known = self.kinds_are_known;
        self.each(Some(list), limits::COMPONENTS, &mut |decoder, object| {
            decoder.kinds_are_known = kinds_are_known;
            components.push(decoder.component(object));
        });
        self.kinds_are_known = kinds_are_known;
        components
    }

    fn component(&mut self, object: &Object<'_>) -> Component {
        self.reader.known(object, &COMPONENT_KEYS);
        let id = Id::new(&self.reader.required_text(object, "id"));
        let name = self.reader.required_text(object, "name");
        let word =
            object.get("kind").and_then(|node| self.reader.word(node, &ComponentKind::ALL.map(component_kind_word)));
        let kind = ComponentKind::ALL.into_iter().find(|kind| Some(component_kind_word(*kind)) == word);
        let facts = object.get("facts").and_then(|node| self.reader.object(node));
        Component {
            of: object.get("of").map(|node| Id::new(&self.reader.text(node))),
            available_from: self.reader.optional_date(object, "available_from"),
            facts: facts.map(|facts| self.facts(&facts)).unwrap_or_default(),
            ..Component::new(id, name, kind.unwrap_or(ComponentKind::Brick))
        }
    }

    #[inline(never)]
    pub(super) fn decision(&mut self, node: Node<'_>) -> Decision {
        let mut decision = Decision::default();
        let Some(object) = self.reader.object(node) else { return decision };
        self.reader.known(&object, &DECISION_KEYS);
        let offer = object.get("offer").map(|node| Id::new(&self.reader.text(node)));
        let reasons = self.reader.optional_text(&object, "reasons");
        let by = self.reader.optional_text(&object, "by");
        let date = self.reader.optional_date(&object, "date");
        if let Some(offer) = offer {
            decision.choice = Some(Choice { offer, reasons, by, date });
        } else if !reasons.is_empty() || !by.is_empty() || date.is_some() {
            // Nothing is passed over: they are about an offer.
            self.reader.required(&object, "offer");
        }
        self.each(object.get("set_aside"), limits::ALTERNATIVES, &mut |decoder, object| {
            decoder.reader.known(object, &ALTERNATIVE_KEYS);
            let name = decoder.reader.required_text(object, "name");
            decision.set_aside.push(Alternative { name, reason: decoder.reader.optional_text(object, "reason") });
        });
        decision
    }
}
