//! Good assemblies to begin with: the better what is known, the sooner a branch
//! is given up. Nothing here proves anything.

use super::best::Pool;
use super::prepared::{Prepared, bits};
use super::search::{Goal, offer};

/// Hands over what needs no search: every brick by itself, and what is wanted.
pub(super) fn singles(prepared: &Prepared, goal: &mut dyn Goal) {
    bits(prepared.admissible).for_each(|brick| offer(prepared, goal, 1 << brick));
    offer(prepared, goal, prepared.wanted);
}

/// Climbs to assemblies that no single exchange makes better.
pub(super) fn climb_best(prepared: &Prepared, pool: &mut Pool) {
    let score = |set: u64| {
        let price = prepared.price(set);
        let passes = set != 0 && prepared.covers_musts(set) && price <= prepared.budget;
        passes.then(|| prepared.float_covered(set) + prepared.float_rungs(set) + prepared.curve.float(price))
    };
    let starts = [Some(prepared.made_lean(prepared.admissible)), cheapest_for_musts(prepared), pool.best_set()];
    for from in starts.into_iter().flatten() {
        let best = climb(prepared, from, &mut |set| score(set).unwrap_or(f64::NEG_INFINITY));
        offer(prepared, pool, prepared.made_lean(best));
    }
}

/// For each compulsory requirement that is not covered yet, the cheapest brick.
pub(super) fn cheapest_for_musts(prepared: &Prepared) -> Option<u64> {
    let mut set = prepared.wanted;
    for must in &prepared.musts {
        if must & set == 0 {
            let able = bits(must & prepared.admissible);
            set |= 1 << able.min_by_key(|brick| prepared.costs.get(*brick).copied())?;
        }
    }
    if set == 0 {
        set = 1 << bits(prepared.admissible).min_by_key(|brick| prepared.costs.get(*brick).copied())?;
    }
    Some(prepared.made_lean(set))
}

/// From a set, the best neighbour (one brick more, less or exchanged) as long
/// as there is a better one.
pub(super) fn climb(prepared: &Prepared, from: u64, score: &mut dyn FnMut(u64) -> f64) -> u64 {
    /// Far more than any climb takes.
    const STEPS: usize = 200;
    let (mut here, mut height) = (from, score(from));
    for _ in 0..STEPS {
        let mut best = (here, height);
        let outside = prepared.admissible & !here;
        let removable = here & !prepared.wanted;
        let fewer = bits(removable).map(|old| here & !(1 << old));
        let more = bits(outside).map(|new| here | 1 << new);
        let exchanged = bits(outside).flat_map(|new| bits(removable).map(move |old| here & !(1 << old) | 1 << new));
        for neighbours in [fewer.chain(more).collect::<Vec<u64>>(), exchanged.collect()] {
            for set in neighbours {
                let height = score(set);
                if height > best.1 + 1e-12 {
                    best = (set, height);
                }
            }
            // Exchanges only where nothing simpler helps.
            if best.0 != here {
                break;
            }
        }
        if best.0 == here {
            break;
        }
        (here, height) = best;
    }
    here
}
