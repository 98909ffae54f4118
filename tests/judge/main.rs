//! Judges the crates of OpenAPI documents: `cargo run -p antom-judge -- FILE...`.
//!
//! Output: one line for each document, with its differences below. Each document is
//! compiled, which takes minutes for a large one.

use std::path::PathBuf;
use std::process::ExitCode;

use antom_judge::{Input, Settings, judge, module, scratch};

const USAGE: &str = "usage: antom-judge [--instances N] [--seed N] FILE...";

fn main() -> ExitCode {
    let mut settings = Settings {
        instances: 40,
        seed: 0,
    };
    let mut files: Vec<PathBuf> = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|it| it.parse().ok());
        let setting = match argument.as_str() {
            "--instances" => number().map(|it| settings.instances = it),
            "--seed" => number().map(|it| settings.seed = it),
            file => {
                files.push(file.into());
                Some(())
            }
        };
        if setting.is_none() {
            files.clear();
            break;
        }
    }
    if files.is_empty() {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
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
