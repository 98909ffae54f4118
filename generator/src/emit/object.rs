//! Objects as structs, with their constants and constructors.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Api, Constant, Field, Literal, Member, Object, Presence, TypeDef, TypeId};

use super::Prepared;
use super::builder::{self, argument, converted, is_taken_as_is};
use super::docs::{Doc, constant_doc, field_doc, line, type_doc};
use super::paths::{Scope, has_map, import, support_types};
use super::types::{field_type, ident};
use super::{inspect, message, money, wire};

/// The items of an object's file.
pub fn object(
    api: &Api,
    prepared: &Prepared,
    id: TypeId,
    def: &TypeDef,
    object: &Object,
) -> TokenStream {
    let scope = Scope::of_type(api, id);
    let asked = |member| prepared.conditions.of_member(id, member);
    let doc = type_doc(api, prepared, id, def);
    let structure = structure(&doc, asked, def, object, &scope);
    let own = own_methods(def, object, &scope);
    let message = message::implementations(api, object);
    let is_built = def.usage.request;
    let builder = is_built.then(|| builder::builder(def, object, &scope));
    let inspection = is_built.then(|| inspect::inspection(api, def, object, &scope));
    let uses_check = inspection.as_ref().is_some_and(|found| found.uses_check);
    let (inspect, patterns) = inspection
        .map(|inspection| (inspection.implementation, inspection.patterns))
        .unzip();
    let serialize = wire::serialize(def, object);
    let read = wire::read(def, object, &scope);
    let display = object
        .money
        .and_then(|money| money::display(def, object, money));
    let imports = imports(def, object, &scope, uses_check);
    let allow = object.fields().any(|(_, field)| field.deprecated).then(
        || quote!(#![allow(deprecated, reason = "deprecated members are still read and written")]),
    );
    quote! {
        #allow
        #imports
        #structure
        #own
        #message
        #display
        #builder
        #inspect
        #patterns
        #serialize
        #read
    }
}

fn imports(def: &TypeDef, object: &Object, scope: &Scope<'_>, uses_check: bool) -> TokenStream {
    let fields = || object.fields().map(|(_, field)| field);
    let mut names = support_types(fields());
    if object.extra.is_some() {
        names.insert("Extra");
    }
    if uses_check {
        names.insert("check");
    }
    if object.money.is_some() {
        names.extend(["Decimal", "MoneyError"]);
    }
    names.extend(message::support_names(object.role));
    let support = if names.is_empty() {
        quote!(
            use crate::support;
        )
    } else {
        let names = names.iter().map(|name| ident(name));
        quote!(use crate::support::{self, #(#names),*};)
    };
    let has_required = def.usage.request && object.required().next().is_some();
    let unset = has_required.then(|| {
        quote!(
            use crate::builder::unset;
        )
    });
    let map =
        has_map(fields()).then(|| import(&quote!(std::collections), ["BTreeMap"].into_iter()));
    let types = scope.imports();
    quote!(#map #unset #support #types)
}

fn structure<'a>(
    doc: &Doc,
    asked: impl Fn(usize) -> &'a [String],
    def: &TypeDef,
    object: &Object,
    scope: &Scope<'_>,
) -> TokenStream {
    let name = ident(&def.name.rust);
    let doc = doc.outer();
    let fields = object.fields().map(|(member, field)| {
        let doc = field_doc(asked(member), field, def.source.as_deref()).outer();
        let deprecated = builder::deprecated(field);
        let name = ident(&field.name.rust);
        let ty = field_type(field, scope);
        quote!(#doc #deprecated pub #name: #ty,)
    });
    let extra = object.extra.as_deref().map(|name| {
        let doc = line("Members that the documentation does not list; redacted in `Debug`.");
        let name = ident(name);
        quote!(#doc pub #name: Extra,)
    });
    let default = object
        .required()
        .next()
        .is_none()
        .then(|| quote!(, Default));
    quote! {
        #doc
        #[derive(Clone, PartialEq, Eq, Hash, Debug #default)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #extra
        }
    }
}

/// Constants, `new`, `builder` and what messages can do.
fn own_methods(def: &TypeDef, object: &Object, scope: &Scope<'_>) -> TokenStream {
    let name = ident(&def.name.rust);
    let constants = object.members.iter().filter_map(|member| match member {
        Member::Constant(constant) => Some(self::constant(constant)),
        Member::Field(_) => None,
    });
    let new = object
        .constructor
        .as_ref()
        .map(|members| new(object, members, scope));
    let builder = def
        .usage
        .request
        .then(|| builder::constructor(def, object, scope));
    let message = message::methods(scope.api, object.role);
    let money = object.money.and_then(|money| money::methods(object, money));
    let items = quote!(#(#constants)* #new #money #builder #message);
    if items.is_empty() {
        return items;
    }
    quote!(impl #name { #items })
}

fn constant(constant: &Constant) -> TokenStream {
    let name = ident(&constant.name.rust);
    let doc = constant_doc(constant).outer();
    match &constant.value {
        Literal::Text(text) => quote!(#doc pub const #name: &'static str = #text;),
        Literal::Boolean(value) => quote!(#doc pub const #name: bool = #value;),
        Literal::Integer(value) => {
            let ty = if i64::try_from(*value).is_ok() {
                quote!(i64)
            } else {
                quote!(u64)
            };
            let value = super::test::integer(*value);
            quote!(#doc pub const #name: #ty = #value;)
        }
    }
}

/// `new`, which takes the members that make the object up.
fn new(object: &Object, members: &[usize], scope: &Scope<'_>) -> TokenStream {
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
        let is_as_is = !field.boxed && is_taken_as_is(&field.value);
        let mut value = converted(&field.value, &name);
        if field.boxed {
            value = quote!(Box::new(#value));
        }
        match field.presence {
            Presence::Required if is_as_is => {
                quote!(#name,)
            }
            Presence::Required => quote!(#name: #value,),
            Presence::Optional => quote!(#name: Some(#value),),
        }
    });
    let extra = object.extra.as_deref().map(ident);
    let extra = extra.map(|name| quote!(#name: Extra::new(),));
    let doc = constructor_doc(object, &chosen).outer();
    quote! {
        #doc
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#fields)* #extra }
        }
    }
}

/// What `new` takes. Of an amount of money, it says in which unit, since the
/// wrong one would be off by a factor of a hundred.
fn constructor_doc(object: &Object, chosen: &[&Field]) -> Doc {
    let names: Vec<String> = chosen
        .iter()
        .map(|field| format!("[`{0}`](Self::{0})", field.name.rust))
        .collect();
    let doc = Doc::default().paragraph(format!("Creates the value from {}.", join(&names)));
    match object.money.and_then(|money| object.field(money.value)) {
        Some(value) => doc.paragraph(format!(
            "`{}` counts the smallest unit of the currency: 1000 is 10.00 USD or 1000 JPY. \
             [`from_major`](Self::from_major) takes `10.00`.",
            value.name.rust
        )),
        None => doc,
    }
}

fn join(names: &[String]) -> String {
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
