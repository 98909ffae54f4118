//! The project's own commands, run as `cargo xtask`.

mod codegen;
mod diff;
mod exit;
mod explain;
mod levels;
mod lint;
mod message;
mod new;
mod places;
mod report;
mod revision;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

const HELP: &str = "\
Examples:
  cargo xtask codegen            generate the crate from the specification
  cargo xtask lint               look for what should not stay in it
  cargo xtask diff               what changed since the last commit, and what it costs
  cargo xtask help codegen       what it reads, writes and takes

Exit codes:
  0  everything is fine
  1  what the command looked at is wrong
  2  the command line is wrong";

/// The project's own commands.
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
