//! The crate's root: its front page, its exports, servers and builder states.

use std::collections::{BTreeMap, BTreeSet};

use quote::quote;

use crate::markdown;
use crate::model::{Scalar, Struct, Type};
use crate::plan::Role;
use crate::support;

use super::context::Context;
use super::docs::client;
use super::docs::code_tables;
use super::docs::example;
use super::docs::{Doc, line, list_item};
use super::items::message::is_timed;
use super::rust::ident::ident;
use super::rust_file::RustFile;

/// `lib.rs`.
pub fn library(cx: &Context<'_>) -> RustFile {
    let doc = front_page(cx).inner();
    let calls = cx.calls.iter();
    let operations: BTreeSet<&str> = calls.map(|it| it.operation.id.rust.as_str()).collect();
    let operations = operations.into_iter().map(ident);
    // The readme is there as well when examples are tested, so that its program
    // is compiled and run.
    RustFile {
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
                Advisory, Concern, ConversionError, DateTime, Decimal, DecodeError, DecodeErrorKind, Expected,
                Extra, Known, MalformedReason, MoneyError, Operation, OutcomeKind, ReceivedResult, Redact,
                Redacted, Response, ResultCode, Retry, Rule, Sensitive, Unrecognized, Uri, Violation,
                Violations, redacted,
            };

            #[cfg(doctest)]
            #[doc = include_str!("../README.md")]
            struct Readme;
        },
    }
}

fn front_page(cx: &Context<'_>) -> Doc {
    let mut doc = Doc::new(markdown::sentence(&markdown::inline(
        &cx.plan.package.description,
    )))
    .paragraph(
        "A request that is wrong does not compile or does not build, a response cannot be \
             misread, and what must not be shown is not. There is no I/O here: bring your own HTTP \
             client, and sign what you send.",
    )
    .lines(operations_table(cx));
    doc = steps(doc);
    if let Some((operation, sample)) = example::first(cx) {
        let module = cx.module_path(operation.module);
        doc = doc
            .lines(["# Example".to_owned()])
            .paragraph(format!(
                "Every operation has a program on its page; this is the one of [`{module}`]."
            ))
            .lines(example::fenced(&sample));
    }
    details(client::section(doc, cx), cx)
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
        .lines(code_tables::answers_table())
}

fn details(doc: Doc, cx: &Context<'_>) -> Doc {
    let has_window = cx.calls.iter().any(|call| is_timed(cx.api, call));
    let windows = if has_window {
        "Windows of time count from a moment that only the caller knows: `validate_at` of the \
         request takes it and checks them too. "
    } else {
        ""
    };
    doc.lines(["# Requests".to_owned()])
        .paragraph(
            "A setter takes whatever converts into its field: text or a `SystemTime` for a \
             [`DateTime`], a builder for an object. It replaces what was set; `add_…` adds one item to \
             a list, `maybe_…` takes an option, and `clear_…` removes a value. `advisories()` of a request tells what may be refused although it breaks no \
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
             [`expose`](Sensitive::expose) returns them. [`redacted`] shows a whole message as JSON \
             for logs.",
        )
        .paragraph(format!(
            "Features of the same names add conversions from and to the types of {}; [`DateTime`], \
             [`Decimal`] and [`Uri`] list them.",
            support::conversion_names()
        ))
        .paragraph(amounts(cx))
}

/// How the API's amounts of money are counted and converted.
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
        "Sums of money ({}) are whole numbers of their currency's smallest unit, never floats; \
         `from_major` and `to_major` convert exactly, or say why they cannot ([`MoneyError`]).",
        names.join(", ")
    )
}

fn operations_table(cx: &Context<'_>) -> Vec<String> {
    let mut lines = vec![
        "| Module | Call | What it does |".to_owned(),
        "| --- | --- | --- |".to_owned(),
    ];
    lines.extend(cx.calls.iter().map(|call| {
        format!(
            "| [`{module}`] | `{}` | {} |",
            call.operation.http,
            markdown::table_cell(&markdown::sentence(&call.operation.summary)),
            module = cx.module_path(call.operation.module),
        )
    }));
    lines
}

/// `servers.rs`.
pub fn servers(cx: &Context<'_>) -> RustFile {
    let doc = Doc::new("Hosts with their base paths: what an operation's path is joined to.")
        .paragraph("A URL here has no slash at its end, and every path begins with one.")
        .inner();
    let named = cx.api.servers.iter().zip(&cx.plan.server_constants);
    let constants = named.map(|(server, constant)| {
        let name = ident(constant);
        let url = &server.url;
        let what = markdown::inline(&server.description);
        let doc = Doc::default()
            .paragraph(format!("{what}: {}.", markdown::code(url)))
            .outer();
        quote!(#doc pub const #name: &str = #url;)
    });
    RustFile {
        path: "src/servers.rs".to_owned(),
        origin: "the specification".to_owned(),
        tokens: quote!(#doc #(#constants)*),
    }
}

/// A program that sets a required field under a condition, in every way that
/// compiles. It shows the first type with one required text.
fn ways_out(cx: &Context<'_>) -> Vec<String> {
    let api = cx.api;
    let built = api.reachable().filter(|(_, def)| def.usage.written);
    let shown = built.filter_map(|(id, def)| {
        let is_part = cx.plan.role(id) == Role::Part;
        let object = api.structure(id).filter(|_| is_part)?;
        let mut required = object.required();
        let field = required.next().filter(|_| required.next().is_none())?;
        let is_text =
            matches!(field.value.ty, Type::Scalar(Scalar::Text)) && field.value.sensitive.is_none();
        is_text.then_some((def, field))
    });
    let Some((def, field)) = shown.into_iter().next() else {
        return Vec::new();
    };
    let package = cx.crate_name();
    let module = cx.module_path(def.module);
    let (name, field) = (&def.name.rust, &field.name.rust);
    let program = format!(
        "```
use {package}::builder::Given;
use {package}::{module}::{name};
use {package}::{module}::builder::{name}Builder;

# let is_first = true;
// Compute the value first:
let text = if is_first {{ \"one\" }} else {{ \"two\" }};
let mut value = {name}::builder().{field}(text).build();

// Change a field of the built value:
if is_first {{
    value.{field} = \"three\".into();
}}

// Name what is set in the type that a function returns:
fn begun() -> {name}Builder<impl Given<String>> {{
    {name}::builder().{field}(\"four\")
}}
let value = begun().build();
```"
    );
    program.lines().map(str::to_owned).collect()
}

/// `builder.rs`: a type per required field, which stands in a builder for as
/// long as the field is not set.
pub fn builder(cx: &Context<'_>) -> RustFile {
    let api = cx.api;
    let doc = Doc::new("The states of builders: which required fields are set.")
        .paragraph(
            "A builder has a type parameter per required field. It is a type named after the field \
             until that is set, and [`Set`] from then on; `build` wants every one [`Given`]. Which \
             parameters there are, and in which order, may change with the documents: let them be \
             inferred.",
        )
        .lines(["# Branches, loops and functions".to_owned()])
        .paragraph(
            "A setter of a required field returns a builder of another type. A branch that calls \
             it and one that does not have different types, and a variable that is assigned in a \
             loop has only one. There are three ways out: compute the value first, change the \
             fields of the built value, or name what is set in the type that a function returns. \
             Setters of optional fields keep the type, and `maybe_…` takes an option.",
        )
        .lines(ways_out(cx))
        .inner();
    let mut names: BTreeMap<&str, bool> = BTreeMap::new();
    let built = api.reachable().filter(|(_, def)| def.usage.written);
    let objects = built.filter_map(|(id, _)| api.structure(id));
    for field in objects.flat_map(Struct::required) {
        let is_list = names.entry(&field.name.rust).or_default();
        *is_list |= matches!(field.value.ty, Type::List(_));
    }
    let items = names.into_iter().map(|(name, is_list)| {
        let doc = line(&format!("`{name}` is not set."));
        let name = ident(name);
        let list = is_list.then(|| quote!(impl crate::support::EmptyList for #name {}));
        quote! {
            #doc
            #[derive(Clone, Debug)]
            pub struct #name;

            #list
        }
    });
    let module = line("What stands for a required field that is not set, named after the field.");
    RustFile {
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
