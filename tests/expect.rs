//! Expected texts: compared with a unified diff, and written when the
//! environment variable `UPDATE_EXPECT` is `1`, never otherwise.

use std::fs;
use std::path::Path;

use similar::TextDiff;

const COMMAND: &str = "UPDATE_EXPECT=1 cargo test -p antom-tests --test golden";

/// What is done with a text that is not as expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// It is a failure.
    Hold,
    /// It is what is expected from now on.
    Bless,
}

impl Expectation {
    /// As the environment says.
    #[must_use]
    pub fn from_env() -> Self {
        match std::env::var("UPDATE_EXPECT") {
            Ok(value) if value == "1" => Self::Bless,
            _ => Self::Hold,
        }
    }

    /// Compares `actual` with the file at `path`, which messages call `name`.
    ///
    /// # Errors
    ///
    /// The difference and the command that blesses it.
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

/// The way from `expected` to `actual` as a unified diff.
#[must_use]
pub fn diff(name: &str, expected: &str, actual: &str) -> String {
    TextDiff::from_lines(expected, actual)
        .unified_diff()
        .header(&format!("{name} (expected)"), &format!("{name} (actual)"))
        .to_string()
}
