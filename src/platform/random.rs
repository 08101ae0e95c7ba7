//! Random bytes that secrets may rest on: `crypto.getRandomValues`, which is there
//! on plain http and in files from the disk too. `Math.random` never stands in.

/// As many random bytes; nothing where the browser gives none.
pub fn bytes<const N: usize>() -> Option<[u8; N]> {
    let crypto = super::window()?.crypto().ok()?;
    let mut bytes = [0; N];
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}
