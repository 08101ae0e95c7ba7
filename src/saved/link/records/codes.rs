//! Numbers that stand for things whose own order may change. Never changed
//! themselves once released: a new thing goes to the end.

use crate::catalogue::MarketFact;
use crate::dossier::OfferKind;
use crate::engine::CostKind;

/// What a line of costs pays for.
const COST_KINDS: [CostKind; 9] = [
    CostKind::Licence,
    CostKind::Subscription,
    CostKind::Migration,
    CostKind::Integration,
    CostKind::Training,
    CostKind::Staff,
    CostKind::Exit,
    CostKind::Egress,
    CostKind::Other,
];

/// What the market catalogue knows about a scale.
const MARKET_FACTS: [MarketFact; 2] = [MarketFact::SecNumCloud, MarketFact::Jurisdiction];

/// What stands among the offers.
const OFFER_KINDS: [OfferKind; 4] = [OfferKind::Received, OfferKind::StatusQuo, OfferKind::Wait, OfferKind::Build];

pub(super) fn offer_kind_code(kind: OfferKind) -> u8 {
    place(&OFFER_KINDS, &kind)
}

pub(super) fn offer_kind(code: u8) -> Option<OfferKind> {
    OFFER_KINDS.get(usize::from(code)).copied()
}

pub(super) fn cost_kind_code(kind: CostKind) -> u8 {
    place(&COST_KINDS, &kind)
}

pub(super) fn cost_kind(code: u8) -> Option<CostKind> {
    COST_KINDS.get(usize::from(code)).copied()
}

pub(super) fn market_code(fact: MarketFact) -> u8 {
    place(&MARKET_FACTS, &fact)
}

pub(super) fn market_fact(code: u8) -> Option<MarketFact> {
    MARKET_FACTS.get(usize::from(code)).copied()
}

/// One that is not in its table gets a number that no reader takes.
fn place<T: PartialEq>(table: &[T], thing: &T) -> u8 {
    table.iter().position(|other| other == thing).and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_a_number() {
        for kind in CostKind::ALL {
            assert_eq!(cost_kind(cost_kind_code(*kind)), Some(*kind));
        }
        for kind in OfferKind::ALL {
            assert_eq!(offer_kind(offer_kind_code(kind)), Some(kind));
        }
        for fact in MarketFact::ALL {
            assert_eq!(market_fact(market_code(fact)), Some(fact));
        }
    }
}
