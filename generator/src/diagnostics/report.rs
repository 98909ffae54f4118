//! The diagnostics of a run together with their texts.

use std::borrow::Cow;

use crate::text::source::{Sources, Span};

use super::diagnostic::Diagnostic;
use super::list::Diagnostics;

/// The diagnostics of a run and the texts of the specification.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The texts.
    pub sources: Sources,
    /// The diagnostics.
    pub diagnostics: Diagnostics,
}

impl Report {
    /// Returns the pointer of a diagnostic as it is shown.
    pub(super) fn pointer<'a>(&self, found: &'a Diagnostic) -> Option<Cow<'a, str>> {
        let pointer = found.pointer.as_deref()?;
        let near = found.span.map(|span| span.file);
        Some(self.sources.shown(pointer, near))
    }

    /// Returns the position of a diagnostic as it is shown.
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
