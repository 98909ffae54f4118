//! Keys that are made when the tests run, once per process.

use std::sync::OnceLock;

use antom::signature::{Keys, PublicKey};
use rsa::pkcs1::{EncodeRsaPrivateKey as _, EncodeRsaPublicKey as _};
use rsa::pkcs8::{EncodePrivateKey as _, EncodePublicKey as _, LineEnding};
use rsa::sha2::Sha256;

/// A pair of keys in the judge's form.
pub struct Pair {
    pub private: rsa::PrivateKey,
    pub public: rsa::PublicKey,
}

impl Pair {
    /// Signs a text as the judge does.
    pub fn sign(&self, text: &[u8]) -> Vec<u8> {
        let signature = self.private.pkcs1v15_sign::<Sha256>(text);
        signature.expect("the judge can sign")
    }

    /// Returns whether the judge accepts a signature.
    pub fn accepts(&self, text: &[u8], signature: &[u8]) -> bool {
        self.public
            .pkcs1v15_verify::<Sha256>(text, signature)
            .is_ok()
    }

    pub fn pkcs8_pem(&self) -> String {
        let pem = self.private.to_pkcs8_pem(LineEnding::LF);
        pem.expect("it can be encoded").to_string()
    }

    pub fn pkcs1_pem(&self) -> String {
        let pem = self.private.to_pkcs1_pem(LineEnding::LF);
        pem.expect("it can be encoded").to_string()
    }

    pub fn spki_pem(&self) -> String {
        let pem = self.public.to_public_key_pem(LineEnding::LF);
        pem.expect("it can be encoded")
    }

    pub fn public_pkcs1_pem(&self) -> String {
        let pem = self.public.to_pkcs1_pem(LineEnding::LF);
        pem.expect("it can be encoded")
    }

    pub fn public_key(&self) -> PublicKey {
        PublicKey::from_text(&self.spki_pem()).expect("it is a public key")
    }
}

/// Makes a pair of keys.
pub fn pair(bits: usize) -> Pair {
    pair_with_exponent(bits, 65_537)
}

/// Makes a pair of keys with a public exponent.
pub fn pair_with_exponent(bits: usize, exponent: u64) -> Pair {
    let exponent = rsa::BoxedUint::from(exponent);
    let private = rsa::PrivateKey::new_with_exp(&mut getrandom::SysRng, bits, exponent);
    let private = private.expect("a key can be made");
    let public = private.to_public_key();
    Pair { private, public }
}

/// The merchant's keys.
pub fn merchant() -> &'static Pair {
    static PAIR: OnceLock<Pair> = OnceLock::new();
    PAIR.get_or_init(|| pair(2048))
}

/// The gateway's keys.
pub fn gateway() -> &'static Pair {
    static PAIR: OnceLock<Pair> = OnceLock::new();
    PAIR.get_or_init(|| pair(2048))
}

/// The keys that the merchant's program loads.
pub fn loaded() -> Keys {
    let (private, gateway) = (merchant().pkcs8_pem(), gateway().spki_pem());
    Keys::from_texts(&private, &gateway).expect("the keys can be loaded")
}

/// Returns the base64 of PEM without its first and last line.
pub fn bare(pem: &str) -> String {
    let lines = pem.lines().filter(|line| !line.starts_with("-----"));
    lines.collect()
}
