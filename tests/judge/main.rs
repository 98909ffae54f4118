//! Judges the crates of OpenAPI documents: `cargo run -p antom-judge -- FILE...`.
//!
//! Output: one line for each document, with its differences below. Each document is
//! compiled, which takes minutes for a large one.

use std::path::PathBuf;
use std::process::ExitCode;

use antom_judge::{Input, Settings, judge, module, scratch};

const USAGE: &str = "usage: antom-judge [--instances N] [--seed N] FILE...";

fn main() -> ExitCode {
    let Some((settings, files)) = arguments(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let scratch = scratch();
    let mut count = 0;
    for file in &files {
        let input = Input {
            name: module(file),
            path: file,
        };
        for outcome in judge(&scratch, &[input], settings) {
            println!("{outcome}");
            for difference in &outcome.differences {
                println!("{difference}");
            }
            count += outcome.differences.len();
        }
    }
    if count == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Returns the settings and the documents of a command line, unless it is wrong.
fn arguments(mut arguments: impl Iterator<Item = String>) -> Option<(Settings, Vec<PathBuf>)> {
    let mut settings = Settings {
        instances: 40,
        seed: 0,
    };
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|it| it.parse().ok());
        match argument.as_str() {
            "--instances" => settings.instances = number()?,
            "--seed" => settings.seed = number()?,
            file => files.push(file.into()),
        }
    }
    (!files.is_empty()).then_some((settings, files))
}
