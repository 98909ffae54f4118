//! The root of the crate, `lib.rs`, with the front page of its documentation.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use proc_macro2::TokenStream;
use quote::quote;

use crate::layout::trees;
use crate::markdown;
use crate::model::{Api, ModuleId, Name, Openness};
use crate::support::{self, ClientKind};

use super::context::Context;
use super::docs::calling;
use super::docs::client;
use super::docs::code_tables;
use super::docs::example;
use super::docs::features;
use super::docs::operations::front_table;
use super::docs::{Doc, list_item, module_link};
use super::rust::cfg::cfg;
use super::rust::ident::ident;
use super::rust_file::RustFile;
use super::unicode;
use super::webhooks;

/// Returns the module at the top level with a module: its name and its path.
fn top<'a>(cx: &Context<'a>, module: ModuleId) -> (&'a str, &'a [Name]) {
    let path = cx.api.module(module).path.get(..1).unwrap_or_default();
    (path.first().map_or("", |name| &name.rust), path)
}

/// Emits `lib.rs`.
pub fn library(cx: &Context<'_>) -> RustFile {
    let doc = front_page(cx).inner();
    let (operations, webhooks) = (operations(cx), webhooks_module(cx));
    let exports = exports(cx);
    let has_shared = cx.plan.failures.shared().next().is_some();
    let errors = has_shared.then(|| {
        quote!(
            pub mod errors;
        )
    });
    let signed = |tokens: TokenStream| cx.api.signature().map(|_| tokens);
    let scheme = signed(quote! {
        #[cfg(feature = "signature")]
        mod scheme;
    });
    let client = match cx.plan.client {
        ClientKind::None => None,
        ClientKind::Plain | ClientKind::Signed => Some(quote! {
            #[cfg(feature = "client")]
            pub mod client;
        }),
    };
    let types = cx.has_shared_types().then(|| {
        quote!(
            pub mod types;
        )
    });
    let credentials = cx.has_credentials().then(|| {
        quote!(
            pub mod credentials;
        )
    });
    let signature = signed(quote! {
        #[cfg(feature = "signature")]
        pub mod signature;
    });
    let testing = signed(quote! {
        #[cfg(feature = "testing")]
        pub mod testing;
    });
    let unicode = unicode::is_used(cx).then(|| {
        quote!(
            mod unicode;
        )
    });
    let limit = cx.plan.recursion_limit.map(|limit| {
        let limit = limit.to_string();
        quote!(#![recursion_limit = #limit])
    });
    // `Readme` exists only in doc tests, so that the program in the readme is tested.
    let readme = match cx.plan.client {
        ClientKind::Plain => quote!(all(doctest, feature = "ureq")),
        ClientKind::None | ClientKind::Signed => quote!(doctest),
    };
    RustFile {
        path: "src/lib.rs".to_owned(),
        origin: "the specification".to_owned(),
        tokens: trees(quote! {
            #doc
            #![forbid(unsafe_code)]
            #![deny(missing_docs)]
            #limit

            #scheme
            mod support;

            pub mod builder;
            #client
            #credentials
            #errors
            #operations
            pub mod servers;
            #signature
            #testing
            #types
            #unicode
            #webhooks

            #exports

            #[cfg(#readme)]
            #[doc = include_str!("../README.md")]
            struct Readme;
        }),
    }
}

/// The items of the support module that every crate exports.
const EXPORTS: [&str; 29] = [
    "Advisory",
    "Answer",
    "AnswerError",
    "ApiError",
    "Body",
    "Concern",
    "ConversionError",
    "DateTime",
    "Decimal",
    "DecodeError",
    "DecodeErrorKind",
    "EncodeError",
    "Expected",
    "Extra",
    "Json",
    "Known",
    "Operation",
    "RawAnswer",
    "ReceivedResult",
    "Redact",
    "Redacted",
    "Rule",
    "Sensitive",
    "Unreadable",
    "Unrecognized",
    "Uri",
    "Violation",
    "Violations",
    "Webhook",
];

/// The items of the support module for failures of operations without a stated outcome.
const FAILURES: [&str; 2] = ["ErrorAnswer", "UndocumentedFailure"];

/// Emits the exports of the support module.
fn exports(cx: &Context<'_>) -> TokenStream {
    let used = support::OPTIONAL.iter();
    let used = used.filter(|(module, _)| cx.plan.support.contains(module));
    let optional = used.flat_map(|(_, types)| *types);
    let has_plain = cx.calls.iter().any(|call| call.stated().is_none());
    let failures = FAILURES.iter().filter(|_| has_plain);
    let types: BTreeSet<&str> = EXPORTS
        .iter()
        .chain(optional)
        .chain(failures)
        .copied()
        .collect();
    let types = types.into_iter().map(ident);
    quote! {
        pub use support::{#(#types,)* redacted};
    }
}

/// Emits the declarations of the modules of operations.
fn operations(cx: &Context<'_>) -> TokenStream {
    let calls = cx.calls.iter().map(|call| call.operation.module);
    let modules = calls.chain(cx.bare.iter().copied());
    let mut modules: BTreeMap<&str, &[Name]> = modules.map(|module| top(cx, module)).collect();
    if let Some(notice) = cx.notices.first() {
        modules.remove(top(cx, notice.webhook.module).0);
    }
    let modules = modules.into_iter().map(|(name, path)| {
        let cfg = cfg(cx.plan.features.of_module(path));
        let name = ident(name);
        quote!(#cfg pub mod #name;)
    });
    modules.collect()
}

/// Emits the declaration of the module of all webhooks, if there are any.
fn webhooks_module(cx: &Context<'_>) -> Option<TokenStream> {
    let notice = cx.notices.first()?;
    let (_, path) = top(cx, notice.webhook.module);
    let cfg = cfg(cx.plan.features.of_module(path));
    Some(quote!(#cfg pub mod webhooks;))
}

fn front_page(cx: &Context<'_>) -> Doc {
    let mut doc = Doc::new(markdown::sentence(&markdown::inline(
        &cx.plan.package.description,
    )))
    .paragraph(format!("{} {}", promises(cx), connection(cx)))
    .lines(front_table(cx));
    if let Some(limit) = cx.plan.recursion_limit {
        doc = doc.paragraph(format!(
            "Types are nested deeply here. If the compiler reports an overflow while it \
             evaluates a requirement of your crate, add `#![recursion_limit = \"{limit}\"]` \
             to its root."
        ));
    }
    doc = steps(picture(doc, cx), cx);
    // The section on the client that does not sign has a program that sends the same request.
    let first = (cx.plan.client != ClientKind::Plain).then(|| example::first(cx));
    if let Some((operation, sample)) = first.flatten() {
        let module = cx.module_path(operation.module);
        doc = doc
            .lines(["# Example".to_owned()])
            .paragraph(format!(
                "The pages of operations have examples; this is the example of {}.",
                module_link(&module)
            ))
            .program(&sample.program());
    }
    let doc = client::section(calling::section(doc, cx), cx);
    let doc = signatures(doc, cx);
    features::section(details(webhooks::section(doc, cx), cx), cx)
}

/// Returns what the crate promises.
fn promises(cx: &Context<'_>) -> &'static str {
    if cx.has_outcomes() {
        "Invalid requests are rejected by the compiler or by `build()`, every outcome of a \
         response has to be handled, and sensitive values are redacted."
    } else {
        "Invalid requests are rejected by the compiler or by `build()`, and values that are \
         marked as sensitive are redacted."
    }
}

/// Returns how requests are sent.
fn connection(cx: &Context<'_>) -> &'static str {
    match cx.plan.client {
        ClientKind::Signed => {
            "Without features, the crate does no I/O. With `reqwest` or `ureq`, the module \
             `client` signs and sends requests, and verifies the answers."
        }
        ClientKind::Plain => {
            "Without features, the crate does no I/O. With `reqwest` or `ureq`, the module \
             `client` sends requests with your credentials."
        }
        ClientKind::None => "The crate does no I/O: use your own HTTP client.",
    }
}

/// Adds the picture, if there is one.
fn picture(doc: Doc, cx: &Context<'_>) -> Doc {
    let Some(picture) = &cx.plan.picture else {
        return doc;
    };
    // Within a block element, Markdown leaves everything as it is up to a blank line. A
    // narrow window scrolls the picture.
    let begin = iter::once("<div style=\"overflow-x:auto\">".to_owned());
    let end = iter::once("</div>".to_owned());
    let lines = picture.lines.iter().cloned();
    doc.lines([format!("# {}", markdown::inline(&picture.title))])
        .lines(begin.chain(lines).chain(end))
}

/// Adds the steps that every call has, from the request to the response.
fn steps(doc: Doc, cx: &Context<'_>) -> Doc {
    if cx.calls.is_empty() {
        return doc.paragraph(
            "The crate has types and no calls. The types that no webhook has alone are in \
             [`types`]: build a value with the `builder()` of its type, and read and write it \
             with `serde_json`.",
        );
    }
    let parts = if cx.has_query_or_headers() {
        " The request may also have a [`query`](Operation::query) and \
         [`headers`](Operation::headers)."
    } else {
        ""
    };
    let build = "**Build** the request: call `Request::builder()` of the operation's module, a \
         setter per field, and `build()`. If a required field is not set, the compiler's \
         error names it. `build` checks every documented length, pattern, range, form and \
         condition, and returns all violations with their places ([`Violations`]).";
    let send = format!(
        "**Send** the request's [`body`](Operation::body) to the base URL of one of the \
         [`servers`], followed by its [`path`](Operation::path).{parts}"
    );
    let by_status = "**Read** the answer with [`read`](Operation::read) of the request. It checks \
                     the status code, and returns the response or an [`AnswerError`].";
    let by_outcome = "**Read** the response body with `Response::from_json`, and call `outcome()` on \
         the response. It returns an exhaustive enum, so every outcome must be handled. \
         See [`Retry`] and [`DecodeError`].";
    let has_outcomes = cx.has_outcomes();
    let steps = [
        build,
        &send,
        if has_outcomes { by_outcome } else { by_status },
    ];
    let steps = steps.iter().zip(["1.", "2.", "3."]);
    let doc = doc
        .lines(["# A call in three steps".to_owned()])
        .lines(steps.flat_map(|(step, mark)| list_item(mark, step)));
    if !has_outcomes {
        return doc;
    }
    let others = if cx.calls.iter().all(|call| call.stated().is_some()) {
        ""
    } else {
        "A response without `outcome()` states none: [`read`](Operation::read) of its request \
         checks the status code."
    };
    doc.lines(code_tables::answers_table()).paragraph(others)
}

/// Adds the sections on signatures, on the client and on its tests, if the API signs its messages.
fn signatures(doc: Doc, cx: &Context<'_>) -> Doc {
    if cx.api.signature().is_none() {
        return doc;
    }
    let doc = doc
        .lines(["# Signatures".to_owned()])
        .paragraph(
            "The module `signature`, with the feature `signature` or `ring`, does what a client \
         needs apart from the connection: `prepare` of a request fixes its bytes, each attempt \
         to send it is signed, and an answer is verified before anything in it is read. An \
         answer that is unsigned, forged, old or unreadable is an error, after which the outcome \
         of the call is in doubt.",
        )
        .lines(["# Send with the client".to_owned()])
        .paragraph(
            "The module `client`, with the feature `reqwest`, `ureq` or `client`, does all of this \
         and has the connection. Only a call without effect is an error:",
        )
        .program(&client::sending(cx));
    let doc = match client::resolving(cx) {
        Some(program) => doc
            .lines(["# Resolve an open outcome".to_owned()])
            .paragraph(
                "After a call in doubt, an open outcome or a restart, a resolution inquires, and \
                 sends the same request again if the gateway does not know it:",
            )
            .program(&program),
        None => doc,
    };
    let doc = match client::cancelling(cx) {
        Some(program) => doc
            .paragraph(
                "Nothing is cancelled unless the program does so. It first stores that, because \
                 an inquiry proves nothing while an attempt to cancel may still arrive:",
            )
            .program(&program),
        None => doc,
    };
    doc.lines(["# Test against a gateway".to_owned()])
        .paragraph(
            "The module `testing`, with the feature of this name, has a gateway in memory for the \
             tests of a program. It verifies and validates requests, answers as a script says, \
             and sends notifications. With the feature `loopback`, it is an HTTP server too.",
        )
        .program(&client::testing(cx))
}

fn details(doc: Doc, cx: &Context<'_>) -> Doc {
    let mut calls = cx.calls.iter();
    let has_window = calls.any(|call| cx.api.windows(call.request).next().is_some());
    let windows = if has_window {
        "Time windows start at a moment that only the caller knows: `validate_at` of the \
         request takes that moment and checks them too. "
    } else {
        ""
    };
    doc.lines(["# Requests".to_owned()])
        .paragraph(
            "A setter accepts any value that converts into its field: text or a \
             `SystemTime` for a [`DateTime`], a builder for an object. It replaces the \
             previous value. `add_…` adds one item to a list, `maybe_…` takes an \
             `Option`, and `clear_…` removes the value. `advisories()` of a request \
             returns the reasons why it may be rejected although it breaks no rule \
             ([`Advisory`]). `build_unvalidated()` builds a request that breaks a rule, \
             for rules that are out of date.",
        )
        .paragraph(format!(
            "{windows}Rules that only the description of a field states are not checked."
        ))
        .lines(["# Responses".to_owned()])
        .paragraph(
            "Responses are read with unknown members, unknown values, and scalars with or \
             without quotes. Limits of a response are documented but not checked. JSON \
             members that the documentation does not list are kept in `extra` of their \
             object ([`Extra`]) and written back, also in requests.",
        )
        .lines(["# Values".to_owned()])
        .paragraph(format!(
            "{} [`DateTime`], [`Uri`] and [`Decimal`] keep their text; validation checks it. \
             [`Sensitive`] values print as `[redacted]`, and [`expose`](Sensitive::expose) \
             returns the value. [`redacted`] shows a whole message as JSON for logs.",
            enums(cx.api)
        ))
        .paragraph(format!(
            "The features named after these crates add conversions from and to the types \
             of {}. [`DateTime`], [`Decimal`] and [`Uri`] list the conversions.",
            support::conversion_names()
        ))
        .paragraph(amounts(cx))
}

/// Returns the text on unlisted values of enums.
fn enums(api: &Api) -> &'static str {
    let sets = api.reachable().filter_map(|(_, def)| def.shape.as_enum());
    let mut closed = sets.filter(|set| match set.openness {
        Openness::Open => false,
        Openness::Closed => true,
    });
    if closed.next().is_some() {
        "An enum of strings with the variant `Unrecognized` is open: a value that is newer \
         than this crate is kept in that variant and written back unchanged. An enum without \
         it is closed: only requests use it, and it has the documented values only."
    } else {
        "Enums of strings are open: a value that is newer than this crate is kept in the \
         variant `Unrecognized` and written back unchanged."
    }
}

/// Returns the text on the API's amounts of money, or an empty one if it has none.
fn amounts(cx: &Context<'_>) -> String {
    let api = cx.api;
    let amounts = api.reachable().filter(|(id, _)| {
        api.structure(*id)
            .is_some_and(|object| object.money.is_some())
    });
    let names: Vec<String> = amounts
        .map(|(_, def)| {
            let module = cx.module_path(def.module);
            format!("[`{0}`]({module}::{0})", def.name.rust)
        })
        .collect();
    if names.is_empty() {
        return String::new();
    }
    format!(
        "Amounts of money ({}) are whole numbers of their currency's smallest unit, never \
         floats. `from_major` and `to_major` convert exactly, or return a [`MoneyError`].",
        names.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Enum, ModuleId, Name, Shape, TypeDef, Usage};

    fn api(openness: Openness) -> Api {
        let name = Name {
            wire: "Size".to_owned(),
            rust: "Size".to_owned(),
        };
        let size = TypeDef {
            name,
            module: ModuleId::SHARED,
            description: String::new(),
            origin: String::new(),
            source: None,
            usage: Usage {
                written: true,
                read: false,
            },
            shape: Shape::Enum(Enum {
                openness,
                variants: Vec::new(),
            }),
        };
        Api {
            servers: Vec::new(),
            security_schemes: Vec::new(),
            modules: Vec::new(),
            groups: Vec::new(),
            code_sets: Vec::new(),
            operations: Vec::new(),
            webhooks: Vec::new(),
            roots: Vec::new(),
            types: vec![size],
        }
    }

    #[test]
    fn the_front_page_distinguishes_closed_enums() {
        assert!(enums(&api(Openness::Open)).starts_with("Enums of strings are open"));
        assert!(enums(&api(Openness::Closed)).contains("it is closed"));
    }
}
