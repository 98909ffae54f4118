//! Measures what the crate costs beside plain structs with serde's derive:
//! `messages` at run time, `build` at build time.
//!
//! Both write small packages below `target/bench/` from the specification, so
//! that what is compared follows it.

mod baseline;
mod build;
mod message;
mod messages;
mod packages;

use std::env;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo run -p antom-bench -- messages | build";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["messages"] => messages::measure(),
        ["build"] => build::measure(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
