//! The cost plan of everybody and the cost lines of an offer.

use super::Decoder;
use crate::dossier::{CostItem, CostPlan, CostScenario, CostSegment, limits};
use crate::engine::{self, CostKind, CostLine, Decimal, MAX_YEARS, Quantity, When};
use crate::saved::file::reader::Object;
use crate::saved::file::tree::Node;
use crate::saved::file::v1::cost_kind_word;

const PLAN_KEYS: [&str; 5] = ["horizon", "discount_rate", "segments", "scenarios", "announced"];
const SEGMENT_KEYS: [&str; 2] = ["name", "volumes"];
const SCENARIO_KEYS: [&str; 5] = ["name", "renewal_year", "renewal_rise", "volume_change", "extra_escalation"];
const LINE_KEYS: [&str; 7] = ["label", "brick", "kind", "amount", "escalation", "renews", "source"];

impl Decoder<'_> {
    #[inline(never)]
    pub(super) fn cost_plan(&mut self, node: Node<'_>) -> Option<CostPlan> {
        let object = self.reader.object(node)?;
        self.reader.known(&object, &PLAN_KEYS);
        let mut plan = CostPlan {
            horizon: self.reader.required(&object, "horizon").map_or(1, |node| self.reader.whole(node)),
            discount_rate: self.reader.optional_decimal(&object, "discount_rate", Decimal::ZERO),
            segments: Vec::new(),
            scenarios: Vec::new(),
            announced: object.get("announced").map_or(0, |node| self.reader.integer(node)),
        };
        self.each(object.get("segments"), limits::SEGMENTS, &mut |decoder, object| {
            plan.segments.push(decoder.segment(object));
        });
        let scenarios = self.reader.required(&object, "scenarios");
        self.each(scenarios, limits::SCENARIOS, &mut |decoder, object| {
            plan.scenarios.push(decoder.scenario(object));
        });
        Some(plan)
    }

    fn segment(&mut self, object: &Object<'_>) -> CostSegment {
        self.reader.known(object, &SEGMENT_KEYS);
        let mut volumes = Vec::new();
        if let Some(list) = self.reader.required(object, "volumes") {
            for node in self.reader.list(list, MAX_YEARS as usize) {
                volumes.push(self.reader.decimal(node));
            }
        }
        CostSegment { name: self.reader.required_text(object, "name"), volumes }
    }

    fn scenario(&mut self, object: &Object<'_>) -> CostScenario {
        self.reader.known(object, &SCENARIO_KEYS);
        CostScenario {
            name: self.reader.required_text(object, "name"),
            hypotheses: engine::CostScenario {
                renewal_year: self.reader.optional_whole(object, "renewal_year"),
                renewal_rise: self.reader.optional_decimal(object, "renewal_rise", Decimal::ZERO),
                volume_change: self.reader.optional_decimal(object, "volume_change", Decimal::ZERO),
                extra_escalation: self.reader.optional_decimal(object, "extra_escalation", Decimal::ZERO),
            },
        }
    }

    /// A line of a cost sheet: so many units or the users of a segment, once or
    /// year after year.
    #[inline(never)]
    pub(super) fn cost(&mut self, object: &Object<'_>) -> CostItem {
        let (segment, year) = (object.get("segment"), object.get("year"));
        let mut keys = LINE_KEYS.to_vec();
        keys.push(if segment.is_some() { "segment" } else { "quantity" });
        keys.extend_from_slice(if year.is_some() { &["year"] } else { &["from", "to"] });
        self.reader.known(object, &keys);
        let quantity = match segment {
            Some(node) => Quantity::Segment(self.reader.integer(node)),
            None => Quantity::Fixed(self.reader.optional_decimal(object, "quantity", Decimal::ONE)),
        };
        let when = match year {
            Some(node) => When::Once { year: self.reader.whole(node) },
            None => When::Yearly {
                from: self.reader.optional_whole(object, "from").unwrap_or(1),
                to: self.reader.optional_whole(object, "to"),
            },
        };
        CostItem {
            label: self.reader.required_text(object, "label"),
            brick: self.reader.optional_text(object, "brick"),
            source: self.reader.optional_text(object, "source"),
            line: CostLine {
                brick: 0,
                kind: self.cost_kind(object),
                amount: self.reader.required_decimal(object, "amount"),
                quantity,
                when,
                escalation: self.reader.optional_decimal(object, "escalation", Decimal::ZERO),
                renews: self.reader.optional_flag(object, "renews", false),
            },
        }
    }

    fn cost_kind(&mut self, object: &Object<'_>) -> CostKind {
        let mut words = Vec::with_capacity(CostKind::ALL.len());
        for kind in CostKind::ALL {
            words.push(cost_kind_word(*kind));
        }
        let word = self.reader.required(object, "kind").and_then(|node| self.reader.word(node, &words));
        let kind = CostKind::ALL.iter().find(|kind| Some(cost_kind_word(**kind)) == word);
        kind.copied().unwrap_or(CostKind::Other)
    }
}
