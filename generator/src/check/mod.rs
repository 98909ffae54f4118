//! Checks of the finished model: examples, defaults and constants against their types,
//! cycles of required members, and windows of time.
//!
//! Input: the result of lowering. Output: diagnostics, and the model
//! without invalid examples. The checks run on every part
//! of the model that could be lowered, so that one run reports every error;
//! [`Gaps`](crate::lower::gaps::Gaps) lists the missing parts.
#![warn(clippy::wildcard_enum_match_arm)]

mod instance;
mod recursion;
mod relations;
mod role;
mod scalars;
mod spelling;
mod unions;
mod values;
mod windows;

use crate::diagnostics::Diagnostics;
use crate::lower::Lowered;
use crate::openapi::Document;

/// Checks a model, except its gaps. Invalid examples of bodies are removed.
pub fn check(documents: &[Document], lowered: &mut Lowered<'_>, diagnostics: &mut Diagnostics) {
    recursion::check(&lowered.api, &lowered.schemas, documents, diagnostics);
    windows::check(&lowered.api, &lowered.schemas, documents, diagnostics);
    values::check_messages(documents, lowered, diagnostics);
    values::check_members(documents, lowered, diagnostics);
    values::check_constants(lowered, diagnostics);
}
