//! Reads the specification at a git revision.
//!
//! Input: a revision, or `REVISION:PATH`, and the specification in the working tree, which
//! is a directory or a document. Output: a temporary directory with the files of the
//! directory, the path of the specification in it, and its name in git. The files are read
//! with the `git` command; nothing is checked out.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
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
    /// The revision is known, but has no such document.
    NoDocument(String),
    /// git failed with this message.
    Git(String),
    /// The files cannot be written to a temporary directory.
    Write(io::Error),
}

/// A specification at a revision.
#[derive(Debug)]
pub(crate) struct Revision {
    /// A copy of the files in its directory, and of the documents below it.
    pub(crate) files: TempDir,
    /// The specification within the copy.
    pub(crate) path: PathBuf,
    /// The specification as a git expression, such as `HEAD:spec`.
    pub(crate) shown: String,
}

/// Reads `spec` at a revision, or what `REVISION:PATH` names. A document brings the files
/// beside it and below, because it may refer to them.
pub(crate) fn read(spec: &Path, name: &str) -> Result<Revision, RevisionError> {
    let (dir, document) = split(spec);
    let tree = resolve(dir, document, name)?;
    let files = tempfile::tempdir().map_err(RevisionError::Write)?;
    // Each entry is `mode kind id`, a tab and a name.
    let listing = match &tree.id {
        Some(id) => succeed(git(dir, &["ls-tree", "-rz", "--full-tree", id])?)?,
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
        let is_wanted = is_file && (!name.contains('/') || is_document(name));
        if let (true, Some(id)) = (is_wanted, id) {
            let content = succeed(git(dir, &["cat-file", "blob", id])?)?;
            let path = files.path().join(name);
            let parent = path.parent().unwrap_or(files.path());
            fs::create_dir_all(parent)
                .and_then(|()| fs::write(&path, content))
                .map_err(RevisionError::Write)?;
        }
    }
    let path = match &tree.document {
        Some(document) => files.path().join(document),
        None => files.path().to_owned(),
    };
    let shown = tree.shown;
    Ok(Revision { files, path, shown })
}

/// Returns whether a document can refer to a file, by its name.
fn is_document(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(OsStr::to_str);
    matches!(ending, Some("yaml" | "yml" | "json"))
}

/// Splits a specification into its directory and, if it is one document, its file name.
fn split(spec: &Path) -> (&Path, Option<&str>) {
    if !spec.is_file() {
        return (spec, None);
    }
    let dir = spec.parent().filter(|dir| !dir.as_os_str().is_empty());
    let document = spec.file_name().and_then(OsStr::to_str);
    (dir.unwrap_or(Path::new(".")), document)
}

/// A directory in the repository.
struct Tree {
    /// The name of the object, or none if the revision has no such directory.
    id: Option<String>,
    /// The file name of the document in it, or none if the directory is meant.
    document: Option<String>,
    /// The directory or the document as a git expression.
    shown: String,
}

/// Finds what a name refers to.
fn resolve(dir: &Path, document: Option<&str>, name: &str) -> Result<Tree, RevisionError> {
    if object(dir, &format!("{name}^{{commit}}"))?.is_some() {
        return at_commit(dir, document, name);
    }
    if name.contains(':')
        && let Some(tree) = named(dir, name)?
    {
        return Ok(tree);
    }
    let repository = git(dir, &["rev-parse", "--git-dir"])?;
    if repository.status.success() {
        Err(RevisionError::Unknown)
    } else {
        Err(RevisionError::NoRepository)
    }
}

/// Finds the specification at a commit.
fn at_commit(dir: &Path, document: Option<&str>, name: &str) -> Result<Tree, RevisionError> {
    let prefix = succeed(git(dir, &["rev-parse", "--show-prefix"])?)?;
    let prefix = String::from_utf8_lossy(&prefix);
    let directory = format!("{name}:{}", prefix.trim_end_matches(['\n', '/']));
    let Some(document) = document else {
        let id = of_kind(dir, &directory, b"tree")?;
        return Ok(Tree {
            id,
            document: None,
            shown: directory,
        });
    };
    let shown = format!("{name}:{}{document}", prefix.trim_end_matches('\n'));
    match of_kind(dir, &shown, b"blob")? {
        Some(_) => Ok(Tree {
            id: of_kind(dir, &directory, b"tree")?,
            document: Some(document.to_owned()),
            shown,
        }),
        None => Err(RevisionError::NoDocument(shown)),
    }
}

/// Finds the directory or the document `REVISION:PATH`.
fn named(dir: &Path, expression: &str) -> Result<Option<Tree>, RevisionError> {
    if let Some(id) = of_kind(dir, expression, b"tree")? {
        return Ok(Some(Tree {
            id: Some(id),
            document: None,
            shown: expression.to_owned(),
        }));
    }
    if of_kind(dir, expression, b"blob")?.is_none() {
        return Ok(None);
    }
    let at = expression.rfind(['/', ':']).map_or(0, |at| at + 1);
    let (parent, document) = expression.split_at(at);
    let id = of_kind(dir, parent, b"tree")?;
    Ok(Some(Tree {
        id,
        document: Some(document.to_owned()),
        shown: expression.to_owned(),
    }))
}

/// Returns the object name of a git expression, if it is of this kind.
fn of_kind(dir: &Path, expression: &str, kind: &[u8]) -> Result<Option<String>, RevisionError> {
    // git does not accept `^{tree}` after a path.
    let Some(id) = object(dir, expression)? else {
        return Ok(None);
    };
    let found = succeed(git(dir, &["cat-file", "-t", &id])?)?;
    Ok((found.trim_ascii() == kind).then_some(id))
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
                    "there is no such file or directory, and `git` cannot be run to find a revision: {error}"
                )
            }
            Self::NoRepository => f.write_str(
                "there is no such file or directory, and the specification is not in a git repository",
            ),
            Self::Unknown => f.write_str("it is neither a file, nor a directory, nor a revision"),
            Self::NoDocument(shown) => write!(f, "the revision has no file `{shown}`"),
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
        fs::write(spec.join("below/notes.md"), "b\n").expect("a file");
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
            let mut names: Vec<_> = fs::read_dir(read.files.path())
                .expect("a directory")
                .map(|entry| entry.expect("an entry").file_name())
                .collect();
            names.sort();
            assert_eq!(names, ["a.yaml", "below"]);
            let below = fs::read_dir(read.files.path().join("below")).expect("a directory");
            assert_eq!(below.count(), 1, "a document can refer to documents only");
            let text = fs::read_to_string(read.files.path().join("a.yaml")).expect("a file");
            assert_eq!(text, "a: 1\n");
            let shown = if name == "HEAD" { "HEAD:spec" } else { name };
            assert_eq!(read.shown, shown);
        }
        for name in ["HEAD", "HEAD:spec/a.yaml", "HEAD:./a.yaml"] {
            let read = read(&spec.join("a.yaml"), name).expect("the document is there");
            assert_eq!(fs::read_to_string(&read.path).expect("a file"), "a: 1\n");
            let shown = if name == "HEAD" {
                "HEAD:spec/a.yaml"
            } else {
                name
            };
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
        for unknown in ["nowhere", "HEAD~5", "--help", "HEAD:nowhere", ""] {
            let error = read(&spec, unknown).expect_err(unknown);
            assert!(
                matches!(error, RevisionError::Unknown),
                "{unknown}: {error}"
            );
        }
        let new = spec.join("new.yaml");
        fs::write(&new, "").expect("a file");
        let error = read(&new, "HEAD").expect_err("a file that is not in the commit");
        assert!(matches!(error, RevisionError::NoDocument(_)), "{error}");
        let outside = tempfile::tempdir().expect("a temporary directory");
        let error = read(outside.path(), "HEAD").expect_err("no repository");
        assert!(matches!(error, RevisionError::NoRepository), "{error}");
    }
}
