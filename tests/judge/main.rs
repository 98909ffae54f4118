//! Judges the crates of OpenAPI documents: `cargo run -p antom-judge -- FILE...`.
//!
//! Output: one line for each document, with its differences below. Each document is
//! compiled. A large one is judged in parts of about so many components as
//! `--components` says, and a line for each part comes first.

use std::path::PathBuf;
use std::process::ExitCode;

use antom_judge::{Input, Outcome, Settings, judge, judge_in_parts, module, parts_of, scratch};

const USAGE: &str =
    "usage: antom-judge [--components N] [--parts N] [--instances N] [--seed N] FILE...";

fn main() -> ExitCode {
    let Some(arguments) = Arguments::of(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let Arguments { settings, .. } = arguments;
    let scratch = scratch();
    let mut count = 0;
    for file in &arguments.files {
        let input = Input {
            name: module(file),
            path: file,
        };
        let parts = parts_of(file, arguments.components);
        if parts.len() > 1 {
            let sample = &parts[..arguments.parts.min(parts.len())];
            let sum = judge_in_parts(&scratch, &input, sample, settings, show);
            println!("{sum}");
            if sample.len() < parts.len() {
                println!(
                    "  only {} of {} parts are judged",
                    sample.len(),
                    parts.len()
                );
            }
            count += sum.differences.len();
            continue;
        }
        match judge(&scratch, &[input], settings) {
            Ok(outcomes) => {
                outcomes.iter().for_each(show);
                count += outcomes
                    .iter()
                    .map(|it| it.differences.len())
                    .sum::<usize>();
            }
            Err(errors) => {
                eprintln!("{}: {errors}", file.display());
                count += 1;
            }
        }
    }
    if count == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn show(outcome: &Outcome) {
    println!("{outcome}");
    for difference in &outcome.differences {
        println!("{difference}");
    }
}

/// The arguments of the command line.
struct Arguments {
    settings: Settings,
    /// The greatest number of components of a part.
    components: usize,
    /// The greatest number of parts that are judged.
    parts: usize,
    files: Vec<PathBuf>,
}

impl Arguments {
    /// Returns the arguments, unless they are wrong.
    fn of(mut given: impl Iterator<Item = String>) -> Option<Self> {
        let mut arguments = Self {
            settings: Settings {
                instances: 40,
                seed: 0,
            },
            components: 350,
            parts: usize::MAX,
            files: Vec::new(),
        };
        while let Some(argument) = given.next() {
            let mut number = || given.next().and_then(|it| it.parse::<u64>().ok());
            match argument.as_str() {
                "--components" => arguments.components = usize::try_from(number()?).ok()?,
                "--parts" => arguments.parts = usize::try_from(number()?).ok()?,
                "--instances" => arguments.settings.instances = number()?,
                "--seed" => arguments.settings.seed = number()?,
                file => arguments.files.push(file.into()),
            }
        }
        (!arguments.files.is_empty()).then_some(arguments)
    }
}
