//! Packages below `target/bench/`, each a workspace of its own, and cargo run
//! in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use antom_tests::root;

/// A package that is written and built.
pub struct Package {
    dir: PathBuf,
}

impl Package {
    /// The package called `name`, with these lines after its `[package]`; the
    /// lock file has the versions of the workspace.
    pub fn new(name: &str, manifest: &str) -> Self {
        let package = Self {
            dir: directory().join(name),
        };
        let head = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n"
        );
        package.write("Cargo.toml", &format!("{head}\n{manifest}"));
        package
    }

    /// A copy of the package in `source`, under the same name.
    pub fn copy(name: &str, source: &Path) -> Self {
        let package = Self {
            dir: directory().join(name),
        };
        package.copy_directory(source, "");
        let manifest = read(&source.join("Cargo.toml"));
        package.write("Cargo.toml", &format!("{manifest}\n[workspace]\n"));
        package
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

    /// Writes a file unless it holds the text already, so that cargo compiles
    /// only what changed.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.dir.join(path);
        if fs::read_to_string(&path).is_ok_and(|found| found == text) {
            return;
        }
        let parent = path.parent().expect("the path has a directory");
        fs::create_dir_all(parent).expect("the directory can be made");
        fs::write(&path, text).expect("the file can be written");
    }

    /// Runs cargo in the package.
    pub fn cargo(&self, arguments: &[&str], target: &Path) {
        let status = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&self.dir)
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS")
            .env_remove("RUSTC_WRAPPER")
            .env_remove("RUSTC_WORKSPACE_WRAPPER")
            .status()
            .expect("cargo can be run");
        assert!(status.success(), "cargo failed: {arguments:?}");
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Where the packages are.
pub fn directory() -> PathBuf {
    root().join("target/bench")
}
