//! Tests the clients against a server on this machine. Keys are made when the tests run;
//! `rsa` signs the answers as the judge of the crate.

mod builds;
mod calls;
mod clients;
mod dependencies;
mod drops;
mod exchanges;
#[allow(dead_code, reason = "the tests of signatures use the rest")]
#[path = "../signing/keys.rs"]
mod keys;
#[allow(dead_code, reason = "the tests of signatures use the rest")]
#[path = "../signing/messages.rs"]
mod messages;
mod resolutions;
mod server;
mod testing;
mod testing_inquiries;
mod testing_notifications;
mod testing_server;
mod trust;
