//! The crate's root: its front page, its exports, servers and builder states.

use std::collections::BTreeSet;

use quote::quote;

use crate::docs;
use crate::model::{Api, Object, Operation};

use super::Module;
use super::client;
use super::docs::{Doc, line, list_item};
use super::example;
use super::files::module_text;
use super::message::is_timed;
use super::text;
use super::types::ident;

/// `lib.rs`.
pub fn library(api: &Api) -> Module {
    let doc = front_page(api).inner();
    let operations: BTreeSet<&str> = api
        .operations
        .iter()
        .map(|operation| operation.id.rust.as_str())
        .collect();
    let operations = operations.into_iter().map(ident);
    // The readme is there as well when examples are tested, so that its program
    // is compiled and run.
    Module {
        path: "src/lib.rs".to_owned(),
        origin: "the specification".to_owned(),
        tokens: quote! {
            #doc
            #![forbid(unsafe_code)]
            #![deny(missing_docs)]

            mod support;

            pub mod builder;
            #(pub mod #operations;)*
            pub mod servers;
            pub mod types;

            pub use support::{
                Advisory, Concern, DateTime, Decimal, DecodeError, DecodeErrorKind, Expected, Extra,
                MalformedReason, MoneyError, Operation, OutcomeKind, ReceivedResult, Response, ResultCode,
                Retry, Rule, Sensitive, Unrecognized, Uri, Violation, Violations,
            };

            #[cfg(doctest)]
            #[doc = include_str!("../README.md")]
            struct Readme;
        },
    }
}

fn front_page(api: &Api) -> Doc {
    let mut doc = Doc::new(docs::sentence(&docs::inline(&api.package.description)))
        .paragraph(
            "A request that is wrong does not compile or does not build, a response cannot be \
             misread, and what must not be shown is not. There is no I/O here: bring your own HTTP \
             client, and sign what you send.",
        )
        .lines(operations_table(api));
    doc = steps(doc);
    if let Some((operation, sample)) = super::sample(api) {
        let module = module(operation);
        doc = doc
            .lines(["# Example".to_owned()])
            .paragraph(format!(
                "Every operation has a program on its page; this is the one of [`{module}`]."
            ))
            .lines(example::fenced(&sample));
    }
    details(client::section(doc, api), api)
}

/// What every call has in common, from the request to what the answer means.
fn steps(doc: Doc) -> Doc {
    let steps = [
        "**Build.** `Request::builder()` of the operation's module, a setter per field, `build()`. \
         A required field that is forgotten is an error of the compiler that names the field; every \
         documented length, pattern, range, form and condition is checked by `build`, and \
         [`Violations`] lists all that are broken, with their places.",
        "**Send** `serde_json::to_vec(&request)` to a host of [`servers`] followed by the request's \
         [`PATH`](Operation::PATH).",
        "**Read** the body of the answer with `Response::from_json`, and ask it for its \
         `outcome()`. The compiler sees to it that every outcome is handled; [`Retry`] and \
         [`DecodeError`] tell more.",
    ];
    let steps = steps.iter().zip(["1.", "2.", "3."]);
    doc.lines(["# A call in three steps".to_owned()])
        .lines(steps.flat_map(|(step, mark)| list_item(mark, step)))
        .lines(text::answers_table())
}

fn details(doc: Doc, api: &Api) -> Doc {
    let has_window = (0..api.operations.len()).any(|operation| is_timed(api, operation));
    let windows = if has_window {
        "Windows of time count from a moment that only the caller knows: `validate_at` of the \
         request takes it and checks them too. "
    } else {
        ""
    };
    doc.lines(["# Requests".to_owned()])
        .paragraph(
            "A setter takes whatever converts into its field: text for a [`DateTime`], a builder for \
             an object. `advisories()` of a request tells what may be refused although it breaks no \
             rule ([`Advisory`]). `build_unvalidated()` is the way past a rule that is out of date.",
        )
        .paragraph(format!(
            "{windows}What the description of a field says in words alone is not checked."
        ))
        .lines(["# Responses".to_owned()])
        .paragraph(
            "Responses are read whatever they hold: unknown members, unknown values, scalars with or \
             without quotes. Limits of a response are documented but not checked. Members that the \
             documentation does not list are kept in `extra` of their object ([`Extra`]) and written \
             back, in requests too.",
        )
        .lines(["# Values".to_owned()])
        .paragraph(
            "Sets of strings are open: a value that is newer than this crate is kept in \
             `Unrecognized` and written back as it came. [`DateTime`], [`Uri`] and [`Decimal`] keep \
             their text; validation judges it. [`Sensitive`] values print as `[redacted]`, and \
             [`expose`](Sensitive::expose) hands them out.",
        )
        .paragraph(amounts(api))
}

/// How the API's amounts of money are counted and converted.
fn amounts(api: &Api) -> String {
    let amounts = api
        .reachable()
        .filter(|(id, _)| api.object(*id).is_some_and(|object| object.money.is_some()));
    let names: Vec<String> = amounts
        .map(|(_, def)| {
            let module = module_text(api, def.module);
            format!("[`{0}`]({module}::{0})", def.name.rust)
        })
        .collect();
    if names.is_empty() {
        return String::new();
    }
    format!(
        "Sums of money ({}) are whole numbers of their currency's smallest unit, never floats; \
         `from_major` and `to_major` convert exactly, or say why they cannot ([`MoneyError`]).",
        names.join(", ")
    )
}

fn operations_table(api: &Api) -> Vec<String> {
    let mut lines = vec![
        "| Module | Call | What it does |".to_owned(),
        "| --- | --- | --- |".to_owned(),
    ];
    lines.extend(api.operations.iter().map(|operation| {
        format!(
            "| [`{module}`] | `{} {}` | {} |",
            operation.method,
            operation.path,
            docs::table_cell(&docs::sentence(&operation.summary)),
            module = module(operation),
        )
    }));
    lines
}

fn module(operation: &Operation) -> String {
    format!("{}::{}", operation.id.rust, operation.product.rust)
}

/// `servers.rs`.
pub fn servers(api: &Api) -> Module {
    let doc = Doc::new("Hosts with their base paths: what an operation's path is joined to.")
        .paragraph("A URL here has no slash at its end, and every path begins with one.")
        .inner();
    let constants = api.servers.iter().map(|server| {
        let name = ident(&server.constant);
        let url = &server.url;
        let what = docs::inline(&server.description);
        let doc = Doc::default()
            .paragraph(format!("{what}: {}.", docs::code(url)))
            .outer();
        quote!(#doc pub const #name: &str = #url;)
    });
    Module {
        path: "src/servers.rs".to_owned(),
        origin: "the specification".to_owned(),
        tokens: quote!(#doc #(#constants)*),
    }
}

/// `builder.rs`: a type per required field, which stands in a builder for as
/// long as the field is not set.
pub fn builder(api: &Api) -> Module {
    let doc = Doc::new("The states of builders: which required fields are set.")
        .paragraph(
            "A builder has a type parameter per required field. It is a type named after the field \
             until that is set, and [`Set`] from then on; `build` wants every one [`Given`]. Which \
             parameters there are, and in which order, may change with the documents: let them be \
             inferred.",
        )
        .inner();
    let names: BTreeSet<&str> = api
        .reachable()
        .filter(|(_, def)| def.usage.request)
        .filter_map(|(id, _)| api.object(id))
        .flat_map(Object::required)
        .map(|field| field.name.rust.as_str())
        .collect();
    let items = names.into_iter().map(|name| {
        let doc = line(&format!("`{name}` is not set."));
        let name = ident(name);
        quote! {
            #doc
            #[derive(Clone, Debug)]
            pub struct #name;
        }
    });
    let module = line("What stands for a required field that is not set, named after the field.");
    Module {
        path: "src/builder.rs".to_owned(),
        origin: "the specification".to_owned(),
        // Hidden from readers, to whom a field's name in a search should lead to
        // the field; not from the compiler, which writes hidden types with
        // their path.
        tokens: quote! {
            #doc
            pub use crate::support::{Given, Set};

            #module
            #[cfg_attr(doc, doc(hidden))]
            #[allow(non_camel_case_types, reason = "the compiler's message shows the field's own name")]
            pub mod unset {
                #(#items)*
            }
        },
    }
}
