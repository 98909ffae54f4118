//! What the test targets share: where things are, the golden cases, the archives
//! of the fuzz corpus, and how an expected text is compared or blessed.

pub mod archive;
mod cases;
mod changes;
mod completion;
mod expect;
pub mod instances;
pub mod scratch;

pub use cases::{Case, cases, specification, split};
pub use changes::{Pair, Side, pairs};
pub use expect::{Expectation, diff};

use std::path::{Path, PathBuf};

include!(concat!(env!("OUT_DIR"), "/operations.rs"));

/// The root of the workspace.
///
/// # Panics
///
/// If this package does not stand in the workspace, which cargo rules out.
#[must_use]
pub fn root() -> PathBuf {
    let parent = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    parent
        .expect("the package stands in the workspace")
        .to_owned()
}

/// The name by which messages call every specification under test, so that
/// they are the same on every machine.
pub const DISPLAY: &str = "spec";

/// Fails with every complaint, if there is any.
///
/// # Panics
///
/// If there is a complaint.
pub fn report(complaints: &[String]) {
    assert!(
        complaints.is_empty(),
        "{} failed:\n\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}
