//! The program that answers for all types of some crates.
//!
//! One package contains the crates as modules. The program reads lines with the number of a
//! type and a message, and writes lines with an answer.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use antom_tests::gathered::gathered;
use antom_tests::scratch::Scratch;
use generator::files::FileSet;
use serde_json::Value;

use crate::compare::Answer;
use crate::requests::{self, Request};

const MANIFEST: &str = r#"
[package]
name = "answers"
version = "0.0.0"
edition = "2024"

[workspace]
resolver = "3"

[dependencies]
cases = { path = "cases" }
serde_json = "1"
"#;

/// The beginning of the program.
const PROGRAM: &str = r#"#![allow(warnings)]
use cases::support::{Inspect, Message, ReadValue, ResultPaths, from_json, from_json_request};
use serde_json::{Value, json};

type Read<T> = Result<T, String>;

fn read<T: ReadValue>(json: &str) -> Read<T> {
    let read = match T::MESSAGE {
        Message::Request => from_json_request(json.as_bytes()),
        Message::Response => from_json(json.as_bytes(), &ResultPaths::NONE),
    };
    read.map_err(|error| error.pointer().to_owned())
}

fn answer(written: Value, debug: &str, places: Vec<String>) -> Value {
    let unmatched = debug.contains("Unmatched {");
    json!({"written": written, "places": places, "unmatched": unmatched})
}

fn of_read<T: ReadValue + serde::Serialize + std::fmt::Debug>(json: &str) -> Value {
    match read::<T>(json) {
        Err(place) => json!({"refused": place}),
        Ok(value) => answer(json!(value), &format!("{value:?}"), Vec::new()),
    }
}

fn of_written<T: ReadValue + serde::Serialize + Inspect + std::fmt::Debug>(json: &str) -> Value {
    match read::<T>(json) {
        Err(place) => json!({"refused": place}),
        Ok(value) => {
            let found = cases::support::violations(&value).err();
            let places = found.iter().flatten().map(|it| it.pointer().to_owned());
            answer(json!(value), &format!("{value:?}"), places.collect())
        }
    }
}

fn main() {
    for line in std::io::stdin().lines() {
        let line = line.expect("lines are text");
        let (number, json) = line.split_once(' ').expect("a type and a message");
        let number: usize = number.parse().expect("a number");
        println!("{}", ANSWERS[number](json));
    }
}

"#;

/// A type for which the program answers.
#[derive(Debug, Clone)]
pub enum Subject {
    /// A type that is read from JSON.
    Type {
        /// Its path below the package.
        path: String,
        /// True if programs write it.
        is_written: bool,
    },
    /// The request at a position.
    Request(usize),
}

/// Compiles the program for types of some crates, each with the name of its module.
///
/// # Errors
///
/// Returns the messages of the compiler.
pub fn compiled(
    scratch: &Scratch,
    packages: &[(String, FileSet)],
    subjects: &[Subject],
    requests: &[Request],
) -> Result<Program, String> {
    let mut files = gathered("cases", packages);
    let root = files.get("src/lib.rs").unwrap_or_default();
    let root = root.replace("\nmod support;\n", "\n#[doc(hidden)]\npub mod support;\n");
    files.insert(
        "src/lib.rs",
        format!("{root}\n#[doc(hidden)]\npub mod requests;\n"),
    );
    files.insert("src/requests.rs", requests::module(requests));
    scratch.write_package("cases", &files);
    scratch.write("Cargo.toml", &format!("{MANIFEST}serde = \"1\"\n"));
    scratch.write("src/main.rs", &text(subjects));
    let (success, messages) = scratch.cargo(&["build"]);
    if !success {
        let messages = messages.into_iter().filter(|it| it.is_error);
        return Err(messages.map(|it| it.rendered).collect());
    }
    let name = format!("answers{}", std::env::consts::EXE_SUFFIX);
    Ok(Program::start(scratch.target().join("debug").join(name)))
}

fn text(subjects: &[Subject]) -> String {
    let mut text = PROGRAM.to_owned();
    // Writing to a string does not fail.
    let _ = writeln!(text, "const ANSWERS: &[fn(&str) -> Value] = &[");
    for subject in subjects {
        let _ = match subject {
            Subject::Type { path, is_written } => {
                let function = if *is_written { "of_written" } else { "of_read" };
                writeln!(text, "    {function}::<cases::{path}>,")
            }
            Subject::Request(number) => {
                writeln!(text, "    cases::requests::request_{number},")
            }
        };
    }
    text + "];\n"
}

/// The running program.
pub struct Program {
    path: PathBuf,
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Program {
    fn start(path: PathBuf) -> Self {
        let mut child = Command::new(&path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program can be run");
        let input = child.stdin.take().expect("it has an input");
        let output = child.stdout.take().expect("it has an output");
        Self {
            path,
            child,
            input,
            output: BufReader::new(output),
        }
    }

    /// Returns the answer of the type at a position to a message. If the program ends, as it
    /// does when its stack overflows, another one is started.
    pub fn answer(&mut self, subject: usize, message: &Value) -> Answer {
        let Some(mut answer) = self.line(subject, message) else {
            *self = Self::start(std::mem::take(&mut self.path));
            return Answer::Ended;
        };
        match answer["refused"].as_str() {
            Some(place) => Answer::Refused(place.to_owned()),
            None => Answer::Read {
                written: answer["written"].take(),
                places: serde_json::from_value(answer["places"].take())
                    .expect("an answer has places"),
                is_unmatched: answer["unmatched"] == true,
            },
        }
    }

    /// Returns the line with an answer, unless the program ends.
    fn line(&mut self, subject: usize, message: &Value) -> Option<Value> {
        writeln!(self.input, "{subject} {message}").ok()?;
        let mut line = String::new();
        self.output.read_line(&mut line).ok()?;
        serde_json::from_str(&line).ok()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // The program ends without input. It is no longer needed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
