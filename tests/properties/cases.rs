//! Compares the crates of the golden cases with the judge. The cases use every keyword,
//! even those that the specification does not use yet.
//!
//! One program contains all these crates as modules. It reads lines with the number of a
//! case and a request, and writes lines with an answer.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;

use antom_tests::gathered::gathered;
use antom_tests::scratch::Scratch;
use antom_tests::{DISPLAY, cases};
use generator::files::FileSet;
use generator::model::{Api, Operation, Shape};
use generator::plan::module_path;
use serde_json::Value;
use tempfile::TempDir;

use super::judge::is_known_dialect;
use super::{Answer, Requests};

/// The share of messages for each case, since there are many small cases.
const PART: u32 = 5;

/// The manifest of the program.
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
const PROGRAM: &str = r#"
use serde_json::json;

macro_rules! answer {
    ($request:ty, $json:expr) => {
        match <$request>::from_json($json.as_bytes()) {
            Err(error) => json!({"refused": error.pointer()}),
            Ok(request) => {
                let found = request.validate().err();
                let places: Vec<_> = found.iter().flatten().map(|it| it.pointer()).collect();
                json!({"written": request, "places": places})
            }
        }
    };
}

fn main() {
    for line in std::io::stdin().lines() {
        let line = line.expect("lines are text");
        let (case, json) = line.split_once(' ').expect("a case and a request");
        let answer = match case {
"#;

/// A golden case, and the name of its module.
struct Subject {
    module: String,
    spec: TempDir,
    api: Arc<Api>,
}

impl Subject {
    fn operation(&self) -> &Operation {
        let operation = self.api.operations.first();
        operation.expect("a case has an operation")
    }
}

/// Returns the golden cases whose requests are JSON, each with its package.
fn subjects() -> (Vec<Subject>, Vec<(String, FileSet)>) {
    let subjects = cases("emit").into_iter().filter_map(|case| {
        let spec = case.specification();
        let generated = generator::generate(spec.path(), DISPLAY);
        let generated = generated.unwrap_or_else(|_| panic!("{} has errors", case.name));
        let subject = Subject {
            module: case.module(),
            spec,
            api: Arc::new(generated.specification.api),
        };
        // A request with parameters is not a JSON text, and the judge of unions is another one.
        let is_known = is_known_dialect(subject.spec.path());
        let operations = &subject.api.operations;
        let is_json = operations.first().is_some_and(|it| it.inputs.is_none());
        let types = &subject.api.types;
        let has_union = types.iter().any(|def| matches!(def.shape, Shape::Union(_)));
        (is_known && is_json && !has_union).then(|| (subject, (case.module(), generated.files)))
    });
    subjects.unzip()
}

/// Returns the program that answers for all subjects.
fn program(subjects: &[Subject]) -> String {
    let mut program = PROGRAM.to_owned();
    for (index, subject) in subjects.iter().enumerate() {
        let operation = subject.operation();
        let module = module_path(&subject.api, operation.module);
        let path = format!("cases::{}::{module}::Request", subject.module);
        // Writing to a string does not fail.
        let _ = writeln!(program, "\"{index}\" => answer!({path}, json),");
    }
    program + "_ => panic!(\"there is no case {case}\"),\n};\nprintln!(\"{answer}\");\n}\n}\n"
}

/// The running program.
struct Answers {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Answers {
    fn start(scratch: &Scratch) -> Self {
        let name = format!("answers{}", std::env::consts::EXE_SUFFIX);
        let mut child = Command::new(scratch.target().join("debug").join(name))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program can be run");
        let input = child.stdin.take().expect("it has an input");
        let output = child.stdout.take().expect("it has an output");
        Self {
            child,
            input,
            output: BufReader::new(output),
        }
    }

    fn answer(&mut self, case: usize, request: &Value) -> Answer {
        writeln!(self.input, "{case} {request}").expect("the program takes requests");
        let mut line = String::new();
        let read = self.output.read_line(&mut line);
        read.expect("the program gives answers");
        let mut answer: Value = serde_json::from_str(&line).expect("an answer is JSON");
        match answer["refused"].as_str() {
            Some(place) => Answer::Refused(place.to_owned()),
            None => Answer::Read {
                written: answer["written"].take(),
                places: serde_json::from_value(answer["places"].take())
                    .expect("an answer has places"),
            },
        }
    }
}

impl Drop for Answers {
    fn drop(&mut self) {
        // The program ends without input. It is no longer needed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn validation_of_the_golden_cases_agrees_with_their_schemas() {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "judged-cases");
    let (subjects, packages) = subjects();
    scratch.write_package("cases", &gathered("cases", &packages));
    scratch.write("Cargo.toml", MANIFEST);
    scratch.write("src/main.rs", &program(&subjects));
    let (success, messages) = scratch.cargo(&["build"]);
    let messages: Vec<String> = messages.into_iter().map(|it| it.rendered).collect();
    assert!(success, "{}", messages.join("\n"));
    let answers = RefCell::new(Answers::start(&scratch));
    for (index, subject) in subjects.iter().enumerate() {
        // Shown when the test fails.
        println!("{}", subject.module);
        let requests = Requests::new(&subject.api, subject.operation(), subject.spec.path());
        requests.agree(PART, |json| Ok(answers.borrow_mut().answer(index, json)));
    }
}
