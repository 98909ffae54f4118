//! Finds the directories of the specification and of the crate.
//!
//! Input: the directories of the command line, if any, and the current directory. Output:
//! the two directories and their names in messages.

use std::env;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::builder::{PathBufValueParser, TypedValueParser};
use generator::files::reason;

/// A directory and its name in messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The directory.
    pub(crate) path: PathBuf,
    /// The name in messages, with `/` on every system.
    pub(crate) shown: String,
}

/// The two directories of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Places {
    /// The directory of the specification.
    pub(crate) spec: Place,
    /// The directory of the crate.
    pub(crate) out: Place,
}

/// The reason why the directories of a command line cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum PlaceError {
    /// A default is needed, but there is no workspace.
    NoWorkspace {
        /// The flags that can be set instead.
        flags: &'static str,
    },
    /// The specification is a URL.
    Url(String),
    /// The specification is missing, or is a file where a directory is needed.
    NoSpec {
        /// The name on the command line.
        spec: String,
        /// The reason, in words.
        why: String,
        /// The values that the flag can have, in words.
        expected: &'static str,
    },
    /// The specification is given, but not the directory of its crate. The crate in the
    /// workspace belongs to another specification.
    NoOut,
    /// The output directory contains the specification, which could be overwritten.
    OutHoldsSpec {
        /// The output directory.
        out: String,
        /// The directory of the specification.
        spec: String,
    },
}

/// Returns the given directories, or those of the workspace.
pub(crate) fn find(spec: Option<&Path>, out: Option<&Path>) -> Result<Places, PlaceError> {
    const FLAGS: &str = "`--spec` and `--out`";
    let given = existing(spec, FLAGS)?;
    if spec.is_some() && out.is_none() {
        return Err(PlaceError::NoOut);
    }
    let places = Places {
        spec: given,
        out: given_or(out, "generated", FLAGS)?,
    };
    // Files that are no longer generated are removed from the output directory, so it
    // must not contain other parts of the project.
    let real = |path: &Path| fs::canonicalize(path).ok();
    match (real(&places.spec.path), real(&places.out.path)) {
        (Some(spec), Some(out)) if spec.starts_with(&out) => Err(PlaceError::OutHoldsSpec {
            out: places.out.shown,
            spec: places.spec.shown,
        }),
        _ => Ok(places),
    }
}

/// Returns the specification: a directory or a file.
pub(crate) fn spec(given: Option<&Path>) -> Result<Place, PlaceError> {
    existing(given, "`--spec`")
}

/// Returns the directory of the specification.
pub(crate) fn directory(given: Option<&Path>) -> Result<Place, PlaceError> {
    directory_of_spec(given, "`--spec`", "the directory of the OpenAPI documents")
}

fn existing(given: Option<&Path>, flags: &'static str) -> Result<Place, PlaceError> {
    let spec = given_or(given, "spec", flags)?;
    if spec.path.is_file() {
        return Ok(spec);
    }
    let expected = "an OpenAPI document, or to a directory of documents";
    directory_of_spec(given, flags, expected)
}

fn directory_of_spec(
    given: Option<&Path>,
    flags: &'static str,
    expected: &'static str,
) -> Result<Place, PlaceError> {
    let spec = given_or(given, "spec", flags)?;
    let is_dir = fs::metadata(&spec.path).map(|found| found.is_dir());
    let why = match is_dir {
        Ok(true) => return Ok(spec),
        Ok(false) => reason(&io::ErrorKind::NotADirectory.into()),
        Err(error) => reason(&error),
    };
    let spec = spec.shown;
    if is_url(&spec) {
        return Err(PlaceError::Url(spec));
    }
    Err(PlaceError::NoSpec {
        spec,
        why,
        expected,
    })
}

/// Returns the parser of the names of overlays, which must be files.
pub(crate) fn overlays() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(overlay)
}

fn overlay(path: PathBuf) -> Result<PathBuf, String> {
    if is_url(&path.to_string_lossy()) {
        return Err("nothing is fetched: download it, and give the file".to_owned());
    }
    match fs::metadata(&path) {
        Ok(found) if found.is_dir() => Err(reason(&io::ErrorKind::IsADirectory.into())),
        Ok(_) => Ok(path),
        Err(error) => Err(reason(&error)),
    }
}

/// Returns whether a name is a URL.
pub(crate) fn is_url(name: &str) -> bool {
    name.contains("://")
}

fn given_or(given: Option<&Path>, default: &str, flags: &'static str) -> Result<Place, PlaceError> {
    if let Some(path) = given {
        return Ok(Place {
            path: path.to_owned(),
            shown: path.to_string_lossy().replace('\\', "/"),
        });
    }
    let workspace = workspace().ok_or(PlaceError::NoWorkspace { flags })?;
    let path = workspace.join(default);
    Ok(Place {
        path: match env::current_dir() {
            Ok(here) => relative(path, &here),
            Err(_) => path,
        },
        shown: default.to_owned(),
    })
}

/// Returns a path below `here` as a relative one, since messages of the system show it.
/// The current directory itself is `.`, since an empty path cannot be opened.
fn relative(path: PathBuf, here: &Path) -> PathBuf {
    match path.strip_prefix(here) {
        Ok(rest) if rest.as_os_str().is_empty() => PathBuf::from("."),
        Ok(rest) => rest.to_owned(),
        Err(_) => path,
    }
}

/// Returns the workspace in which cargo runs this, or else the one around the current
/// directory. It is found at run time, since a checkout may be moved after compiling.
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

impl PlaceError {
    /// Returns the help for the error, unless its message says what to do.
    pub(crate) fn help(&self) -> Option<String> {
        match self {
            Self::Url(_) => Some("download the document, and give the file".to_owned()),
            Self::NoSpec { expected, .. } => Some(format!("set `--spec` to {expected}")),
            Self::NoOut => Some("set `--out` to the directory of the crate".to_owned()),
            Self::NoWorkspace { .. } | Self::OutHoldsSpec { .. } => None,
        }
    }
}

impl fmt::Display for PlaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoWorkspace { flags } => write!(
                f,
                "cannot find the workspace: run this command inside it, or set {flags}"
            ),
            Self::Url(url) => write!(
                f,
                "cannot read `{url}`: nothing is fetched, so that the same files always give \
                 the same crate"
            ),
            Self::NoSpec { spec, why, .. } => write!(f, "cannot read `{spec}`: {why}"),
            Self::NoOut => f.write_str(
                "`--spec` needs `--out`: without it, the crate of the workspace would be replaced",
            ),
            Self::OutHoldsSpec { out, spec } => write!(
                f,
                "the output directory `{out}` contains the specification `{spec}`: \
                 set `--out` to a separate directory"
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
    fn a_relative_path_is_never_empty() {
        let relative = |path: &str| relative(path.into(), Path::new("/base/spec"));
        assert_eq!(relative("/base/spec"), Path::new("."));
        assert_eq!(relative("/base/spec/a"), Path::new("a"));
        assert_eq!(relative("/base/generated"), Path::new("/base/generated"));
    }

    #[test]
    fn the_output_must_not_contain_the_specification() {
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
