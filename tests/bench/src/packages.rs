//! Packages below `target/bench/`, each in its own workspace, and a function that runs
//! cargo in them.

use std::fs;
use std::path::{Path, PathBuf};

use antom_tests::root;
use antom_tests::scratch::Scratch;

/// A package that is written and built.
pub struct Package {
    scratch: Scratch,
}

impl Package {
    /// Creates the package `name`, with these lines after its `[package]`. It uses the
    /// workspace's versions; cargo chooses the versions of other crates.
    pub fn new(name: &str, manifest: &str) -> Self {
        let package = Self::empty(name);
        let head = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n"
        );
        package.write("Cargo.toml", &format!("{head}\n{manifest}"));
        package
    }

    /// Creates a copy of the package in `source` with the same name.
    pub fn copy(name: &str, source: &Path) -> Self {
        let package = Self::empty(name);
        package.copy_directory(source, "");
        let manifest = read(&source.join("Cargo.toml"));
        package.write("Cargo.toml", &format!("{manifest}\n[workspace]\n"));
        package
    }

    fn empty(name: &str) -> Self {
        Self {
            scratch: Scratch::new(directory(), name),
        }
    }

    fn copy_directory(&self, source: &Path, below: &str) {
        let entries = fs::read_dir(source).expect("the package is there");
        for entry in entries {
            let path = entry.expect("the package can be listed").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let below = format!("{below}{name}");
            if path.is_dir() {
                self.copy_directory(&path, &format!("{below}/"));
            } else if below != "Cargo.toml" {
                self.write(&below, &read(&path));
            }
        }
    }

    /// Writes a file, unless it has the same content already, so that cargo compiles only
    /// changed files.
    pub fn write(&self, path: &str, text: &str) {
        self.scratch.write(path, text);
    }

    /// Runs cargo in the package.
    pub fn cargo(&self, arguments: &[&str], target: &Path) {
        let status = self
            .scratch
            .command(arguments, target)
            .env("CARGO_INCREMENTAL", "0")
            .status()
            .expect("cargo can be run");
        assert!(status.success(), "cargo failed: {arguments:?}");
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the directory of the packages.
pub fn directory() -> PathBuf {
    root().join("target/bench")
}
