//! Golden cases: a directory with small documents, `input.yaml` first.
//!
//! Input: `cases/STAGE/CASE/*.yaml`. Output: a complete specification in a temporary
//! directory, with the parts that the documents of the case lack.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::completion::{completed, has_operation};

/// A directory of a golden case.
#[derive(Debug)]
pub struct Case {
    /// The stage and the name: `emit/closed_enum`.
    pub name: String,
    dir: PathBuf,
    documents: Vec<(String, String)>,
}

/// Returns the cases of a stage, sorted by name.
///
/// # Panics
///
/// Panics if they cannot be read, or if there are none.
#[must_use]
pub fn cases(stage: &str) -> Vec<Case> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("cases")
        .join(stage);
    let mut cases: Vec<Case> = entries(&dir)
        .into_iter()
        .filter(|path| path.is_dir())
        .map(|dir| Case::read(stage, dir))
        .collect();
    assert!(!cases.is_empty(), "no cases in {}", dir.display());
    cases.sort_by(|left, right| left.name.cmp(&right.name));
    cases
}

/// Returns the entries of a directory.
pub(crate) fn entries(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
    entries
        .map(|entry| entry.expect("a directory can be read to its end").path())
        .collect()
}

/// Returns the last component of a path.
pub(crate) fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Adds the documents in a directory and below it, each a name and a text.
fn read_documents(dir: &Path, prefix: &str, documents: &mut Vec<(String, String)>) {
    for path in entries(dir) {
        let name = format!("{prefix}{}", file_name(&path));
        if path.is_dir() {
            read_documents(&path, &format!("{name}/"), documents);
        } else if !name.starts_with("expected.") {
            let text = fs::read_to_string(&path);
            let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            documents.push((name, text));
        }
    }
}

impl Case {
    fn read(stage: &str, dir: PathBuf) -> Self {
        let mut documents = Vec::new();
        read_documents(&dir, "", &mut documents);
        documents.sort();
        Self {
            name: format!("{stage}/{}", file_name(&dir)),
            dir,
            documents,
        }
    }

    /// Returns the path of the expected text with this extension.
    #[must_use]
    pub fn expected(&self, extension: &str) -> PathBuf {
        self.dir.join(format!("expected.{extension}"))
    }

    /// Returns the name of a module for the case: `emit_closed_enum`.
    #[must_use]
    pub fn module(&self) -> String {
        self.name.replace('/', "_")
    }

    /// Returns the files that a first line `# shows: PATH…` of the input requests.
    pub fn shows(&self) -> impl Iterator<Item = &str> {
        let inputs = self.documents.iter().map(|(_, text)| text);
        inputs
            .filter_map(|text| text.lines().next()?.strip_prefix("# shows: "))
            .flat_map(str::split_whitespace)
    }

    /// Returns true if the documents describe their own operation.
    #[must_use]
    pub fn has_operation(&self) -> bool {
        has_operation(&self.documents)
    }

    /// Writes the complete specification. An empty `package.yaml` counts as missing.
    #[must_use]
    pub fn specification(&self) -> TempDir {
        specification(&self.documents)
    }
}

/// Writes a complete specification of these documents, each a name and a text. An empty
/// `package.yaml` counts as missing.
///
/// # Panics
///
/// Panics if it cannot be written.
#[must_use]
pub fn specification(documents: &[(String, String)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary directory can be made");
    for (name, text) in completed(documents) {
        let path = dir.path().join(name);
        let parent = path.parent().expect("a file has a directory");
        fs::create_dir_all(parent).expect("a temporary directory can be made");
        fs::write(path, text).expect("a temporary file can be written");
    }
    dir
}

/// Returns the files in an expected text, each after a line `// ==> PATH`.
#[must_use]
pub fn split(expected: &str) -> Vec<(String, String)> {
    let parts = expected.split("// ==> ").skip(1);
    parts
        .filter_map(|part| part.split_once('\n'))
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect()
}
