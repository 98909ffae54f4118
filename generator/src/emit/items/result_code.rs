//! The result codes of an operation.

use std::collections::{BTreeSet, HashMap};
use std::iter;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

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
    RustFile {
        path: format!("{}/result_code.rs", cx.directory(operation.module)),
        origin: operation.document.path.clone(),
        tokens: quote! {
            //! The result codes of the operation.

            #support
            #imports

            #items
        },
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

/// Emits `facts()`, which returns the facts about each code. Codes with equal facts share
/// an arm.
fn facts(stated: &Stated<'_>) -> TokenStream {
    let operation = stated.operation;
    let mut groups: Vec<(Facts<'_>, Vec<Ident>)> = Vec::new();
    let mut positions: HashMap<Facts<'_>, usize> = HashMap::new();
    for code in &operation.codes {
        let (name, facts) = (ident(&code.name.rust), Facts::of(code, stated.outcome));
        let position = *positions.entry(facts.clone()).or_insert(groups.len());
        match groups.get_mut(position) {
            Some((_, names)) => names.push(name),
            None => groups.push((facts, vec![name])),
        }
    }
    let arms = groups.iter().map(|(facts, names)| {
        let Facts {
            status,
            outcome,
            message,
            action,
            retry,
            is_listed,
        } = facts;
        let outcome = ident(match outcome {
            OutcomeKind::Success => "success",
            OutcomeKind::Failure => "failure",
            OutcomeKind::Unknown => "unknown",
        });
        let retry = ident(retry);
        let of_set = (!is_listed).then(|| quote!(.of_set()));
        quote! {
            #(Self::#names)|* => {
                support::CodeFacts::#outcome(#status, Retry::#retry, #message, #action) #of_set
            }
        }
    });
    let body = if operation.codes.is_empty() {
        quote! {
            match self {
                Self::Unrecognized(_) => None,
            }
        }
    } else {
        quote! {
            let facts = match self {
                #(#arms)*
                Self::Unrecognized(_) => return None,
            };
            Some(facts)
        }
    };
    quote! {
        impl ResultCode {
            fn facts(&self) -> Option<support::CodeFacts> {
                #body
            }
        }
    }
}

/// The facts about a code.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Facts<'a> {
    status: &'a str,
    outcome: OutcomeKind,
    message: String,
    action: String,
    retry: &'static str,
    is_listed: bool,
}

impl<'a> Facts<'a> {
    fn of(code: &'a ResultCode, outcome: &Outcome) -> Self {
        // A status without a meaning was reported as an error. Here it counts as unknown.
        let outcome = outcome.kind(&code.status);
        Self {
            status: &code.status,
            outcome: outcome.unwrap_or(OutcomeKind::Unknown),
            message: one_line(&code.message),
            action: one_line(&code.action),
            retry: retry_variant(code.retry),
            is_listed: code.is_listed(),
        }
    }
}
