//! Explains a code in brackets: `cargo xtask explain`.
//!
//! Input: a code, a group of codes, a level, or nothing. Output: its section of
//! the page on diagnostics, or a list of all codes.

use std::process::ExitCode;

use generator::diagnostics::{Code, Group, LintLevel, Target, WARNINGS, levels, suggestion};

use crate::exit;
use crate::report;

const EXAMPLES: &str = "\
Examples:
  cargo xtask explain                     list every code with its summary
  cargo xtask explain unknown-keyword     explain a code
  cargo xtask explain documentation       list the codes of a group
  cargo xtask explain warnings            show the levels and groups of warnings

Exit codes:
  0  the code is explained
  2  the code does not exist";

/// Explain a code that `codegen` or `lint` printed in brackets, or a group of codes.
///
/// The page generator/DIAGNOSTICS.md has all explanations.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The code, such as `unknown-keyword`; if it is missing, all codes are listed.
    code: Option<String>,
}

/// Runs the command and returns its exit code.
pub(crate) fn run(args: &Args) -> ExitCode {
    let Some(name) = &args.code else {
        report::print(&list());
        return ExitCode::from(exit::SUCCESS);
    };
    // The code may be given as it was printed, such as `error[io]`.
    let bare = name
        .rsplit('[')
        .next()
        .unwrap_or(name)
        .trim_end_matches(']');
    if let Some(text) = explanation(bare) {
        report::print(&text);
        return ExitCode::from(exit::SUCCESS);
    }
    let codes = Code::ALL.iter().map(|code| code.as_str());
    let known = codes.chain(Target::names());
    let help = match suggestion(bare, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "run `cargo xtask explain` to list all codes".to_owned(),
    };
    report::error(&format!("the code `{bare}` does not exist"), Some(help));
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

/// Describes how to set the level of a warning or a group.
fn set_by(name: &str) -> String {
    format!(
        "Set its level with `{name}: allow`, `warn` or `deny` under `lints` in `package.yaml`.\n"
    )
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
