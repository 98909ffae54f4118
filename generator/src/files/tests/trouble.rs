//! Tests the state of the directory after a failed or interrupted write, for every step
//! of a run.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::files::temporary::is_leftover;
use crate::files::*;

const OLD: &str = "// @generated\nold\n";
const NEW: &str = "// @generated\nnew\n";
const MINE: &str = "mine\n";

/// A fault in one step of a run.
#[derive(Clone, Copy, PartialEq)]
enum Trouble {
    /// The system refuses the step; later steps succeed.
    Refused(io::ErrorKind),
    /// The process is killed in the middle of the step.
    Killed,
}

/// A disk with a fault at one step. It checks the files after each step.
struct Troubled<'a> {
    out: &'a Path,
    /// The number of steps so far. Files are written in parallel, so a step locks it.
    steps: Mutex<usize>,
    trouble: Option<(usize, Trouble)>,
}

impl Troubled<'_> {
    fn step<T>(
        &self,
        done: impl FnOnce(&SystemDisk) -> io::Result<T>,
        half_done: impl FnOnce(),
    ) -> io::Result<T> {
        let mut steps = self.steps.lock().expect("no panic");
        *steps += 1;
        let done = match self.trouble {
            Some((at, Trouble::Refused(kind))) if *steps == at => Err(kind.into()),
            Some((at, Trouble::Killed)) if *steps >= at => {
                if *steps == at {
                    half_done();
                }
                Err(io::ErrorKind::Interrupted.into())
            }
            _ => done(&SystemDisk),
        };
        assert_whole(self.out);
        done
    }
}

impl Disk for Troubled<'_> {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.step(|disk| disk.create_dir(path), || ())
    }
    fn write(&self, dir: &Path, content: &str) -> io::Result<PathBuf> {
        let half_done = || {
            let half = content.get(..content.len() / 2).unwrap_or_default();
            fs::write(dir.join(".codegen-half.tmp"), half).expect("a file");
        };
        self.step(|disk| disk.write(dir, content), half_done)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|disk| disk.rename(from, to), || ())
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step(|disk| disk.remove_file(path), || ())
    }
    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.step(|disk| disk.remove_dir(path), || ())
    }
}

/// Returns every file below `out` with its content.
fn tree(out: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut pending = vec![out.to_owned()];
    while let Some(dir) = pending.pop() {
        for entry in fs::read_dir(dir).expect("a directory") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                pending.push(path);
            } else {
                let content = fs::read_to_string(&path).expect("a text");
                files.push((path, content));
            }
        }
    }
    files.sort();
    files
}

fn is_temporary(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    is_leftover(&name.to_string_lossy())
}

fn assert_whole(out: &Path) {
    for (path, content) in tree(out) {
        let whole = [OLD, NEW, MINE].contains(&content.as_str());
        assert!(whole || is_temporary(&path), "{path:?}: {content:?}");
    }
}

/// Returns a directory that needs every kind of change, and the wanted files.
fn before() -> (tempfile::TempDir, FileSet) {
    let dir = tempfile::tempdir().expect("a temporary directory");
    let path = |path: &str| dir.path().join(path);
    for directory in ["old", "file", "empty.rs"] {
        fs::create_dir(path(directory)).expect("a directory");
    }
    for (file, content) in [
        ("modified.rs", OLD),
        ("same.rs", NEW),
        ("old/removed.rs", OLD),
        ("file/removed.rs", OLD),
        ("directory", OLD),
        ("old/mine.rs", MINE),
    ] {
        fs::write(path(file), content).expect("a file");
    }
    let mut set = FileSet::default();
    // The files are sorted by path, and some paths are occupied.
    for file in [
        "added/deep/a.rs",
        "added/b.rs",
        "directory/c.rs",
        "empty.rs",
        "file",
        "modified.rs",
        "same.rs",
    ] {
        set.insert(file, NEW);
    }
    (dir, set)
}

/// Runs once with the fault and once without.
fn run(trouble: Option<(usize, Trouble)>) -> (usize, Option<FileError>) {
    let (dir, set) = before();
    let out = dir.path();
    let disk = Troubled {
        out,
        steps: Mutex::new(0),
        trouble,
    };
    let comparison = compare(&set, out).expect("a comparison");
    let error = apply_to(&disk, &comparison, out).err();
    let steps = disk.steps.into_inner().expect("no panic");
    let refused = matches!(trouble, Some((_, Trouble::Refused(_))));
    if refused {
        let left = tree(out).into_iter().find(|(path, _)| is_temporary(path));
        assert_eq!(left, None, "no temporary file stays behind");
    }

    let rest = compare(&set, out).expect("a comparison");
    apply(&rest, out).expect("it is written");
    let mut expected: Vec<_> = set
        .iter()
        .map(|(path, content)| (out.join(path), content.to_owned()))
        .collect();
    expected.push((out.join("old/mine.rs"), MINE.to_owned()));
    expected.sort();
    assert_eq!(tree(out), expected);
    let done = compare(&set, out).expect("a comparison");
    assert_eq!((done.changed.len(), done.foreign.len()), (0, 1));
    (steps, error)
}

#[test]
fn a_refused_step_leaves_whole_files_and_the_next_run_completes_them() {
    let (steps, error) = run(None);
    assert!(error.is_none());
    for kind in [
        io::ErrorKind::StorageFull,
        io::ErrorKind::ReadOnlyFilesystem,
        io::ErrorKind::PermissionDenied,
    ] {
        let mut refusals = 0;
        for step in 1..=steps {
            let (_, error) = run(Some((step, Trouble::Refused(kind))));
            let Some(error) = error else {
                continue;
            };
            refusals += 1;
            let why = format!(": {}", reason(&kind.into()));
            assert!(error.to_string().ends_with(&why), "{error}");
        }
        // Failing to remove an empty directory is ignored, unless a file is to replace
        // it.
        assert!(refusals > steps / 2, "{refusals} of {steps}");
    }
}

#[test]
fn a_killed_run_leaves_whole_files_and_the_next_run_completes_them() {
    let (steps, _) = run(None);
    for step in 1..=steps {
        run(Some((step, Trouble::Killed)));
    }
}
