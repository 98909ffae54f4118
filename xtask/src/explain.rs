//! `cargo xtask explain`: what a code in brackets means.
//!
//! Input: a code, or nothing. Output: its section of the page on diagnostics, or
//! a list of all codes.

use std::process::ExitCode;

use generator::diagnostics::{Code, suggestion};

use crate::exit;
use crate::report;

const EXAMPLES: &str = "\
Examples:
  cargo xtask explain                     every code with a line about it
  cargo xtask explain unknown-keyword     what it means, and what to do

Exit codes:
  0  the code was explained
  2  there is no such code";

/// Explain a code that `codegen` or `lint` printed in brackets.
///
/// generator/DIAGNOSTICS.md has all explanations on one page.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The code, such as `unknown-keyword`; without one, all codes are listed.
    code: Option<String>,
}

/// Runs the command and tells how it went.
pub(crate) fn run(args: &Args) -> ExitCode {
    let Some(name) = &args.code else {
        report::print(&list());
        return ExitCode::from(exit::FINE);
    };
    // As it was printed: `error[io]` holds it too.
    let bare = name
        .rsplit('[')
        .next()
        .unwrap_or(name)
        .trim_end_matches(']');
    if let Some(code) = Code::named(bare) {
        report::print(&format!("{}\n", code.explanation()));
        return ExitCode::from(exit::FINE);
    }
    let known = Code::ALL.iter().map(|code| code.as_str());
    let help = match suggestion(bare, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`cargo xtask explain` lists all codes".to_owned(),
    };
    report::error(&format!("there is no code `{bare}`"), Some(help));
    ExitCode::from(exit::USAGE)
}

fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.as_str().len()).max();
    let width = width.unwrap_or_default();
    let lines = Code::ALL.iter().flat_map(|code| {
        let name = format!("{:width$}  ", code.as_str());
        [name, code.summary().to_owned(), "\n".to_owned()]
    });
    lines.collect()
}
