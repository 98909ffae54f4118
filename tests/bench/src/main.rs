//! Measures the crate against plain structs with serde's derive: `messages` at run time,
//! `build` at build time. `client` measures the clients, `scale` the generator.
//! `documents` compares it with others, and `examples` the crates at run time.
//!
//! The first two write small packages below `target/bench/` from the specification, so
//! the compared code always matches it.

mod baseline;
mod build;
mod child;
mod client;
mod documents;
mod examples;
mod generators;
mod message;
mod messages;
mod packages;
mod scale;
mod synthetic;
mod usage;

use std::env;
use std::process::ExitCode;

use generators::Compared;
use synthetic::Axis;

const USAGE: &str = "\
usage: cargo run -p antom-bench -- messages | build [ROUNDS] | client | scale
       cargo run -p antom-bench -- documents FOLDER [--check] [--peer NAME=COMMAND]...
       cargo run -p antom-bench -- examples FOLDER [--peer NAME=COMMAND]...

A peer is a command that writes a crate, with {spec}, {out} and {name}. For examples, the
crate has the types of components in its module types.";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let number = arguments.last().and_then(|argument| count(argument));
    match (arguments.as_slice(), number) {
        (["messages"], _) => messages::measure(),
        (["build"], _) => build::measure(3),
        (["build", _], Some(rounds)) => build::measure(rounds),
        (["client"], _) => client::measure(),
        ([documents::COMMAND, rest @ ..], _) => {
            let (checks, rest): (Vec<&str>, Vec<&str>) =
                rest.iter().partition(|argument| **argument == "--check");
            match Compared::read(&rest) {
                Some(compared) => documents::measure(&compared, !checks.is_empty()),
                None => return misused(),
            }
        }
        ([examples::COMMAND, rest @ ..], _) => match Compared::read(rest) {
            Some(compared) => examples::measure(&compared),
            None => return misused(),
        },
        ([child::COMMAND, command @ ..], _) => return child::measure_one(command),
        ([scale::COMMAND], _) => scale::measure(),
        ([scale::COMMAND, axis, _], Some(count)) => match Axis::named(axis) {
            Some(axis) => scale::measure_one(axis, count),
            None => return misused(),
        },
        _ => return misused(),
    }
    ExitCode::SUCCESS
}

fn misused() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::FAILURE
}

/// Parses a number of rounds or items.
fn count(argument: &str) -> Option<usize> {
    argument.parse().ok().filter(|count| *count > 0)
}
