//! Version 3 of the link: an envelope under a passphrase, around a link of
//! another version. **Frozen**: every link ever written in it opens forever.
//!
//! The payload is base64url without padding of:
//!
//! | field | form |
//! |---|---|
//! | memory | 1 byte: mebibytes that the key derivation fills, 8 to 64 |
//! | passes | 1 byte: how often it goes over them, 1 to 6 |
//! | length | 3 bytes, big endian: bytes of the box; whatever follows it is ignored |
//! | salt | 16 bytes |
//! | nonce | 24 bytes |
//! | box | XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) of the content, the tag of 16 bytes last |
//!
//! The key is 32 bytes of Argon2id (RFC 9106, version 0x13, one lane) of the
//! passphrase and the salt. `md=3.` and every byte before the box are
//! authenticated with it. The content is the version of the link inside, 1 byte,
//! and the bytes that its payload stands for.
//!
//! Blanks and hyphens separate the words of a passphrase, whichever and however
//! many: what was dictated as words may be typed with either. The text is taken
//! as UTF-8, in the form NFKC (the page sees to that).
//!
//! Nothing is told of why an envelope does not open: a wrong passphrase and a
//! changed byte come out the same.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use zeroize::{Zeroize, Zeroizing};

use super::{LinkError, MAX_CHARACTERS, address};

/// The number of this version.
pub(super) const VERSION: u32 = 3;

/// Bytes of a salt, each envelope's own.
pub const SALT: usize = 16;

/// Bytes of a nonce, each envelope's own.
pub const NONCE: usize = 24;

/// Memory, passes and length.
const HEAD: usize = 5;

/// Characters that hold the head, and one byte more.
const HEAD_CHARACTERS: usize = 8;

/// Bytes of a tag.
const TAG: usize = 16;

/// How dear one guess is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Strength {
    /// In mebibytes.
    memory: u8,
    passes: u8,
}

/// What is written: RFC 9106, section 4, second recommendation, with one lane.
const STRENGTH: Strength = Strength { memory: 64, passes: 3 };

impl Strength {
    /// A hostile envelope must not ask for gigabytes or minutes.
    fn is_bearable(self) -> bool {
        (8..=64).contains(&self.memory) && (1..=6).contains(&self.passes)
    }
}

/// Why an envelope could not be closed, or did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockError {
    /// Another passphrase, or another byte than was written.
    Refused,
    /// There is no room for the key derivation.
    NoMemory,
    /// Too large for a link.
    TooLarge,
}

/// An envelope, as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// The whole of it, in characters.
    payload: String,
}

/// Puts a link under a passphrase: `md=1.…` becomes `md=3.…`. Takes about a
/// second. Salt and nonce are random, and never used again.
///
/// # Errors
/// [`LockError::NoMemory`], [`LockError::TooLarge`].
pub fn lock(fragment: &str, passphrase: &str, salt: &[u8; SALT], nonce: &[u8; NONCE]) -> Result<String, LockError> {
    lock_with(STRENGTH, fragment, passphrase, salt, nonce)
}

fn lock_with(
    strength: Strength,
    fragment: &str,
    passphrase: &str,
    salt: &[u8; SALT],
    nonce: &[u8; NONCE],
) -> Result<String, LockError> {
    let link = address::find(fragment).map_err(|_| LockError::TooLarge)?;
    let version = u8::try_from(link.version).map_err(|_| LockError::TooLarge)?;
    let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(link.payload.as_bytes()).map_err(|_| LockError::TooLarge)?);
    let content = Zeroizing::new([&[version], bytes.as_slice()].concat());
    let length = u32::try_from(content.len() + TAG).map_err(|_| LockError::TooLarge)?;
    let [0, high, middle, low] = length.to_be_bytes() else { return Err(LockError::TooLarge) };
    let head = [&[strength.memory, strength.passes, high, middle, low], salt.as_slice(), nonce].concat();
    let key = derive(strength, passphrase, salt)?;
    let cipher = XChaCha20Poly1305::new(&Key::from(*key));
    let payload = Payload { msg: &content, aad: &authenticated(&head) };
    let boxed = cipher.encrypt(&XNonce::from(*nonce), payload).map_err(|_| LockError::TooLarge)?;
    let text = format!("{}{VERSION}.{}", address::KEY, URL_SAFE_NO_PAD.encode([head, boxed].concat()));
    if text.len() > MAX_CHARACTERS { Err(LockError::TooLarge) } else { Ok(text) }
}

impl Locked {
    /// The envelope in what people paste; nothing where it is no envelope.
    ///
    /// # Errors
    /// [`LinkError::Truncated`] where its end is missing: no passphrase would open it.
    pub fn find(text: &str) -> Result<Option<Self>, LinkError> {
        match address::find(text) {
            Ok(link) if link.version == VERSION => {
                let present = link.payload.len();
                let written = characters(&link.payload).ok_or(LinkError::Truncated { present, written: 0 })?;
                match link.payload.get(..written) {
                    Some(payload) => Ok(Some(Self { payload: payload.to_owned() })),
                    None => Err(LinkError::Truncated { present, written }),
                }
            }
            // What is wrong with others is said where they are read.
            Ok(_) | Err(_) => Ok(None),
        }
    }

    /// The link inside, `md=1.…`. Takes about a second.
    ///
    /// # Errors
    /// [`LockError::Refused`], [`LockError::NoMemory`].
    pub fn unlock(&self, passphrase: &str) -> Result<Zeroizing<String>, LockError> {
        let bytes = URL_SAFE_NO_PAD.decode(&self.payload).map_err(|_| LockError::Refused)?;
        let (head, boxed) = bytes.split_at_checked(HEAD + SALT + NONCE).ok_or(LockError::Refused)?;
        let &[memory, passes, ..] = head else { return Err(LockError::Refused) };
        let (salt, nonce) = head.split_at_checked(HEAD + SALT).ok_or(LockError::Refused)?;
        let salt = salt.last_chunk::<SALT>().ok_or(LockError::Refused)?;
        let nonce = nonce.first_chunk::<NONCE>().ok_or(LockError::Refused)?;
        let strength = Strength { memory, passes };
        if !strength.is_bearable() {
            return Err(LockError::Refused);
        }
        let key = derive(strength, passphrase, salt)?;
        let cipher = XChaCha20Poly1305::new(&Key::from(*key));
        let payload = Payload { msg: boxed, aad: &authenticated(head) };
        let content = cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| LockError::Refused)?;
        let content = Zeroizing::new(content);
        let (version, bytes) = content.split_first().ok_or(LockError::Refused)?;
        let payload = Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes));
        Ok(Zeroizing::new(format!("{}{version}.{}", address::KEY, payload.as_str())))
    }

    /// The envelope as a link has it after `#`.
    pub fn fragment(&self) -> String {
        format!("{}{VERSION}.{}", address::KEY, self.payload)
    }
}

/// Characters of the envelope of a link, as [`lock`] gives it.
pub fn locked_length(fragment: &str) -> usize {
    let payload = fragment.split_once('.').map_or(fragment, |(_, payload)| payload).len();
    let bytes = HEAD + SALT + NONCE + 1 + payload * 3 / 4 + TAG;
    format!("{}{VERSION}.", address::KEY).len() + (bytes * 4).div_ceil(3)
}

/// How many characters an envelope was written with, by its head.
fn characters(payload: &str) -> Option<usize> {
    let bytes = URL_SAFE_NO_PAD.decode(payload.get(..HEAD_CHARACTERS)?).ok()?;
    let &[_, _, high, middle, low, ..] = bytes.as_slice() else { return None };
    let length = u32::from_be_bytes([0, high, middle, low]) as usize;
    Some(((HEAD + SALT + NONCE + length) * 4).div_ceil(3))
}

fn authenticated(head: &[u8]) -> Vec<u8> {
    [format!("{}{VERSION}.", address::KEY).as_bytes(), head].concat()
}

/// The key of a passphrase.
fn derive(strength: Strength, passphrase: &str, salt: &[u8]) -> Result<Zeroizing<[u8; 32]>, LockError> {
    let params = Params::new(u32::from(strength.memory) * 1024, strength.passes.into(), 1, Some(32));
    let params = params.map_err(|_| LockError::Refused)?;
    let mut blocks: Vec<Block> = Vec::new();
    blocks.try_reserve_exact(params.block_count()).map_err(|_| LockError::NoMemory)?;
    blocks.resize(params.block_count(), Block::default());
    let mut key = Zeroizing::new([0; 32]);
    let words = canonical(passphrase);
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let derived = argon.hash_password_into_with_memory(words.as_bytes(), salt, key.as_mut_slice(), &mut blocks);
    // The last block is all but the key.
    blocks.iter_mut().for_each(Zeroize::zeroize);
    derived.map_err(|_| LockError::Refused)?;
    Ok(key)
}

/// The words of a passphrase, a hyphen between each two.
fn canonical(passphrase: &str) -> Zeroizing<String> {
    let mut words = Zeroizing::new(String::with_capacity(passphrase.len()));
    let is_between = |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}');
    for word in passphrase.split(is_between).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push('-');
        }
        words.push_str(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEAK: Strength = Strength { memory: 8, passes: 1 };
    const INSIDE: &str = "md=1.AAECAwQFBgcICQ";
    const PHRASE: &str = "bakilo-tumera-zodivu-nafepo";

    fn bytes<const N: usize>(from: u8) -> [u8; N] {
        std::array::from_fn(|index| from.wrapping_add(index as u8))
    }

    fn closed() -> String {
        lock_with(WEAK, INSIDE, PHRASE, &bytes(1), &bytes(101)).unwrap()
    }

    fn found(text: &str) -> Locked {
        Locked::find(text).unwrap().unwrap()
    }

    #[test]
    fn opens_with_its_passphrase_and_no_other() {
        let closed = closed();
        assert!(closed.starts_with("md=3."));
        assert_eq!(closed.len(), locked_length(INSIDE));
        let envelope = found(&format!("https://intranet.example/#{closed} and then"));
        assert_eq!(envelope.fragment(), closed);
        assert_eq!(envelope.unlock(PHRASE).unwrap().as_str(), INSIDE);
        for same in ["bakilo tumera  zodivu nafepo\n", " bakilo\u{2011}tumera - zodivu\u{a0}nafepo"] {
            assert_eq!(envelope.unlock(same).unwrap().as_str(), INSIDE, "{same}");
        }
        for other in ["", "bakilo-tumera-zodivu-nafep", "Bakilo-tumera-zodivu-nafepo", "bakilotumerazodivunafepo"] {
            assert_eq!(envelope.unlock(other), Err(LockError::Refused), "{other}");
        }
    }

    #[test]
    fn every_changed_byte_is_refused_in_the_same_way() {
        let closed = closed();
        let payload = closed.strip_prefix("md=3.").unwrap();
        let whole = URL_SAFE_NO_PAD.decode(payload).unwrap();
        assert_eq!(whole.len(), HEAD + SALT + NONCE + 1 + 10 + TAG);
        for place in 0..whole.len() {
            for change in [1, 0x80] {
                let mut bytes = whole.clone();
                bytes[place] ^= change;
                // A changed length asks for more than there is, or cuts the tag.
                let envelope = Locked { payload: URL_SAFE_NO_PAD.encode(&bytes) };
                assert_eq!(envelope.unlock(PHRASE), Err(LockError::Refused), "byte {place}");
            }
        }
        for length in 0..whole.len() {
            let envelope = Locked { payload: URL_SAFE_NO_PAD.encode(&whole[..length]) };
            assert_eq!(envelope.unlock(PHRASE), Err(LockError::Refused), "{length} bytes");
        }
    }

    #[test]
    fn what_is_cut_says_so_before_a_passphrase_is_asked_for() {
        let closed = closed();
        let payload = closed.strip_prefix("md=3.").unwrap();
        let written = payload.len();
        for present in [0, 5, 8, 60, written - 1] {
            let cut = Locked::find(&format!("md=3.{}", &payload[..present]));
            let written = if present < HEAD_CHARACTERS { 0 } else { written };
            assert_eq!(cut, Err(LinkError::Truncated { present, written }));
        }
        assert_eq!(Locked::find("md=1.AAAA"), Ok(None));
        assert_eq!(Locked::find("no link"), Ok(None));
    }

    #[test]
    fn hostile_envelopes_cannot_ask_for_gigabytes_or_minutes() {
        for (memory, passes) in [(0, 1), (7, 1), (65, 1), (255, 1), (8, 0), (8, 7), (64, 255)] {
            let head = [memory, passes, 0, 0, 32];
            let envelope = Locked { payload: URL_SAFE_NO_PAD.encode([&head[..], &[0; 72]].concat()) };
            let start = std::time::Instant::now();
            assert_eq!(envelope.unlock(PHRASE), Err(LockError::Refused), "{memory} MiB, {passes} passes");
            assert!(start.elapsed().as_millis() < 100, "refused without work");
        }
    }

    #[test]
    fn what_is_written_is_bearable_and_dear() {
        assert!(STRENGTH.is_bearable());
        let work = u32::from(STRENGTH.memory) * u32::from(STRENGTH.passes);
        assert!(work >= 64, "{work} MiB");
        let closed = lock(INSIDE, PHRASE, &bytes(1), &bytes(2)).unwrap();
        assert_eq!(found(&closed).unlock(PHRASE).unwrap().as_str(), INSIDE);
    }

    #[test]
    fn the_key_is_that_of_the_reference_implementation() {
        // phc-winner-argon2, src/test.c: Argon2id, version 0x13, 2 passes over 64 MiB.
        let key = derive(Strength { memory: 64, passes: 2 }, "password", b"somesalt").unwrap();
        let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
    }

    #[test]
    fn the_box_is_that_of_the_draft() {
        // draft-irtf-cfrg-xchacha-03, appendix A.3.1.
        let cipher = XChaCha20Poly1305::new(&Key::from(bytes::<32>(0x80)));
        let nonce = XNonce::from(bytes::<24>(0x40));
        let aad = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7];
        let msg = "Ladies and Gentlemen of the class of '99: \
                   If I could offer you only one tip for the future, sunscreen would be it.";
        let boxed = cipher.encrypt(&nonce, Payload { msg: msg.as_bytes(), aad: &aad }).unwrap();
        let hex: String = boxed.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(hex.starts_with("bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e"));
        assert!(hex.ends_with("c0875924c1c7987947deafd8780acf49"));
    }

    #[test]
    fn salt_and_nonce_change_all_of_the_box() {
        let other = lock_with(WEAK, INSIDE, PHRASE, &bytes(2), &bytes(101)).unwrap();
        let third = lock_with(WEAK, INSIDE, PHRASE, &bytes(1), &bytes(102)).unwrap();
        let boxes: Vec<String> = [closed(), other, third].iter().map(|text| text[5 + 60..].to_owned()).collect();
        assert!(boxes[0] != boxes[1] && boxes[0] != boxes[2] && boxes[1] != boxes[2]);
    }
}
