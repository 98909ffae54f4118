//! Signing and verification of bytes, which a library of cryptography or a service
//! for keys does.

use std::fmt;

/// Signs bytes with RSA (PKCS #1 v1.5, SHA-256).
///
/// A `PrivateKey` implements it with the feature `ring`. Implement it
/// yourself if the key is elsewhere; if signing is asynchronous, sign
/// `Attempt::text_to_sign` instead, and give the signature to `Attempt::signed`.
pub trait Sign: Send + Sync {
    /// Signs a text and returns the signature, not encoded.
    ///
    /// # Errors
    ///
    /// Returns an error if the text cannot be signed.
    fn sign(&self, text: &[u8]) -> Result<Vec<u8>, SignError>;
}

/// Verifies signatures of bytes by RSA (PKCS #1 v1.5, SHA-256).
///
/// A `PublicKey` implements it with the feature `ring`.
pub trait Verify: Send + Sync {
    /// Returns whether the signature, which is not encoded, belongs to the text.
    fn verify(&self, text: &[u8], signature: &[u8]) -> bool;
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
