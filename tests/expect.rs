//! Compares expected texts with a unified diff, and writes them only if the environment
//! variable `UPDATE_EXPECT` is `1`.

use std::fs;
use std::path::Path;

use similar::TextDiff;

const COMMAND: &str = "UPDATE_EXPECT=1 cargo test -p antom-tests --test golden";

/// The treatment of a text that differs from the expected one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// The difference is a failure.
    Hold,
    /// The text becomes the expected one.
    Bless,
}

impl Expectation {
    /// Returns the treatment that the environment variable requests.
    #[must_use]
    pub fn from_env() -> Self {
        match std::env::var("UPDATE_EXPECT") {
            Ok(value) if value == "1" => Self::Bless,
            _ => Self::Hold,
        }
    }

    /// Compares `actual` with the file at `path`. Messages call it `name`.
    ///
    /// # Errors
    ///
    /// Returns the difference and the command that blesses it.
    pub fn check(self, path: &Path, name: &str, actual: &str) -> Result<(), String> {
        let expected = fs::read_to_string(path).unwrap_or_default();
        if expected == actual {
            return Ok(());
        }
        match self {
            Self::Bless => fs::write(path, actual).map_err(|error| format!("{name}: {error}")),
            Self::Hold => Err(format!(
                "{}If the new text is right, bless it: {COMMAND}\n",
                diff(name, &expected, actual)
            )),
        }
    }
}

/// Returns a unified diff from `expected` to `actual`.
#[must_use]
pub fn diff(name: &str, expected: &str, actual: &str) -> String {
    TextDiff::from_lines(expected, actual)
        .unified_diff()
        .header(&format!("{name} (expected)"), &format!("{name} (actual)"))
        .to_string()
}
