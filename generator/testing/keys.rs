//! Keys that are made when a test runs.

use std::fmt;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use getrandom::SysRng;
use rsa::pkcs8::{EncodePrivateKey as _, LineEnding};

use crate::signature::{Keys, PrivateKey, PublicKey};
use crate::support::Sensitive;

use super::setup_error::SetupError;

/// The private keys of a merchant and of a gateway.
///
/// A clone is cheap.
#[derive(Clone)]
pub struct TestKeys(Arc<[Pair; 2]>);

struct Pair {
    text: Sensitive<String>,
    key: Arc<PrivateKey>,
}

/// The keys of this process.
static MADE: Mutex<Option<TestKeys>> = Mutex::new(None);

impl TestKeys {
    /// The number of bits of a key.
    const BITS: usize = 2048;

    /// Returns keys that are made at the first call, and are the same for the rest of the
    /// process. To make them takes about two seconds without optimisation.
    ///
    /// # Errors
    ///
    /// Returns an error if the system gives no random numbers.
    pub fn made() -> Result<Self, SetupError> {
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(keys) = made.as_ref() {
            return Ok(keys.clone());
        }
        let (merchant, gateway) = thread::scope(|scope| {
            let other = scope.spawn(Pair::make);
            (Pair::make(), other.join())
        });
        let gateway = gateway.unwrap_or_else(|panic| resume_unwind(panic));
        let keys = Self(Arc::new([merchant?, gateway?]));
        Ok(made.insert(keys).clone())
    }

    /// Loads keys of your own: the private key of the merchant, and another one that
    /// stands in for the gateway's.
    ///
    /// # Errors
    ///
    /// Returns an error that says what is wrong with a key.
    pub fn from_texts(merchant: &str, gateway: &str) -> Result<Self, SetupError> {
        Ok(Self(Arc::new([Pair::load(merchant)?, Pair::load(gateway)?])))
    }

    /// Returns the text of the merchant's private key, as a program under test loads it.
    #[must_use]
    pub fn private_key(&self) -> &Sensitive<String> {
        &self.merchant().text
    }

    /// Returns the text of the gateway's public key, as a program under test loads it.
    #[must_use]
    pub fn gateway_key(&self) -> String {
        self.gateway().key.public_key().to_text()
    }

    /// Loads the keys of the merchant's program.
    ///
    /// # Errors
    ///
    /// Returns an error if both private keys are the same.
    pub fn load(&self) -> Result<Keys, SetupError> {
        let private = self.private_key().expose();
        Ok(Keys::from_texts(private, &self.gateway_key())?)
    }

    /// Returns the key that verifies the merchant's requests.
    pub(super) fn merchant_key(&self) -> PublicKey {
        self.merchant().key.public_key()
    }

    /// Returns the key that signs the gateway's messages.
    pub(super) fn signing_key(&self) -> &PrivateKey {
        &self.gateway().key
    }

    fn merchant(&self) -> &Pair {
        let [merchant, _] = &*self.0;
        merchant
    }

    fn gateway(&self) -> &Pair {
        let [_, gateway] = &*self.0;
        gateway
    }
}

impl Pair {
    fn make() -> Result<Self, SetupError> {
        let key = rsa::PrivateKey::new(&mut SysRng, TestKeys::BITS);
        let key = key.map_err(|error| not_made(&error))?;
        let text = key.to_pkcs8_pem(LineEnding::LF);
        Self::load(&text.map_err(|error| not_made(&error))?)
    }

    fn load(text: &str) -> Result<Self, SetupError> {
        Ok(Self {
            text: Sensitive::from(text.to_owned()),
            key: Arc::new(PrivateKey::from_text(text)?),
        })
    }
}

fn not_made(error: &dyn fmt::Display) -> SetupError {
    SetupError::NotMade {
        message: error.to_string(),
    }
}

/// Shows no key.
impl fmt::Debug for TestKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestKeys").finish_non_exhaustive()
    }
}
