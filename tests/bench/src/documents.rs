//! Compares generators on the OpenAPI documents of a folder: the documents that each one
//! generates and whose crate compiles, and what that costs.
//!
//! A generator is a command that writes a whole crate. Each runs in turn on a document, so
//! that a noisy machine is noisy for all. The crate is compiled alone, after its
//! dependencies.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use antom_tests::root;

use super::child::{self, Cost};
use super::packages::directory;

/// The first argument of this measurement.
pub const COMMAND: &str = "documents";

/// What is measured.
pub struct Options {
    folder: PathBuf,
    generators: Vec<Generator>,
    compile: bool,
}

/// A generator: its name, and the words of its command with `{spec}`, `{out}` and `{name}`.
struct Generator {
    name: String,
    command: Vec<String>,
}

/// The result of one generator for one document.
#[derive(Default)]
struct Outcome {
    generation: Option<Cost>,
    compilation: Option<Cost>,
    lines: usize,
}

impl Options {
    /// Reads `FOLDER [--check] [--peer NAME=COMMAND]...`.
    pub fn read(arguments: &[&str]) -> Option<Self> {
        let (folder, rest) = arguments.split_first()?;
        let own = root().join("target/release/xtask");
        let own = format!(
            "{} codegen --spec {{spec}} --out {{out}} --name {{name}}",
            own.display()
        );
        let mut options = Self {
            folder: PathBuf::from(folder),
            generators: vec![Generator::new("antom", &own)],
            compile: false,
        };
        let mut rest = rest.iter();
        while let Some(argument) = rest.next() {
            match *argument {
                "--check" => options.compile = true,
                "--peer" => {
                    let (name, command) = rest.next()?.split_once('=')?;
                    options.generators.push(Generator::new(name, command));
                }
                _ => return None,
            }
        }
        Some(options)
    }
}

impl Generator {
    fn new(name: &str, command: &str) -> Self {
        Self {
            name: name.to_owned(),
            command: command.split_whitespace().map(str::to_owned).collect(),
        }
    }

    /// Runs the generator on a document, and compiles the crate if that is asked for.
    fn outcome(&self, document: &Path, compile: bool) -> Outcome {
        let dir = directory().join(COMMAND).join(&self.name);
        let out = dir.join("crate");
        remove(&out);
        let words = self.command.iter().map(|word| {
            word.replace("{spec}", &document.display().to_string())
                .replace("{out}", &out.display().to_string())
                .replace("{name}", "measured")
        });
        let words: Vec<String> = words.collect();
        let generation = match child::run(&words) {
            Ok(cost) => cost,
            Err(output) => {
                eprintln!("{}: {}", self.name, first_error(&output));
                return Outcome::default();
            }
        };
        let compilation = compile.then(|| compilation(&out, &dir.join("target")));
        let compilation = compilation.transpose().unwrap_or_else(|output| {
            eprintln!("{}: {}", self.name, first_error(&output));
            None
        });
        Outcome {
            generation: Some(generation),
            compilation,
            lines: lines(&out.join("src")),
        }
    }
}

/// Measures all documents, the smallest first, and prints a line for each and a summary.
pub fn measure(options: &Options) {
    build();
    let names: Vec<&str> = options
        .generators
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    println!("document\tkB\tgenerator\twall s\tCPU s\tpeak MB\tlines\tcompile CPU s");
    let rows: Vec<(f64, Vec<Outcome>)> = documents(&options.folder)
        .into_iter()
        .map(|(size, document)| {
            let generators = options.generators.iter();
            let outcomes = generators.map(|it| {
                let outcome = it.outcome(&document, options.compile);
                print_one(&document, size, &it.name, &outcome);
                outcome
            });
            (size, outcomes.collect())
        })
        .collect();
    summarise(&names, &rows);
}

/// Builds the generator of this project as users run it.
fn build() {
    let built = Command::new("cargo")
        .args(["build", "--release", "--quiet", "-p", "xtask"])
        .current_dir(root())
        .status();
    assert!(built.is_ok_and(|it| it.success()), "xtask does not compile");
}

/// Returns the documents of a folder with their sizes in kB, the smallest first.
fn documents(folder: &Path) -> Vec<(f64, PathBuf)> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
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

/// Compiles the crate in `dir`, after its dependencies. Returns what cargo printed if the
/// crate does not compile.
fn compilation(dir: &Path, target: &Path) -> Result<Cost, String> {
    let manifest = dir.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(|error| error.to_string())?;
    if !text.lines().any(|line| line.trim() == "[workspace]") {
        fs::write(&manifest, format!("{text}\n[workspace]\n")).map_err(|it| it.to_string())?;
    }
    let command = [
        "cargo",
        "check",
        "--quiet",
        "--lib",
        "--manifest-path",
        &manifest.display().to_string(),
        "--target-dir",
        &target.display().to_string(),
        "--config",
        "build.incremental=false",
    ];
    let command = command.map(str::to_owned);
    let root = dir.join("src/lib.rs");
    let library = fs::read_to_string(&root).map_err(|error| error.to_string())?;
    let write = |text: &str| fs::write(&root, text).map_err(|error| error.to_string());
    write("//! Empty.\n")?;
    child::run(&command)?;
    write(&library)?;
    child::run(&command)
}

fn print_one(document: &Path, size: f64, generator: &str, outcome: &Outcome) {
    let document = document.file_stem().unwrap_or_default().to_string_lossy();
    let Outcome {
        generation,
        compilation,
        lines,
    } = outcome;
    let generation = generation.map_or("fails\t\t".to_owned(), |it| {
        format!("{:.2}\t{:.2}\t{:.0}", it.wall, it.cpu, it.peak / 1e6)
    });
    let compilation = compilation.map_or(String::new(), |it| format!("{:.1}", it.cpu));
    println!("{document}\t{size:.0}\t{generator}\t{generation}\t{lines}\t{compilation}");
}

/// Prints a row for each generator. Costs are sums over the documents for which all
/// generators have them.
fn summarise(names: &[&str], rows: &[(f64, Vec<Outcome>)]) {
    let all_generate = |row: &&(f64, Vec<Outcome>)| row.1.iter().all(|it| it.generation.is_some());
    let all_compile = |row: &&(f64, Vec<Outcome>)| row.1.iter().all(|it| it.compilation.is_some());
    let generated: Vec<_> = rows.iter().filter(all_generate).collect();
    let compiled: Vec<_> = rows.iter().filter(all_compile).collect();
    println!(
        "\nof {} documents; all generate {} and compile {} of them\n",
        rows.len(),
        generated.len(),
        compiled.len()
    );
    println!(
        "| | generated | compile | wall s | CPU s | CPU ms per 1000 lines | lines | compile, CPU s |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for (at, name) in names.iter().enumerate() {
        let of = |row: &(f64, Vec<Outcome>), figure: fn(&Outcome) -> Option<f64>| {
            row.1.get(at).and_then(figure)
        };
        let count = |figure: fn(&Outcome) -> Option<f64>| {
            rows.iter().filter(|row| of(row, figure).is_some()).count()
        };
        let sum = |rows: &[&(f64, Vec<Outcome>)], figure: fn(&Outcome) -> Option<f64>| -> f64 {
            rows.iter().filter_map(|row| of(row, figure)).sum()
        };
        let cpu = sum(&generated, |it| it.generation.map(|cost| cost.cpu));
        let lines = sum(&generated, |it| it.generation.map(|_| float(it.lines)));
        println!(
            "| {name} | {} | {} | {:.1} | {cpu:.1} | {:.1} | {lines} | {:.1} |",
            count(|it| it.generation.map(|cost| cost.cpu)),
            count(|it| it.compilation.map(|cost| cost.cpu)),
            sum(&generated, |it| it.generation.map(|cost| cost.wall)),
            cpu * 1e6 / lines,
            sum(&compiled, |it| it.compilation.map(|cost| cost.cpu)),
        );
    }
}

/// Returns the number of lines of Rust in a directory.
fn lines(dir: &Path) -> usize {
    let Ok(entries) = fs::read_dir(dir) else {
        return 0;
    };
    let lines = entries.flatten().map(|entry| {
        let path = entry.path();
        if path.is_dir() {
            lines(&path)
        } else if path.extension() == Some("rs".as_ref()) {
            fs::read_to_string(&path).map_or(0, |text| text.lines().count())
        } else {
            0
        }
    });
    lines.sum()
}

fn first_error(output: &str) -> &str {
    let is_error = |line: &&str| line.contains("error") || line.contains("panicked");
    let mut lines = output.lines();
    lines.find(is_error).unwrap_or(output)
}

fn remove(dir: &Path) {
    if dir.exists() {
        fs::remove_dir_all(dir).expect("the directory can be removed");
    }
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("a count of lines or bytes"))
}
