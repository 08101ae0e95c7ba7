//! Valid dossiers from a recipe and a seed.
//!
//! Families come from `catalogue::FAMILIES`: a new one is generated without a
//! line here, as long as some random parameters please its `objection`.

use std::collections::BTreeSet;
use std::rc::Rc;

use mieux_disant::catalogue::{FAMILIES, Family};
use mieux_disant::dossier::{
    Content, Criterion, Date, Dossier, Draft, Entry, Gate, GateRule, Id, IdMap, Information, Level, Measure, Money,
    Offer, Profile, Standing, StandingKind, Tax,
};
use mieux_disant::engine::{Decimal, Fact, FactKind};

use super::random::Random;

/// What a dossier is to contain, at most.
#[derive(Clone, Debug, Default)]
pub struct Recipe {
    /// Offers.
    pub offers: usize,
    /// Leaf criteria.
    pub leaves: usize,
    /// Levels of the tree.
    pub depth: usize,
    /// Gates.
    pub gates: usize,
    /// Facts without weight.
    pub informations: usize,
    /// Sets of weights.
    pub profiles: usize,
    /// Numbers at the limits of [`Decimal`].
    pub extreme: bool,
    /// Texts in every script, quotes and markup.
    pub wild: bool,
}

impl Recipe {
    /// A recipe of some size that depends on the seed; every third one extreme.
    pub fn of(seed: u64) -> Self {
        let mut random = Random::new(!seed);
        Self {
            offers: random.below(8),
            leaves: 1 + random.below(8),
            depth: 1 + random.below(4) + 2 * usize::from(seed.is_multiple_of(7)),
            gates: random.below(5),
            informations: random.below(4),
            profiles: random.below(3),
            extreme: seed.is_multiple_of(3),
            wild: seed.is_multiple_of(2),
        }
    }
}

/// The dossier of a recipe and a seed; the same ones always give the same.
pub fn generate(recipe: &Recipe, seed: u64) -> Dossier {
    let mut maker = Maker { random: Random::new(seed), recipe, taken: BTreeSet::new() };
    let draft = maker.draft();
    draft.check().unwrap_or_else(|defects| panic!("seed {seed}, {recipe:?}: {defects:?}"))
}

struct Maker<'a> {
    random: Random,
    recipe: &'a Recipe,
    taken: BTreeSet<Id>,
}

const NAMES: [&str; 8] = ["Coût", "Sécurité", "Souveraineté", "Offre", "Délai", "Réversibilité", "A1.1", "Prix TTC"];

const WILD: [&str; 14] = [
    "</script><script>alert(1)</script>",
    "\"guillemets\" & 'apostrophes' <b>",
    "שלום עולם",
    "\u{202e}txet desrever",
    "مرحبا",
    "👩‍👩‍👧‍👦 🇫🇷",
    "e\u{301}te\u{301}",
    "日本語の名前",
    "=1+1;\"x\",+cmd|' /C calc'!A0",
    "https://example.org/#md=1.AAAA",
    "%23md%3D1.",
    "\u{feff}\u{200b}invisible",
    "𝕸𝖎𝖊𝖚𝖝",
    "Ligne \u{2028} séparée",
];

impl Maker<'_> {
    fn draft(&mut self) -> Draft {
        let leaves = self.recipe.leaves.max(1);
        let criteria = self.group(leaves, self.recipe.depth.max(1));
        let informations: Vec<Information> = (0..self.recipe.informations).map(|_| self.information()).collect();
        let mut draft = Draft {
            title: self.name(),
            notice: self.text(),
            reference_date: self.date(),
            money: Money {
                currency: (*self.random.pick(&["EUR", "EUR", "EUR", "XPF", "CHF"])).into(),
                tax: *self.random.pick(&[Tax::Excluded, Tax::Included]),
            },
            note_scale: self.note_scale(),
            criteria,
            informations,
            gates: Vec::new(),
            profiles: Vec::new(),
            offers: Vec::new(),
        };
        draft.gates = (0..self.recipe.gates).filter_map(|index| self.gate(&draft, index)).collect();
        draft.profiles = (0..self.recipe.profiles).map(|index| self.profile(&draft, index)).collect();
        for index in 0..self.recipe.offers {
            let offer = self.offer(&draft, index);
            draft.offers.push(Rc::new(offer));
        }
        draft
    }

    fn note_scale(&mut self) -> Decimal {
        if self.recipe.extreme {
            self.random.decimal(&["0.000000000000000001", "99999999999999999.999999999999999999", "0.3", "20"])
        } else {
            self.random.decimal(&["100", "100", "20", "10", "5", "1", "1000"])
        }
    }

    /// Criteria that together hold so many leaves, at most so many levels deep.
    fn group(&mut self, leaves: usize, depth: usize) -> Vec<Criterion> {
        let mut group = Vec::new();
        let mut left = leaves;
        while left > 0 {
            let wants_group = depth > 1 && self.random.chance(if left == leaves && depth > 3 { 80 } else { 40 });
            let content = if wants_group {
                let portion = 1 + self.random.below(left);
                left -= portion;
                Content::Group(self.group(portion, depth - 1))
            } else {
                left -= 1;
                Content::Leaf(self.measure())
            };
            let name = self.name();
            let id = self.id("critere", group.len(), &name);
            group.push(Criterion { id, name, description: self.text(), weight: self.weight(), content });
        }
        if group.iter().all(|criterion| criterion.weight.is_zero()) {
            group[0].weight = Decimal::integer(100);
        }
        group
    }

    fn information(&mut self) -> Information {
        let name = self.name();
        Information { id: self.id("information", 0, &name), name, description: self.text(), measure: self.measure() }
    }

    fn weight(&mut self) -> Decimal {
        if self.random.chance(10) {
            return Decimal::ZERO;
        }
        if self.recipe.extreme && self.random.chance(50) {
            return self.positive_extreme();
        }
        // A few sizes only, so that ties and thirds are frequent.
        self.random.decimal(&["1", "1", "3", "7", "10", "25", "25", "40", "12.5", "33.3333", "100"])
    }

    fn measure(&mut self) -> Measure {
        let family: &'static Family = self.random.pick(FAMILIES);
        let unit = if family.has_unit && self.random.chance(50) { self.name() } else { String::new() };
        for _ in 0..100 {
            let parameters: Vec<Decimal> = family.parameters.iter().map(|_| self.parameter()).collect();
            let count = if family.has_levels { 1 + self.random.below(6) } else { 0 };
            let out_of = parameters.first().copied().unwrap_or_default();
            let levels: Vec<Level> = (0..count).map(|_| self.level(out_of)).collect();
            let points: Vec<Decimal> = levels.iter().map(|level| level.points).collect();
            if (family.objection)(&parameters, &points).is_none() {
                return Measure { family, parameters, unit, levels };
            }
        }
        panic!("no random parameters please the family {}", family.tag)
    }

    fn parameter(&mut self) -> Decimal {
        if self.recipe.extreme && self.random.chance(40) {
            return self.extreme();
        }
        self.random.decimal(&["100", "100", "20", "5", "3", "0", "-10", "7.5", "0.001", "365"])
    }

    fn level(&mut self, out_of: Decimal) -> Level {
        Level { label: self.name(), description: self.text(), points: self.within(out_of) }
    }

    /// A decimal from 0 to `high` (when that is positive), often at an end.
    fn within(&mut self, high: Decimal) -> Decimal {
        let parts = *self.random.pick(&[1i128, 2, 3, 4, 5, 7, 10, 100, 1_000_000_007]);
        let part = self.random.below(parts as usize + 1) as i128;
        let finer = self.random.below(19usize.saturating_sub(high.scale() as usize)) as u32;
        let digits = high.digits() * 10i128.pow(finer) / parts * part;
        Decimal::new(digits, high.scale() + finer).unwrap_or(high)
    }

    fn extreme(&mut self) -> Decimal {
        let value = self.positive_extreme();
        if self.random.chance(30) { Decimal::new(-value.digits(), value.scale()).expect("as large") } else { value }
    }

    fn positive_extreme(&mut self) -> Decimal {
        self.random.decimal(&[
            "0.000000000000000001",
            "999999999999999999.999999999999999999",
            "999999999999999999.999999999999999998",
            "999999999999999999",
            "1",
            "1.000000000000000001",
            "0.333333333333333333",
            "9007199254740993",
            "100.00",
        ])
    }

    fn gate(&mut self, draft: &Draft, index: usize) -> Option<Gate> {
        let criteria = draft.all_criteria();
        let rule = if self.random.chance(40) {
            let of = self.random.pick(&criteria).id.clone();
            GateRule::NoteAtLeast { of, note: self.within(draft.note_scale) }
        } else {
            let measures = draft.measures();
            let (of, _, measure) = *self.random.pick(&measures);
            let of = of.clone();
            match measure.formula().fact_kind() {
                FactKind::YesNo => GateRule::Yes { of },
                FactKind::Level => GateRule::LevelAtLeast { of, level: self.random.below(measure.levels.len()) },
                _ => match self.fact(measure) {
                    Fact::Number(value) if self.random.chance(50) => GateRule::ValueAtMost { of, value },
                    Fact::Number(value) => GateRule::ValueAtLeast { of, value },
                    _ => return None,
                },
            }
        };
        let name = self.name();
        let id = self.id("condition", index, &name);
        Some(Gate { id, name, rule, basis: self.text(), basis_date: self.date() })
    }

    fn profile(&mut self, draft: &Draft, index: usize) -> Profile {
        let mut weights = IdMap::new();
        for criterion in draft.all_criteria() {
            if self.random.chance(60) {
                weights.insert(criterion.id.clone(), self.weight());
            }
        }
        let name = self.name();
        Profile { id: self.id("profil", index, &name), name, source: self.text(), weights }
    }

    fn offer(&mut self, draft: &Draft, index: usize) -> Offer {
        let name = self.name();
        let id = self.id("offre", index, &name);
        let kind = if self.random.chance(85) { StandingKind::Regular } else { *self.random.pick(&StandingKind::ALL) };
        let reason = if kind == StandingKind::Regular { String::new() } else { self.name() };
        let mut facts = IdMap::new();
        // Twins of an earlier offer make ties; near twins make near-ties.
        let twin = (index > 0 && self.random.chance(35)).then(|| Rc::clone(self.random.pick(&draft.offers)));
        let changes = if self.random.chance(50) { 0 } else { 20 };
        for (id, _, measure) in draft.measures() {
            let entry = match twin.as_ref().and_then(|twin| twin.facts.get(id)) {
                Some(entry) if !self.random.chance(changes) => Some(entry.clone()),
                Some(Entry { fact: Fact::Number(value), .. }) => Some(self.nearly(measure, *value).into()),
                _ => self.entry(measure),
            };
            facts.extend(entry.map(|entry| (id.clone(), entry)));
        }
        Offer { id, name, standing: Standing { kind, reason }, facts }
    }

    fn entry(&mut self, measure: &Measure) -> Option<Entry> {
        if self.random.chance(4) {
            return None;
        }
        if self.random.chance(2) {
            // A missing fact has an entry only where somebody wrote why.
            return Some(Entry { justification: self.name(), ..Entry::from(Fact::Missing) });
        }
        let mut entry = Entry::from(self.fact(measure));
        if self.random.chance(20) {
            entry = Entry { fact: entry.fact, justification: self.text(), source: self.text(), date: self.date() };
        }
        Some(entry)
    }

    /// The smallest step away from a number that its measure still takes.
    fn nearly(&mut self, measure: &Measure, value: Decimal) -> Fact {
        let scale = if measure.formula().fact_kind() == FactKind::Amount { 4 } else { 18 };
        let finer = 10i128.pow(scale - value.scale().min(scale));
        let up = value.digits() * finer + 1;
        let candidates = [up, up - 2].map(|digits| Decimal::new(digits, scale).unwrap_or(value));
        let high = measure.parameters.first().copied().unwrap_or_default();
        let fits = |candidate: &Decimal| match measure.formula().fact_kind() {
            FactKind::Amount => *candidate > Decimal::ZERO,
            FactKind::Points => *candidate >= Decimal::ZERO && *candidate <= high,
            _ => true,
        };
        Fact::Number(candidates.into_iter().find(fits).unwrap_or(value))
    }

    /// A fact that the measure reads.
    fn fact(&mut self, measure: &Measure) -> Fact {
        match measure.formula().fact_kind() {
            FactKind::Amount => Fact::Number(self.amount()),
            FactKind::Quantity => Fact::Number(self.quantity(measure)),
            FactKind::Points => Fact::Number(self.within(measure.parameters.first().copied().unwrap_or_default())),
            FactKind::Level => Fact::Level(self.random.below(measure.levels.len())),
            FactKind::YesNo => Fact::Yes(self.random.chance(60)),
        }
    }

    fn amount(&mut self) -> Decimal {
        if self.recipe.extreme && self.random.chance(40) {
            self.random.decimal(&["0.0001", "999999999999999999.9999", "999999999999999999", "900719925474099.3"])
        } else {
            self.random.decimal(&["100", "120.50", "1000000", "99.99", "333.3333", "150", "70", "240000", "0.01"])
        }
    }

    fn quantity(&mut self, measure: &Measure) -> Decimal {
        if self.recipe.extreme && self.random.chance(40) {
            return self.extreme();
        }
        match measure.parameters.as_slice() {
            // Between the bounds more often than not.
            [first, ..] if self.random.chance(30) => self.within(*first),
            [_, second, ..] if self.random.chance(60) => self.within(*second),
            _ => self.parameter(),
        }
    }

    fn date(&mut self) -> Option<Date> {
        let text = *self.random.pick(&["", "", "2026", "2025-12", "2024-02-29", "0001-01-01", "9999-12-31"]);
        Date::parse(text)
    }

    fn name(&mut self) -> String {
        if self.recipe.wild && self.random.chance(5) {
            return (*self.random.pick(&["é", "x", "🦀", "ש"])).repeat(200);
        }
        if self.recipe.wild && self.random.chance(40) {
            return (*self.random.pick(&WILD)).into();
        }
        (*self.random.pick(&NAMES)).into()
    }

    fn text(&mut self) -> String {
        match self.random.below(10) {
            0 => format!("{}\n\t{}", self.name(), self.name()),
            1 => self.name(),
            2 if self.recipe.wild && self.random.chance(1) => "Justification. ".repeat(1333),
            _ => String::new(),
        }
    }

    fn id(&mut self, stem: &str, index: usize, name: &str) -> Id {
        let text = match self.random.below(6) {
            0 => name.chars().take(60).collect(),
            1 => name.to_lowercase().replace(' ', "-").chars().take(60).collect(),
            2 => format!("{stem}{}", index + 1),
            3 => format!("{stem}-{}", self.random.below(400)),
            4 if self.recipe.wild => "🧱".repeat(60),
            _ => format!("{stem}-{}", index + 1),
        };
        let mut id = Id::new(&text);
        let mut number = self.taken.len();
        while !self.taken.insert(id.clone()) {
            let stem: String = text.chars().take(50).collect();
            id = Id::new(&format!("{stem}-{number}"));
            number += 1;
        }
        id
    }
}
