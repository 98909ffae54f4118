//! Explains a code in brackets, or a union of a specification: `cargo xtask explain`.
//!
//! Input: a code, a group of codes, a level, a union, or nothing. Output: its section of
//! the page on diagnostics, the steps by which a variant is chosen, or a list of all codes.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use generator::diagnostics::{
    Code, Group, LintLevel, Report, Target, WARNINGS, levels, suggestion,
};
use generator::text::words;

use crate::exit;
use crate::places;
use crate::report;

const EXAMPLES: &str = "\
Examples:
  cargo xtask explain                     list every code with its summary
  cargo xtask explain unknown-keyword     explain a code
  cargo xtask explain documentation       list the codes of a group
  cargo xtask explain warnings            show the levels and groups of warnings
  cargo xtask explain --union Pet --spec petstore.json
                                          show how the variant of a value is chosen

Exit codes:
  0  the code or the union is explained
  1  the specification has errors
  2  the code or the union does not exist";

/// Explain a code that `codegen` or `lint` printed in brackets, a group of codes, or a
/// union.
///
/// The page generator/DIAGNOSTICS.md has all explanations.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The code, such as `unknown-keyword`; if it is missing, all codes are listed.
    code: Option<String>,

    /// A union: the name of its type, or the pointer to its schema.
    #[arg(long, value_name = "TYPE", conflicts_with = "code")]
    union: Option<String>,

    /// The specification: a directory or one document [default: spec in the workspace].
    #[arg(long, value_name = "PATH", requires = "union")]
    spec: Option<PathBuf>,

    /// An OpenAPI Overlay that is applied after those beside the documents; may be repeated.
    #[arg(long = "overlay", value_name = "FILE", requires = "union", value_parser = places::overlays())]
    overlays: Vec<PathBuf>,
}

/// Runs the command and returns its exit code.
pub(crate) fn run(args: &Args) -> ExitCode {
    if let Some(name) = &args.union {
        return union(name, args);
    }
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

/// Explains the unions with a name.
fn union(name: &str, args: &Args) -> ExitCode {
    let spec = match places::spec(args.spec.as_deref()) {
        Ok(spec) => spec,
        Err(error) => {
            report::error(&error, error.help());
            return ExitCode::from(exit::USAGE);
        }
    };
    let mut found = Report::default();
    let read = generator::read_with(&spec.path, &spec.shown, &args.overlays, &mut found);
    let Some(specification) = read else {
        report::diagnostics(&found);
        return ExitCode::from(exit::FAILURE);
    };
    let unions = generator::explain_unions(&specification, &found.sources, name);
    if unions.is_empty() {
        let message = format!("the specification has no union `{name}`");
        let help = other_union(name, &generator::union_names(&specification));
        report::error(&message, Some(help));
        return ExitCode::from(exit::USAGE);
    }
    report::print(&unions.join("\n"));
    ExitCode::from(exit::SUCCESS)
}

/// The largest number of unions that a message lists.
const MOST_UNIONS: usize = 20;

/// Returns the help for a name that no union has.
fn other_union(name: &str, known: &BTreeSet<&str>) -> String {
    let all: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    match suggestion(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if all.is_empty() => "no type of this specification is a union".to_owned(),
        None if all.len() <= MOST_UNIONS => format!("write one of {}", words::list(&all)),
        None => "write the name of its type, or the pointer to its schema".to_owned(),
    }
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
