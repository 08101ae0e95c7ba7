//! A window of rows: which of thousands are on the page, where the others would
//! be, and how one of them is found.

use std::ops::Range;

/// Up to so many rows are simply all there.
pub const ALL: usize = 60;

/// A part of a list of which not all rows are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The row at a place, from 0.
    Row(usize),
    /// Room for so many rows from a place on.
    Gap {
        /// The first of them.
        from: usize,
        /// How many; at least one.
        rows: usize,
    },
}

/// The list in its order: the rows shown, those that are kept wherever they are
/// (in order: an open one, the one with the focus), and gaps for the others.
pub fn pieces(count: usize, shown: &Range<usize>, kept: &[usize]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(shown.len() + 2 * kept.len() + 2);
    let mut next = 0;
    let before = kept.iter().copied().filter(|place| *place < shown.start);
    let behind = kept.iter().copied().filter(|place| *place >= shown.end);
    for place in before.chain(shown.clone()).chain(behind).filter(|place| *place < count) {
        if place > next {
            pieces.push(Piece::Gap { from: next, rows: place - next });
        }
        pieces.push(Piece::Row(place));
        next = place + 1;
    }
    if next < count {
        pieces.push(Piece::Gap { from: next, rows: count - next });
    }
    pieces
}

/// Where a place begins on the page, in pixels. Marks stand at both ends of every
/// gap, in order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The place.
    pub place: usize,
    /// Its upper edge.
    pub top: f64,
}

/// The place at a height, by the marks on either side.
pub fn place_at(marks: &[Mark], height: f64) -> usize {
    let behind = marks.partition_point(|mark| mark.top <= height);
    let (Some(above), below) = (marks.get(behind.saturating_sub(1)), marks.get(behind)) else { return 0 };
    let Some(below) = below.filter(|below| below.top > above.top) else { return above.place };
    let part = ((height - above.top) / (below.top - above.top)).clamp(0.0, 1.0);
    above.place + (part * (below.place.saturating_sub(above.place)) as f64) as usize
}

/// How much is shown around the rows in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Margin {
    /// As many rows again on either side, so that most scrolling meets rows that are
    /// already there.
    Wide,
    /// A few: a page that leaps has no time for rows that nobody will see.
    Narrow,
}

/// Whether nothing of what is shown is in sight any more.
pub fn leaps(in_sight: &Range<usize>, now: &Range<usize>) -> bool {
    in_sight.end <= now.start || now.end <= in_sight.start
}

/// The rows to show for those in sight, with a margin on either side. What is shown
/// stays as long as half of the margin is left.
pub fn shown(in_sight: &Range<usize>, now: &Range<usize>, count: usize, margin: Margin) -> Range<usize> {
    let around = |rows: usize| in_sight.start.saturating_sub(rows)..in_sight.end.saturating_add(rows).min(count);
    let margin = match margin {
        Margin::Wide => in_sight.len().clamp(10, 50),
        Margin::Narrow => 4,
    };
    let needed = around(margin / 2);
    if now.start <= needed.start && needed.end <= now.end && now.len() <= in_sight.len() + 3 * margin {
        return now.clone();
    }
    around(margin)
}

/// The place of the next row, behind `after`, whose name holds the text or whose
/// rank it is; around the end to the beginning.
pub fn find<'a>(
    count: usize,
    name: impl Fn(usize) -> Option<&'a str>,
    text: &str,
    after: Option<usize>,
) -> Option<usize> {
    let wanted = folded(text.trim());
    if wanted.is_empty() {
        return None;
    }
    let first = after.map_or(0, |place| place + 1);
    if wanted.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(rank) = wanted.parse::<usize>()
        && (1..=count).contains(&rank)
    {
        return Some(rank - 1);
    }
    let places = (first..count).chain(0..first.min(count));
    let mut matching = places.filter(|place| name(*place).is_some_and(|name| folded(name).contains(&wanted)));
    matching.next()
}

/// In small letters without the accents of French, as people search.
fn folded(text: &str) -> String {
    let letter = |letter: char| match letter {
        'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'î' | 'ï' | 'Î' | 'Ï' => 'i',
        'ô' | 'ö' | 'Ô' | 'Ö' => 'o',
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => 'u',
        'ç' | 'Ç' => 'c',
        other => other.to_ascii_lowercase(),
    };
    text.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tops of rows of 50 px, 400 more where one is open.
    fn marks(count: usize, open: &[usize]) -> Vec<Mark> {
        let top = |place: usize| 50.0 * place as f64 + 400.0 * open.iter().filter(|at| **at < place).count() as f64;
        (0..=count).map(|place| Mark { place, top: top(place) }).collect()
    }

    #[test]
    fn every_row_is_in_exactly_one_piece() {
        for shown in [0..0, 0..20, 40..60, 90..100, 0..100, 120..130] {
            for kept in [&[][..], &[3], &[3, 4, 50], &[99], &[45], &[0, 99]] {
                let mut next = 0;
                for piece in pieces(100, &shown, kept) {
                    let (from, rows) = match piece {
                        Piece::Row(place) => (place, 1),
                        Piece::Gap { from, rows } => (from, rows),
                    };
                    assert!(from == next && rows > 0, "{shown:?} {kept:?}");
                    next += rows;
                }
                assert_eq!(next, 100, "{shown:?} {kept:?}");
                let there = pieces(100, &shown, kept);
                for place in kept.iter().copied().chain(shown.clone()).filter(|place| *place < 100) {
                    assert!(there.contains(&Piece::Row(place)), "{place} of {shown:?} {kept:?}");
                }
            }
        }
        assert_eq!(pieces(0, &(0..10), &[]), []);
    }

    #[test]
    fn a_height_leads_to_its_place() {
        let all = marks(1000, &[]);
        for height in [0.0, 49.0, 50.0, 12_345.0, 49_999.0] {
            assert_eq!(place_at(&all, height), (height / 50.0) as usize);
        }
        // Only the ends of gaps are measured; between them, rows are alike.
        let few = [all[0], all[300], all[340], all[1000]];
        for height in [0.0, 49.0, 50.0, 12_345.0, 15_001.0, 17_100.0, 49_999.0] {
            assert_eq!(place_at(&few, height), (height / 50.0) as usize);
        }
        assert_eq!(place_at(&few, -80.0), 0);
        assert_eq!(place_at(&few, 90_000.0), 1000);
        assert_eq!(place_at(&[], 7.0), 0);
        // An open row is high: the places behind it are where they are.
        let open = marks(1000, &[10]);
        let few = [open[0], open[10], open[11], open[1000]];
        assert_eq!((place_at(&few, 600.0), place_at(&few, 950.0), place_at(&few, 1000.0)), (10, 11, 12));
    }

    #[test]
    fn what_is_in_sight_is_shown_with_as_much_around() {
        let count = 10_000;
        assert_eq!(shown(&(500..520), &(0..40), count, Margin::Wide), 480..540);
        // Scrolling a little changes nothing, more does.
        assert_eq!(shown(&(505..525), &(480..540), count, Margin::Wide), 480..540);
        assert_eq!(shown(&(513..533), &(480..540), count, Margin::Wide), 493..553);
        assert_eq!(shown(&(0..20), &(0..0), count, Margin::Wide), 0..40);
        assert_eq!(shown(&(9_990..10_000), &(0..40), count, Margin::Wide), 9_980..10_000);
        // All of it was printed: back to a window.
        assert_eq!(shown(&(100..120), &(0..count), count, Margin::Wide), 80..140);
        for start in (0..count).step_by(7) {
            let in_sight = start..(start + 18).min(count);
            let window = shown(&in_sight, &(2_000..2_060), count, Margin::Wide);
            assert!(window.start <= in_sight.start && in_sight.end <= window.end && window.len() <= 60);
        }
    }

    #[test]
    fn a_leap_shows_little_more_than_what_is_in_sight() {
        let count = 10_000;
        assert!(leaps(&(500..520), &(0..40)) && leaps(&(0..20), &(20..60)));
        assert!(!leaps(&(30..50), &(0..40)) && !leaps(&(0..20), &(19..60)));
        assert_eq!(shown(&(500..520), &(0..40), count, Margin::Narrow), 496..524);
        // On the way, few rows come and go.
        assert_eq!(shown(&(501..521), &(496..524), count, Margin::Narrow), 496..524);
        assert_eq!(shown(&(504..524), &(496..524), count, Margin::Narrow), 500..528);
        // At rest, the others join them.
        assert_eq!(shown(&(500..520), &(496..524), count, Margin::Wide), 480..540);
        assert_eq!(shown(&(9_995..10_000), &(0..40), count, Margin::Narrow), 9_991..10_000);
    }
}
