//! The findings of a run together with the texts that they point into.

use crate::text::source::{Sources, Span};

use super::diagnostic::Diagnostic;
use super::list::Diagnostics;

/// The findings of a run and the texts that they point into.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The texts.
    pub sources: Sources,
    /// The findings.
    pub diagnostics: Diagnostics,
}

impl Report {
    /// Returns the place of a finding as it is shown.
    #[must_use]
    pub fn place(&self, found: &Diagnostic) -> Option<Span> {
        let span = found.span?;
        Some(if found.is_at_start {
            self.sources.character(span)
        } else {
            span
        })
    }
}
