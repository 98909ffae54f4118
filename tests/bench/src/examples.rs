//! Compares the code of generators at run time: the types of each one read and write the
//! largest examples of the OpenAPI documents of a folder, one of each document.
//!
//! Each type is compiled in a program of its own, so that no crate changes the features of
//! another one's dependencies. A generated crate has the types of components in its module
//! `types`. The programs run in turn.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use antom_judge::{examples, source};
use antom_tests::root;
use heck::ToUpperCamelCase;

use super::child;
use super::generators::{self, CRATE, Compared, Generator};
use super::packages::{Package, directory};

/// The first argument of this measurement.
pub const COMMAND: &str = "examples";

/// The number of examples.
const EXAMPLES: usize = 5;

/// The number of runs of each program.
const ROUNDS: usize = 9;

const MANIFEST: &str = r#"
[features]
write = []

[lib]
name = "message"

[[bin]]
name = "program"
path = "PROGRAM/example.rs"

[dependencies]
serde = "1"
serde_json = "1"
"#;

/// The largest example of a document.
struct Example {
    document: PathBuf,
    component: String,
    json: String,
}

/// A program that reads and writes a message, and what it measured.
struct Program {
    path: PathBuf,
    figures: Option<Figures>,
}

/// The measurements of a program: the shortest times in nanoseconds.
#[derive(Clone, Copy)]
struct Figures {
    read: f64,
    /// `None` if the type can only be read.
    write: Option<f64>,
    /// True if the message was written as it was read.
    is_same: bool,
}

/// Measures the largest examples, and prints a row for each: times relative to those of
/// `serde_json::Value`.
pub fn measure(compared: &Compared) {
    generators::build();
    print!("| example | bytes | `Value`, ns |");
    for generator in &compared.generators {
        print!(" {} |", generator.name);
    }
    println!(
        "\n|---|---|---|{}",
        "---|".repeat(compared.generators.len())
    );
    for example in largest(compared) {
        let (value, all) = of_example(&example, compared);
        let document = example.document.file_stem().unwrap_or_default();
        let (document, size) = (document.to_string_lossy(), example.json.len());
        print!("| {document} {} | {size} |", example.component);
        print!(" {} |", value.text(0, Figures::NANOSECONDS));
        for figures in all {
            let text = figures.map(|it| it.text(2, value));
            print!(" {} |", text.unwrap_or_else(|| "fails".to_owned()));
        }
        println!();
    }
}

/// Returns the largest examples, the largest first.
fn largest(compared: &Compared) -> Vec<Example> {
    let documents = compared.documents().into_iter();
    let mut found: Vec<Example> = documents.filter_map(|(_, it)| of_document(it)).collect();
    found.sort_by_key(|example| Reverse(example.json.len()));
    found.truncate(EXAMPLES);
    found
}

/// Returns the largest example of a component that is an object.
fn of_document(document: PathBuf) -> Option<Example> {
    let found: BTreeMap<_, _> = examples::of(&source::read(&document).ok()?);
    let found = found.into_iter().filter_map(|(pointer, examples)| {
        let (_, component) = pointer.split_once("#/components/schemas/")?;
        let is_whole = !component.contains('/');
        let objects = examples.iter().filter(|it| it.is_object());
        let texts = objects.map(ToString::to_string);
        let largest = texts.max_by_key(String::len)?;
        is_whole.then(|| (component.to_owned(), largest))
    });
    let (component, json) = found.max_by_key(|(_, json)| json.len())?;
    Some(Example {
        document,
        component,
        json,
    })
}

/// Returns what all generators have for an example, after `serde_json::Value`.
fn of_example(example: &Example, compared: &Compared) -> (Figures, Vec<Option<Figures>>) {
    let value = program("value", "", "serde_json::Value").expect("the program compiles");
    let mut programs = vec![("Value", Some(value))];
    for generator in &compared.generators {
        let name = generator.name.as_str();
        let built = of_generator(generator, example);
        let built = built.map_err(|output| generators::complain(name, &output));
        programs.push((name, built.ok()));
    }
    let message = directory().join(COMMAND).join("message.json");
    fs::write(&message, &example.json).expect("the example can be written");
    for _ in 0..ROUNDS {
        for (name, slot) in &mut programs {
            let ran = slot.as_mut().map(|program| program.run(&message));
            if let Some(Err(output)) = ran {
                generators::complain(name, &output);
                *slot = None;
            }
        }
    }
    let figures = programs
        .into_iter()
        .map(|(_, it)| it.and_then(|it| it.figures));
    let mut figures: Vec<_> = figures.collect();
    let value = figures.remove(0).expect("any JSON is a value");
    (value, figures)
}

/// Compiles the program of a generator's type. Returns what cargo printed if that fails.
fn of_generator(generator: &Generator, example: &Example) -> Result<Program, String> {
    let dir = directory().join(COMMAND).join(&generator.name);
    let out = dir.join("crate");
    generator.generate(&example.document, &out)?;
    let dependency = format!("{CRATE} = {{ path = \"{}\" }}\n", out.display());
    let ty = example.component.to_upper_camel_case();
    program(
        &generator.name,
        &dependency,
        &format!("{CRATE}::types::{ty}"),
    )
}

fn program(name: &str, dependency: &str, ty: &str) -> Result<Program, String> {
    let sources = root().join("tests/bench/program").display().to_string();
    let manifest = MANIFEST.replace("PROGRAM", &sources) + dependency;
    let name = format!("{COMMAND}-{name}");
    let package = Package::new(&name, &manifest);
    package.write(
        "src/lib.rs",
        &format!("#[path = \"{sources}/work.rs\"]\npub mod work;\n\npub use {ty} as Message;\n"),
    );
    let target = directory().join(COMMAND).join("target").join(&name);
    let build = |features: &[&str]| {
        let manifest = directory().join(&name).join("Cargo.toml");
        let mut command = vec!["cargo", "build", "--release", "--quiet"];
        let (manifest, target) = (manifest.display().to_string(), target.display().to_string());
        command.extend(["--manifest-path", &manifest, "--target-dir", &target]);
        command.extend(features);
        child::run(&command.into_iter().map(str::to_owned).collect::<Vec<_>>())
    };
    // Some generators have types that can only be read.
    build(&["--features", "write"]).or_else(|_| build(&[]))?;
    let path = target.join("release/program");
    Ok(Program {
        path,
        figures: None,
    })
}

impl Program {
    /// Runs the program once more, and keeps the shortest times. Returns what it printed
    /// if it cannot read the message.
    fn run(&mut self, message: &Path) -> Result<(), String> {
        let output = Command::new(&self.path)
            .arg(message)
            .output()
            .map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        let new = Figures::parse(&String::from_utf8_lossy(&output.stdout));
        self.figures = Some(self.figures.map_or(new, |earlier| earlier.or(new)));
        Ok(())
    }
}

impl Figures {
    const NANOSECONDS: Self = Self {
        read: 1.0,
        write: Some(1.0),
        is_same: true,
    };

    /// Parses what a program prints: the time of reading, and if it writes, that of
    /// writing and a truth value.
    fn parse(text: &str) -> Self {
        let words: Vec<&str> = text.split_whitespace().collect();
        let time = |at: usize| words.get(at).and_then(|it| it.parse().ok());
        Self {
            read: time(0).expect("the time of reading"),
            write: time(1),
            is_same: words.get(2) == Some(&"true"),
        }
    }

    /// Returns the shorter times.
    fn or(self, other: Self) -> Self {
        Self {
            read: self.read.min(other.read),
            write: self
                .write
                .zip(other.write)
                .map(|(one, other)| one.min(other)),
            is_same: self.is_same,
        }
    }

    /// Returns the times in a unit, with so many digits after the point.
    fn text(self, digits: usize, unit: Self) -> String {
        let read = format!("{:.digits$}", self.read / unit.read);
        let written = self.write.zip(unit.write);
        let write = written.map_or("reads only".to_owned(), |(time, unit)| {
            format!("{:.digits$}", time / unit)
        });
        let loses = self.write.is_some() && !self.is_same;
        let loses = if loses { ", loses" } else { "" };
        format!("{read}, {write}{loses}")
    }
}
