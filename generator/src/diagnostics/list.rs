//! The diagnostics of a run.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use crate::text::source::{FileId, Span};

use super::code::Code;
use super::diagnostic::{Diagnostic, Level};
use super::level::{LintLevel, Origin, RunLevels};

/// The largest number of errors that are kept, since more help nobody.
pub(super) const MAX_KEPT: usize = 1000;

/// The largest number of warnings that are kept, which bounds the memory of a run. A large
/// document has thousands that programs read.
pub(super) const MAX_WARNINGS: usize = 100_000;

/// The diagnostics of a run.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    /// The levels of warnings, boxed since lists of diagnostics are moved.
    pub levels: Box<RunLevels>,
    pub(super) list: Vec<Diagnostic>,
    seen: BTreeSet<(Span, Code, String)>,
    errors: u32,
    denied: u32,
    has_more: bool,
    pub(super) has_more_warnings: bool,
}

impl Diagnostics {
    /// Adds a diagnostic once, since a schema that is used at several places is checked
    /// at each. Beyond the bound, only the fact that there are more is kept. A warning is
    /// treated according to its level.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let Some(diagnostic) = self.levelled(diagnostic) else {
            return;
        };
        let is_error = diagnostic.level == Level::Error;
        if is_error && self.errors.saturating_add(self.denied) as usize >= MAX_KEPT {
            self.has_more = true;
            self.count(&diagnostic);
            return;
        }
        if !is_error && self.list.len() >= MAX_WARNINGS {
            self.has_more_warnings = true;
            return;
        }
        let diagnostic = diagnostic.shortened();
        let is_new = diagnostic.span.is_none_or(|span| {
            let key = (span, diagnostic.code, diagnostic.message.clone());
            self.seen.insert(key)
        });
        if is_new {
            self.count(&diagnostic);
            self.list.push(diagnostic);
        }
    }

    fn count(&mut self, found: &Diagnostic) {
        if found.level == Level::Error {
            if found.is_denied {
                self.denied = self.denied.saturating_add(1);
            } else {
                self.errors = self.errors.saturating_add(1);
            }
        }
    }

    /// Applies the level of a warning: an allowed one is dropped, a denied one becomes an
    /// error.
    fn levelled(&mut self, mut found: Diagnostic) -> Option<Diagnostic> {
        if found.level == Level::Error {
            return Some(found);
        }
        let (level, origin) = self.levels.of(found.code);
        match level {
            LintLevel::Allow => None,
            LintLevel::Warn => Some(found),
            LintLevel::Deny => {
                found.level = Level::Error;
                found.is_denied = true;
                if self.levels.is_first(found.code) {
                    let code = found.code.as_str();
                    let who = match origin {
                        Some(Origin::Package) | None => "`lints` of package.yaml denies it",
                        Some(Origin::CommandLine) => "the command line denies it",
                    };
                    let lower = format!("add `--warn {code}` to continue: {who}");
                    found = found.help(lower);
                }
                Some(found)
            }
        }
    }

    /// Frees the memory that finds repeated diagnostics, of which no more are expected.
    pub fn forget_repeated(&mut self) {
        self.seen = BTreeSet::new();
    }

    /// Adds the diagnostics of a part of the work.
    pub fn append(&mut self, part: Self) {
        for diagnostic in part.list {
            self.push(diagnostic);
        }
        self.has_more_warnings |= part.has_more_warnings;
        if part.has_more {
            self.has_more = true;
            self.errors = self.errors.saturating_add(part.errors);
            self.denied = self.denied.saturating_add(part.denied);
        }
    }

    /// Drops the diagnostics that `is_wanted` rejects.
    pub fn retain(&mut self, is_wanted: impl Fn(&Diagnostic) -> bool) {
        self.list.retain(is_wanted);
        (self.errors, self.denied) = (0, 0);
        for found in mem::take(&mut self.list) {
            self.count(&found);
            self.list.push(found);
        }
    }

    /// Replaces equal diagnostics that are [counted](Diagnostic::counted) by the first in the
    /// order of the text, which tells how many other places there are.
    pub fn fold_counted(&mut self) {
        let all = mem::take(&mut self.list).into_iter();
        let (mut counted, others): (Vec<_>, Vec<_>) = all.partition(|found| found.is_counted);
        self.list = others;
        counted.sort_by_key(Diagnostic::order);
        let mut folded: BTreeMap<_, (Diagnostic, u32)> = BTreeMap::new();
        for found in counted {
            // Only the first denied warning has more advice.
            let key = (
                found.code,
                found.message.clone(),
                found.help.first().cloned(),
            );
            let entry = folded.entry(key);
            entry
                .and_modify(|(_, others)| *others += 1)
                .or_insert((found, 0));
        }
        for (found, others) in folded.into_values() {
            if found.is_denied {
                self.denied = self.denied.saturating_sub(others);
            }
            self.list.push(match others {
                0 => found,
                1 => found.help("1 other place has the same"),
                _ => found.help(format!("{others} other places have the same")),
            });
        }
    }

    /// Returns whether the specification has errors, so that its model cannot be trusted.
    /// Denied warnings do not count.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Returns whether a diagnostic stops the run: an error or a denied warning.
    #[must_use]
    pub fn stop_the_run(&self) -> bool {
        self.errors > 0 || self.denied > 0
    }

    /// Returns whether more errors would be dropped, so that searching for them is
    /// useless.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.has_more
    }

    /// Returns whether a text has an error.
    #[must_use]
    pub fn has_errors_in(&self, file: FileId) -> bool {
        let mut errors = self.list.iter().filter(|found| found.level == Level::Error);
        errors.any(|found| found.span.is_some_and(|span| span.file == file))
    }

    /// Returns the number of warnings with each code, in the order of the codes.
    #[must_use]
    pub fn warnings(&self) -> Vec<(Code, usize)> {
        let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
        for found in self.list.iter().filter(|it| it.level == Level::Warning) {
            *counts.entry(found.code).or_default() += 1;
        }
        counts.into_iter().collect()
    }

    /// Returns the number of diagnostics, warnings included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Returns whether there are no diagnostics.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns the diagnostics by file, position and code, so that the order of the
    /// stages does not matter. Those without a position come first.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.list.iter().collect();
        sorted.sort_by_key(|found| found.order());
        sorted.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_come_in_the_order_of_the_text() {
        let mut diagnostics = Diagnostics::default();
        let file = FileId(0);
        let at = |byte| Span::new(file, byte..byte + 1);
        diagnostics.push(Diagnostic::warning(Code::Recursion, at(2), "third"));
        diagnostics.push(Diagnostic::error(Code::UnknownKeyword, at(1), "second"));
        diagnostics.push(Diagnostic::error(Code::YamlSyntax, at(1), "first"));
        diagnostics.push(Diagnostic::error(Code::Io, None, "no place"));
        let messages: Vec<_> = diagnostics.iter().map(|found| &found.message).collect();
        assert_eq!(messages, ["no place", "first", "second", "third"]);
    }

    #[test]
    fn counted_warnings_are_listed_once() {
        let mut diagnostics = Diagnostics::default();
        let at = |byte| Span::new(FileId(0), byte..byte + 1);
        for byte in [3, 1, 2] {
            let found = Diagnostic::warning(Code::UncheckedKeyword, at(byte), "unknown");
            diagnostics.push(found.help("describe it").counted());
        }
        diagnostics.fold_counted();
        let found: Vec<_> = diagnostics.iter().collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found.first().and_then(|it| it.span), Some(at(1)));
        let help = found.first().map(|it| it.help.as_slice());
        let expected = ["describe it", "2 other places have the same"].map(str::to_owned);
        assert_eq!(help, Some(expected.as_slice()));
    }

    #[test]
    fn warnings_do_not_stop_the_run() {
        let mut diagnostics = Diagnostics::default();
        assert!(diagnostics.is_empty());
        let span = Span::new(FileId(0), 0..0);
        diagnostics.push(Diagnostic::warning(Code::Recursion, span, "deep"));
        assert!(!diagnostics.has_errors());
        diagnostics.push(Diagnostic::error(Code::Io, None, "gone"));
        assert!(diagnostics.has_errors());
        assert_eq!(diagnostics.len(), 2);
    }
}
