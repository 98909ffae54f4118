//! A scratch workspace below the target directory, and cargo run in it.
//!
//! It stays from run to run, and only what changed is written, so that cargo
//! compiles little.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::root;

/// A directory with a workspace of its own.
pub struct Scratch {
    dir: PathBuf,
}

/// What the compiler says about a target.
pub struct Message {
    /// The target's package.
    pub package: String,
    /// The target's name.
    pub target: String,
    /// Whether it stops the compiler.
    pub is_error: bool,
    /// The message as a terminal would show it.
    pub rendered: String,
}

#[allow(
    clippy::missing_panics_doc,
    reason = "a test that cannot write or run what it needs has failed"
)]
impl Scratch {
    /// The workspace called `name` in a directory for temporary files, with the
    /// versions that the project uses.
    #[must_use]
    pub fn new(directory: &str, name: &str) -> Self {
        let dir = Path::new(directory).join(name);
        let scratch = Self { dir };
        let lock =
            fs::read_to_string(root().join("Cargo.lock")).expect("the workspace has a lock file");
        scratch.write("Cargo.lock", &lock);
        scratch
    }

    /// The workspace's directory.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Writes a file unless it holds the text already.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.dir.join(path);
        if fs::read_to_string(&path).is_ok_and(|found| found == text) {
            return;
        }
        let parent = path.parent().expect("the path has a directory");
        fs::create_dir_all(parent).expect("the directory can be made");
        fs::write(&path, text).expect("the file can be written");
    }

    /// Removes the entries of a directory whose names are not `kept`.
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

    /// Runs `cargo check` without the network, and says whether all is well.
    #[must_use]
    pub fn check(&self, arguments: &[&str]) -> (bool, Vec<Message>) {
        let output = self
            .cargo("check")
            .args(["--keep-going", "--message-format=json"])
            .args(arguments)
            .output()
            .expect("cargo can be run");
        let text = String::from_utf8_lossy(&output.stdout);
        let messages: Vec<Message> = text.lines().filter_map(message).collect();
        let told = output.status.success() || messages.iter().any(|message| message.is_error);
        assert!(
            told,
            "cargo failed: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        (output.status.success(), messages)
    }

    /// A call of cargo in the workspace, without the network.
    #[must_use]
    pub fn cargo(&self, verb: &str) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command
            .args([verb, "--offline"])
            .current_dir(&self.dir)
            .env("CARGO_TARGET_DIR", self.dir.join("target"))
            .env_remove("RUSTFLAGS")
            .env_remove("RUSTC_WRAPPER")
            .env_remove("RUSTC_WORKSPACE_WRAPPER");
        command
    }
}

fn message(line: &str) -> Option<Message> {
    let line: Value = serde_json::from_str(line).ok()?;
    let level = line["message"]["level"].as_str();
    if line["reason"] != "compiler-message" || level == Some("failure-note") {
        return None;
    }
    Some(Message {
        package: line["package_id"].as_str()?.to_owned(),
        target: line["target"]["name"].as_str()?.to_owned(),
        is_error: level == Some("error"),
        rendered: line["message"]["rendered"].as_str()?.to_owned(),
    })
}
