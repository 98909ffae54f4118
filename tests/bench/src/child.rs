//! A command in a process of its own, whose children are that command alone. The system
//! counts their time and memory together.

use std::env;
use std::process::{Command, ExitCode};
use std::time::Instant;

use super::usage;

/// The first argument of [`measure_one`].
pub const COMMAND: &str = "run";

/// The cost of a command.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// Seconds of elapsed time.
    pub wall: f64,
    /// Seconds of CPU time, in user and system mode.
    pub cpu: f64,
    /// The peak memory in bytes, of the largest process.
    pub peak: f64,
}

/// Runs a command. Returns its cost, or what it printed if it fails.
pub fn run(command: &[String]) -> Result<Cost, String> {
    let program = env::current_exe().expect("the program knows where it is");
    let output = Command::new(program)
        .arg(COMMAND)
        .args(command)
        .output()
        .expect("the program can be run");
    let text = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{errors}{text}"));
    }
    let last = text.lines().last().unwrap_or_default();
    let mut figures = last.split(' ').map(str::parse);
    let mut next = || figures.next().and_then(Result::ok).expect("three figures");
    Ok(Cost {
        wall: next(),
        cpu: next(),
        peak: next(),
    })
}

/// Runs a command and prints its cost for [`run`].
pub fn measure_one(command: &[&str]) -> ExitCode {
    let Some((program, arguments)) = command.split_first() else {
        return ExitCode::FAILURE;
    };
    let started = Instant::now();
    let status = Command::new(program).args(arguments).status();
    let wall = started.elapsed().as_secs_f64();
    match status {
        Ok(status) if status.success() => {
            let cpu = usage::of_children().as_secs_f64();
            println!("\n{wall} {cpu} {}", usage::peak_of_children());
            ExitCode::SUCCESS
        }
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{program}: {error}");
            ExitCode::FAILURE
        }
    }
}
