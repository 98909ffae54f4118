//! Result codes of operations, and the shared sets that operations refer to.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{CodeSet, CodeSetId, Listing, Outcome, ResultCode};
use crate::openapi;
use crate::openapi::{CodeSetItem, Document};
use crate::text::source::Span;

use super::code_list::{CodeList, listed_twice};
use crate::lower::pointers::canonical;

/// The shared sets of result codes, in document order.
pub struct CodeSets<'a> {
    sets: Vec<SharedCodes<'a>>,
    ids: HashMap<openapi::CodeSetId, CodeSetId>,
}

/// A set of codes, with the source of each code.
struct SharedCodes<'a> {
    set: CodeSet,
    entries: Vec<&'a openapi::ResultCode>,
}

impl<'a> CodeSets<'a> {
    /// Lowers the sets of all documents.
    pub fn of(documents: &'a [Document], diagnostics: &mut Diagnostics) -> Self {
        let mut sets = Vec::new();
        let mut ids = HashMap::new();
        for (document, holder) in documents.iter().enumerate() {
            for (set, entry) in holder.code_sets.iter().enumerate() {
                let id = CodeSetId(sets.len());
                ids.insert(openapi::CodeSetId { document, set }, id);
                sets.push(shared_codes(entry, id, diagnostics));
            }
        }
        Self { sets, ids }
    }

    /// Returns the sets.
    pub fn into_sets(self) -> Vec<CodeSet> {
        self.sets.into_iter().map(|it| it.set).collect()
    }

    /// Lowers the codes of an operation: those of its document, then those of its sets. A
    /// code of the document replaces the same code of a set.
    pub fn codes_of(
        &self,
        operation: &'a openapi::Operation,
        outcome: Option<&Outcome>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<ResultCode> {
        // Without an outcome, every status is valid.
        let outcome = outcome.iter();
        let meanings = outcome.flat_map(|outcome| outcome.meanings());
        let statuses: Vec<&str> = meanings.map(|(status, _)| status).collect();
        let mut list = CodeList::default();
        for entry in &operation.result_codes {
            list.add(entry, Listing::Document, diagnostics);
            check_status(entry, &statuses, None, diagnostics);
        }
        let mut referred: HashMap<CodeSetId, Span> = HashMap::new();
        for item in &operation.code_sets {
            // An unresolved reference was reported.
            let target = item.reference.target;
            let Some(&id) = target.and_then(|target| self.ids.get(&target)) else {
                continue;
            };
            let text = &item.reference.text;
            if let Some(&first) = referred.get(&id) {
                diagnostics.push(listed_twice(&text.value, text.span, first));
            } else {
                referred.insert(id, text.span);
                self.add_set(item, id, &statuses, &mut list, diagnostics);
            }
        }
        list.codes
    }

    /// Adds the codes of a set that the operation's document does not list.
    fn add_set(
        &self,
        item: &CodeSetItem,
        id: CodeSetId,
        statuses: &[&str],
        list: &mut CodeList<'a>,
        diagnostics: &mut Diagnostics,
    ) {
        let Some(shared) = self.sets.get(id.0) else {
            return;
        };
        let reference = item.reference.text.span;
        for (code, &entry) in shared.set.codes.iter().zip(&shared.entries) {
            if list.add_shared(code, entry, id, reference, diagnostics) {
                check_status(entry, statuses, Some(reference), diagnostics);
            }
        }
    }
}

fn shared_codes<'a>(
    set: &'a openapi::CodeSet,
    id: CodeSetId,
    diagnostics: &mut Diagnostics,
) -> SharedCodes<'a> {
    if set.key.text.trim().is_empty() {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidName,
                set.key.span,
                "a set of result codes has an empty name",
            )
            .at(set.pointer.clone())
            .help("write a name that describes what the codes have in common"),
        );
    }
    let mut list = CodeList::default();
    let mut entries = Vec::new();
    for entry in &set.codes {
        if list.add(entry, Listing::Set(id), diagnostics) {
            entries.push(entry);
        }
    }
    SharedCodes {
        set: CodeSet {
            name: set.key.text.to_string(),
            description: set.description.clone().unwrap_or_default(),
            origin: canonical(&set.pointer),
            codes: list.codes,
        },
        entries,
    }
}

/// Reports a usual status that is unknown to the operation. `reference` is the
/// operation's reference to the set of the code, if any.
fn check_status(
    entry: &openapi::ResultCode,
    statuses: &[&str],
    reference: Option<Span>,
    diagnostics: &mut Diagnostics,
) {
    if statuses.is_empty() || statuses.contains(&entry.status.value.as_str()) {
        return;
    }
    let mut report = Diagnostic::error(
        Code::InvalidExtension,
        entry.status.span,
        format!("the status `{}` is not in `x-outcome`", entry.status.value),
    )
    .help(format!("write one of {}", statuses.join(", ")));
    if let Some(reference) = reference {
        report = report.labelled(reference, "the operation refers to the set here");
    }
    diagnostics.push(report);
}
