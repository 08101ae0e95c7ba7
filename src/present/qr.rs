//! A short link as a picture that a telephone reads.

use std::fmt::Write;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// Characters of a link above which no picture is made: its squares would be too
/// small to be read from a sheet or a screen.
pub const MAX_IN_QR: usize = 1_200;

/// Light squares that must stand around the picture.
const QUIET: i32 = 4;

/// Which squares are turned over, so that no large surface is of one colour (ISO/IEC
/// 18004, 7.8). Any of the eight patterns is read alike. Links are as good as random, so
/// that a search for the best one gains next to nothing, and takes fourteen times as long
/// as all the rest: this one was the best of the eight in 141 of 400 random links.
const MASK: u8 = 4;

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
    let code = code(link)?;
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

fn code(link: &str) -> Option<QrCode> {
    let segments = QrSegment::make_segments(link);
    let mask = Some(Mask::new(MASK));
    QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, Version::MIN, Version::MAX, mask, true).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

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

    #[test]
    fn is_read_as_the_link() {
        for length in [1, 50, 300, 700, MAX_IN_QR - 40] {
            // No two neighbours alike, as in what is compressed.
            let payload: String = (0..length).map(|at| char::from(b'A' + (at * at % 25) as u8)).collect();
            let link = format!("https://intranet.example/outils/#md=2.{payload}");
            assert_eq!(scanned(&qr(&link).unwrap()), link, "{length}");
        }
    }

    /// Every dark square is drawn once, and no other.
    #[test]
    fn draws_the_squares_of_the_code() {
        let text = "https://intranet.example/#md=1.AbCdEf";
        let (code, drawn) = (code(text).unwrap(), dark(&qr(text).unwrap()));
        let all = (-QUIET..code.size() + QUIET).flat_map(|y| (-QUIET..code.size() + QUIET).map(move |x| (x, y)));
        for (x, y) in all {
            assert_eq!(drawn.contains(&(x + QUIET, y + QUIET)), code.get_module(x, y), "{x}, {y}");
        }
    }

    /// What a scanner reads on a screen where each square takes 3 × 3 dots.
    fn scanned(qr: &Qr) -> String {
        let dark = dark(qr);
        let side = usize::try_from(qr.size).unwrap() * 3;
        let square = |dot: usize| i32::try_from(dot / 3).unwrap();
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
            if dark.contains(&(square(x), square(y))) { 0 } else { 255 }
        });
        image.detect_grids().first().unwrap().decode().unwrap().1
    }

    /// The squares of a picture that are drawn; none twice.
    fn dark(qr: &Qr) -> HashSet<(i32, i32)> {
        let mut dark = HashSet::new();
        for run in qr.path.split('M').skip(1) {
            let (at, width) = run.split_once('h').unwrap();
            let (x, y): (i32, i32) = at.split_once(' ').map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap())).unwrap();
            let width: i32 = width.split('v').next().unwrap().parse().unwrap();
            for step in 0..width {
                assert!(dark.insert((x + step, y)), "twice: {x} + {step}, {y}");
            }
        }
        dark
    }
}
