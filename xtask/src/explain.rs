//! `cargo xtask explain`: the meaning of a code in brackets.
//!
//! Input: a code, a group of codes, a level, or nothing. Output: its section of
//! the page on diagnostics, or a list of all codes.

use std::process::ExitCode;

use generator::diagnostics::{Code, Group, LintLevel, Target, WARNINGS, levels, suggestion};

use crate::exit;
use crate::report;

const EXAMPLES: &str = "\
Examples:
  cargo xtask explain                     every code with a line about it
  cargo xtask explain unknown-keyword     what it means, and what to do
  cargo xtask explain documentation       the codes of a group
  cargo xtask explain warnings            levels and groups of warnings

Exit codes:
  0  the code was explained
  2  there is no such code";

/// Explain a code that `codegen` or `lint` printed in brackets, or a group.
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
    if let Some(text) = explanation(bare) {
        report::print(&text);
        return ExitCode::from(exit::FINE);
    }
    let codes = Code::ALL.iter().map(|code| code.as_str());
    let known = codes.chain(Target::names());
    let help = match suggestion(bare, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`cargo xtask explain` lists all codes".to_owned(),
    };
    report::error(&format!("there is no code `{bare}`"), Some(help));
    ExitCode::from(exit::USAGE)
}

fn explanation(name: &str) -> Option<String> {
    if name == WARNINGS || LintLevel::named(name).is_some() {
        return Some(format!("{}\n", levels()));
    }
    if let Some(group) = Group::ALL.into_iter().find(|group| group.as_str() == name) {
        let codes: Vec<Code> = group.codes().collect();
        let head = format!("{}\n\n{}", group.summary(), set_by(name));
        return Some(format!("{head}\n{}", table(&codes)));
    }
    let code = Code::named(name)?;
    let text = code.explanation();
    Some(match code.group() {
        None => format!("{text}\n"),
        Some(group) => format!(
            "{text}\n\nGroup: {}. {}",
            group.as_str(),
            set_by(code.as_str())
        ),
    })
}

/// Tells how the level of a warning or a group is set.
fn set_by(name: &str) -> String {
    format!("Set its level with `{name}: allow`, `warn` or `deny` below `lints` in package.yaml.\n")
}

fn list() -> String {
    table(Code::ALL)
}

fn table(codes: &[Code]) -> String {
    let width = codes.iter().map(|code| code.as_str().len()).max();
    let width = width.unwrap_or_default();
    let lines = codes.iter().flat_map(|code| {
        let name = format!("{:width$}  ", code.as_str());
        [name, code.summary().to_owned(), "\n".to_owned()]
    });
    lines.collect()
}
