//! A short link as a picture that a telephone reads.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

/// Characters of a link above which no picture is made: its squares would be too
/// small to be read from a sheet or a screen.
pub const MAX_IN_QR: usize = 1_200;

/// Light squares that must stand around the picture.
const QUIET: i32 = 4;

/// A picture of squares.
#[derive(Clone, Debug, PartialEq)]
pub struct Qr {
    /// Squares along each side, the quiet ones included.
    pub size: i32,
    /// The dark ones, as the path of an SVG in squares.
    pub path: String,
}

/// The picture of a link; nothing where it is too long. Errors of 7 % of it are
/// corrected, of more where there is room left.
pub fn qr(link: &str) -> Option<Qr> {
    if link.chars().count() > MAX_IN_QR {
        return None;
    }
    let code = QrCode::encode_text(link, QrCodeEcc::Low).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                // Writing into a string never fails.
                let _ = write!(path, "M{} {}h{}v1H{}z", start + QUIET, y + QUIET, x - start, start + QUIET);
            }
            x += 1;
        }
    }
    Some(Qr { size: code.size() + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_made_of_short_links_only() {
        let short = qr("https://intranet.example/#md=1.AAAA").unwrap();
        assert_eq!(short.size, 29 + 8, "version 3");
        // The finder in the corner: seven dark squares, behind the quiet ones.
        assert!(short.path.starts_with("M4 4h7v1H4z"), "{}", short.path);
        let link = |length: usize| "x".repeat(length);
        assert!(qr(&link(MAX_IN_QR)).is_some());
        assert_eq!(qr(&link(MAX_IN_QR + 1)), None);
    }

    /// Every dark square is drawn once, and no other.
    #[test]
    fn draws_the_squares_of_the_code() {
        let text = "https://intranet.example/#md=1.AbCdEf";
        let code = QrCode::encode_text(text, QrCodeEcc::Low).unwrap();
        let mut dark = 0;
        for run in qr(text).unwrap().path.split('M').skip(1) {
            let (at, width) = run.split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let width: i32 = width.split('v').next().unwrap().parse().unwrap();
            for step in 0..width {
                assert!(code.get_module(x.parse::<i32>().unwrap() - QUIET + step, y.parse::<i32>().unwrap() - QUIET));
                dark += 1;
            }
        }
        let all = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        assert_eq!(dark, all.filter(|(x, y)| code.get_module(*x, *y)).count());
    }
}
