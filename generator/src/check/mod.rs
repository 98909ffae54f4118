//! Checks of the finished model against itself: examples, defaults and constants
//! against types, cycles of required members, windows of time.
//!
//! Input: the result of lowering. Output: diagnostics alone. The checks run on every
//! part of the model that could be lowered, so that one run reports every error;
//! [`Gaps`](crate::lower::gaps::Gaps) knows the missing parts.
#![warn(clippy::wildcard_enum_match_arm)]

mod instance;
mod recursion;
mod relations;
mod role;
mod scalars;
mod values;
mod windows;

use crate::diagnostics::Diagnostics;
use crate::lower::Lowered;
use crate::openapi::Document;

/// Checks a model, whose gaps are taken into account.
pub fn check(documents: &[Document], lowered: &Lowered<'_>, diagnostics: &mut Diagnostics) {
    let Lowered { api, schemas, .. } = lowered;
    recursion::check(api, schemas, documents, diagnostics);
    windows::check(api, schemas, documents, diagnostics);
    values::check_messages(lowered, diagnostics);
    values::check_members(documents, lowered, diagnostics);
    values::check_constants(lowered, diagnostics);
}
