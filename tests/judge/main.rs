//! Judges the crates of OpenAPI documents: `cargo run -p antom-judge -- FILE...`.
//!
//! Output: one line for each document, with its differences below. Each document is
//! compiled. A large one is judged in parts of about so many components as
//! `--components` says, and a line for each part comes first.

use std::fmt::Display;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use antom_judge::{Input, Outcome, Settings, judge, judge_in_parts, module, parts_of, scratch};
use antom_tests::scratch::Scratch;
use clap::Parser;
use generator::diagnostics::Style;
use generator::files::{self, reason};

const HELP: &str = "\
Examples:
  cargo run -p antom-judge -- shop.yaml              judge a document
  cargo run -p antom-judge -- --parts 2 large.json   judge a sample of a large document
  cargo run -p antom-judge -- --seed 7 shop.yaml     try other instances

Every document is judged, also if one before it fails.

Exit codes:
  0  there are no differences
  1  there are differences, or a document cannot be judged
  2  the command line is wrong";

/// Compare the crates of OpenAPI documents with a validator of JSON Schema.
///
/// Generates and compiles the crate of each document. Valid examples must be read and written
/// back equal. Random instances must get the same verdict from the crate and the validator.
#[derive(Debug, Parser)]
#[command(name = "antom-judge", version, after_help = HELP)]
struct Cli {
    /// A document in YAML or JSON, or a directory of documents of one API.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The greatest number of components of a part.
    ///
    /// A larger document is judged in parts, each of which is compiled alone.
    #[arg(long, value_name = "N", default_value_t = 350, value_parser = positive)]
    components: usize,

    /// The number of parts that are judged [default: all].
    #[arg(long, value_name = "N", value_parser = positive)]
    parts: Option<usize>,

    /// The number of random instances of each type.
    #[arg(long, value_name = "N", default_value_t = 40)]
    instances: u64,

    /// The seed of the random instances.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
}

fn positive(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err("it is at least 1".to_owned()),
        Ok(number) => Ok(number),
        Err(error) => Err(format!("{error}")),
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let scratch = scratch();
    // Another run writes its crates to the same directory.
    let _lock = match files::lock(scratch.dir()) {
        Ok(lock) => lock,
        Err(error) => {
            // An error is ignored, since nobody reads a closed standard error.
            let _ = writeln!(io::stderr(), "error: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut has_failed = false;
    for file in &cli.files {
        match cli.judge(&scratch, file) {
            Ok(differences) => has_failed |= differences > 0,
            Err(errors) => {
                // An error is ignored, since nobody reads a closed standard error.
                let _ = writeln!(io::stderr(), "{}", errors.trim_end());
                has_failed = true;
            }
        }
    }
    if has_failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

impl Cli {
    /// Judges a document and returns the number of differences.
    fn judge(&self, scratch: &Scratch, file: &Path) -> Result<usize, String> {
        check(file)?;
        let input = Input {
            name: module(file),
            path: file,
        };
        let settings = Settings {
            instances: self.instances,
            seed: self.seed,
        };
        let failed = |errors: String| format!("error: {} fails: {errors}", file.display());
        let parts = parts_of(file, self.components).map_err(failed)?;
        if parts.len() <= 1 {
            let outcomes = judge(scratch, &[input], settings).map_err(failed)?;
            outcomes.iter().for_each(show);
            return Ok(outcomes.iter().map(|it| it.differences.len()).sum());
        }
        let count = self.parts.unwrap_or(parts.len()).min(parts.len());
        let sum = judge_in_parts(scratch, &input, &parts[..count], settings, show);
        print(&sum);
        if count < parts.len() {
            let all = parts.len();
            print(&format_args!("  only {count} of {all} parts are judged"));
        }
        Ok(sum.differences.len())
    }
}

/// Returns the errors of a document as the generator shows them.
fn check(file: &Path) -> Result<(), String> {
    let shown = file.display().to_string();
    // The generator looks for documents in a directory, but opens a file as it is.
    fs::metadata(file).map_err(|error| {
        let why = reason(&error);
        format!("error: {shown} cannot be read: {why}")
    })?;
    match generator::lint(file, &shown) {
        Ok(_) => Ok(()),
        Err(report) => Err(report.render(Style::Plain)),
    }
}

fn show(outcome: &Outcome) {
    print(outcome);
    for difference in &outcome.differences {
        print(difference);
    }
}

fn print(line: &dyn Display) {
    // An error is ignored, since nobody reads a closed standard output.
    let _ = writeln!(io::stdout(), "{line}");
}
