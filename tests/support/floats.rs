//! What a spreadsheet or a numerical library makes of a dossier: plain `f64`.
//!
//! Every number is the float nearest to its text, totals are weighted sums in
//! the order of the grid, compared with `>` and `>=`, and rounded with
//! `(x * 100).round() / 100`. Not wrong by carelessness: this is how everybody
//! writes it, and the near-tie suite counts what it costs.

use mieux_disant::dossier::{Content, Criterion, Dossier, GateRule, Id, Measure, Offer, StandingKind};
use mieux_disant::engine::{Decimal, Fact};

/// What became of one offer.
#[derive(Debug)]
pub struct Result {
    /// Whether it is regular and passed every gate.
    pub stays: bool,
    /// Its total on the note scale.
    pub total: f64,
}

/// Evaluates a dossier, one result per offer; nothing where a fact is missing
/// or a family is none that this rival knows.
pub fn evaluate(dossier: &Dossier) -> Option<Vec<Result>> {
    let mut rival =
        Rival { dossier, stays: dossier.offers.iter().map(|o| o.standing.kind == StandingKind::Regular).collect() };
    rival.round(false)?;
    while rival.round(true)? {}
    let totals = dossier.offers.iter().map(|offer| rival.sum(&dossier.criteria, 1.0, offer));
    rival.stays.iter().zip(totals).map(|(stays, total)| Some(Result { stays: *stays, total: total? })).collect()
}

/// `(x * 100).round() / 100`, and as many decimals as that shows.
pub fn rounded(value: f64, decimals: u32) -> String {
    let unit = 10f64.powi(decimals as i32);
    format!("{:.*}", decimals as usize, (value * unit).round() / unit)
}

/// The nearest float to the text of a decimal.
fn float(decimal: Decimal) -> f64 {
    decimal.to_string().parse().expect("a number")
}

struct Rival<'a> {
    dossier: &'a Dossier,
    stays: Vec<bool>,
}

impl Rival<'_> {
    /// One round of the gates that depend on the field, or of those that do not.
    fn round(&mut self, of_the_field: bool) -> Option<bool> {
        let mut stays = self.stays.clone();
        for rule in self.dossier.gates.iter().map(|gate| &gate.rule) {
            if self.depends(rule) == of_the_field {
                for (offer, stays) in self.dossier.offers.iter().zip(&mut stays).filter(|(_, stays)| **stays) {
                    *stays = self.passes(rule, offer)?;
                }
            }
        }
        let left = stays != self.stays;
        self.stays = stays;
        Some(left)
    }

    fn depends(&self, rule: &GateRule) -> bool {
        let criterion = self.dossier.criterion(rule.of()).filter(|_| matches!(rule, GateRule::NoteAtLeast { .. }));
        let leaves = criterion.into_iter().flat_map(Criterion::descendants).filter_map(Criterion::measure);
        leaves.into_iter().any(|measure| measure.formula().depends_on_field())
    }

    fn passes(&self, rule: &GateRule, offer: &Offer) -> Option<bool> {
        match (rule, offer.facts.get(rule.of()).map(|entry| entry.fact)) {
            (GateRule::ValueAtLeast { value, .. }, Some(Fact::Number(x))) => Some(float(x) >= float(*value)),
            (GateRule::ValueAtMost { value, .. }, Some(Fact::Number(x))) => Some(float(x) <= float(*value)),
            (GateRule::NoteAtLeast { of, note }, _) => {
                let criterion = self.dossier.criterion(of)?;
                let reached = match &criterion.content {
                    Content::Leaf(measure) => self.note(of, measure, offer)?,
                    Content::Group(children) => self.sum(children, 1.0, offer)?,
                };
                Some(reached >= float(*note))
            }
            _ => None,
        }
    }

    /// The notes of a group on the note scale, each times its share.
    fn sum(&self, group: &[Criterion], worth: f64, offer: &Offer) -> Option<f64> {
        let weights: f64 = group.iter().map(|criterion| float(criterion.weight)).sum();
        let mut sum = 0.0;
        for criterion in group {
            let share = worth * float(criterion.weight) / weights;
            sum += match &criterion.content {
                Content::Leaf(measure) => share * self.note(&criterion.id, measure, offer)?,
                Content::Group(children) => self.sum(children, share, offer)?,
            };
        }
        Some(sum)
    }

    /// The note of a leaf on the note scale.
    fn note(&self, id: &Id, measure: &Measure, offer: &Offer) -> Option<f64> {
        let parameter = |index: usize| measure.parameters.get(index).map(|parameter| float(*parameter));
        let note = match (measure.family.tag, offer.facts.get(id)?.fact) {
            ("price_inverse", Fact::Number(price)) => {
                let offers = self.dossier.offers.iter().zip(&self.stays).filter(|(_, stays)| **stays);
                let prices = offers.filter_map(|(offer, _)| match offer.facts.get(id)?.fact {
                    Fact::Number(price) => Some(float(price)),
                    _ => None,
                });
                prices.fold(f64::INFINITY, f64::min) / float(price)
            }
            ("linear", Fact::Number(x)) => (float(x) - parameter(0)?) / (parameter(1)? - parameter(0)?),
            ("index" | "note", Fact::Number(x)) => float(x) / parameter(0)?,
            ("scale", Fact::Level(level)) => float(measure.levels.get(level)?.points) / parameter(0)?,
            ("yes_no", Fact::Yes(yes)) => f64::from(u8::from(yes)),
            _ => return None,
        };
        Some(float(self.dossier.note_scale) * note.clamp(0.0, 1.0))
    }
}
