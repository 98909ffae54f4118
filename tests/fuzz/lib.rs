//! What must hold for any bytes whatever: a body per fuzz target, which panics
//! if it does not. The fuzzer runs them, and so does a test, over the corpus.

#[path = "../completion.rs"]
mod completion;
mod findings;
mod loader;
mod messages;
mod plain;
mod specification;

use messages::{requests, responses};

/// A body, by the name of its target.
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
/// If there is no such target, or something does not hold.
pub fn run(target: &str, bytes: &[u8]) {
    let (_, body) = BODIES
        .iter()
        .find(|(name, _)| *name == target)
        .unwrap_or_else(|| panic!("there is no target {target}"));
    body(bytes);
}
