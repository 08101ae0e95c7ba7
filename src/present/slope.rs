//! A slope graph as figures to draw: one column per set of weights, one line per
//! offer from rank to rank. Lengths are in pixels.

/// From one column to the next.
const COLUMN: usize = 150;
/// From one rank to the next.
const ROW: usize = 34;
/// Room for the names on either side.
const SIDE: usize = 200;
/// Room for the names of the sets of weights.
const HEAD: usize = 54;
/// How far tied offers stand from each other, at most.
const TIE: usize = 30;
/// How many ways of dashing a line there are; `styles/screens.css` has them.
const DASHES: usize = 6;

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Slope {
    /// Its width.
    pub width: usize,
    /// Its height.
    pub height: usize,
    /// Names of columns, and of offers at both ends.
    pub labels: Vec<SlopeLabel>,
    /// A line per offer, and more where it has no rank in between.
    pub lines: Vec<SlopeLine>,
    /// A place per offer and column where it has a rank.
    pub nodes: Vec<SlopeNode>,
}

/// A text of the drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct SlopeLabel {
    /// Where it begins, ends or has its middle.
    pub x: usize,
    /// Where it stands.
    pub y: usize,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
    /// Whether it names a column.
    pub is_head: bool,
    /// The text.
    pub text: String,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct SlopeLine {
    /// `x,y x,y …`
    pub points: String,
    /// How it is dashed, from 1.
    pub dash: usize,
    /// Whether its offer leads under the weights as they are.
    pub leads: bool,
}

/// A place on a line.
#[derive(Clone, Debug, PartialEq)]
pub struct SlopeNode {
    /// Its middle.
    pub x: usize,
    /// Its middle.
    pub y: usize,
    /// The mark of the offer.
    pub mark: String,
    /// Whether its offer leads under the weights as they are.
    pub leads: bool,
}

/// An offer to draw.
pub(super) struct Drawn<'a> {
    pub(super) mark: &'a str,
    pub(super) name: &'a str,
    /// Per column: rank among those drawn (0 for the best), place among those
    /// tied with it, and how many those are.
    pub(super) places: Vec<Option<(usize, usize, usize)>>,
    pub(super) leads: bool,
}

/// Draws offers under the columns with these names.
pub(super) fn draw(columns: &[&str], offers: &[Drawn<'_>]) -> Slope {
    let last = columns.len().saturating_sub(1);
    let x_of = |column: usize| SIDE + column * COLUMN;
    let at = |column: usize, (row, place, tied): (usize, usize, usize)| {
        // As many as are tied stand around the middle, closer where they are many.
        let step = TIE.min(COLUMN.saturating_sub(40) / tied.max(1));
        let x = x_of(column) + place * step - (tied.saturating_sub(1) * step / 2).min(SIDE);
        (x, HEAD + ROW / 2 + row * ROW)
    };
    let mut slope =
        Slope { width: 2 * SIDE + last * COLUMN, height: 0, labels: Vec::new(), lines: Vec::new(), nodes: Vec::new() };
    let mut rows = 0;
    for (column, name) in columns.iter().enumerate() {
        for (line, text) in wrapped(name).into_iter().enumerate() {
            slope.labels.push(SlopeLabel { x: x_of(column), y: 14 + 16 * line, anchor: "middle", is_head: true, text });
        }
    }
    for (index, offer) in offers.iter().enumerate() {
        let mut points = Vec::new();
        let mut end_line = |points: &mut Vec<String>| {
            if points.len() > 1 {
                slope.lines.push(SlopeLine { points: points.join(" "), dash: index % DASHES + 1, leads: offer.leads });
            }
            points.clear();
        };
        for (column, place) in offer.places.iter().enumerate() {
            let Some(place) = place else {
                end_line(&mut points);
                continue;
            };
            rows = rows.max(place.0 + 1);
            let (x, y) = at(column, *place);
            points.push(format!("{x},{y}"));
            slope.nodes.push(SlopeNode { x, y, mark: offer.mark.to_owned(), leads: offer.leads });
            let (_, tied_at, tied) = *place;
            // Names of tied offers would lie upon each other: the mark is enough.
            let text = if tied > 1 { String::new() } else { cut(offer.name) };
            if column == 0 && tied_at == 0 && !text.is_empty() {
                slope.labels.push(SlopeLabel {
                    x: x - 20,
                    y: y + 5,
                    anchor: "end",
                    is_head: false,
                    text: text.clone(),
                });
            }
            if column == last && tied_at + 1 == tied && !text.is_empty() {
                slope.labels.push(SlopeLabel { x: x + 20, y: y + 5, anchor: "start", is_head: false, text });
            }
        }
        end_line(&mut points);
    }
    slope.height = HEAD + rows.max(1) * ROW + 8;
    slope
}

/// A name within the room at the side.
fn cut(name: &str) -> String {
    const ROOM: usize = 24;
    if name.chars().count() <= ROOM {
        return name.to_owned();
    }
    let start: String = name.chars().take(ROOM - 1).collect();
    format!("{}…", start.trim_end())
}

/// A name on at most two lines of the room above a column.
fn wrapped(name: &str) -> Vec<String> {
    const ROOM: usize = 18;
    let mut lines = vec![String::new()];
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= ROOM => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let is_cut = lines.len() > 2;
    lines.truncate(2);
    if let (true, Some(last)) = (is_cut, lines.last_mut()) {
        last.push('…');
    }
    lines.into_iter().map(|line| if line.chars().count() > ROOM { cut(&line) } else { line }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer<'a>(mark: &'a str, places: &[Option<(usize, usize, usize)>]) -> Drawn<'a> {
        Drawn { mark, name: "Une offre au nom assez long", places: places.to_vec(), leads: mark == "A" }
    }

    #[test]
    fn lines_go_from_rank_to_rank_and_break_where_there_is_none() {
        let slope = draw(
            &["Actuels", "Sécurité", "Finances"],
            &[
                offer("A", &[Some((0, 0, 1)), Some((1, 0, 1)), Some((0, 0, 2))]),
                offer("B", &[Some((1, 0, 1)), None, Some((0, 1, 2))]),
            ],
        );
        assert_eq!(slope.lines.len(), 1, "B has no two neighbours");
        assert_eq!(slope.lines[0].points, "200,71 350,105 485,71");
        assert!(slope.lines[0].leads);
        assert_eq!(slope.nodes.len(), 5);
        // Tied offers stand side by side at the same height.
        let at = |mark: &str| slope.nodes.iter().rfind(|node| node.mark == mark).map(|node| (node.x, node.y));
        assert_eq!((at("A"), at("B")), (Some((485, 71)), Some((515, 71))));
        assert_eq!((slope.width, slope.height), (700, 130));
    }

    #[test]
    fn names_fit_their_room() {
        assert_eq!(cut("Offre A (fictive) : suite intégrée"), "Offre A (fictive) : sui…");
        assert_eq!(wrapped("Souveraineté d'abord"), ["Souveraineté", "d'abord"]);
        assert_eq!(wrapped("un deux trois quatre cinq six sept huit neuf"), ["un deux trois", "quatre cinq six…"]);
        assert_eq!(wrapped(""), [""]);
    }
}
