//! What a grid must fulfil: criteria, measures, requirements, gates, method.

use super::{Checker, DefectKind, Measures, Path, limits};
use crate::dossier::costs::CostPlan;
use crate::dossier::grid::{Content, Criterion, GateRule, Measure, Requirement};
use crate::dossier::model::{Draft, IdSet};
use crate::engine::{Decimal, DetectorRule, Expression, FactKind, MAX_YEARS, check_costs};
use crate::i18n::{Phrase, phrase};

impl Checker {
    pub(super) fn group(&mut self, place: Path<'_>, group: &[Criterion], depth: usize) {
        if depth > limits::DEPTH {
            self.report(place, DefectKind::TooDeep { limit: limits::DEPTH });
            return;
        }
        if group.is_empty() {
            self.report(place, DefectKind::NoCriterion);
            return;
        }
        for (index, criterion) in group.iter().enumerate() {
            let place = place.at(index);
            self.id(place, &criterion.id);
            self.name(place.key("name"), &criterion.name);
            self.text(place.key("description"), &criterion.description);
            if criterion.weight.is_negative() {
                self.report(place.key("weight"), DefectKind::NegativeWeight);
            }
            match &criterion.content {
                Content::Group(children) => self.group(place.key("children"), children, depth + 1),
                Content::Leaf(measure) => self.measure(place, measure),
            }
        }
        if group.iter().all(|criterion| criterion.weight.is_zero()) {
            self.report(place, DefectKind::NoWeight);
        }
    }

    pub(super) fn measure(&mut self, place: Path<'_>, measure: &Measure) {
        let family = measure.family;
        if measure.parameters.len() != family.parameters.len() {
            self.report(place, DefectKind::ParameterCount);
        }
        if !measure.unit.is_empty() {
            self.name(place.key("unit"), &measure.unit);
        }
        if !family.has_levels && !measure.levels.is_empty() {
            self.report(place.key("levels"), DefectKind::UnexpectedLevels);
        }
        self.count(place.key("levels"), measure.levels.len(), limits::LEVELS);
        for (index, level) in measure.levels.iter().enumerate() {
            self.name(place.key("levels").at(index).key("label"), &level.label);
            self.text(place.key("levels").at(index).key("description"), &level.description);
        }
        self.count(place.key("points"), measure.curve.len(), limits::CURVE);
        for (is_used, is_there, key) in [
            (family.has_curve, !measure.curve.is_empty(), "points"),
            (family.has_expression, !measure.expression.is_empty(), "expression"),
            (family.has_levels, measure.market.is_some(), "market"),
        ] {
            if is_there && !is_used {
                self.report(place.key(key), DefectKind::Measure(NOT_HERE));
            }
        }
        if let Some(rule) = measure.composed_by
            && !measure.compositions().any(|fitting| fitting == rule)
        {
            self.report(place.key("composition"), DefectKind::Measure(NO_COMPOSITION));
        }
        for (index, level) in measure.levels.iter().enumerate() {
            if level.seal.is_some_and(|seal| seal > limits::SEAL) {
                let kind =
                    DefectKind::OutOfRange { low: Decimal::ZERO, high: Decimal::integer(i64::from(limits::SEAL)) };
                self.report(place.key("levels").at(index).key("seal"), kind);
            }
        }
        if family.has_expression
            && let Err(error) = Expression::parse(&measure.expression)
        {
            self.report(place.key("expression"), DefectKind::Expression(error));
        }
        if let Some(objection) = measure.objection() {
            self.report(place, DefectKind::Measure(objection));
        }
    }

    pub(super) fn informations(&mut self, draft: &Draft) {
        let list = Path::top("informations");
        self.count(list, draft.informations.len(), limits::INFORMATIONS);
        for (index, information) in draft.informations.iter().enumerate() {
            let place = list.at(index);
            self.id(place, &information.id);
            self.name(place.key("name"), &information.name);
            self.text(place.key("description"), &information.description);
            self.measure(place, &information.measure);
        }
    }

    #[inline(never)]
    pub(super) fn method(&mut self, draft: &Draft, criteria: &IdSet) {
        let (method, place) = (&draft.method, Path::top("method"));
        for (decimals, key) in [(method.note_decimals, "note_decimals"), (method.total_decimals, "total_decimals")] {
            if decimals.is_some_and(|decimals| decimals > limits::ROUNDING) {
                let high = Decimal::integer(i64::from(limits::ROUNDING));
                self.report(place.key(key), DefectKind::OutOfRange { low: Decimal::ZERO, high });
            }
        }
        let list = place.key("tie_breaks");
        for (index, id) in method.tie_breaks.iter().enumerate() {
            if !criteria.contains(id) {
                self.report(list.at(index), DefectKind::UnknownId(id.clone()));
            } else if method.tie_breaks.iter().take(index).any(|other| other == id) {
                self.report(list.at(index), DefectKind::DuplicateId(id.clone()));
            }
        }
    }

    #[inline(never)]
    pub(super) fn requirements(&mut self, draft: &Draft, measures: &Measures<'_>, criteria: &IdSet) {
        let list = Path::top("requirements");
        self.count(list, draft.requirements.len(), limits::REQUIREMENTS);
        for (index, requirement) in draft.requirements.iter().enumerate() {
            let place = list.at(index);
            self.id(place, &requirement.id);
            self.requirements.insert(requirement.id.clone());
            self.name(place.key("name"), &requirement.name);
            self.text(place.key("description"), &requirement.description);
            self.bounded(place.key("owner"), &requirement.owner, limits::NAME);
            self.bounded(place.key("usage"), &requirement.usage, limits::NAME);
            // A need that nothing counts stands in the register all the same.
            if let Some(of) = &requirement.of {
                match measures.get(of) {
                    None => self.report(place.key("of"), DefectKind::UnknownId(of.clone())),
                    Some((measure, _)) if !measure.family.is_coverage => {
                        self.report(place.key("of"), DefectKind::Measure(NO_COVERAGE));
                    }
                    Some(_) => {}
                }
            }
            let list = place.key("criteria");
            for (index, id) in requirement.criteria.iter().enumerate() {
                if !criteria.contains(id) {
                    self.report(list.at(index), DefectKind::UnknownId(id.clone()));
                } else if requirement.criteria.iter().take(index).any(|other| other == id) {
                    self.report(list.at(index), DefectKind::Measure(TRACED_TWICE));
                }
            }
            if Some(&requirement.measure) != Requirement::measure().as_ref() {
                self.report(place, DefectKind::Measure(NOT_HERE));
            }
            let weight = requirement.weight;
            if weight.is_negative() {
                self.report(place.key("weight"), DefectKind::NegativeWeight);
            } else if weight.normalized().scale() > limits::FIGURE_DECIMALS || weight > limits::REQUIREMENT_WEIGHT {
                self.report(place.key("weight"), DefectKind::Measure(REQUIREMENT_WEIGHT));
            }
        }
        // A coverage that weighs has something to count.
        for criterion in draft.all_criteria() {
            if criterion.measure().is_some_and(|measure| measure.family.is_coverage)
                && draft.coverage_total(&criterion.id).is_zero()
            {
                self.report(list, DefectKind::Measure(NOTHING_WISHED));
            }
        }
    }

    #[inline(never)]
    pub(super) fn detectors(&mut self, draft: &Draft, measures: &Measures<'_>) {
        let list = Path::top("detectors");
        self.count(list, draft.detectors.len(), limits::DETECTORS);
        for (index, detector) in draft.detectors.iter().enumerate() {
            let place = list.at(index);
            match measures.get(&detector.of) {
                Some((_, FactKind::Amount)) => {}
                Some(_) => self.report(place.key("of"), DefectKind::Measure(NO_PRICE)),
                None => self.report(place.key("of"), DefectKind::UnknownId(detector.of.clone())),
            }
            let figures: [(Option<Decimal>, &str); 3] = match detector.rule {
                DetectorRule::ShareOfMean { percent } => [(Some(percent), "percent"), (None, ""), (None, "")],
                DetectorRule::DoubleMean { ceiling, percent } => {
                    [(Some(percent), "percent"), (Some(ceiling), "ceiling"), (None, "")]
                }
                DetectorRule::ShareOfEstimate { estimate, percent } => {
                    [(Some(percent), "percent"), (None, ""), (Some(estimate), "estimate")]
                }
            };
            for (figure, key) in figures {
                if figure.is_some_and(|figure| figure <= Decimal::ZERO) {
                    self.report(place.key(key), DefectKind::Measure(NOT_POSITIVE));
                }
            }
        }
    }

    #[inline(never)]
    pub(super) fn cost_plan(&mut self, plan: &CostPlan) {
        let place = Path::top("cost_plan");
        self.count(place.key("segments"), plan.segments.len(), limits::SEGMENTS);
        self.count(place.key("scenarios"), plan.scenarios.len(), limits::SCENARIOS);
        self.figure(place.key("discount_rate"), plan.discount_rate);
        let list = place.key("segments");
        for (index, segment) in plan.segments.iter().enumerate() {
            let place = list.at(index);
            self.name(place.key("name"), &segment.name);
            let volumes = place.key("volumes");
            self.count(volumes, segment.volumes.len(), MAX_YEARS as usize);
            for (year, volume) in segment.volumes.iter().enumerate() {
                self.figure(volumes.at(year), *volume);
            }
        }
        let list = place.key("scenarios");
        for (index, scenario) in plan.scenarios.iter().enumerate() {
            let place = list.at(index);
            self.name(place.key("name"), &scenario.name);
            let figures = &scenario.hypotheses;
            self.figure(place.key("renewal_rise"), figures.renewal_rise);
            self.figure(place.key("volume_change"), figures.volume_change);
            self.figure(place.key("extra_escalation"), figures.extra_escalation);
        }
        // Without lines: those are looked at offer by offer.
        for error in check_costs(&plan.figures(), &[]) {
            self.report(place, DefectKind::Cost(error));
        }
    }

    pub(super) fn gates(&mut self, draft: &Draft, measures: &Measures<'_>, criteria: &IdSet) {
        self.count(Path::top("gates"), draft.gates.len(), limits::GATES);
        for (index, gate) in draft.gates.iter().enumerate() {
            let list = Path::top("gates");
            let place = list.at(index);
            self.id(place, &gate.id);
            self.name(place.key("name"), &gate.name);
            self.text(place.key("basis"), &gate.basis);
            let of = gate.rule.of();
            let (measure, kind) =
                measures.get(of).map_or((None, None), |(measure, kind)| (Some(*measure), Some(*kind)));
            if measure.is_none() && !criteria.contains(of) {
                self.report(place.key("of"), DefectKind::UnknownId(of.clone()));
                continue;
            }
            // Requirements speak through their coverage.
            if draft.requirements.iter().any(|requirement| requirement.id == *of) {
                self.report(place.key("of"), DefectKind::RuleDoesNotFit);
                continue;
            }
            let is_coverage = measure.is_some_and(|measure| measure.family.is_coverage);
            if !gate.rule.kind().reads(kind, is_coverage, criteria.contains(of)) {
                self.report(place, DefectKind::RuleDoesNotFit);
                continue;
            }
            match &gate.rule {
                GateRule::LevelAtLeast { level, .. } => {
                    let count = measure.map_or(0, |m| m.levels.len());
                    if *level >= count {
                        self.report(place.key("level"), DefectKind::NoSuchLevel { count });
                    }
                }
                GateRule::NoteAtLeast { note, .. } => {
                    if draft.criterion(of).is_some_and(spreads_within) {
                        self.report(place, DefectKind::Measure(EXPELS_EVERYONE));
                    }
                    if *note < Decimal::ZERO || *note > draft.note_scale {
                        let kind = DefectKind::OutOfRange { low: Decimal::ZERO, high: draft.note_scale };
                        self.report(place.key("note"), kind);
                    }
                }
                GateRule::SealAtLeast { seal, .. } if *seal > limits::SEAL => {
                    let high = Decimal::integer(i64::from(limits::SEAL));
                    self.report(place.key("seal"), DefectKind::OutOfRange { low: Decimal::ZERO, high });
                }
                _ => {}
            }
        }
    }

    /// A figure that exact sums are made of.
    pub(super) fn figure(&mut self, place: Path<'_>, value: Decimal) {
        if value.normalized().scale() > limits::FIGURE_DECIMALS {
            self.report(place, DefectKind::Measure(FEW_DECIMALS));
        }
    }

    pub(super) fn profiles(&mut self, draft: &Draft, criteria: &IdSet) {
        self.count(Path::top("profiles"), draft.profiles.len(), limits::PROFILES);
        for (index, profile) in draft.profiles.iter().enumerate() {
            let list = Path::top("profiles");
            let place = list.at(index);
            self.id(place, &profile.id);
            self.name(place.key("name"), &profile.name);
            self.text(place.key("source"), &profile.source);
            for (id, weight) in &profile.weights {
                let weights = place.key("weights");
                let place = weights.key(id.as_str());
                if weight.is_negative() {
                    self.report(place, DefectKind::NegativeWeight);
                }
                if !criteria.contains(id) {
                    self.report(place, DefectKind::UnknownId(id.clone()));
                }
            }
        }
    }
}

/// Whether a gate on the note of this criterion would read a note that gives 0
/// to the worst of whoever is left.
pub(in crate::dossier) fn spreads_within(criterion: &Criterion) -> bool {
    match &criterion.content {
        Content::Leaf(measure) => measure.formula().spreads_over_field(),
        Content::Group(children) => children.iter().any(|child| !child.weight.is_zero() && spreads_within(child)),
    }
}

/// What is wrong with a need that is said to be compulsory and possible.
pub const TWO_PRIORITIES: Phrase = phrase(
    "un besoin est obligatoire («\u{a0}must\u{a0}») ou possible («\u{a0}may\u{a0}»), pas les deux",
    "a need is compulsory (“must”) or possible (“may”), not both",
);

const NOT_HERE: Phrase =
    phrase("cela n'a pas de sens avec cette méthode de notation", "this makes no sense with this scoring method");
const NO_COMPOSITION: Phrase = phrase(
    "cette règle de composition ne convient pas à cette méthode de notation",
    "this rule of composition does not fit this scoring method",
);
const NO_COVERAGE: Phrase = phrase(
    "un besoin compte dans un critère ou un renseignement de couverture des besoins",
    "a requirement counts in a criterion or an information that is a coverage of requirements",
);
const TRACED_TWICE: Phrase =
    phrase("ce critère figure deux fois parmi ceux du besoin", "this criterion stands twice among those of the need");
/// What is wrong with the weight of a requirement.
pub const REQUIREMENT_WEIGHT: Phrase = phrase(
    "le poids d'un besoin a au plus 4 décimales et ne dépasse pas 1 000 000",
    "the weight of a requirement has at most 4 decimals and is at most 1,000,000",
);
const NOTHING_WISHED: Phrase = phrase(
    "un critère de couverture compte au moins un besoin souhaité de poids non nul",
    "a coverage criterion counts at least one wished requirement with a weight",
);
/// What is wrong with a figure that exact sums are made of.
pub const FEW_DECIMALS: Phrase = phrase("ce nombre a au plus 4 décimales", "this number has at most 4 decimals");
const NO_PRICE: Phrase = phrase(
    "une offre anormalement basse se cherche sur un critère de prix",
    "abnormally low tenders are looked for on a price criterion",
);
const NOT_POSITIVE: Phrase = phrase("ce nombre doit être supérieur à zéro", "this number must be above zero");
const EXPELS_EVERYONE: Phrase = phrase(
    "une note minimale ne peut pas porter sur une note qui donne 0 à la moins bonne des offres restantes : presque toutes seraient écartées",
    "a minimum note cannot read a note that gives 0 to the worst of the remaining offers: nearly all would be expelled",
);
