//! Lists of result codes during lowering.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{CodeSetId, Listing, ResultCode, Retry};
use crate::openapi;
use crate::text::source::{Span, Spanned};

use crate::lower::naming;
use crate::lower::pointers::canonical;
use crate::lower::taken_names::TakenNames;

/// The codes of a list so far.
#[derive(Default)]
pub struct CodeList<'a> {
    /// The codes so far.
    pub codes: Vec<ResultCode>,
    /// The position of each code by its text, and its set.
    known: HashMap<&'a str, (Span, Option<CodeSetId>)>,
    taken: TakenNames,
}

impl<'a> CodeList<'a> {
    /// Adds a code; returns whether it could be lowered and is new in the list.
    pub fn add(
        &mut self,
        entry: &'a openapi::ResultCode,
        listing: Listing,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let (wire, span) = (entry.code.value.as_str(), entry.code.span);
        let name = naming::variant_name(wire, span, entry.rust_name.as_ref(), diagnostics);
        let retry = retry(&entry.retry, diagnostics);
        if let Some(&(first, _)) = self.known.get(wire) {
            diagnostics.push(listed_twice(wire, span, first));
            return false;
        }
        self.known.insert(wire, (span, None));
        self.taken.take(&name.rust, wire, span, diagnostics);
        let Some(retry) = retry else {
            return false;
        };
        self.codes.push(ResultCode {
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

    /// Adds a code of a set, unless it is in the list; returns whether it was added. A
    /// code of two sets is reported at the reference to the second set.
    pub fn add_shared(
        &mut self,
        code: &ResultCode,
        entry: &'a openapi::ResultCode,
        set: CodeSetId,
        reference: Span,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let (wire, span) = (entry.code.value.as_str(), entry.code.span);
        match self.known.get(wire) {
            Some((_, None)) => return false,
            Some(&(first, Some(_))) => {
                diagnostics.push(in_two_sets(wire, span, first, reference));
                return false;
            }
            None => {}
        }
        self.known.insert(wire, (span, Some(set)));
        let rust = &code.name.rust;
        self.taken.take(rust, wire, span, diagnostics);
        self.codes.push(code.clone());
        true
    }
}

/// Creates the diagnostic for a code or a reference to a set that is listed twice.
pub fn listed_twice(text: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(
        Code::InvalidExtension,
        span,
        format!("`{text}` is listed twice"),
    )
    .labelled(first, "first listed here")
    .help("remove one of them")
}

fn in_two_sets(wire: &str, span: Span, first: Span, reference: Span) -> Diagnostic {
    Diagnostic::error(
        Code::InvalidExtension,
        reference,
        format!("`{wire}` is in two sets that this operation refers to"),
    )
    .labelled(first, "one set lists it here")
    .labelled(span, "the other set lists it here")
    .help("remove it from one of the sets, or list it in the operation itself")
}

/// Returns the retry advice with a name.
fn retry(text: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Retry> {
    let mut all = Retry::ALL.into_iter();
    let found = all.find(|&retry| retry_name(retry) == text.value);
    if found.is_none() {
        let names = Retry::ALL.map(retry_name);
        let report = Diagnostic::error(
            Code::InvalidExtension,
            text.span,
            format!("`{}` is not a value of `retry`", text.value),
        );
        diagnostics.push(match suggestion(&text.value, names) {
            Some(near) => report.help(format!("did you mean `{near}`?")),
            None => report.help(format!("write one of {}", names.join(", "))),
        });
    }
    found
}

/// Returns the name of the retry advice in `x-result-codes`.
fn retry_name(retry: Retry) -> &'static str {
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
