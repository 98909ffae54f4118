//! Measures the generator as a specification grows: time by stage and memory, compared
//! with reading and printing its own output.
//!
//! Each round of each size has its own process. Its memory is then that of the size
//! alone, and a small size cannot reuse memory of an earlier round. Times are the minimum
//! of several rounds.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use generator::Generated;
use generator::files;

use super::packages::directory;
use super::synthetic::Axis;
use super::{synthetic, usage};

/// The first argument of this measurement; with two more, of [`measure_one`].
pub const COMMAND: &str = "scale";

/// Returns the sizes along an axis.
fn sizes(axis: Axis) -> &'static [usize] {
    match axis {
        Axis::Operations => &[1, 10, 100, 1000, 3000],
        Axis::Required => &[10, 30, 100, 300, 1000, 3000],
        Axis::Values => &[100, 1000, 10_000, 30_000],
        Axis::Conditions => &[100, 1000, 3000],
    }
}

/// The size whose cost per item is compared with that of the largest.
const COMPARED: usize = 100;

/// The minimum number of items of a figure, and the number of rounds.
const LEAST: usize = 1000;
const ROUNDS: RangeInclusive<usize> = 3..=10;

/// The stages in their order, then the totals, in milliseconds of wall time or CPU time.
const TIMES: [&str; 13] = [
    "load",
    "openapi",
    "resolve",
    "lower",
    "lint",
    "emit",
    "render",
    "compare",
    "generate",
    "generate (CPU)",
    "syn::parse_file",
    "prettyplease",
    "both (CPU)",
];

/// The figures by name.
type Figures = BTreeMap<String, f64>;

/// Measures all sizes along every axis.
pub fn measure() {
    for axis in Axis::ALL {
        measure_along(axis);
    }
}

/// Prints the times of all sizes, their cost per item, and the ratios.
fn measure_along(axis: Axis) {
    let counts = sizes(axis);
    let sizes: Vec<Figures> = counts
        .iter()
        .map(|&count| least_of_rounds(axis, count))
        .collect();
    println!("\n{}", axis.name());
    print!("{:22}", "ms (µs per item)");
    for count in counts {
        print!(" {count:>18}");
    }
    println!(" {:>9}", format!("last:{COMPARED}"));
    for name in TIMES {
        print!("{name:22}");
        let each = sizes.iter().zip(counts).map(|(figures, &count)| {
            let each = figures[name] * 1000.0 / float(count);
            print!(" {:>9.2} ({each:>6.0})", figures[name]);
            (count, each)
        });
        let each: Vec<(usize, f64)> = each.collect();
        let compared = each.iter().find(|(count, _)| *count == COMPARED);
        let ratio = each
            .last()
            .zip(compared)
            .map(|(last, first)| last.1 / first.1);
        println!(" {:>9.2}", ratio.unwrap_or(1.0));
    }
    row("input, kB", &sizes, |of| of["input"] / 1e3);
    row("output, lines", &sizes, |of| of["lines"]);
    row("memory : input", &sizes, |of| of["peak"] / of["input"]);
    row("generate : both", &sizes, |of| {
        of["generate"] / (of["syn::parse_file"] + of["prettyplease"])
    });
    row("the same, in CPU time", &sizes, |of| {
        of["generate (CPU)"] / of["both (CPU)"]
    });
    row("lines per CPU second", &sizes, |of| {
        of["lines"] / of["generate (CPU)"] * 1e3
    });
}

fn row(name: &str, sizes: &[Figures], figure: impl Fn(&Figures) -> f64) {
    print!("{name:22}");
    for figures in sizes {
        print!(" {:>18.2}", figure(figures));
    }
    println!();
}

/// Returns the minimum of each figure of a size.
fn least_of_rounds(axis: Axis, count: usize) -> Figures {
    let rounds = (LEAST / count).clamp(*ROUNDS.start(), *ROUNDS.end());
    eprintln!("{count} {}, {rounds} rounds", axis.name());
    let mut least = Figures::new();
    for (name, figure) in (0..rounds).flat_map(|_| in_a_process(axis, count)) {
        let known = least.entry(name).or_insert(figure);
        *known = known.min(figure);
    }
    least
}

/// Returns the figures of a size, measured in a process of its own.
fn in_a_process(axis: Axis, count: usize) -> Figures {
    let program = env::current_exe().expect("the program knows where it is");
    let output = Command::new(program)
        .args([COMMAND, axis.name(), &count.to_string()])
        .output()
        .expect("the program can be run");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| {
            let (name, figure) = line.split_once('=').expect("a name and a figure");
            (name.to_owned(), figure.parse().expect("a figure"))
        })
        .collect()
}

/// Measures one size and prints its figures for [`measure`].
pub fn measure_one(axis: Axis, count: usize) {
    let dir = directory().join(COMMAND);
    let (spec, out) = (dir.join("spec"), dir.join("out"));
    remove(&out);
    let mut figures = Figures::new();
    figures.insert(
        "input".to_owned(),
        float(synthetic::write(&spec, axis, count)),
    );
    let generated = generate(&spec, &mut figures);
    // This comes first, since later work may need more memory.
    let peak = u32::try_from(usage::peak() / 1024).expect("the memory is less than this");
    figures.insert("peak".to_owned(), f64::from(peak) * 1024.0);
    let comparison = files::compare(&generated.files, &out).expect("nothing is there");
    files::apply(&comparison, &out).expect("the output can be written");
    compare(&generated, &out, &mut figures);
    print_again(&generated, &mut figures);
    remove(&dir);
    for (name, figure) in figures {
        println!("{name}={figure}");
    }
}

fn generate(spec: &Path, figures: &mut Figures) -> Generated {
    let (before, started) = (usage::of_this(), Instant::now());
    let generated = generator::generate(spec, "spec").unwrap_or_else(|report| {
        let found: Vec<_> = report
            .diagnostics
            .iter()
            .map(|found| &found.message)
            .collect();
        panic!("the specification has errors: {found:?}")
    });
    keep(figures, "generate", started.elapsed());
    keep(
        figures,
        "generate (CPU)",
        usage::of_this().saturating_sub(before),
    );
    for (stage, took) in generated.timings.iter() {
        keep(figures, stage, took);
    }
    generated
}

/// Measures a comparison that finds no difference.
fn compare(generated: &Generated, out: &Path, figures: &mut Figures) {
    let started = Instant::now();
    let comparison = files::compare(&generated.files, out).expect("the output can be read");
    keep(figures, "compare", started.elapsed());
    assert!(comparison.changed.is_empty(), "a second run writes nothing");
}

/// Reads and prints all Rust of the output on one thread.
fn print_again(generated: &Generated, figures: &mut Figures) {
    let (mut parsing, mut printing) = (Duration::ZERO, Duration::ZERO);
    let mut lines = 0;
    let before = usage::of_this();
    let rust = generated.files.iter();
    for (path, text) in rust.filter(|(path, _)| Path::new(path).extension() == Some("rs".as_ref()))
    {
        let started = Instant::now();
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        parsing += started.elapsed();
        let started = Instant::now();
        let printed = prettyplease::unparse(&file);
        printing += started.elapsed();
        assert!(!printed.is_empty());
        lines += text.lines().count();
    }
    keep(
        figures,
        "both (CPU)",
        usage::of_this().saturating_sub(before),
    );
    keep(figures, "syn::parse_file", parsing);
    keep(figures, "prettyplease", printing);
    figures.insert("lines".to_owned(), float(lines));
}

/// Stores a time in milliseconds.
fn keep(figures: &mut Figures, name: &str, took: Duration) {
    figures.insert(name.to_owned(), took.as_secs_f64() * 1000.0);
}

fn remove(dir: &Path) {
    if dir.exists() {
        fs::remove_dir_all(dir).expect("the directory can be removed");
    }
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("a count of operations, lines or bytes"))
}
