//! What offers must fulfil: statuses with reasons, facts that their measures read.

use super::{Checker, DefectKind, Measures, Path, limits};
use crate::catalogue::Panel;
use crate::dossier::costs::lines;
use crate::dossier::grid::Measure;
use crate::dossier::model::{Draft, IdMap};
use crate::dossier::offers::{Entry, Offer, Shortfall, StandingKind};
use crate::engine::{Decimal, Fact, FactKind, NoPrice, Quantity, check_costs};
use crate::i18n::{Phrase, phrase};

impl Checker {
    pub(super) fn offer(&mut self, place: Path<'_>, offer: &Offer, draft: &Draft, measures: &Measures<'_>) {
        self.id(place, &offer.id);
        self.name(place.key("name"), &offer.name);
        self.text(place.key("status_reason"), &offer.standing.reason);
        if offer.standing.kind != StandingKind::Regular && offer.standing.reason.trim().is_empty() {
            self.report(place.key("status_reason"), DefectKind::NoReason);
        }
        self.facts(place, &offer.facts, draft, measures);
        // What few offers have waits until it is needed (tools/cold.txt).
        if !offer.components.is_empty() {
            self.components(place.key("components"), offer, draft, measures);
        }
    }

    pub(super) fn facts(&mut self, place: Path<'_>, facts: &IdMap<Entry>, draft: &Draft, measures: &Measures<'_>) {
        for (id, entry) in facts {
            let facts = place.key("facts");
            let place = facts.key(id.as_str());
            match measures.get(id) {
                Some((measure, kind)) => {
                    self.entry(place, entry, draft, measure, *kind);
                    let is_requirement = self.requirements.contains(id);
                    if is_requirement {
                        self.share(place, entry.fact, *kind);
                    }
                    if let Some(shortfall) = &entry.shortfall {
                        self.shortfall(place, shortfall, is_requirement);
                    }
                }
                None => self.report(place, DefectKind::UnknownId(id.clone())),
            }
        }
    }

    fn entry(&mut self, place: Path<'_>, entry: &Entry, draft: &Draft, measure: &Measure, kind: FactKind) {
        self.text(place.key("justification"), &entry.justification);
        self.text(place.key("source"), &entry.source);
        self.text(place.key("page"), &entry.page);
        self.text(place.key("address"), &entry.address);
        if !entry.opinions.is_empty() {
            self.opinions(place, entry, measure, kind);
        }
        if !entry.costs.is_empty() {
            self.costs(place, entry, draft, kind);
        }
        let is_derived = measure.family.is_coverage
            || !entry.costs.is_empty()
            || matches!(measure.family.panel, Some(Panel::Mean | Panel::Median));
        if is_derived && !matches!(entry.fact, Fact::Missing | Fact::NotApplicable) {
            self.report(place, DefectKind::Measure(DERIVED));
            return;
        }
        match (kind, entry.fact) {
            (FactKind::Amount, Fact::NotApplicable) => self.report(place, DefectKind::WrongKind(kind)),
            (_, Fact::NotApplicable) => {
                if entry.justification.trim().is_empty() {
                    self.report(place.key("justification"), DefectKind::Measure(UNJUSTIFIED));
                }
            }
            (_, Fact::Missing) | (FactKind::Quantity, Fact::Number(_)) | (FactKind::YesNo, Fact::Yes(_)) => {}
            (FactKind::Amount | FactKind::Points, Fact::Number(number)) => self.number(place, number, measure, kind),
            (FactKind::Amount | FactKind::Points | FactKind::Quantity, Fact::Between { low, high }) => {
                if low > high {
                    self.report(place, DefectKind::Measure(REVERSED));
                }
                if kind != FactKind::Quantity {
                    self.number(place, low, measure, kind);
                    // One sentence for bounds that are the same.
                    if low != high {
                        self.number(place, high, measure, kind);
                    }
                }
            }
            (FactKind::Level, Fact::Level(level)) => self.level(place, level, measure),
            (FactKind::Level, Fact::Levels { low, high }) => {
                if low > high {
                    self.report(place, DefectKind::Measure(REVERSED));
                }
                self.level(place, high, measure);
            }
            _ => self.report(place, DefectKind::WrongKind(kind)),
        }
    }

    #[inline(never)]
    pub(super) fn fact_age(&mut self, months: u32) {
        if !(1..=limits::FACT_AGE).contains(&months) {
            let (low, high) = (Decimal::ONE, Decimal::integer(limits::FACT_AGE.into()));
            self.report(Path::top("fact_age_limit"), DefectKind::OutOfRange { low, high });
        }
    }

    /// How far an offer covers a requirement.
    #[inline(never)]
    fn share(&mut self, place: Path<'_>, fact: Fact, kind: FactKind) {
        if let Some((low, high)) = fact.bounds() {
            self.figure(place, low);
            if low != high {
                self.figure(place, high);
            }
        }
        // What asks nothing of some offer is no requirement.
        if fact == Fact::NotApplicable {
            self.report(place, DefectKind::WrongKind(kind));
        }
    }

    /// What lacks of a requirement.
    #[inline(never)]
    fn shortfall(&mut self, place: Path<'_>, shortfall: &Shortfall, is_requirement: bool) {
        if !is_requirement {
            self.report(place, DefectKind::Measure(NO_NEED));
        }
        self.text(place.key("gap"), &shortfall.gap);
        self.text(place.key("workaround"), &shortfall.workaround);
    }

    fn number(&mut self, place: Path<'_>, number: Decimal, measure: &Measure, kind: FactKind) {
        if kind == FactKind::Amount {
            if number <= Decimal::ZERO {
                self.report(place, DefectKind::PriceNotPositive);
            }
            if number.normalized().scale() > limits::MONEY_DECIMALS {
                self.report(place, DefectKind::MoneyDecimals);
            }
            return;
        }
        let high = measure.parameters.first().copied().unwrap_or_default();
        if number < Decimal::ZERO || number > high {
            self.report(place, DefectKind::OutOfRange { low: Decimal::ZERO, high });
        }
    }

    fn level(&mut self, place: Path<'_>, level: usize, measure: &Measure) {
        let count = measure.levels.len();
        if level >= count {
            self.report(place, DefectKind::NoSuchLevel { count });
        }
    }

    #[inline(never)]
    fn opinions(&mut self, place: Path<'_>, entry: &Entry, measure: &Measure, kind: FactKind) {
        let list = place.key("opinions");
        if !measure.family.takes_notes {
            self.report(list, DefectKind::Measure(NO_PANEL));
            return;
        }
        self.count(list, entry.opinions.len(), limits::OPINIONS);
        for (index, opinion) in entry.opinions.iter().enumerate() {
            let place = list.at(index);
            self.name(place.key("by"), &opinion.by);
            self.text(place.key("remark"), &opinion.remark);
            let place = place.key("note");
            if kind == FactKind::Level {
                self.level(place, whole(opinion.note).unwrap_or(usize::MAX), measure);
            } else {
                self.number(place, opinion.note, measure, FactKind::Points);
            }
        }
    }

    #[inline(never)]
    fn costs(&mut self, place: Path<'_>, entry: &Entry, draft: &Draft, kind: FactKind) {
        let list = place.key("costs");
        self.count(list, entry.costs.len(), limits::COSTS);
        let Some(plan) = draft.cost_plan.as_ref().filter(|_| kind == FactKind::Amount) else {
            self.report(list, DefectKind::Measure(NO_COSTS));
            return;
        };
        for (index, item) in entry.costs.iter().enumerate() {
            let place = list.at(index);
            self.name(place.key("label"), &item.label);
            self.text(place.key("brick"), &item.brick);
            self.text(place.key("source"), &item.source);
            self.figure(place.key("amount"), item.line.amount);
            self.figure(place.key("escalation"), item.line.escalation);
            if let Quantity::Fixed(quantity) = item.line.quantity {
                self.figure(place.key("quantity"), quantity);
            }
            if item.source.trim().is_empty() {
                self.report(place.key("source"), DefectKind::Measure(UNSOURCED));
            }
        }
        let figures = plan.figures();
        // What is wrong with the plan itself is said there.
        let plan_errors = check_costs(&figures, &[]).len();
        for error in check_costs(&figures, &lines(&entry.costs)).into_iter().skip(plan_errors) {
            self.report(list, DefectKind::Cost(error));
        }
        if plan_errors == 0 {
            match plan.price(&entry.costs) {
                Ok(price) if price <= Decimal::ZERO => self.report(place, DefectKind::PriceNotPositive),
                Ok(_) | Err(NoPrice::Unsound) => {}
                Err(NoPrice::TooLarge) => self.report(list, DefectKind::Measure(TOO_DEAR)),
            }
        }
    }
}

/// The number as an index, where it is one.
fn whole(number: Decimal) -> Option<usize> {
    let plain = number.normalized();
    (plain.scale() == 0).then(|| usize::try_from(plain.digits()).ok())?
}

const DERIVED: Phrase = phrase(
    "cette valeur se calcule (évaluateurs, besoins ou coûts) et ne se donne pas",
    "this value is computed (evaluators, requirements or costs) and is not given",
);
const NO_NEED: Phrase = phrase(
    "un manque, un contournement ou un engagement daté porte sur un besoin",
    "a gap, a workaround or a dated commitment is about a need",
);
const UNJUSTIFIED: Phrase =
    phrase("« non applicable » demande une justification", "“not applicable” asks for a justification");
const REVERSED: Phrase = phrase("la borne basse dépasse la borne haute", "the lower bound is above the higher one");
const NO_PANEL: Phrase = phrase(
    "cette méthode de notation ne prend pas les notes de plusieurs évaluateurs",
    "this scoring method takes no notes of several evaluators",
);
const NO_COSTS: Phrase = phrase(
    "des lignes de coût demandent un critère de prix et un plan de coûts dans le dossier",
    "cost lines ask for a price criterion and for a cost plan in the dossier",
);
const UNSOURCED: Phrase = phrase("chaque ligne de coût a une source", "each cost line has a source");
const TOO_DEAR: Phrase =
    phrase("le total des coûts a plus de 18 chiffres", "the total of the costs has more than 18 digits");
