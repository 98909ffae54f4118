//! Structs, with their constants and constructors.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::layout::{Tree, joined};
use crate::markdown;
use crate::model::{Constant, Field, Literal, Member, Part, Struct, TypeId};
use crate::plan::{Holding, constant_type, has_from_major, holding};
use crate::text::words;

use super::builder;
use super::builder::{argument, converted, is_taken_as_is};
use super::{message, money, read_only, serde, states, validate};
use crate::emit::context::Context;
use crate::emit::docs::{Doc, constant_doc, field_doc, limits, type_doc};
use crate::emit::record::Record;
use crate::emit::rust::condition::literal;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::emit::rust::support;
use crate::emit::rust::types::{field_type, item_type, wrapped};

/// Emits the items of a struct's file.
pub fn structure(cx: &Context<'_>, id: TypeId) -> Vec<Tree> {
    let Some(record) = Record::of(cx, id) else {
        return Vec::new();
    };
    let scope = Scope::of_type(cx, id);
    let items = items(cx, &record, &scope);
    let object_fields = record.object.fields().map(|(_, field)| field);
    let (support, items) = support::imported(items, support_names(cx, &record), object_fields);
    let imports = imports(&record, &scope, &support);
    let allow = record.allow_deprecated(cx.api);
    joined(quote!(#allow #imports), items)
}

fn items(cx: &Context<'_>, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let is_built = record.def.usage.written;
    let is_inspected = cx.plan.is_inspected(record.id);
    let has_json = record.has_json();
    let money = record.object.money;
    let items = [
        Some(declaration(cx, record, scope)),
        Some(own_methods(cx, record, scope)),
        message::beside_type(cx, record, scope),
        money.and_then(|money| money::display(record, money)),
        is_built.then(|| builder::builder(record, scope)),
        is_inspected.then(|| validate::inspection(record, scope)),
        read_only::of_struct(cx.plan, record),
        has_json.then(|| serde::serialize(record)),
        has_json.then(|| serde::read(record, scope)),
    ];
    // They are moved, while `quote!` would copy them.
    items.into_iter().flatten().collect()
}

/// Returns the names of the support module that the file uses without a path.
fn support_names(cx: &Context<'_>, record: &Record<'_>) -> BTreeSet<&'static str> {
    let mut names = record.support_names();
    if record.object.money.is_some() {
        names.extend(["Decimal", "MoneyError"]);
    }
    names.extend(message::support_names(cx, record));
    names
}

fn imports(record: &Record<'_>, scope: &Scope<'_>, support: &TokenStream) -> TokenStream {
    let is_demanding = record.def.usage.written && record.object.unset().next().is_some();
    let unset = is_demanding.then(|| {
        quote!(
            use crate::builder::unset;
        )
    });
    let map = record.map_import();
    let state = record.object.state.as_ref();
    let state: Vec<&str> = state.map(|it| it.name.rust.as_str()).into_iter().collect();
    let types = scope.imports_with(&state);
    quote!(#map #unset #support #types)
}

fn declaration(cx: &Context<'_>, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let (name, def, object) = (record.name(), record.def, record.object);
    let doc = type_doc(cx, record.id, def).outer();
    let fields = object.fields().map(|(member, field)| {
        let asked = cx.conditions.of_member(record.id, member);
        let doc = field_doc(asked, field, record.part(member), def).outer();
        let deprecated = builder::deprecated(field);
        let name = ident(&field.name.rust);
        let ty = field_type(record.step(member), field, scope);
        quote!(#doc #deprecated pub #name: #ty,)
    });
    let extra = record.extra_name().map(|name| {
        let doc = extra_doc(object, scope).outer();
        quote!(#doc pub #name: Extra,)
    });
    let eq = cx.plan.has_eq(record.id).then(|| quote!(Eq, Hash,));
    let default = cx.plan.has_default(record.id).then(|| quote!(, Default));
    quote! {
        #doc
        #[derive(Clone, PartialEq, #eq Debug #default)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #extra
        }
    }
}

/// Returns the documentation of the field that keeps unlisted members.
fn extra_doc(object: &Struct, scope: &Scope<'_>) -> Doc {
    let doc = Doc::new("JSON members that the documentation does not list; redacted in `Debug`.");
    let Some(value) = &object.others else {
        return doc;
    };
    let ty = item_type(value, scope).to_string();
    let ty = markdown::code(&ty.replace(' ', ""));
    let mut facts = vec![format!("Each is a JSON value of the type {ty}")];
    facts.extend(limits(value));
    doc.paragraph(format!("{}.", facts.join(", ")))
}

/// Emits the constants, `new`, `builder`, the methods of messages and that of the state.
fn own_methods(cx: &Context<'_>, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let (name, object) = (record.name(), record.object);
    let constants = object.members.iter().enumerate();
    let constants = constants.filter_map(|(position, member)| match member {
        Member::Constant(it) => Some(constant(it, record.part(position))),
        Member::Field(_) => None,
    });
    let new = object
        .constructor
        .as_ref()
        .map(|members| new(record, members, scope));
    let is_built = record.def.usage.written;
    let builder = is_built.then(|| builder::constructor(record, scope));
    let message = record
        .message
        .map(|message| message::methods(cx, record, message));
    let money = object.money.and_then(|money| money::methods(record, money));
    let state = object.state.as_ref();
    let state = state.map(|state| states::method(cx.api, state));
    let items = quote!(#(#constants)* #new #money #builder #message #state);
    if items.is_empty() {
        return items;
    }
    quote!(impl #name { #items })
}

fn constant(constant: &Constant, part: Option<Part<'_>>) -> TokenStream {
    let name = ident(&constant.name.rust);
    let doc = constant_doc(constant, part).outer();
    let value = literal(&constant.value);
    let ty = match &constant.value {
        Literal::Text(_) => quote!(&'static str),
        value @ (Literal::Boolean(_) | Literal::Integer(_)) => {
            ident(constant_type(value)).into_token_stream()
        }
    };
    quote!(#doc pub const #name: #ty = #value;)
}

/// Emits `new`, which takes the members of `x-constructor`.
fn new(record: &Record<'_>, members: &[usize], scope: &Scope<'_>) -> TokenStream {
    let object = record.object;
    let chosen: Vec<&Field> = members
        .iter()
        .filter_map(|&member| object.field(member))
        .collect();
    let arguments = chosen.iter().map(|field| {
        let name = ident(&field.name.rust);
        let ty = argument(&field.value, scope);
        quote!(#name: #ty)
    });
    let fields = object.fields().map(|(member, field)| {
        let name = ident(&field.name.rust);
        if !members.contains(&member) {
            return quote!(#name: None,);
        }
        let is_boxed = record.is_boxed(member);
        let is_as_is = !is_boxed && is_taken_as_is(&field.value);
        let mut value = converted(&field.value, &name);
        if is_boxed {
            value = quote!(Box::new(#value));
        }
        let holding = holding(field, record.def.usage);
        if holding == Holding::Plain && is_as_is {
            quote!(#name,)
        } else {
            let value = wrapped(holding, &value);
            quote!(#name: #value,)
        }
    });
    let extra = record.extra_name();
    let extra = extra.map(|name| quote!(#name: Extra::new(),));
    let doc = constructor_doc(record, &chosen).outer();
    quote! {
        #doc
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#fields)* #extra }
        }
    }
}

/// Returns the documentation of `new`. For an amount of money it names the unit, because
/// a wrong one is usually off by a factor of 100.
fn constructor_doc(record: &Record<'_>, chosen: &[&Field]) -> Doc {
    let object = record.object;
    if object.money.is_some() {
        let doc = Doc::default().paragraph(
            "Creates an amount from a currency and a number of its smallest unit: 1000 is \
             10.00 USD or 1000 JPY.",
        );
        return if has_from_major(object) {
            doc.paragraph("[`from_major`](Self::from_major) takes `10.00`.")
        } else {
            doc
        };
    }
    let names: Vec<String> = chosen
        .iter()
        .map(|field| format!("[`{0}`](Self::{0})", field.name.rust))
        .collect();
    let name = &record.def.name.rust;
    Doc::default().paragraph(format!(
        "Creates {} [`{name}`] from {}.",
        words::article(name),
        words::list(&names)
    ))
}
