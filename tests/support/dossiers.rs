//! Valid dossiers from a recipe and a seed.
//!
//! Families come from `catalogue::FAMILIES`: a new one is generated without a
//! line here, as long as some random parameters please its `objection`.

mod announced;
mod commission;
mod composite;
mod kept;
mod lots;
mod received;

use std::collections::BTreeSet;
use std::rc::Rc;

use mieux_disant::catalogue::{FAMILIES, Family};
use mieux_disant::dossier::{
    Content, Criterion, Date, Dossier, Draft, Id, IdMap, Information, Level, Measure, Money, Profile, Tax,
};
use mieux_disant::engine::Decimal;

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
    /// Every family, not only the first six, with what belongs to them:
    /// requirements, panels, grades.
    pub all_families: bool,
    /// No fact lacks.
    pub complete: bool,
    /// Facts that are only known within bounds.
    pub uncertain: bool,
    /// Facts that do not apply.
    pub apart: bool,
    /// Roundings, hierarchies, tie-breaks, rescaling, detectors.
    pub method: bool,
    /// A cost plan, with cost sheets for prices.
    pub costs: bool,
    /// Scenarios beside the received offers, dates of availability.
    pub scenarios: bool,
    /// Evaluators with their criteria, what they handed in and their notes. Never by
    /// itself: the first version of links has no room for it.
    pub commission: bool,
    /// A seal and a journal.
    pub kept: bool,
    /// What a register knows of needs: owners, deadlines, usages, criteria, gaps and
    /// commitments. Never by itself, as the commission.
    pub needs: bool,
    /// Bricks and parties of offers, rules of composition, a proposed award. Never
    /// by itself either.
    pub composite: bool,
    /// Other lots beside the dossier, each of the same recipe. Never by itself either.
    pub lots: bool,
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
            all_families: random.chance(60),
            complete: random.chance(60),
            uncertain: random.chance(25),
            apart: random.chance(25),
            method: random.chance(40),
            costs: random.chance(15),
            scenarios: random.chance(30),
            commission: false,
            kept: false,
            needs: false,
            composite: false,
            lots: false,
        }
    }
}

/// The dossier of a recipe and a seed; the same ones always give the same.
pub fn generate(recipe: &Recipe, seed: u64) -> Dossier {
    let mut maker = Maker { random: Random::new(seed), recipe, taken: BTreeSet::new() };
    let mut draft = maker.draft();
    if recipe.lots {
        maker.lots(&mut draft, seed);
    }
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
        let title = self.name();
        let mut draft = Draft {
            notice: self.text(),
            reference_date: self.date(),
            money: Money {
                currency: (*self.random.pick(&["EUR", "EUR", "EUR", "XPF", "CHF"])).into(),
                tax: *self.random.pick(&[Tax::Excluded, Tax::Included]),
            },
            note_scale: self.note_scale(),
            criteria,
            informations,
            ..Draft::new(title)
        };
        self.announce(&mut draft);
        draft.gates = (0..self.recipe.gates).filter_map(|index| self.gate(&draft, index)).collect();
        draft.profiles = (0..self.recipe.profiles).map(|index| self.profile(&draft, index)).collect();
        for index in 0..self.recipe.offers {
            let offer = self.offer(&draft, index);
            draft.offers.push(Rc::new(offer));
        }
        if self.recipe.composite {
            self.pool(&mut draft);
            self.decide(&mut draft);
        }
        if self.recipe.commission {
            self.commission(&mut draft);
        }
        if self.recipe.kept {
            self.keep(&mut draft);
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
            let weight = self.weight();
            let criterion = Criterion::new(id, name, weight, content);
            group.push(Criterion {
                description: self.text(),
                is_announced: !self.recipe.method || self.random.chance(90),
                is_environmental: self.recipe.method && self.random.chance(20),
                is_rescaled: self.recipe.method && self.random.chance(20),
                ..criterion
            });
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
        let is_known = |family: &&Family| self.recipe.all_families || family.code <= 6;
        let known: Vec<&'static Family> = FAMILIES.iter().filter(is_known).collect();
        let family = *self.random.pick(&known);
        let unit = if family.has_unit && self.random.chance(50) { self.name() } else { String::new() };
        for _ in 0..100 {
            let parameters: Vec<Decimal> = family.parameters.iter().map(|_| self.parameter()).collect();
            let count = if family.has_levels { 1 + self.random.below(6) } else { 0 };
            let out_of = parameters.first().copied().unwrap_or_default();
            let levels: Vec<Level> = (0..count).map(|_| self.level(out_of)).collect();
            let mut measure = Measure { parameters, unit: unit.clone(), ..Measure::new(family, levels) };
            self.draw(&mut measure);
            if measure.objection().is_none() {
                self.compose(&mut measure);
                return measure;
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
        let level = Level { label: self.name(), description: self.text(), points: self.within(out_of), seal: None };
        let seal = (self.recipe.all_families && self.random.chance(40)).then(|| self.random.below(5) as u8);
        Level { seal, ..level }
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
