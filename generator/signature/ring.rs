//! RSA keys of the library `ring`.

use std::fmt;

use pkcs1::RsaPublicKeyRef;
use pkcs1::der::Decode as _;
use ring::rand::SystemRandom;
use ring::signature::{
    KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey,
};

use super::key_text::{self, Key, KeyError};
use super::keys::{Sign, SignError, Verify};

/// The number of bits of a key.
const BITS: std::ops::RangeInclusive<usize> = 2048..=4096;

/// A private key of RSA, with which requests are signed.
///
/// Our copies of its text are zeroed. The library `ring` keeps the key in memory that
/// it does not zero.
pub struct PrivateKey(RsaKeyPair);

impl PrivateKey {
    /// Loads a key in PKCS #8 or PKCS #1, as PEM or bare base64, with line breaks or
    /// without.
    ///
    /// # Errors
    ///
    /// Returns an error that says what the text is instead.
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        match key_text::read(text)? {
            Key::Private(key) => {
                let pair = RsaKeyPair::from_der(&key).map_err(|rejected| {
                    match rejected.to_string().as_str() {
                        "TooSmall" | "TooLarge" => KeyError::Length,
                        _ => KeyError::Inconsistent,
                    }
                })?;
                Ok(Self(pair))
            }
            Key::Public(_) => Err(KeyError::IsPublic),
        }
    }
}

impl Sign for PrivateKey {
    fn sign(&self, text: &[u8]) -> Result<Vec<u8>, SignError> {
        let mut signature = vec![0; self.0.public().modulus_len()];
        let random = SystemRandom::new();
        match self.0.sign(&RSA_PKCS1_SHA256, &random, text, &mut signature) {
            Ok(()) => Ok(signature),
            Err(ring::error::Unspecified) => Err(SignError::new(
                "the key is inconsistent, or the system gives no random numbers",
            )),
        }
    }
}

/// Shows nothing of the key.
impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey([redacted])")
    }
}

/// A public key of RSA, with which answers and notifications are verified.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PublicKey(Vec<u8>);

impl PublicKey {
    /// Loads a key in X.509 (SPKI) or PKCS #1, as PEM or bare base64, with line breaks
    /// or without.
    ///
    /// # Errors
    ///
    /// Returns an error that says what the text is instead.
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        match key_text::read(text)? {
            Key::Public(key) => {
                let numbers = RsaPublicKeyRef::from_der(&key).map_err(|_| KeyError::NotRsa)?;
                let modulus = numbers.modulus.as_bytes();
                let zeros = modulus.first().map_or(0, |byte| byte.leading_zeros() as usize);
                if BITS.contains(&(modulus.len() * 8).saturating_sub(zeros)) {
                    Ok(Self(key))
                } else {
                    Err(KeyError::Length)
                }
            }
            Key::Private(_) => Err(KeyError::IsPrivate),
        }
    }

    /// Returns whether the key belongs to a private key. Then it is your own public
    /// key, which the gateway does not sign with.
    #[must_use]
    pub fn is_of(&self, key: &PrivateKey) -> bool {
        self.0 == key.0.public_key().as_ref()
    }
}

impl Verify for PublicKey {
    fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &self.0);
        key.verify(text, signature).is_ok()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PublicKey")
    }
}

/// Your private key, and the public key of the gateway.
#[derive(Debug)]
pub struct Keys {
    /// The key that signs requests.
    pub private: PrivateKey,
    /// The key of the gateway, which verifies answers and notifications.
    pub gateway: PublicKey,
}

impl Keys {
    /// Loads both keys; [`PrivateKey::from_text`] and [`PublicKey::from_text`] say in
    /// which forms.
    ///
    /// # Errors
    ///
    /// Returns an error that says what is wrong with a key. Your own public key in
    /// place of the gateway's is an error too.
    pub fn from_texts(private: &str, gateway: &str) -> Result<Self, KeyError> {
        let private = PrivateKey::from_text(private)?;
        let gateway = PublicKey::from_text(gateway)?;
        if gateway.is_of(&private) {
            return Err(KeyError::OwnPublicKey);
        }
        Ok(Self { private, gateway })
    }
}
