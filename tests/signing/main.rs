//! Tests signed requests, and the verification of answers and notifications. Keys are
//! made when the tests run; `rsa` signs and verifies as the judge of the crate.

mod answers;
mod key_texts;
mod keys;
mod messages;
mod notifications;
mod requests;
mod stored;
mod vectors;
