//! Result codes: those that an operation lists, and the sets that it refers to.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, suggestion};
use crate::model::{CodeSet, CodeSetId, Listing, Outcome, ResultCode, Retry};
use crate::openapi::{self, CodeSetItem, Spanned};
use crate::source::Span;

use super::naming::Taken;
use super::{Lowering, canonical};

/// A set of codes, and what each of its codes was made from.
pub struct SharedCodes<'a> {
    /// The set.
    pub set: CodeSet,
    entries: Vec<&'a openapi::ResultCode>,
}

/// The codes of one list while they are gathered.
#[derive(Default)]
struct Gathered<'a> {
    codes: Vec<ResultCode>,
    /// The place of each code by its text, and the set that it came from.
    known: HashMap<&'a str, (Span, Option<CodeSetId>)>,
    taken: Taken,
}

impl<'a> Lowering<'a, '_> {
    /// Lowers the sets of codes, in the order of the documents.
    pub fn lower_code_sets(&mut self) {
        for (document, holder) in self.documents.iter().enumerate() {
            for (set, entry) in holder.code_sets.iter().enumerate() {
                let id = CodeSetId(self.code_sets.len());
                let place = openapi::CodeSetId { document, set };
                self.code_set_ids.insert(place, id);
                let shared = self.code_set(entry, id);
                self.code_sets.push(shared);
            }
        }
    }

    fn code_set(&mut self, set: &'a openapi::CodeSet, id: CodeSetId) -> SharedCodes<'a> {
        if set.key.text.trim().is_empty() {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidName,
                    set.key.span,
                    "a set of result codes has no name",
                )
                .at(set.pointer.clone())
                .help("write a name that tells what the codes have in common"),
            );
        }
        let mut found = Gathered::default();
        let mut entries = Vec::new();
        for entry in &set.codes {
            if self.gather(entry, Listing::Set(id), &mut found) {
                entries.push(entry);
            }
        }
        SharedCodes {
            set: CodeSet {
                name: set.key.text.to_string(),
                description: set.description.clone().unwrap_or_default(),
                origin: canonical(&set.pointer),
                codes: found.codes,
            },
            entries,
        }
    }

    /// Returns the codes of an operation: those of its document, then those of the
    /// sets that it refers to. A code of the document takes the place of the same
    /// code of a set.
    pub fn result_codes(
        &mut self,
        operation: &'a openapi::Operation,
        outcome: Option<&Outcome>,
    ) -> Vec<ResultCode> {
        // While an outcome has no status of its own, nor has a code a wrong one.
        let statuses: Vec<&str> = outcome
            .iter()
            .flat_map(|outcome| outcome.meanings())
            .map(|(status, _)| status)
            .collect();
        let mut found = Gathered::default();
        for entry in &operation.result_codes {
            self.gather(entry, Listing::Document, &mut found);
            self.check_usual_status(entry, &statuses, None);
        }
        let mut referred: HashMap<CodeSetId, Span> = HashMap::new();
        for item in &operation.code_sets {
            // One that leads nowhere was reported.
            let target = item.reference.target;
            let Some(&id) = target.and_then(|target| self.code_set_ids.get(&target)) else {
                continue;
            };
            let text = &item.reference.text;
            if let Some(&first) = referred.get(&id) {
                self.listed_twice(&text.value, text.span, first);
            } else {
                referred.insert(id, text.span);
                self.gather_set(item, id, &statuses, &mut found);
            }
        }
        found.codes
    }

    /// Adds a code to a list; tells whether it could be lowered and is new there.
    fn gather(
        &mut self,
        entry: &'a openapi::ResultCode,
        listing: Listing,
        found: &mut Gathered<'a>,
    ) -> bool {
        let (wire, span) = (entry.code.value.as_str(), entry.code.span);
        let name = self.variant_name(wire, span, entry.rust_name.as_ref());
        let retry = self.retry(&entry.retry);
        if let Some(&(first, _)) = found.known.get(wire) {
            self.listed_twice(wire, span, first);
            return false;
        }
        found.known.insert(wire, (span, None));
        if let Some(name) = &name {
            self.take(&mut found.taken, &name.rust, wire, span);
        }
        let (Some(name), Some(retry)) = (name, retry) else {
            return false;
        };
        found.codes.push(ResultCode {
            name,
            listing,
            origin: canonical(&entry.pointer),
            status: entry.status.value.clone(),
            message: entry.message.clone(),
            action: entry.action.clone(),
            retry,
            note: entry.note.clone(),
        });
        true
    }

    /// Adds the codes of a set that the operation's document does not list.
    fn gather_set(
        &mut self,
        item: &CodeSetItem,
        id: CodeSetId,
        statuses: &[&str],
        found: &mut Gathered<'a>,
    ) {
        let Some(shared) = self.code_sets.get(id.0) else {
            return;
        };
        let codes = shared.set.codes.iter().cloned();
        let codes: Vec<_> = codes.zip(shared.entries.iter().copied()).collect();
        let reference = item.reference.text.span;
        for (code, entry) in codes {
            let (wire, span) = (entry.code.value.as_str(), entry.code.span);
            match found.known.get(wire) {
                Some((_, None)) => continue,
                Some(&(first, Some(_))) => {
                    self.in_two_sets(wire, span, first, reference);
                    continue;
                }
                None => {}
            }
            found.known.insert(wire, (span, Some(id)));
            self.check_usual_status(entry, statuses, Some(reference));
            self.take(&mut found.taken, &code.name.rust, wire, span);
            found.codes.push(code);
        }
    }

    fn listed_twice(&mut self, text: &str, span: Span, first: Span) {
        self.diagnostics.push(
            Diagnostic::error(
                Code::InvalidExtension,
                span,
                format!("`{text}` is listed twice"),
            )
            .labelled(first, "first listed here")
            .help("remove one of them"),
        );
    }

    fn in_two_sets(&mut self, wire: &str, span: Span, first: Span, reference: Span) {
        self.diagnostics.push(
            Diagnostic::error(
                Code::InvalidExtension,
                reference,
                format!("`{wire}` is in two sets that this operation refers to"),
            )
            .labelled(first, "one set lists it here")
            .labelled(span, "the other set lists it here")
            .help("remove it from one of the sets, or list it in the operation itself"),
        );
    }

    /// Reports a usual status that means nothing to the operation, which may refer to
    /// the code's set.
    fn check_usual_status(
        &mut self,
        entry: &openapi::ResultCode,
        statuses: &[&str],
        reference: Option<Span>,
    ) {
        if statuses.is_empty() || statuses.contains(&entry.status.value.as_str()) {
            return;
        }
        let mut report = Diagnostic::error(
            Code::InvalidExtension,
            entry.status.span,
            format!("`x-outcome` knows no status `{}`", entry.status.value),
        )
        .help(format!("the status values are {}", statuses.join(", ")));
        if let Some(reference) = reference {
            report = report.labelled(reference, "the operation refers to the set here");
        }
        self.diagnostics.push(report);
    }

    /// Returns the advice that a word stands for; reports any other word.
    fn retry(&mut self, text: &Spanned<String>) -> Option<Retry> {
        let found = Retry::ALL
            .into_iter()
            .find(|&retry| word(retry) == text.value);
        if found.is_none() {
            let words = || Retry::ALL.into_iter().map(word);
            let report = Diagnostic::error(
                Code::InvalidExtension,
                text.span,
                format!("`{}` is no advice on trying again", text.value),
            );
            self.diagnostics
                .push(match suggestion(&text.value, words()) {
                    Some(near) => report.help(format!("did you mean `{near}`?")),
                    None => report.help(format!(
                        "write one of {}",
                        words().collect::<Vec<_>>().join(", ")
                    )),
                });
        }
        found
    }
}

/// Returns the word that `x-result-codes` has for an advice.
fn word(retry: Retry) -> &'static str {
    match retry {
        Retry::NotNeeded => "not-needed",
        Retry::SameRequest => "same-request",
        Retry::BackOff => "back-off",
        Retry::NewRequestId => "new-request-id",
        Retry::FixRequest => "fix-request",
        Retry::FixAccount => "fix-account",
        Retry::InquireFirst => "inquire-first",
        Retry::ContactSupport => "contact-support",
        Retry::Never => "never",
    }
}
