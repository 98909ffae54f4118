//! Generates from one directory into another: `generate SPEC OUT`.
//!
//! The freshness test runs it in another directory and another environment, to test that
//! the output does not depend on them.

use std::path::Path;
use std::process::ExitCode;

use antom_tests::DISPLAY;
use generator::diagnostics::Style;
use generator::files::{apply, compare};

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let [spec, out] = arguments.as_slice() else {
        eprintln!("usage: generate SPEC OUT");
        return ExitCode::from(2);
    };
    match run(Path::new(spec), Path::new(out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(spec: &Path, out: &Path) -> Result<(), String> {
    let generated =
        generator::generate(spec, DISPLAY).map_err(|found| found.render(Style::Plain))?;
    let comparison = compare(&generated.files, out).map_err(|error| error.to_string())?;
    apply(&comparison, out).map_err(|error| error.to_string())
}
