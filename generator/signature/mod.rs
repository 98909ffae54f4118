//! Signed requests, and verification of answers and notifications.
//!
//! Nothing here does I/O or reads a clock:
//!
//! 1. [`Gateway`] has a server, your client id and the version of your key. [`Keys`] are
//!    your private key and the gateway's public key.
//! 2. A request's `prepare` fixes its URL and its bytes. [`Prepared`] can be stored, and
//!    sent again byte for byte.
//! 3. [`Prepared::attempt`] takes the current time, and [`Attempt::sign`] returns an
//!    [`http::Request`] to send with any client. If the key is elsewhere, such as in
//!    a KMS or an HSM, sign [`Attempt::text_to_sign`] there and call
//!    [`Attempt::signed`].
//! 4. [`Attempt::read`] verifies an answer before it reads anything in it. An answer
//!    that is unsigned, or is about another request, leaves the call [`InDoubt`]: money
//!    may have moved. So does [`Prepared::no_answer`], the error after a timeout.
//!
//! The keys come with the feature `ring`. [`Sign`] and [`Verify`] take keys of any other
//! library.

mod gateway;
mod header;
mod in_doubt;
#[cfg(feature = "ring")]
mod key_text;
mod keys;
mod prepare_error;
mod prepared;
mod receive;
mod rejection;
#[cfg(feature = "ring")]
mod ring;
mod scheme;
#[cfg(feature = "testing")]
mod signed_headers;
mod store;
mod verifier;

pub use gateway::{Gateway, GatewayError};
pub use in_doubt::{Doubt, InDoubt};
#[cfg(feature = "ring")]
pub use key_text::KeyError;
pub use keys::{Sign, SignError, Verify};
pub use prepare_error::PrepareError;
pub use prepared::{Attempt, Prepared};
pub use receive::{ReceiveError, receive};
pub use rejection::Rejection;
#[cfg(feature = "ring")]
pub use ring::{Keys, PrivateKey, PublicKey};
pub(crate) use scheme::Part;
#[cfg(feature = "testing")]
pub(crate) use scheme::Signed;
pub use scheme::{HasScheme, Scheme};
#[cfg(feature = "testing")]
pub(crate) use signed_headers::signed_headers;
pub use store::RestoreError;
pub use verifier::Verifier;
