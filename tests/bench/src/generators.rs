//! The generators that are compared. Each is a command that writes a whole crate from a
//! document.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use antom_tests::root;

use super::child::{self, Cost};

/// The name of every generated crate.
pub const CRATE: &str = "measured";

/// The generators and the folder with their documents.
pub struct Compared {
    folder: PathBuf,
    /// The generator of this project, then the others.
    pub generators: Vec<Generator>,
}

/// A generator.
pub struct Generator {
    /// Its name.
    pub name: String,
    /// The words of its command, with `{spec}`, `{out}` and `{name}`.
    command: Vec<String>,
}

impl Compared {
    /// Reads `FOLDER [--peer NAME=COMMAND]...`.
    pub fn read(arguments: &[&str]) -> Option<Self> {
        let (folder, rest) = arguments.split_first()?;
        let own = root().join("target/release/xtask");
        let own = format!(
            "{} codegen --spec {{spec}} --out {{out}} --name {{name}}",
            own.display()
        );
        let mut generators = vec![Generator::new("antom", &own)];
        for pair in rest.chunks(2) {
            let ["--peer", peer] = pair else {
                return None;
            };
            let (name, command) = peer.split_once('=')?;
            generators.push(Generator::new(name, command));
        }
        Some(Self {
            folder: PathBuf::from(folder),
            generators,
        })
    }

    /// Returns the documents of the folder with their sizes in kB, the smallest first.
    pub fn documents(&self) -> Vec<(f64, PathBuf)> {
        let entries = fs::read_dir(&self.folder).expect("the folder can be listed");
        let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
        let documents = paths.filter(|path| {
            let extension = path.extension().and_then(|it| it.to_str());
            matches!(extension, Some("json" | "yaml" | "yml"))
        });
        let mut sized: Vec<(f64, PathBuf)> = documents
            .map(|path| {
                let text = fs::read(&path).expect("the document can be read");
                (float(text.len()) / 1000.0, path)
            })
            .collect();
        sized.sort_by(|one, other| one.0.total_cmp(&other.0).then_with(|| one.1.cmp(&other.1)));
        sized
    }
}

/// Builds the generator of this project as users run it.
pub fn build() {
    let built = Command::new("cargo")
        .args(["build", "--release", "--quiet", "-p", "xtask"])
        .current_dir(root())
        .status();
    assert!(built.is_ok_and(|it| it.success()), "xtask does not compile");
}

impl Generator {
    fn new(name: &str, command: &str) -> Self {
        Self {
            name: name.to_owned(),
            command: command.split_whitespace().map(str::to_owned).collect(),
        }
    }

    /// Writes the crate of a document, in a workspace of its own, in place of what is in
    /// `out`.
    pub fn generate(&self, document: &Path, out: &Path) -> Result<Cost, String> {
        remove(out);
        let words = self.command.iter().map(|word| {
            word.replace("{spec}", &document.display().to_string())
                .replace("{out}", &out.display().to_string())
                .replace("{name}", CRATE)
        });
        let cost = child::run(&words.collect::<Vec<String>>())?;
        let manifest = out.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).map_err(|error| error.to_string())?;
        if !text.lines().any(|line| line.trim() == "[workspace]") {
            let text = format!("{text}\n[workspace]\n");
            fs::write(&manifest, text).map_err(|error| error.to_string())?;
        }
        Ok(cost)
    }
}

/// Tells why a generator, its crate or its program failed.
pub fn complain(name: &str, output: &str) {
    let is_error = |line: &&str| line.contains("error") || line.contains("panicked");
    let first = output.lines().find(is_error).unwrap_or(output);
    eprintln!("{name}: {first}");
}

/// Removes a directory if it is there.
pub fn remove(dir: &Path) {
    if dir.exists() {
        fs::remove_dir_all(dir).expect("the directory can be removed");
    }
}

/// Returns a count of lines or bytes as a figure.
pub fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("a count of lines or bytes"))
}
