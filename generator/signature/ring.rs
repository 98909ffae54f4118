//! RSA keys of the library `ring`.

use std::fmt;

#[cfg(feature = "testing")]
use base64::{Engine as _, engine::general_purpose::STANDARD};
use ring::rand::SystemRandom;
use ring::signature::{
    KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey,
};

use super::key_text::{self, Key, KeyError, Kind};
use super::keys::{Sign, SignError, Verify};

/// A private key of RSA, with which requests are signed.
///
/// Our copies of its text are zeroed. The library `ring` keeps the key in memory that
/// it does not zero.
pub struct PrivateKey(RsaKeyPair);

impl PrivateKey {
    /// The numbers of bits that `ring` signs with.
    const BITS: [usize; 3] = [2048, 3072, 4096];

    /// Loads a key of 2048, 3072 or 4096 bits in PKCS #8 or PKCS #1, as PEM or bare
    /// base64, with line breaks or without.
    ///
    /// # Errors
    ///
    /// Returns an error that says what the text is instead.
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        let Key { bits, kind } = key_text::read(text)?;
        let Kind::Private(key) = kind else {
            return Err(KeyError::IsPublic);
        };
        if !Self::BITS.contains(&bits) {
            return Err(KeyError::Unsupported);
        }
        let pair = RsaKeyPair::from_der(&key).map_err(|_| KeyError::Inconsistent)?;
        let key = Self(pair);
        // `ring` does not compare all numbers when it loads them.
        let signature = key.sign(b"test").map_err(|_| KeyError::Inconsistent)?;
        if key.public_key().verify(b"test", &signature) {
            Ok(key)
        } else {
            Err(KeyError::Inconsistent)
        }
    }

    /// Returns the public key, which you give to the gateway.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        PublicKey(self.0.public_key().as_ref().to_vec())
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
        match key_text::read(text)?.kind {
            Kind::Public(key) => Ok(Self(key)),
            Kind::Private(_) => Err(KeyError::IsPrivate),
        }
    }

    /// Loads the gateway's key, and compares it with your own public key.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`from_text`](Self::from_text), and an error if the key is
    /// your own: the gateway does not sign with it.
    pub fn of_gateway(text: &str, own: &Self) -> Result<Self, KeyError> {
        let key = Self::from_text(text)?;
        if key == *own {
            return Err(KeyError::OwnPublicKey);
        }
        Ok(key)
    }

    /// Returns the key in PKCS #1, as bare base64.
    #[cfg(feature = "testing")]
    pub(crate) fn to_text(&self) -> String {
        STANDARD.encode(&self.0)
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
        let gateway = PublicKey::of_gateway(gateway, &private.public_key())?;
        Ok(Self { private, gateway })
    }
}
