//! The commands of the project, run as `cargo xtask`.

mod codegen;
mod diff;
mod exit;
mod explain;
mod levels;
mod lint;
mod message;
mod new;
mod places;
mod progress;
mod report;
mod revision;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

const HELP: &str = "\
Examples:
  cargo xtask codegen            generate the crate from the specification
  cargo xtask lint               report warnings about the specification
  cargo xtask diff               show the changes since the last commit, and their costs
  cargo xtask help codegen       show the options of a command

Exit codes:
  0  the command succeeded
  1  the specification has errors, or the generated files are out of date
  2  the command line is wrong";

/// The commands of the project.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Codegen(codegen::Args),
    Lint(lint::Args),
    Explain(explain::Args),
    New(new::Args),
    Diff(diff::Args),
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Codegen(args) => codegen::run(&args),
        Command::Lint(args) => lint::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::New(args) => new::run(&args),
        Command::Diff(args) => diff::run(&args),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
