//! Reads the specification at a git revision.
//!
//! Input: a revision, or `REVISION:DIR`, and the directory of the specification in the
//! working tree. Output: a temporary directory with the files of that directory, and its
//! name in git. The files are read with the `git` command; nothing is checked out.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The reason why a revision cannot be read.
#[derive(Debug)]
pub(crate) enum RevisionError {
    /// The command `git` cannot be run.
    NoGit(io::Error),
    /// The directory is not in a repository.
    NoRepository,
    /// The repository does not know the revision.
    Unknown,
    /// git failed with this message.
    Git(String),
    /// The files cannot be written to a temporary directory.
    Write(io::Error),
}

/// The directory of a specification at a revision.
#[derive(Debug)]
pub(crate) struct Revision {
    /// A copy of the files directly in the directory.
    pub(crate) files: TempDir,
    /// The directory as a git expression: `HEAD:spec`.
    pub(crate) shown: String,
}

/// Reads the directory `spec` at a revision, or the directory that `REVISION:DIR` names.
pub(crate) fn read(spec: &Path, name: &str) -> Result<Revision, RevisionError> {
    let tree = resolve(spec, name)?;
    let files = tempfile::tempdir().map_err(RevisionError::Write)?;
    // Each entry is `mode kind id`, a tab and a name.
    let listing = match &tree.id {
        Some(id) => succeed(git(spec, &["ls-tree", "-z", "--full-tree", id])?)?,
        None => Vec::new(),
    };
    for entry in listing.split(|byte| *byte == 0) {
        let entry = String::from_utf8_lossy(entry);
        let Some((head, name)) = entry.split_once('\t') else {
            continue;
        };
        let mut head = head.split(' ');
        let (mode, kind, id) = (head.next(), head.next(), head.next());
        // Links are blobs too, but have another mode.
        let is_file = kind == Some("blob") && mode.is_some_and(|mode| mode.starts_with("100"));
        if let (true, Some(id)) = (is_file, id) {
            let content = succeed(git(spec, &["cat-file", "blob", id])?)?;
            fs::write(files.path().join(name), content).map_err(RevisionError::Write)?;
        }
    }
    let shown = tree.shown;
    Ok(Revision { files, shown })
}

/// A directory in the repository.
struct Tree {
    /// The name of the object, or none if the revision has no such directory.
    id: Option<String>,
    /// The directory as a git expression.
    shown: String,
}

/// Finds the directory that a name refers to.
fn resolve(spec: &Path, name: &str) -> Result<Tree, RevisionError> {
    if object(spec, &format!("{name}^{{commit}}"))?.is_some() {
        let prefix = succeed(git(spec, &["rev-parse", "--show-prefix"])?)?;
        let prefix = String::from_utf8_lossy(&prefix);
        let shown = format!("{name}:{}", prefix.trim_end_matches(['\n', '/']));
        let id = tree(spec, &shown)?;
        return Ok(Tree { id, shown });
    }
    if name.contains(':')
        && let Some(id) = tree(spec, name)?
    {
        let shown = name.to_owned();
        return Ok(Tree {
            id: Some(id),
            shown,
        });
    }
    let repository = git(spec, &["rev-parse", "--git-dir"])?;
    if repository.status.success() {
        Err(RevisionError::Unknown)
    } else {
        Err(RevisionError::NoRepository)
    }
}

/// Returns the object name of the directory `REVISION:DIR`.
fn tree(dir: &Path, expression: &str) -> Result<Option<String>, RevisionError> {
    // git does not accept `^{tree}` after a path.
    let Some(id) = object(dir, expression)? else {
        return Ok(None);
    };
    let kind = succeed(git(dir, &["cat-file", "-t", &id])?)?;
    Ok((kind.trim_ascii() == b"tree").then_some(id))
}

/// Returns the object name of a git expression.
fn object(dir: &Path, expression: &str) -> Result<Option<String>, RevisionError> {
    let arguments = ["rev-parse", "--verify", "--end-of-options", expression];
    let found = git(dir, &arguments)?;
    let id = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    Ok(found.status.success().then_some(id))
}

fn git(dir: &Path, arguments: &[&str]) -> Result<Output, RevisionError> {
    Command::new("git")
        .arg("-C")
        .arg(dir)
        .args(arguments.iter().map(OsStr::new))
        .env("LC_ALL", "C")
        .output()
        .map_err(RevisionError::NoGit)
}

fn succeed(output: Output) -> Result<Vec<u8>, RevisionError> {
    if output.status.success() {
        Ok(output.stdout)
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(RevisionError::Git(said.trim().to_owned()))
    }
}

impl fmt::Display for RevisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGit(error) => {
                write!(
                    f,
                    "it is not a directory, and `git` cannot be run to find a revision: {error}"
                )
            }
            Self::NoRepository => f.write_str(
                "it is not a directory, and the specification is not in a git repository",
            ),
            Self::Unknown => f.write_str("it is neither a directory nor a revision"),
            Self::Git(said) => write!(f, "git failed: {said}"),
            Self::Write(error) => write!(
                f,
                "its files cannot be copied to a temporary directory: {error}"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a repository with one commit, if git is installed.
    fn repository() -> Option<TempDir> {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let spec = dir.path().join("spec");
        fs::create_dir(&spec).expect("a directory");
        fs::write(spec.join("a.yaml"), "a: 1\n").expect("a file");
        fs::create_dir(spec.join("below")).expect("a directory");
        fs::write(spec.join("below/b.yaml"), "b: 1\n").expect("a file");
        let run = |arguments: &[&str]| git(dir.path(), arguments).map(succeed);
        run(&["init", "--quiet"]).ok()?.expect("a repository");
        run(&["add", "."]).ok()?.expect("files are added");
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example"];
        let commit = ["commit", "--quiet", "--no-gpg-sign", "-m", "one"];
        run(&[&identity[..], &commit[..]].concat())
            .ok()?
            .expect("a commit");
        Some(dir)
    }

    #[test]
    fn a_revision_is_read_as_it_was_committed() {
        let Some(repository) = repository() else {
            return;
        };
        let spec = repository.path().join("spec");
        fs::write(spec.join("a.yaml"), "a: 2\n").expect("a file");
        for name in ["HEAD", "HEAD:spec", "HEAD:./"] {
            let read = read(&spec, name).expect("the revision is there");
            let names: Vec<_> = fs::read_dir(read.files.path())
                .expect("a directory")
                .map(|entry| entry.expect("an entry").file_name())
                .collect();
            assert_eq!(names, ["a.yaml"], "files in directories below are left out");
            let text = fs::read_to_string(read.files.path().join("a.yaml")).expect("a file");
            assert_eq!(text, "a: 1\n");
            let shown = if name == "HEAD" { "HEAD:spec" } else { name };
            assert_eq!(read.shown, shown);
        }
        let below = read(&spec, "HEAD:spec/below").expect("the directory is there");
        assert!(below.files.path().join("b.yaml").exists());
        // The root of the repository, and a directory that is not in the commit.
        let root = read(repository.path(), "HEAD").expect("the revision is there");
        assert_eq!(root.shown, "HEAD:");
        let new = repository.path().join("new");
        fs::create_dir(&new).expect("a directory");
        let empty = read(&new, "HEAD").expect("the revision is there");
        assert_eq!(empty.shown, "HEAD:new");
        let files = fs::read_dir(empty.files.path()).expect("a directory");
        assert_eq!(files.count(), 0);
    }

    #[test]
    fn an_unknown_revision_is_an_error() {
        let Some(repository) = repository() else {
            return;
        };
        let spec = repository.path().join("spec");
        for unknown in [
            "nowhere",
            "HEAD~5",
            "--help",
            "HEAD:nowhere",
            "HEAD:spec/a.yaml",
            "",
        ] {
            let error = read(&spec, unknown).expect_err(unknown);
            assert!(
                matches!(error, RevisionError::Unknown),
                "{unknown}: {error}"
            );
        }
        let outside = tempfile::tempdir().expect("a temporary directory");
        let error = read(outside.path(), "HEAD").expect_err("no repository");
        assert!(matches!(error, RevisionError::NoRepository), "{error}");
    }
}
