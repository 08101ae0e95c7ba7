//! Reading a result: outcomes, ranks, notes, terms, totals, grades.

use super::super::band::{Band, End};
use super::super::decimal::Decimal;
use super::super::field::{applies, grade_within};
use super::super::finding::Finding;
use super::super::notes::{Kind, mask};
use super::super::number::Number;
use super::super::problem::Problem;
use super::super::ranking::RankRange;
use super::super::rational::Rational;
use super::super::weights::leaf_shares;
use super::{Evaluation, Outcome, leaf_nodes};

impl Evaluation {
    /// The problem that was evaluated.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// What became of an offer.
    pub fn outcome(&self, offer: usize) -> &Outcome {
        self.outcomes.get(offer).unwrap_or(&Outcome::Incomplete)
    }

    /// The offers with a total or a band, best first; ties in the order of the
    /// dossier. A provisional ranking is in the order of the middles of the
    /// bands.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// The rank, 1 for the best; equal exact totals share it (1, 1, 3). Nothing
    /// as long as several are possible.
    pub fn rank_of(&self, offer: usize) -> Option<usize> {
        self.ranks_of(offer).filter(|range| range.best == range.worst).map(|range| range.best)
    }

    /// The ranks that an offer may reach.
    pub fn ranks_of(&self, offer: usize) -> Option<RankRange> {
        self.ranks.of(offer)
    }

    /// What there is to remark, in a stable order.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Whether something unknown may still change the ranking.
    pub fn is_provisional(&self) -> bool {
        self.is_provisional
    }

    /// The share of a leaf in the total, on `[0, 1]`, for drawing.
    pub fn share(&self, leaf: usize) -> f64 {
        self.shares.get(leaf).map_or(0.0, |share| share.middle())
    }

    /// The exact share of a leaf in the total, where every criterion applies.
    pub fn exact_share(&self, leaf: usize) -> Option<&Rational> {
        self.exact_shares().get(leaf)
    }

    /// The exact share of a leaf in the total of an offer: what does not apply
    /// to it leaves its weight to its siblings.
    pub fn exact_share_for(&self, offer: usize, leaf: usize) -> Option<Rational> {
        let kind = *self.notes.kinds.get(offer)?;
        let mask = mask(&self.problem, kind, self.problem.offers.get(offer)?);
        if mask.is_empty() {
            return self.exact_share(leaf).cloned();
        }
        leaf_shares(&self.problem, None, &mask)?.get(leaf).cloned()
    }

    /// The note of an admissible offer on a leaf, on `[0, 1]`, for drawing.
    pub fn note(&self, offer: usize, leaf: usize) -> Option<f64> {
        self.notes.value(offer, leaf)
    }

    /// The exact note of an admissible offer on a leaf, on the note scale, as
    /// the grid awards it; nothing while it is unknown.
    pub fn exact_note(&self, offer: usize, leaf: usize) -> Option<Rational> {
        self.note(offer, leaf)?;
        self.note_band(offer, leaf).map(|band| band.low)
    }

    /// Between which notes the note of an admissible offer on a leaf lies, on
    /// the note scale.
    pub fn note_band(&self, offer: usize, leaf: usize) -> Option<Band<Rational>> {
        let facts = self.problem.offers.get(offer).filter(|_| self.field.admits(offer))?;
        let band = self.notes.awarded(&self.problem, &self.field, leaf, facts)?;
        let scale = Rational::from(self.problem.note_scale);
        Some(Band { low: band.low * scale.clone(), high: band.high * scale })
    }

    /// The exact note of an admissible offer on a node of the tree, on the note
    /// scale; nothing while it is unknown.
    pub fn exact_node_note(&self, offer: usize, node: usize) -> Option<Rational> {
        self.node_band(offer, Some(node)).filter(|band| band.low == band.high).map(|band| band.low)
    }

    /// The same as a band, of the whole tree without a node.
    pub fn node_band(&self, offer: usize, node: Option<usize>) -> Option<Band<Rational>> {
        let facts = self.problem.offers.get(offer).filter(|_| self.field.admits(offer))?;
        let scale = Rational::from(self.problem.note_scale);
        let end = |end| Some(self.node_note(facts, node, end)?.clamped() * scale.clone());
        Some(Band { low: end(End::Low)?, high: end(End::High)? })
    }

    /// What a leaf brings to the total, on the note scale; nothing while it is
    /// unknown.
    pub fn exact_term(&self, offer: usize, leaf: usize) -> Option<Rational> {
        self.exact_terms(offer)?.get(leaf).cloned().flatten()
    }

    /// What each leaf brings to the total of an admissible offer, on the note
    /// scale: 0 for a leaf without weight or that does not apply, nothing for
    /// one that is unknown.
    pub fn exact_terms(&self, offer: usize) -> Option<Vec<Option<Rational>>> {
        let facts = self.problem.offers.get(offer).filter(|_| self.field.admits(offer))?;
        let shares: Vec<Rational> = {
            let applies = applies(&self.problem, facts);
            if applies.is_empty() { self.exact_shares().clone() } else { leaf_shares(&self.problem, None, &applies)? }
        };
        let mut terms = vec![None; self.problem.leaves];
        for (index, leaf) in leaf_nodes(&self.problem) {
            let (Some(share), Some(place)) = (shares.get(leaf), terms.get_mut(leaf)) else { continue };
            *place = if share.is_zero() {
                Some(Rational::zero())
            } else {
                let (low, high) = (self.path_factor(index, None, End::Low), self.path_factor(index, None, End::High));
                self.exact_note(offer, leaf).filter(|_| low == high).map(|note| share.clone() * note * low)
            };
        }
        Some(terms)
    }

    /// What each leaf brings to the total of an offer, on `[0, 1]`, for drawing;
    /// nothing where something is unknown or does not apply.
    pub fn drawn_terms(&self, offer: usize) -> Option<Vec<f64>> {
        let is_plain = self.notes.kinds.get(offer) == Some(&Kind::Plain) && self.has_settled_factors();
        let multipliers = is_plain.then(|| self.multipliers())?.into_iter().enumerate();
        Some(multipliers.map(|(leaf, part)| part.middle() * self.note(offer, leaf).unwrap_or_default()).collect())
    }

    /// The exact total of an offer, on the note scale, rounded where the grid
    /// announces it; nothing while it is unknown, or where criteria decide one
    /// after the other.
    pub fn exact_total(&self, offer: usize) -> Option<Rational> {
        (self.outcome(offer) == &Outcome::Ranked).then_some(())?;
        self.total_band(offer).map(|band| band.low)
    }

    /// Between which totals the total of an offer lies, on the note scale.
    pub fn total_band(&self, offer: usize) -> Option<Band<Rational>> {
        if self.problem.method.is_hierarchy || !matches!(self.outcome(offer), Outcome::Ranked | Outcome::Provisional) {
            return None;
        }
        let end = |end| match self.problem.method.total_decimals {
            Some(decimals) => self.announced_end(offer, end, decimals).map(Rational::from),
            None => Some(self.raw_total(offer, end)? * self.problem.note_scale.into()),
        };
        Some(Band { low: end(End::Low)?, high: end(End::High)? })
    }

    /// The total of an offer on `[0, 1]`, for drawing: the middle of its band.
    pub fn total_share(&self, offer: usize) -> Option<f64> {
        let ((low, _), (high, _)) = (self.fast_total(offer, End::Low), self.fast_total(offer, End::High));
        (!low.is_nan()).then_some(low + (high - low) / 2.0)
    }

    /// The total of a ranked offer on the note scale, rounded half up to
    /// `decimals` (at most 9) for display.
    pub fn rounded_total(&self, offer: usize, decimals: u32) -> Option<Decimal> {
        (self.outcome(offer) == &Outcome::Ranked).then_some(())?;
        self.rounded_band(offer, decimals).map(|band| band.low)
    }

    /// The same for both ends of a band.
    pub fn rounded_band(&self, offer: usize, decimals: u32) -> Option<Band<Decimal>> {
        if self.problem.method.is_hierarchy || !matches!(self.outcome(offer), Outcome::Ranked | Outcome::Provisional) {
            return None;
        }
        let end = |end| match self.problem.method.total_decimals {
            // Twice rounded, as the total is: first as announced.
            Some(announced) => Some(Rational::from(self.announced_end(offer, end, announced)?).round(decimals)),
            None => self.rounded_end(offer, end, decimals),
        };
        Some(Band { low: end(End::Low)?, high: end(End::High)? })
    }

    /// The lowest grade granted to an offer at or below a node (anywhere
    /// without one): between which grades it lies. Nothing where none is granted.
    pub fn grade(&self, offer: usize, node: Option<usize>) -> Option<Band<u8>> {
        let (low, high) = grade_within(&self.problem, node, self.problem.offers.get(offer)?)?;
        // Nothing higher than the highest announced there, where it may grant none.
        let is_there = |index| node.is_none_or(|root| self.problem.is_within(index, root));
        let there = leaf_nodes(&self.problem).filter(|(index, _)| is_there(*index));
        let highest = there.filter_map(|(_, leaf)| self.problem.measures.get(leaf)?.highest_grade()).max();
        Some(Band { low, high: high.min(highest.unwrap_or(high)) })
    }

    /// By how much rescaling multiplies the notes on a node; nothing where it
    /// does not, or while that is unknown.
    pub fn rescaling_of(&self, node: usize) -> Option<&Rational> {
        let leaf = self.problem.nodes.get(node)?.leaf;
        let factor = match leaf {
            Some(leaf) => self.notes.factors.get(leaf)?,
            None => self.factors.get(node)?,
        };
        factor.as_ref().filter(|factor| factor.low == factor.high).map(|factor| &factor.low)
    }
}
