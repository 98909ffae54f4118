//! Redundant conditions: those whose demands always hold.
//!
//! A condition may be in a schema that several types share, and be redundant in only one
//! of them. So each is recorded per type. After all types are lowered, a condition is
//! reported only if it is redundant for each of its types.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::text::source::Span;

/// The conditions that are redundant for some type, and those that are not.
#[derive(Default)]
pub struct Redundant {
    reports: BTreeMap<Span, Diagnostic>,
    useful: HashSet<Span>,
}

impl Redundant {
    /// Records that the condition at `span` has a demand for some type.
    pub fn keep(&mut self, span: Span) {
        self.useful.insert(span);
    }

    /// Records a condition that is redundant for some type.
    pub fn note(&mut self, span: Span, pointer: &str, message: &str) {
        let report = Diagnostic::warning(Code::RedundantCondition, span, message)
            .at(pointer)
            .help("remove it, or require an optional member or fewer values");
        self.reports.entry(span).or_insert(report);
    }

    /// Records a branch that never applies, because a constant decides the condition at
    /// `when`.
    pub fn never(&mut self, branch: Span, when: Span, pointer: &str) {
        let message = "this condition never holds: a constant decides it";
        let help = "remove the condition, or correct the value in `if`";
        self.impossible(branch, when, pointer, message, help);
    }

    /// Records an `else` that never applies, because a constant decides the condition at
    /// `when`.
    pub fn never_else(&mut self, branch: Span, when: Span, pointer: &str) {
        let message = "this condition always holds, so `else` has no effect: a constant decides it";
        let help = "remove `else`, or correct the value in `if`";
        self.impossible(branch, when, pointer, message, help);
    }

    fn impossible(&mut self, branch: Span, when: Span, pointer: &str, message: &str, help: &str) {
        let report = Diagnostic::warning(Code::ImpossibleCondition, when, message)
            .at(pointer)
            .help(help);
        self.reports.entry(branch).or_insert(report);
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
