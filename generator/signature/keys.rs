//! Signing and verification of bytes by a cryptography library, a KMS or an HSM.

use std::fmt;
use std::sync::Arc;

/// Signs bytes with RSA (PKCS #1 v1.5, SHA-256).
///
/// A `PrivateKey` implements it with the feature `ring`. Implement it
/// yourself if the key is elsewhere; if signing is asynchronous, sign
/// `Attempt::text_to_sign` instead, and give the signature to `Attempt::signed`.
pub trait Sign: Send + Sync {
    /// Signs a text and returns the signature as raw bytes, not base64.
    ///
    /// # Errors
    ///
    /// Returns an error if the text cannot be signed.
    fn sign(&self, text: &[u8]) -> Result<Vec<u8>, SignError>;
}

/// Verifies signatures of bytes by RSA (PKCS #1 v1.5, SHA-256).
///
/// A `PublicKey` implements it with the feature `ring`. A list of keys accepts what one
/// of them accepts: use one while the gateway changes its key.
pub trait Verify: Send + Sync {
    /// Returns whether the signature, which is raw bytes, belongs to the text.
    fn verify(&self, text: &[u8], signature: &[u8]) -> bool;
}

impl<K: Sign + ?Sized> Sign for Arc<K> {
    fn sign(&self, text: &[u8]) -> Result<Vec<u8>, SignError> {
        (**self).sign(text)
    }
}

impl<K: Verify + ?Sized> Verify for Arc<K> {
    fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        (**self).verify(text, signature)
    }
}

impl<K: Verify> Verify for Vec<K> {
    fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        self.iter().any(|key| key.verify(text, signature))
    }
}

/// An error that occurs when a text cannot be signed.
#[derive(Debug)]
pub struct SignError(Box<dyn std::error::Error + Send + Sync>);

impl SignError {
    /// Creates an error. The text of `source` is shown: it must not contain the key or
    /// the signed text.
    pub fn new(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self(source.into())
    }
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request could not be signed")
    }
}

impl std::error::Error for SignError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.0)
    }
}
