//! Code that the test targets share: directories, the golden cases, the archives of the
//! fuzz corpus, packages and programs that cargo compiles, and the comparison of expected
//! texts.

pub mod archive;
mod cases;
mod changes;
mod completion;
mod expect;
pub mod gathered;
pub mod instances;
pub mod programs;
pub mod scratch;

pub use cases::{Case, cases, specification, split};
pub use changes::{Pair, Side, pairs};
pub use expect::{Expectation, diff};

use std::env;
use std::path::{Path, PathBuf};

include!(concat!(env!("OUT_DIR"), "/operations.rs"));

/// Returns the root of the workspace.
///
/// # Panics
///
/// Panics if this package is not in the workspace, which cargo rules out.
#[must_use]
pub fn root() -> PathBuf {
    let parent = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    parent
        .expect("the package stands in the workspace")
        .to_owned()
}

/// The name of every specification under test in messages, the same on every machine.
pub const DISPLAY: &str = "spec";

/// Returns true if tests with many cases try all of them: `PROPTEST_CASES` is set.
#[must_use]
pub fn is_long() -> bool {
    env::var_os("PROPTEST_CASES").is_some()
}

/// Fails with all complaints, if there are any.
///
/// # Panics
///
/// Panics if there is a complaint.
pub fn report(complaints: &[String]) {
    assert!(
        complaints.is_empty(),
        "{} failed:\n\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}
