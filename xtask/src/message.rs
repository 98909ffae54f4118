//! Formats of findings: text for people, or JSON for programs.

use generator::diagnostics::Report;

use crate::report;

/// The format of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum MessageFormat {
    /// Text like the compiler's, on standard error.
    Human,
    /// One JSON object per line, on standard output, without any other output.
    Json,
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
