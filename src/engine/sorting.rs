//! Offers by falling total, in linear time: a slider moves over ten thousand of
//! them.

/// A sorting by digits pays from this many offers on.
const MANY: usize = 256;

/// How many bits of a key make a digit; three digits make a key.
const DIGIT: u32 = 11;

/// The offers by falling total, equal ones by rising index. Totals are floats
/// on `[0, 1]`.
pub(crate) fn by_falling_total(members: impl Iterator<Item = usize>, total: impl Fn(usize) -> f64) -> Vec<usize> {
    // Scaling to whole numbers keeps the order of any two totals or makes them
    // equal; the equal ones are told apart at the end.
    let scale = f64::from(u32::MAX);
    let mut keyed: Vec<(u32, u32)> =
        members.map(|offer| (((1.0 - total(offer)) * scale) as u32, offer as u32)).collect();
    if keyed.len() < MANY {
        keyed.sort_unstable();
    } else {
        let mut other = vec![(0, 0); keyed.len()];
        for shift in [0, DIGIT, 2 * DIGIT] {
            distribute(&keyed, &mut other, shift);
            std::mem::swap(&mut keyed, &mut other);
        }
    }
    let mut order: Vec<usize> = keyed.iter().map(|(_, offer)| *offer as usize).collect();
    let mut start = 0;
    while let Some((key, _)) = keyed.get(start) {
        let same = keyed.iter().skip(start).take_while(|(other, _)| other == key).count();
        if let Some(run) = order.get_mut(start..start + same).filter(|run| run.len() > 1) {
            run.sort_unstable_by(|a, b| total(*b).total_cmp(&total(*a)).then(a.cmp(b)));
        }
        start += same.max(1);
    }
    order
}

/// Copies pairs in the order of one digit of their keys, equal digits as they come.
fn distribute(from: &[(u32, u32)], to: &mut [(u32, u32)], shift: u32) {
    let digit = |key: u32| (key >> shift) as usize & ((1 << DIGIT) - 1);
    let mut places = [0u32; 1 << DIGIT];
    for (key, _) in from {
        if let Some(count) = places.get_mut(digit(*key)) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for place in &mut places {
        (sum, *place) = (sum + *place, sum);
    }
    for pair in from {
        if let Some(place) = places.get_mut(digit(pair.0)) {
            if let Some(target) = to.get_mut(*place as usize) {
                *target = *pair;
            }
            *place += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_like_any_other_sorting() {
        let mut state = 7u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1u64 << 53) as f64
        };
        for count in [0, 1, 2, 100, 255, 256, 1000, 5000] {
            for spread in [1.0, 1e-3, 1e-9, 1e-15, 0.0] {
                let totals: Vec<f64> = (0..count).map(|_| 0.5 + spread * (random() - 0.5)).collect();
                let mut expected: Vec<usize> = (0..count).collect();
                expected.sort_by(|a, b| totals[*b].total_cmp(&totals[*a]).then(a.cmp(b)));
                assert_eq!(by_falling_total(0..count, |offer| totals[offer]), expected, "{count} {spread}");
            }
        }
        assert_eq!(by_falling_total([2, 0, 1].into_iter(), |offer| [0.0, 1.0, 1.0][offer]), [1, 2, 0]);
    }
}
