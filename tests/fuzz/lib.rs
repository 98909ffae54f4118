//! The bodies of the fuzz targets, which panic if a property does not hold for any bytes.
//! The fuzzer and a test over the corpus run them.

#[path = "../completion.rs"]
mod completion;
mod findings;
mod loader;
mod messages;
mod plain;
mod specification;

use messages::{requests, responses};

/// A body, with the name of its target.
pub type Body = (&'static str, fn(&[u8]));

/// All bodies.
pub const BODIES: [Body; 4] = [
    ("loader", loader::reads),
    ("requests", requests),
    ("responses", responses),
    ("specification", specification::generates),
];

/// Runs the body of a target.
///
/// # Panics
///
/// Panics if the target does not exist or a property does not hold.
pub fn run(target: &str, bytes: &[u8]) {
    let (_, body) = BODIES
        .iter()
        .find(|(name, _)| *name == target)
        .unwrap_or_else(|| panic!("there is no target {target}"));
    body(bytes);
}
