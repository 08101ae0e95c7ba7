//! `make bench`, or `cargo bench --bench engine`: the engine beside a rival, in
//! one command; with `make bench`, in Chromium too.
//!
//! Medians of one warm process on one thread, seeded data. The rivals are
//! scikit-criteria and numpy (`rival.py`), run on the spot; figures from another
//! machine would prove nothing. Their floats decide ranks by chance where totals
//! are close; the engine's ranks are exact.

// A measurement may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/work.rs"]
mod work;

use std::process::Command;
use std::time::Instant;

use work::{ROWS, Row};

/// What the program prints on its last line; nothing when it fails or is not there.
fn said_by(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.lines().last()?.to_owned())
}

/// The rival that is installed here and its median for the same size, in seconds.
fn rival(row: &Row) -> Option<(String, f64)> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/rival.py");
    let (offers, leaves) = (row.offers.to_string(), row.leaves.to_string());
    let said = said_by(Command::new("python3").args([script, row.rival, &offers, &leaves]))?;
    let (name, seconds) = said.rsplit_once(' ')?;
    Some((name.to_owned(), seconds.parse().ok()?))
}

/// The median in Chromium, in seconds; `MD_IN_BROWSER` is the folder that
/// `tools/bench.sh` prepared.
fn in_browser(index: usize) -> Option<f64> {
    std::env::var_os("MD_IN_BROWSER")?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/in_browser/measure.mjs");
    said_by(Command::new("node").args([script, &index.to_string()]).stderr(std::process::Stdio::inherit()))?
        .parse()
        .ok()
}

/// Three digits and a unit.
fn readable(seconds: f64) -> String {
    let (value, unit) = match seconds {
        s if s < 1e-3 => (s * 1e6, "µs"),
        s if s < 1.0 => (s * 1e3, "ms"),
        s => (s, "s"),
    };
    let decimals = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.decimals$} {unit}")
}

fn main() {
    // Under `cargo test --benches` there is nothing to measure.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let start = Instant::now();
    let (mut lacks_rival, mut lacks_browser) = (false, false);
    for (index, row) in ROWS.iter().enumerate() {
        println!("{}, {} x {}", row.what, row.offers, row.leaves);
        let rival = rival(row);
        let native = row.measure(|| start.elapsed().as_secs_f64());
        let wasm = in_browser(index);
        lacks_rival |= rival.is_none();
        lacks_browser |= wasm.is_none();
        if let Some((name, theirs)) = &rival {
            println!("  {name}: {}", readable(*theirs));
        }
        for (place, ours) in [("native", Some(native)), ("wasm in Chromium", wasm)] {
            let Some(ours) = ours else { continue };
            match &rival {
                Some((name, theirs)) => {
                    println!("  {place}: {}, {:.2} times as fast as {name}", readable(ours), theirs / ours);
                }
                None => println!("  {place}: {}", readable(ours)),
            }
        }
        if let Some(wasm) = wasm {
            println!("  wasm takes {:.2} times as long as native", wasm / native);
        }
    }
    if lacks_rival {
        println!("No rival beside: python3 here has no numpy (pip install numpy scikit-criteria).");
    }
    if lacks_browser {
        println!("No browser beside: `make bench` prepares it.");
    }
}
