//! The result codes of an operation.

use std::collections::BTreeSet;
use std::iter;

use proc_macro2::TokenStream;
use quote::quote;

use crate::layout::joined;
use crate::markdown;
use crate::model::{Api, Listing, Outcome, OutcomeKind, ResultCode};
use crate::plan::{Stated, retry_variant};
use crate::text::words::one_line;

use super::enums::{Arm, open};
use crate::emit::context::Context;
use crate::emit::docs::Doc;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::emit::rust::support;
use crate::emit::rust_file::RustFile;

/// Emits the file of an operation's result codes.
pub fn module(cx: &Context<'_>, stated: &Stated<'_>) -> RustFile {
    let (api, operation) = (cx.api, stated.operation);
    let scope = Scope::of_module(cx, operation.module);
    let doc = Doc::new(format!(
        "The result codes of {}.",
        markdown::inline(&operation.document.title)
    ))
    .paragraph(
        "Each code has its usual status, meaning and advice. The status in the response \
         decides the outcome: a code can come with another status than its usual one. For \
         an unknown code, the methods return `None`.",
    )
    .outer();
    let arms: Vec<Arm<'_>> = operation
        .codes
        .iter()
        .map(|code| Arm {
            name: ident(&code.name.rust),
            doc: code_doc(api, code),
            wire: &code.name.wire,
        })
        .collect();
    let items = open(&ident("ResultCode"), &doc, &arms);
    let facts = facts(stated);
    let status = api.status_enum(stated.outcome);
    let status = status
        .map(|id| scope.path(id))
        .map(|status| quote!(, #status));
    let mut names = BTreeSet::from(["Unrecognized"]);
    if !operation.codes.is_empty() {
        names.insert("Retry");
    }
    let items = quote! {
        #items
        #facts
        support::result_code!(ResultCode #status);
    };
    let (support, items) = support::imported(items, names, iter::empty());
    let imports = scope.imports();
    let head = quote! {
        //! The result codes of the operation.

        #support
        #imports
    };
    RustFile {
        path: format!("{}/result_code.rs", cx.directory(operation.module)),
        origin: operation.document.path.clone(),
        tokens: joined(head, items),
    }
}

fn code_doc(api: &Api, code: &ResultCode) -> TokenStream {
    let mut doc = Doc::default()
        .prose(&markdown::sentence(&code.message))
        .paragraph(format!(
            "Wire value {}, usually with status {}. {}",
            markdown::code(&code.name.wire),
            markdown::code(&code.status),
            markdown::sentence(&markdown::inline(&code.action))
        ));
    if let Some(note) = &code.note {
        doc = doc.prose(note);
    }
    if let Listing::Set(id) = code.listing
        && let Some(set) = api.code_sets.get(id.0)
    {
        doc = doc.paragraph(format!(
            "The operation's document does not list the code; it is defined in {}.",
            markdown::code(&set.origin)
        ));
    }
    doc.outer()
}

/// Emits the table of the facts about each code.
fn facts(stated: &Stated<'_>) -> TokenStream {
    let rows = stated
        .operation
        .codes
        .iter()
        .map(|code| row(code, stated.outcome));
    quote! {
        impl ResultCode {
            const FACTS: &'static [support::CodeFacts] = &[#(#rows),*];
        }
    }
}

/// Emits the facts about a code.
fn row(code: &ResultCode, outcome: &Outcome) -> TokenStream {
    let (wire, status) = (&code.name.wire, &code.status);
    // A status without a meaning was reported as an error. Here it counts as unknown.
    let outcome = outcome.kind(status).unwrap_or(OutcomeKind::Unknown);
    let outcome = ident(match outcome {
        OutcomeKind::Success => "success",
        OutcomeKind::Failure => "failure",
        OutcomeKind::Unknown => "unknown",
    });
    let retry = ident(retry_variant(code.retry));
    let (message, action) = (one_line(&code.message), one_line(&code.action));
    let of_set = (!code.is_listed()).then(|| quote!(.of_set()));
    quote! {
        support::CodeFacts::#outcome(#wire, #status, Retry::#retry, #message, #action) #of_set
    }
}
