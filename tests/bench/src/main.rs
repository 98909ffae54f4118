//! Measures what the crate costs beside plain structs with serde's derive:
//! `messages` at run time, `build` at build time. `scale` measures the generator.
//!
//! The first two write small packages below `target/bench/` from the
//! specification, so that what is compared follows it.

mod baseline;
mod build;
mod message;
mod messages;
mod packages;
mod scale;
mod synthetic;
mod usage;

use std::env;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo run -p antom-bench -- messages | build [ROUNDS] | scale";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match (arguments.first(), rounds(arguments.get(1))) {
        (Some(&"messages"), _) => messages::measure(),
        (Some(&"build"), Some(rounds)) => build::measure(rounds),
        (Some(&scale::COMMAND), _) if arguments.len() == 1 => scale::measure(),
        (Some(&scale::COMMAND), Some(operations)) => scale::measure_one(operations),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// How often a build is measured.
fn rounds(argument: Option<&&str>) -> Option<usize> {
    match argument {
        None => Some(3),
        Some(text) => text.parse().ok().filter(|rounds| *rounds > 0),
    }
}
