//! Texts of RSA keys: PEM or bare base64, in the containers that are in use.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pkcs1::der::Decode as _;
use pkcs1::der::asn1::{ObjectIdentifier, UintRef};
use pkcs1::{RsaPrivateKeyRef, RsaPublicKeyRef};
use pkcs8::PrivateKeyInfoRef;
use pkcs8::spki::SubjectPublicKeyInfoRef;
use zeroize::Zeroizing;

use crate::support::debug_as_text;

/// A key of RSA.
pub struct Key {
    /// The number of bits of the modulus.
    pub bits: usize,
    /// The key.
    pub kind: Kind,
}

/// A key in the form of PKCS #1, which every container holds. The bytes of a private key
/// are zeroed when it is dropped.
pub enum Kind {
    Private(Zeroizing<Vec<u8>>),
    Public(Vec<u8>),
}

/// The numbers of bits of a key.
const BITS: std::ops::RangeInclusive<usize> = 2048..=4096;

/// The reason why a key cannot be loaded.
///
/// It holds no part of the key, so it can be logged.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyError {
    /// The text is neither PEM nor base64.
    Encoding,
    /// The text holds something else than a key of RSA, or is cut off.
    NotRsa,
    /// The label of PEM names another container than the text holds.
    Label {
        /// The label that fits.
        expected: &'static str,
    },
    /// The key is encrypted.
    Encrypted,
    /// The text is a certificate.
    Certificate,
    /// The text is a key of OpenSSH.
    OpenSsh,
    /// The text is a private key, where a public key is needed.
    IsPrivate,
    /// The text is a public key, where a private key is needed.
    IsPublic,
    /// The key has less than 2048 or more than 4096 bits.
    Length,
    /// The library cannot sign with a key of this length.
    Unsupported,
    /// The public exponent of the key is not 65537 or another odd number above it.
    Exponent,
    /// The text has more than one key or certificate.
    Several,
    /// The text has `\n` in place of line breaks.
    Escaped,
    /// The key is damaged: its numbers do not fit together.
    Inconsistent,
    /// The public key belongs to the private key, so it is your own and not the
    /// gateway's.
    OwnPublicKey,
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Encoding => "the key is neither PEM nor base64; check that the text is complete",
            Self::NotRsa => "the text is not an RSA key, or it is cut off",
            Self::Label { expected } => {
                return write!(
                    f,
                    "the PEM label does not match the key: write `BEGIN {expected}` and `END {expected}`"
                );
            }
            Self::Encrypted => "the private key is encrypted; decrypt it first",
            Self::Certificate => "the text is a certificate; extract its public key first",
            Self::OpenSsh => "the text is a key of OpenSSH; convert it to PKCS #8 first",
            Self::IsPrivate => "this is a private key, but a public key is needed here",
            Self::IsPublic => "this is a public key, but your private key is needed here",
            Self::Length => "the key must have 2048 to 4096 bits",
            Self::Unsupported => "a private key must have 2048, 3072 or 4096 bits",
            Self::Exponent => "the public exponent of the key must be 65537 or another odd number above it",
            Self::Several => "the text has more than one key or certificate; leave the right one",
            Self::Escaped => "the text has `\\n` in place of line breaks; replace them",
            Self::Inconsistent => "the numbers of the key do not fit together; it is damaged",
            Self::OwnPublicKey => {
                "the public key is your own; the gateway shows its public key in its dashboard"
            }
        })
    }
}

debug_as_text!(KeyError);

impl std::error::Error for KeyError {}

/// Reads a key of either kind.
pub fn read(text: &str) -> Result<Key, KeyError> {
    let (label, base64) = armored(text)?;
    match label {
        Some("ENCRYPTED PRIVATE KEY") => return Err(KeyError::Encrypted),
        Some(_) if base64.contains("ENCRYPTED") => return Err(KeyError::Encrypted),
        Some("CERTIFICATE") => return Err(KeyError::Certificate),
        Some("OPENSSH PRIVATE KEY") => return Err(KeyError::OpenSsh),
        Some(_) | None => {}
    }
    let bytes = decoded(base64)?;
    let (found, key) = contents(&bytes)?;
    // A label of the other kind is a smaller mistake than the other kind of key.
    let same_kind = |label: &str| label.contains("PRIVATE") == found.contains("PRIVATE");
    if label.is_some_and(|label| label != found && same_kind(label)) {
        return Err(KeyError::Label { expected: found });
    }
    Ok(key)
}

/// Returns the label of a text in PEM, which may have other lines before it, and the
/// base64 of the key.
fn armored(text: &str) -> Result<(Option<&str>, &str), KeyError> {
    if text.contains("\\n") {
        return Err(KeyError::Escaped);
    }
    let Some((_, armored)) = text.split_once("-----BEGIN ") else {
        return Ok((None, text));
    };
    if armored.contains("-----BEGIN ") {
        return Err(KeyError::Several);
    }
    let (label, rest) = armored.split_once("-----").ok_or(KeyError::Encoding)?;
    let (base64, end) = rest.split_once("-----END ").ok_or(KeyError::Encoding)?;
    if end.trim_end() != format!("{label}-----") {
        return Err(KeyError::Encoding);
    }
    Ok((Some(label), base64))
}

/// Decodes base64 with spaces and line breaks anywhere.
fn decoded(text: &str) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    // Both buffers have their final capacity, since growing would leave copies behind.
    let mut base64 = Zeroizing::new(Vec::with_capacity(text.len()));
    base64.extend(text.bytes().filter(|byte| !byte.is_ascii_whitespace()));
    let mut bytes = Zeroizing::new(Vec::with_capacity(base64.len()));
    STANDARD
        .decode_vec(&*base64, &mut bytes)
        .map_err(|_| KeyError::Encoding)?;
    Ok(bytes)
}

/// Returns the key in a container, and the label of the container in PEM.
fn contents(bytes: &[u8]) -> Result<(&'static str, Key), KeyError> {
    if let Ok(info) = PrivateKeyInfoRef::from_der(bytes) {
        is_rsa(info.algorithm.oid)?;
        return Ok(("PRIVATE KEY", private(info.private_key.as_bytes())?));
    }
    if RsaPrivateKeyRef::from_der(bytes).is_ok() {
        return Ok(("RSA PRIVATE KEY", private(bytes)?));
    }
    if let Ok(info) = SubjectPublicKeyInfoRef::from_der(bytes) {
        is_rsa(info.algorithm.oid)?;
        let inner = info.subject_public_key.as_bytes().ok_or(KeyError::NotRsa)?;
        return Ok(("PUBLIC KEY", public(inner)?));
    }
    if RsaPublicKeyRef::from_der(bytes).is_ok() {
        return Ok(("RSA PUBLIC KEY", public(bytes)?));
    }
    Err(KeyError::NotRsa)
}

fn is_rsa(algorithm: ObjectIdentifier) -> Result<(), KeyError> {
    if algorithm == pkcs1::ALGORITHM_OID {
        Ok(())
    } else {
        Err(KeyError::NotRsa)
    }
}

fn private(bytes: &[u8]) -> Result<Key, KeyError> {
    let numbers = RsaPrivateKeyRef::from_der(bytes).map_err(|_| KeyError::NotRsa)?;
    Ok(Key {
        bits: checked(numbers.modulus, numbers.public_exponent)?,
        kind: Kind::Private(Zeroizing::new(bytes.to_vec())),
    })
}

fn public(bytes: &[u8]) -> Result<Key, KeyError> {
    let numbers = RsaPublicKeyRef::from_der(bytes).map_err(|_| KeyError::NotRsa)?;
    Ok(Key {
        bits: checked(numbers.modulus, numbers.public_exponent)?,
        kind: Kind::Public(bytes.to_vec()),
    })
}

/// Checks the numbers of a key, and returns the number of bits of its modulus.
fn checked(modulus: UintRef<'_>, exponent: UintRef<'_>) -> Result<usize, KeyError> {
    /// The number of bits of 65537.
    const SMALLEST: usize = 17;
    let bits = bits(modulus);
    if !BITS.contains(&bits) {
        return Err(KeyError::Length);
    }
    let is_odd = exponent.as_bytes().last().is_some_and(|byte| byte % 2 == 1);
    if !is_odd || self::bits(exponent) < SMALLEST {
        return Err(KeyError::Exponent);
    }
    Ok(bits)
}

/// Returns the number of bits of a number, which has no zero bytes at its beginning.
fn bits(number: UintRef<'_>) -> usize {
    let bytes = number.as_bytes();
    let zeros = bytes.first().map_or(0, |byte| byte.leading_zeros() as usize);
    (bytes.len() * 8).saturating_sub(zeros)
}
