//! A scratch workspace below the target directory, in which tests run cargo.
//!
//! It is kept between runs, and only changed files are written, so that cargo compiles
//! little.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use generator::files::{FileSet, apply, compare};
use serde_json::Value;

use crate::root;

/// A directory with its own workspace.
#[derive(Debug)]
pub struct Scratch {
    dir: PathBuf,
}

/// A message of the compiler about a target.
#[derive(Debug)]
pub struct Message {
    /// The file of the place that it is about, if it is about one.
    pub file: Option<String>,
    /// True for an error.
    pub is_error: bool,
    /// The message as a terminal shows it.
    pub rendered: String,
}

impl Scratch {
    /// Creates the workspace `name` with the versions that the project uses, in a
    /// directory such as cargo's directory for files of tests.
    ///
    /// # Panics
    ///
    /// Panics if it cannot be created.
    #[must_use]
    pub fn new(tmpdir: impl AsRef<Path>, name: &str) -> Self {
        let dir = tmpdir.as_ref().join(name);
        let scratch = Self { dir };
        let lock =
            fs::read_to_string(root().join("Cargo.lock")).expect("the workspace has a lock file");
        scratch.write("Cargo.lock", &lock);
        scratch
    }

    /// Returns the directory.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Writes a file, unless it has the same content already.
    ///
    /// # Panics
    ///
    /// Panics if it cannot be written.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.dir.join(path);
        if fs::read_to_string(&path).is_ok_and(|found| found == text) {
            return;
        }
        let parent = path.parent().expect("the path has a directory");
        fs::create_dir_all(parent).expect("the directory can be made");
        fs::write(&path, text).expect("the file can be written");
    }

    /// Removes the entries of a directory whose names are not in `kept`.
    ///
    /// # Panics
    ///
    /// Panics if one cannot be removed.
    pub fn keep_only(&self, path: &str, kept: &[String]) {
        let entries = fs::read_dir(self.dir.join(path))
            .into_iter()
            .flatten()
            .flatten();
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !kept.contains(&name) {
                let path = entry.path();
                let removed = if path.is_dir() {
                    fs::remove_dir_all(path)
                } else {
                    fs::remove_file(path)
                };
                removed.expect("what an earlier run left can be removed");
            }
        }
    }

    /// Returns the target directory.
    #[must_use]
    pub fn target(&self) -> PathBuf {
        self.dir.join("target")
    }

    /// Returns a cargo command in the workspace with this target directory and without
    /// the settings of the outer cargo.
    #[must_use]
    pub fn command(&self, arguments: &[&str], target: &Path) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(arguments)
            .current_dir(&self.dir)
            .env("CARGO_TARGET_DIR", target)
            .env_remove("RUSTFLAGS")
            .env_remove("RUSTC_WRAPPER")
            .env_remove("RUSTC_WORKSPACE_WRAPPER");
        command
    }

    /// Runs a cargo command without the network. Returns whether it succeeded, and the
    /// messages.
    ///
    /// # Panics
    ///
    /// Panics if it fails without an error in a file.
    #[must_use]
    pub fn cargo(&self, arguments: &[&str]) -> (bool, Vec<Message>) {
        self.cargo_in(&self.target(), arguments)
    }

    /// Runs a cargo command as [`cargo`](Self::cargo) does, with a target directory.
    fn cargo_in(&self, target: &Path, arguments: &[&str]) -> (bool, Vec<Message>) {
        let output = self
            .command(arguments, target)
            .args(["--offline", "--keep-going", "--message-format=json"])
            // Packages change as a whole, so incremental builds take a fifth longer, and
            // nobody debugs them.
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .output()
            .expect("cargo can be run");
        let text = String::from_utf8_lossy(&output.stdout);
        let messages: Vec<Message> = text.lines().filter_map(message).collect();
        // An error without a place is about the machine, such as a disk that is full.
        let has_place = |message: &Message| message.is_error && message.file.is_some();
        assert!(
            output.status.success() || messages.iter().any(has_place),
            "cargo failed: {}{}",
            messages.iter().map(|it| &*it.rendered).collect::<String>(),
            String::from_utf8_lossy(&output.stderr)
        );
        (output.status.success(), messages)
    }

    /// Writes a generated package into a directory of the workspace.
    ///
    /// # Panics
    ///
    /// Panics if it cannot be written.
    pub fn write_package(&self, path: &str, files: &FileSet) {
        let dir = self.dir.join(path);
        let comparison = compare(files, &dir).expect("the directory can be read");
        apply(&comparison, &dir).expect("the directory can be written");
    }

    /// Makes a generated package the only one of the workspace, and returns the
    /// complaints of the compiler, clippy and rustdoc.
    ///
    /// # Panics
    ///
    /// Panics if it cannot be written, or if cargo fails without a message.
    #[must_use]
    pub fn complaints_about(&self, files: &FileSet) -> Vec<String> {
        self.write_package("package", files);
        self.write(
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"package\"]\n",
        );
        self.complaints()
    }

    /// Returns the complaints of the compiler, clippy and rustdoc about the libraries of
    /// the workspace. Without clippy, only the compiler checks.
    ///
    /// # Panics
    ///
    /// Panics if cargo fails without a message.
    #[must_use]
    pub fn complaints(&self) -> Vec<String> {
        let clippy = self
            .command(&["clippy", "--version"], &self.target())
            .output();
        let has_clippy = clippy.is_ok_and(|output| output.status.success());
        let lint = if has_clippy { "clippy" } else { "check" };
        // Both run at once, each in its own directory, because each uses one core only.
        let commands: [(PathBuf, &[&str]); 2] = [
            (self.target(), &[lint, "--workspace", "--lib"]),
            (
                self.target().join("doc"),
                &["doc", "--workspace", "--no-deps"],
            ),
        ];
        // Cargo makes its directory under another name and moves it, so one that is in
        // another must not be made at the same time.
        for (target, _) in &commands {
            fs::create_dir_all(target).expect("the directory can be made");
        }
        let messages = thread::scope(|scope| {
            let running = commands.map(|(target, command)| {
                scope.spawn(move || {
                    let (success, messages) = self.cargo_in(&target, command);
                    assert!(
                        success || !messages.is_empty(),
                        "cargo failed without a message"
                    );
                    messages
                })
            });
            running.map(|it| it.join().expect("cargo gives an answer"))
        });
        let messages = messages.into_iter().flatten();
        messages.map(|message| message.rendered).collect()
    }
}

fn message(line: &str) -> Option<Message> {
    let line: Value = serde_json::from_str(line).ok()?;
    let level = line["message"]["level"].as_str();
    if line["reason"] != "compiler-message" || level == Some("failure-note") {
        return None;
    }
    let mut spans = line["message"]["spans"].as_array().into_iter().flatten();
    let primary = spans.find(|span| span["is_primary"] == true);
    Some(Message {
        file: primary.and_then(|span| Some(span["file_name"].as_str()?.to_owned())),
        is_error: level == Some("error"),
        rendered: line["message"]["rendered"].as_str()?.to_owned(),
    })
}
