//! Redundant conditions, which demand only what holds anyway.
//!
//! A condition may stand in a schema that several types share, and be redundant in one
//! of them only. So each is noted for each type, and reported when all types are known,
//! unless it demands something of one of them.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::text::source::Span;

/// The conditions that were found to be redundant, and those that were found not to be.
#[derive(Default)]
pub struct Redundant {
    reports: BTreeMap<Span, Diagnostic>,
    useful: HashSet<Span>,
}

impl Redundant {
    /// Notes that the condition at `span` demands something of some type.
    pub fn keep(&mut self, span: Span) {
        self.useful.insert(span);
    }

    /// Notes a condition that is redundant for some type.
    pub fn note(&mut self, span: Span, pointer: &str, message: &str) {
        let report = Diagnostic::warning(Code::RedundantCondition, span, message)
            .at(pointer)
            .help("remove it, or ask for an optional member or for fewer values");
        self.reports.entry(span).or_insert(report);
    }

    /// Notes a branch that a constant decides against.
    pub fn never(&mut self, span: Span, pointer: &str) {
        let message = "this never applies: a constant decides its `if`";
        let report = Diagnostic::warning(Code::ImpossibleCondition, span, message)
            .at(pointer)
            .help("remove it, or correct the value that `if` names");
        self.reports.entry(span).or_insert(report);
    }

    /// Reports the conditions that are redundant for every type.
    pub fn report(self, diagnostics: &mut Diagnostics) {
        for (span, report) in self.reports {
            if !self.useful.contains(&span) {
                diagnostics.push(report);
            }
        }
    }
}
