//! How findings are printed: drawn for people, or as JSON for programs.

use generator::diagnostics::Report;

use crate::report;

/// The form of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum MessageFormat {
    /// Drawn like the compiler's, on standard error.
    Human,
    /// One JSON object a line, on standard output, which holds nothing else.
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
