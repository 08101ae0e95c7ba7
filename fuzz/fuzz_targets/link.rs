//! Any text as a link, and any bytes as the payload of each version.

#![no_main]

#[path = "../../tests/support/hostile.rs"]
mod hostile;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        hostile::attempt(text);
        for version in [1, 2] {
            hostile::attempt(&format!("md={version}.{text}"));
        }
    }
});
