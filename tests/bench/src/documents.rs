//! Compares generators on the OpenAPI documents of a folder: the documents that each one
//! generates and whose crate compiles, and what that costs.
//!
//! Each generator runs in turn on a document, so that a noisy machine is noisy for all. The
//! crate is compiled alone, after its dependencies.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::child::{self, Cost};
use super::generators::{self, Compared, Generator, float, remove};
use super::packages::directory;

/// The first argument of this measurement.
pub const COMMAND: &str = "documents";

/// The result of one generator for one document.
#[derive(Default)]
struct Outcome {
    generation: Option<Cost>,
    compilation: Option<Compilation>,
    lines: usize,
}

/// The cost of compiling a crate.
#[derive(Clone, Copy)]
struct Compilation {
    /// CPU seconds of the crate alone.
    alone: f64,
    /// CPU seconds of the dependencies, unless an earlier crate had them.
    dependencies: f64,
    /// The number of dependencies.
    crates: usize,
}

/// The results of all generators for one document.
type Row = Vec<Outcome>;

/// A figure of one generator for one document.
type Figure = fn(&Outcome) -> Option<f64>;

/// Measures all documents, the smallest first, and prints a line for each and a summary.
pub fn measure(compared: &Compared, compile: bool) {
    generators::build();
    for generator in &compared.generators {
        remove(&target(generator));
    }
    println!(
        "document\tkB\tgenerator\twall s\tCPU s\tpeak MB\tlines\tcompile CPU s\tdependencies\ttheir CPU s"
    );
    let rows: Vec<Row> = compared
        .documents()
        .into_iter()
        .map(|(size, document)| {
            let generators = compared.generators.iter();
            let outcomes = generators.map(|it| {
                let outcome = outcome(it, &document, compile);
                print_one(&document, size, &it.name, &outcome);
                outcome
            });
            outcomes.collect()
        })
        .collect();
    summarise(&compared.generators, &rows);
}

/// Runs a generator on a document, and compiles the crate if that is asked for.
fn outcome(generator: &Generator, document: &Path, compile: bool) -> Outcome {
    let out = directory()
        .join(COMMAND)
        .join(&generator.name)
        .join("crate");
    let generation = match generator.generate(document, &out) {
        Ok(cost) => cost,
        Err(output) => {
            generators::complain(&generator.name, &output);
            return Outcome::default();
        }
    };
    let compilation = compile.then(|| compilation(&out, &target(generator)));
    let compilation = compilation.transpose().unwrap_or_else(|output| {
        generators::complain(&generator.name, &output);
        None
    });
    Outcome {
        generation: Some(generation),
        compilation,
        lines: lines(&out.join("src")),
    }
}

fn target(generator: &Generator) -> PathBuf {
    directory()
        .join(COMMAND)
        .join(&generator.name)
        .join("target")
}

/// Compiles the crate in `dir`, after its dependencies. Returns what cargo printed if the
/// crate does not compile.
fn compilation(dir: &Path, target: &Path) -> Result<Compilation, String> {
    let manifest = dir.join("Cargo.toml").display().to_string();
    let command = [
        "cargo",
        "check",
        "--quiet",
        "--lib",
        "--manifest-path",
        &manifest,
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
    let dependencies = child::run(&command)?.cpu;
    write(&library)?;
    Ok(Compilation {
        alone: child::run(&command)?.cpu,
        dependencies,
        crates: crates(&manifest)?,
    })
}

/// Returns the number of crates that a crate depends on.
fn crates(manifest: &str) -> Result<usize, String> {
    let output = Command::new("cargo")
        .args(["tree", "--manifest-path", manifest, "--prefix", "none"])
        .args(["--edges", "normal,build", "--format", "{p}"])
        .output()
        .map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    // A crate is its name and its version; a mark follows.
    let names = text.lines().map(|line| line.split(' ').take(2));
    let names: BTreeSet<Vec<&str>> = names.map(Iterator::collect).collect();
    Ok(names.len().saturating_sub(1))
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
    let compilation = compilation.map_or("\t\t".to_owned(), |it| {
        format!("{:.1}\t{}\t{:.1}", it.alone, it.crates, it.dependencies)
    });
    println!("{document}\t{size:.0}\t{generator}\t{generation}\t{lines}\t{compilation}");
}

/// Prints a row for each generator. Costs are sums over the documents for which all
/// generators have them. Memory and dependencies are those of the largest document.
fn summarise(generators: &[Generator], rows: &[Row]) {
    let all_generate = |row: &&Row| row.iter().all(|it| it.generation.is_some());
    let all_compile = |row: &&Row| row.iter().all(|it| it.compilation.is_some());
    let generated: Vec<&Row> = rows.iter().filter(all_generate).collect();
    let compiled: Vec<&Row> = rows.iter().filter(all_compile).collect();
    println!(
        "\nof {} documents; all generate {} and compile {} of them\n",
        rows.len(),
        generated.len(),
        compiled.len()
    );
    println!(
        "| | generated | compile | wall s | CPU s | CPU ms per 1000 lines | peak MB | lines | compile, CPU s | dependencies | their CPU s |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for (at, generator) in generators.iter().enumerate() {
        let of = |row: &Row, figure: Figure| row.get(at).and_then(figure);
        let count = |figure: Figure| rows.iter().filter(|row| of(row, figure).is_some()).count();
        let figures = |rows: &[&Row], figure: Figure| -> Vec<f64> {
            rows.iter().filter_map(|row| of(row, figure)).collect()
        };
        let sum = |rows, figure| figures(rows, figure).iter().sum::<f64>();
        let most = |rows, figure| figures(rows, figure).into_iter().fold(0.0, f64::max);
        let cpu = sum(&generated, |it| it.generation.map(|cost| cost.cpu));
        let lines = sum(&generated, |it| it.generation.map(|_| float(it.lines)));
        println!(
            "| {} | {} | {} | {:.1} | {cpu:.1} | {:.1} | {:.0} | {lines} | {:.1} | {} | {:.1} |",
            generator.name,
            count(|it| it.generation.map(|cost| cost.cpu)),
            count(|it| it.compilation.map(|it| it.alone)),
            sum(&generated, |it| it.generation.map(|cost| cost.wall)),
            cpu * 1e6 / lines,
            most(&generated, |it| it.generation.map(|cost| cost.peak)) / 1e6,
            sum(&compiled, |it| it.compilation.map(|it| it.alone)),
            most(&compiled, |it| it.compilation.map(|it| float(it.crates))),
            most(&compiled, |it| it.compilation.map(|it| it.dependencies)),
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
