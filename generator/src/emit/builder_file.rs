//! The file `builder.rs`, with the states of required fields in builders.

use std::collections::BTreeMap;

use quote::quote;

use crate::layout::trees;
use crate::model::{Scalar, Struct, Type, Value};

use super::context::Context;
use super::docs::{Doc, line};
use super::rust::ident::ident;
use super::rust_file::RustFile;

/// Returns whether a field of this value has the type `String`.
fn is_plain_text(value: &Value) -> bool {
    let is_text = match value.ty {
        Type::Scalar(scalar) => scalar == Scalar::Text,
        Type::Any | Type::Named(_) | Type::List(_) | Type::Map(_) => false,
    };
    is_text && value.sensitive.is_none() && !value.nullable
}

/// Returns a program that sets a required field conditionally, in each of the forms that
/// compile. It uses the first type with exactly one required text.
fn branches_example(doc: Doc, cx: &Context<'_>) -> Doc {
    let api = cx.api;
    let built = api.reachable().filter(|(_, def)| def.usage.written);
    let shown = built.filter_map(|(id, def)| {
        let is_part = cx.plan.message(id).is_none();
        let object = api.structure(id).filter(|_| is_part)?;
        if object.preset().next().is_some() {
            return None;
        }
        let mut required = object.unset();
        let field = required.next().filter(|_| required.next().is_none())?;
        is_plain_text(&field.value).then_some((def, field))
    });
    let Some((def, field)) = shown.into_iter().next() else {
        return doc;
    };
    let package = cx.crate_name();
    let module = cx.module_path(def.module);
    let (name, field) = (&def.name.rust, &field.name.rust);
    let program = format!(
        "\
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

// Name the fields that are set in the return type of a function:
fn begun() -> {name}Builder<impl Given<String>> {{
    {name}::builder().{field}(\"four\")
}}
let value = begun().build();"
    );
    doc.program(&program)
}

/// Emits `builder.rs`, with a type per required field. It marks the field as not set in
/// the type of a builder.
pub fn builder(cx: &Context<'_>) -> RustFile {
    let api = cx.api;
    let doc = Doc::new("States of builders, which record the required fields that are set.")
        .paragraph(
            "A builder has a type parameter per required field. It is a type named after \
             the field until the field is set, and then [`Set`]. `build` requires every \
             one to be [`Given`]. The parameters and their order are not stable, so let \
             the compiler infer them.",
        )
        .lines(["# Branches, loops and functions".to_owned()])
        .paragraph(
            "A setter of a required field returns a builder of another type. Two branches \
             have different types if only one of them calls the setter, and a variable \
             that is assigned in a loop has only one type. There are three solutions: \
             compute the value first, change the fields of the built value, or name the \
             fields that are set in the return type of a function. Setters of optional \
             fields keep the type, and `maybe_…` takes an `Option`.",
        );
    let doc = branches_example(doc, cx).inner();
    let mut names: BTreeMap<&str, bool> = BTreeMap::new();
    let built = api.reachable().filter(|(_, def)| def.usage.written);
    let objects = built.filter_map(|(id, _)| api.structure(id));
    for field in objects.flat_map(Struct::demanded) {
        let is_list = names.entry(&field.name.rust).or_default();
        *is_list |= match field.value.ty {
            Type::List(_) => true,
            Type::Scalar(_) | Type::Any | Type::Named(_) | Type::Map(_) => false,
        };
    }
    let items = names.into_iter().map(|(name, is_list)| {
        let doc = line(&format!("The state of a field `{name}` that is not set."));
        let name = ident(name);
        let list = is_list.then(|| quote!(impl crate::support::EmptyList for #name {}));
        quote! {
            #doc
            #[derive(Clone, Debug)]
            pub struct #name;

            #list
        }
    });
    let module = line("States of required fields that are not set, named after the fields.");
    RustFile {
        path: "src/builder.rs".to_owned(),
        origin: "the specification".to_owned(),
        // Hidden in the documentation only, so that a search for a field's name finds the
        // field. If the compiler saw `doc(hidden)`, its messages would show the types
        // with their paths.
        tokens: trees(quote! {
            #doc
            pub use crate::support::{Given, Set};

            #module
            #[cfg_attr(doc, doc(hidden))]
            #[allow(non_camel_case_types, reason = "the compiler's message shows the field's own name")]
            pub mod unset {
                #(#items)*
            }
        }),
    }
}
