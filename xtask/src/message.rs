//! Formats of findings: text for people, or JSON for programs.

use generator::diagnostics::{Code, Diagnostic, Report};

use crate::report;

/// The format of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum MessageFormat {
    /// Text like the compiler's, on standard error.
    Human,
    /// One JSON object per line, on standard output, without any other output.
    Json,
}

/// Returns errors without a place, each with the same code and help.
pub(crate) fn errors(code: Code, messages: Vec<String>, help: Option<&str>) -> Report {
    let mut report = Report::default();
    for message in messages {
        let error = Diagnostic::error(code, None, message);
        report.diagnostics.push(match help {
            Some(help) => error.help(help),
            None => error,
        });
    }
    report
}

impl MessageFormat {
    /// Prints findings.
    pub(crate) fn print(self, diagnostics: &Report) {
        match self {
            Self::Human => report::diagnostics(diagnostics),
            Self::Json => report::print(&diagnostics.to_json_lines()),
        }
    }
}
