//! What a grid announces: measures, gates, method, detectors, other weights.

use super::{Decoder, MAX_NODES};
use crate::catalogue::{FAMILIES, MarketFact, family_by_tag};
use crate::dossier::{Detector, Gate, GateRule, Id, IdMap, Level, Measure, Method, Profile, Ranking, limits};
use crate::engine::{Composition, DetectorRule};
use crate::saved::file::reader::Object;
use crate::saved::file::tree::Node;
use crate::saved::file::v1::{
    DETECTOR_RULES, DOUBLE_MEAN, HIERARCHY, LEVEL_AT_LEAST, MUSTS_COVERED, NOTE_AT_LEAST, RULES, SHARE_OF_ESTIMATE,
    VALUE_AT_LEAST, VALUE_AT_MOST, WEIGHTED, YES, composition_word, threshold_key,
};

const METHOD_KEYS: [&str; 5] = ["ranking", "note_decimals", "total_decimals", "tie_breaks", "commitments_until"];
const LEVEL_KEYS: [&str; 4] = ["label", "description", "points", "seal"];
const POINT_KEYS: [&str; 2] = ["at", "points"];
const GATE_KEYS: [&str; 6] = ["id", "name", "rule", "of", "basis", "basis_date"];
const DETECTOR_KEYS: [&str; 3] = ["of", "rule", "percent"];
const PROFILE_KEYS: [&str; 4] = ["id", "name", "source", "weights"];

impl Decoder<'_> {
    #[inline(never)]
    pub(super) fn method(&mut self, node: Node<'_>) -> Method {
        let mut method = Method::default();
        let Some(object) = self.reader.object(node) else { return method };
        self.reader.known(&object, &METHOD_KEYS);
        let ranking = object.get("ranking").and_then(|node| self.reader.word(node, &[WEIGHTED, HIERARCHY]));
        if ranking == Some(HIERARCHY) {
            method.ranking = Ranking::Hierarchy;
        }
        method.note_decimals = self.reader.optional_whole(&object, "note_decimals");
        method.total_decimals = self.reader.optional_whole(&object, "total_decimals");
        if let Some(list) = object.get("tie_breaks") {
            for node in self.reader.list(list, MAX_NODES) {
                method.tie_breaks.push(Id::new(&self.reader.text(node)));
            }
        }
        method.commitments_until = self.reader.optional_date(&object, "commitments_until");
        method
    }

    /// The family of a leaf or of an information, with what it announces.
    pub(super) fn measure(&mut self, object: &Object<'_>, id: &Id, own_keys: &[&'static str]) -> Option<Measure> {
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
        for (is_used, key) in [
            (family.has_unit, "unit"),
            (family.has_levels, "levels"),
            (family.has_levels, "market"),
            (family.has_curve, "points"),
            (family.has_expression, "expression"),
            (true, "composition"),
        ] {
            if is_used {
                keys.push(key);
            }
        }
        self.reader.known(object, &keys);
        let mut measure = Measure {
            parameters: Vec::new(),
            curve: Vec::new(),
            expression: String::new(),
            ..Measure::new(family, Vec::new())
        };
        for parameter in family.parameters {
            measure.parameters.push(self.reader.required_decimal(object, parameter.key));
        }
        if family.has_unit {
            measure.unit = self.reader.optional_text(object, "unit");
        }
        if family.has_levels {
            let levels = self.reader.required(object, "levels");
            self.each(levels, limits::LEVELS, &mut |decoder, object| measure.levels.push(decoder.level(object)));
            measure.market = object.get("market").and_then(|node| self.market(node));
        }
        if family.has_curve {
            let points = self.reader.required(object, "points");
            self.each(points, limits::CURVE, &mut |decoder, object| {
                decoder.reader.known(object, &POINT_KEYS);
                let at = decoder.reader.required_decimal(object, "at");
                measure.curve.push((at, decoder.reader.required_decimal(object, "points")));
            });
        }
        if family.has_expression {
            measure.expression = self.reader.required_text(object, "expression");
        }
        measure.composed_by = object.get("composition").and_then(|node| self.composition(node));
        self.kinds.insert(id.clone(), (id.clone(), measure.formula().fact_kind()));
        Some(measure)
    }

    #[inline(never)]
    fn composition(&mut self, node: Node<'_>) -> Option<Composition> {
        let word = self.reader.word(node, &Composition::ALL.map(composition_word))?;
        Composition::ALL.into_iter().find(|rule| composition_word(*rule) == word)
    }

    #[inline(never)]
    fn market(&mut self, node: Node<'_>) -> Option<MarketFact> {
        let word = self.reader.word(node, &MarketFact::ALL.map(MarketFact::tag))?;
        MarketFact::ALL.into_iter().find(|fact| fact.tag() == word)
    }

    fn level(&mut self, object: &Object<'_>) -> Level {
        self.reader.known(object, &LEVEL_KEYS);
        Level {
            label: self.reader.required_text(object, "label"),
            description: self.reader.optional_text(object, "description"),
            points: self.reader.required_decimal(object, "points"),
            seal: self.reader.optional_whole(object, "seal").map(small),
        }
    }

    pub(super) fn gate(&mut self, object: &Object<'_>) -> Option<Gate> {
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
            (MUSTS_COVERED, _) => GateRule::MustsCovered { of },
            (LEVEL_AT_LEAST, Some(node)) => GateRule::LevelAtLeast { of, level: self.reader.integer(node) },
            (VALUE_AT_LEAST, Some(node)) => GateRule::ValueAtLeast { of, value: self.reader.decimal(node) },
            (VALUE_AT_MOST, Some(node)) => GateRule::ValueAtMost { of, value: self.reader.decimal(node) },
            (NOTE_AT_LEAST, Some(node)) => GateRule::NoteAtLeast { of, note: self.reader.decimal(node) },
            (_, Some(node)) => GateRule::SealAtLeast { of, seal: small(self.reader.whole(node)) },
            (_, None) => return None,
        };
        Some(Gate { id, name, rule, basis, basis_date })
    }

    #[inline(never)]
    pub(super) fn detector(&mut self, object: &Object<'_>) -> Option<Detector> {
        let rule = self.reader.required(object, "rule").and_then(|node| self.reader.word(node, &DETECTOR_RULES));
        let further = match rule {
            Some(DOUBLE_MEAN) => Some("ceiling"),
            Some(SHARE_OF_ESTIMATE) => Some("estimate"),
            _ => None,
        };
        if rule.is_some() {
            let mut keys = DETECTOR_KEYS.to_vec();
            keys.extend(further);
            self.reader.known(object, &keys);
        }
        let of = Id::new(&self.reader.required_text(object, "of"));
        let percent = self.reader.required_decimal(object, "percent");
        let further = further.map(|key| self.reader.required_decimal(object, key)).unwrap_or_default();
        let rule = match rule? {
            DOUBLE_MEAN => DetectorRule::DoubleMean { ceiling: further, percent },
            SHARE_OF_ESTIMATE => DetectorRule::ShareOfEstimate { estimate: further, percent },
            _ => DetectorRule::ShareOfMean { percent },
        };
        Some(Detector { of, rule })
    }

    pub(super) fn profile(&mut self, object: &Object<'_>) -> Profile {
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
}

/// An assurance level; what is far too large stays too large.
fn small(seal: u32) -> u8 {
    u8::try_from(seal).unwrap_or(u8::MAX)
}
