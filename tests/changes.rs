//! Pairs of small specifications, one before and one after a change.
//!
//! Input: `cases/diff/CASE/`, with `old.yaml`, `new.yaml`, and other documents of one
//! side if needed, such as `old.package.yaml`. Output: both specifications, completed
//! like those of other cases, and the programs of a user: `user.rs` for the old crate and
//! `user_of_new.rs` for the new one, since every pair is compared in both directions.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

use generator::Specification;
use generator::diagnostics::{Report, Style};
use generator::diff::{Diff, compare};
use tempfile::TempDir;

use crate::cases::{entries, file_name, specification};
use crate::{DISPLAY, root};

/// A directory of a pair.
#[derive(Debug)]
pub struct Pair {
    /// The name: `field_type`.
    pub name: String,
    dir: PathBuf,
    models: [OnceLock<Specification>; 2],
}

/// A side of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The side before the change.
    Old,
    /// The side after the change.
    New,
}

impl Side {
    /// Both sides.
    pub const BOTH: [Self; 2] = [Self::Old, Self::New];

    /// Returns the other side.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Old => Self::New,
            Self::New => Self::Old,
        }
    }

    /// Returns the name of the side.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
        }
    }
}

/// Returns the pairs, sorted by name. Tests share them, because models take time to read.
///
/// # Panics
///
/// Panics if they cannot be read, or if there are none.
#[must_use]
pub fn pairs() -> &'static [Pair] {
    static PAIRS: LazyLock<Vec<Pair>> = LazyLock::new(read_pairs);
    &PAIRS
}

fn read_pairs() -> Vec<Pair> {
    let dir = root().join("tests/cases/diff");
    let dirs = entries(&dir).into_iter().filter(|path| path.is_dir());
    let mut pairs: Vec<Pair> = dirs
        .map(|dir| Pair {
            name: file_name(&dir),
            dir,
            models: Default::default(),
        })
        .collect();
    assert!(!pairs.is_empty(), "no pairs in {}", dir.display());
    pairs.sort_by(|left, right| left.name.cmp(&right.name));
    pairs
}

impl Pair {
    /// Returns the path of the expected text with this extension.
    #[must_use]
    pub fn expected(&self, extension: &str) -> PathBuf {
        self.dir.join(format!("expected.{extension}"))
    }

    /// Writes the complete specification of a side.
    ///
    /// # Panics
    ///
    /// Panics if a document cannot be read.
    #[must_use]
    pub fn specification(&self, side: Side) -> TempDir {
        let documents = entries(&self.dir).into_iter().filter_map(|path| {
            let name = document(&path, side)?;
            let text = fs::read_to_string(&path);
            let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            Some((name, text))
        });
        let mut documents: Vec<(String, String)> = documents.collect();
        documents.sort();
        specification(&documents)
    }

    /// Returns the model of a side.
    ///
    /// # Panics
    ///
    /// Panics if the specification has errors.
    #[must_use]
    pub fn model(&self, side: Side) -> &Specification {
        let [old, new] = &self.models;
        let model = match side {
            Side::Old => old,
            Side::New => new,
        };
        model.get_or_init(|| {
            let spec = self.specification(side);
            let mut report = Report::default();
            let found = generator::read(spec.path(), DISPLAY, &mut report);
            found.unwrap_or_else(|| {
                let found = report.render(Style::Plain);
                panic!("{}/{}: {found}", self.name, side.as_str())
            })
        })
    }

    /// Returns the changes from one side to the other.
    #[must_use]
    pub fn diff(&self, from: Side) -> Diff {
        compare(self.model(from), self.model(from.other()))
    }

    /// Returns the program of a user of a side, if the pair has one.
    #[must_use]
    pub fn program(&self, of: Side) -> Option<String> {
        let name = match of {
            Side::Old => "user.rs",
            Side::New => "user_of_new.rs",
        };
        fs::read_to_string(self.dir.join(name)).ok()
    }
}

/// Returns the name of a document in the specification of a side: `old.yaml` becomes
/// `input.yaml`, and `old.package.yaml` becomes `package.yaml`.
fn document(path: &Path, side: Side) -> Option<String> {
    let name = file_name(path);
    let name = name.strip_prefix(side.as_str())?.strip_prefix('.')?;
    match name.strip_suffix("yaml")? {
        "" => Some("input.yaml".to_owned()),
        _ => Some(name.to_owned()),
    }
}
