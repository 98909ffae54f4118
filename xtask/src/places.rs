//! Where the specification is read and the crate is written.
//!
//! Input: the directories of the command line, if any, and where the command
//! was run. Output: the two directories and how messages show them.

use std::env;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use generator::files::reason;

/// A directory and its name in messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The directory.
    pub(crate) path: PathBuf,
    /// What messages call it, with `/` on every system.
    pub(crate) shown: String,
}

/// The two directories of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Places {
    /// Where the specification is.
    pub(crate) spec: Place,
    /// Where the crate goes.
    pub(crate) out: Place,
}

/// Why the directories of a command line cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum PlaceError {
    /// A default is needed and there is no workspace to take it from.
    NoWorkspace,
    /// What is named as the specification is not there, or is no directory.
    NoSpec {
        /// How it was named.
        spec: String,
        /// What is wrong with it.
        why: String,
    },
    /// Writing would go over the specification.
    OutHoldsSpec {
        /// The output directory.
        out: String,
        /// The directory of the specification.
        spec: String,
    },
}

/// The directories given, or the workspace's own.
pub(crate) fn find(spec: Option<&Path>, out: Option<&Path>) -> Result<Places, PlaceError> {
    let places = Places {
        spec: self::spec(spec)?,
        out: given_or(out, "generated")?,
    };
    // Files that are no longer made are removed from the output directory,
    // so it must not be one that holds other parts of the project.
    let real = |path: &Path| fs::canonicalize(path).ok();
    match (real(&places.spec.path), real(&places.out.path)) {
        (Some(spec), Some(out)) if spec.starts_with(&out) => Err(PlaceError::OutHoldsSpec {
            out: places.out.shown,
            spec: places.spec.shown,
        }),
        _ => Ok(places),
    }
}

/// The directory of the specification alone.
pub(crate) fn spec(given: Option<&Path>) -> Result<Place, PlaceError> {
    let spec = given_or(given, "spec")?;
    let is_dir = fs::metadata(&spec.path).map(|found| found.is_dir());
    let why = match is_dir {
        Ok(true) => return Ok(spec),
        Ok(false) => reason(&io::ErrorKind::NotADirectory.into()),
        Err(error) => reason(&error),
    };
    let spec = spec.shown;
    Err(PlaceError::NoSpec { spec, why })
}

fn given_or(given: Option<&Path>, default: &str) -> Result<Place, PlaceError> {
    if let Some(path) = given {
        return Ok(Place {
            path: path.to_owned(),
            shown: path.to_string_lossy().replace('\\', "/"),
        });
    }
    let path = workspace().ok_or(PlaceError::NoWorkspace)?.join(default);
    Ok(Place {
        path: match env::current_dir() {
            Ok(here) => relative(path, &here),
            Err(_) => path,
        },
        shown: default.to_owned(),
    })
}

/// The path relative to `here` if it lies below: messages of the system show
/// it. The current directory itself is `.`, since no empty path can be opened.
fn relative(path: PathBuf, here: &Path) -> PathBuf {
    match path.strip_prefix(here) {
        Ok(rest) if rest.as_os_str().is_empty() => PathBuf::from("."),
        Ok(rest) => rest.to_owned(),
        Err(_) => path,
    }
}

/// The workspace that cargo runs this in, or else the one around the current
/// directory. Asked at run time: a checkout may have moved since compiling.
fn workspace() -> Option<PathBuf> {
    let start = match env::var_os("CARGO_MANIFEST_DIR") {
        Some(dir) => PathBuf::from(dir),
        None => env::current_dir().ok()?,
    };
    above(&start)
}

fn above(start: &Path) -> Option<PathBuf> {
    let is_root = |dir: &&Path| {
        fs::read_to_string(dir.join("Cargo.toml"))
            .is_ok_and(|text| text.lines().any(|line| line.trim() == "[workspace]"))
    };
    start.ancestors().find(is_root).map(Path::to_owned)
}

impl fmt::Display for PlaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoWorkspace => f.write_str(
                "cannot find the workspace: run this inside it, or give --spec and --out",
            ),
            Self::NoSpec { spec, why } => write!(
                f,
                "cannot read the directory `{spec}`: {why}\n\
                 give --spec the directory with the OpenAPI documents"
            ),
            Self::OutHoldsSpec { out, spec } => write!(
                f,
                "the output directory `{out}` holds the specification `{spec}`: \
                 give --out a directory of its own"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_is_the_nearest_one_above() {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let member = dir.path().join("member/src");
        fs::create_dir_all(&member).expect("a directory");
        fs::write(dir.path().join("member/Cargo.toml"), "[package]\n").expect("a file");
        fs::write(dir.path().join("Cargo.toml"), "[workspace]\n").expect("a file");
        assert_eq!(above(&member).as_deref(), Some(dir.path()));
    }

    #[test]
    fn no_path_is_empty() {
        let relative = |path: &str| relative(path.into(), Path::new("/base/spec"));
        assert_eq!(relative("/base/spec"), Path::new("."));
        assert_eq!(relative("/base/spec/a"), Path::new("a"));
        assert_eq!(relative("/base/generated"), Path::new("/base/generated"));
    }

    #[test]
    fn the_output_must_not_hold_the_specification() {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let spec = dir.path().join("spec");
        fs::create_dir(&spec).expect("a directory");
        for out in [dir.path(), &spec, &spec.join("..")] {
            let error = find(Some(&spec), Some(out)).expect_err("a refusal");
            assert!(matches!(error, PlaceError::OutHoldsSpec { .. }));
        }
        assert!(find(Some(&spec), Some(&dir.path().join("out"))).is_ok());
    }
}
