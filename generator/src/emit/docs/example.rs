//! Examples of the specification as programs that a reader can copy.
//!
//! The first request of each operation becomes a chain of setters, and its response
//! becomes the JSON that the program reads. The generated documentation compiles
//! and runs the programs.

use std::fmt::Write as _;
use std::iter;

use proc_macro2::TokenStream;
use quote::quote;

use crate::layout;
use crate::model::{
    Api, Field, Json, Member, Operation, Scalar, Shape, Struct, Type, TypeId, Value,
};
use crate::plan::{Call, RustScalar, ScalarForm, rust_scalar};

use crate::emit::context::Context;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::emit::rust::types::{is_copy, plain_type};

/// A program that shows an operation.
pub struct Sample {
    imports: TokenStream,
    request: TokenStream,
    response: String,
    /// The values of a success that the program prints.
    success: Vec<TokenStream>,
}

/// Returns the first operation that has examples, with its program.
#[must_use]
pub fn first<'a>(cx: &Context<'a>) -> Option<(&'a Operation, Sample)> {
    let mut calls = cx.calls.iter();
    calls.find_map(|call| Some((call.operation, sample(cx, call)?)))
}

/// Returns the program of an operation, or `None` without examples.
pub fn sample(cx: &Context<'_>, call: &Call<'_>) -> Option<Sample> {
    let request = call.operation.request_examples().first()?;
    let response = call.operation.response_examples().first()?;
    let writer = Writer {
        cx,
        scope: Scope::of_program(cx, call.operation.module),
    };
    let chain = writer.builder(call.request, &request.value)?;
    let object = cx.api.structure(call.response)?;
    let members = call.outcome.success_members.iter();
    let members = members.filter_map(|&member| object.field(member));
    let success = handed_on(cx.api, members, &quote!(success), 0);
    let success = success.into_iter().map(|value| value.tokens).collect();
    Some(Sample {
        imports: writer.scope.imports_with(&["Outcome", "Response"]),
        request: chain.tokens,
        response: compact(&response.value),
        success,
    })
}

impl Sample {
    /// Returns the program as the body of a function.
    pub fn program(&self) -> String {
        let request = &self.request;
        let shown = match self.success.as_slice() {
            [] => quote!(Outcome::Success(_) => println!("done"),),
            values => {
                let format = vec!["{}"; values.len()].join(" ");
                quote!(Outcome::Success(success) => println!(#format, #(#values),*),)
            }
        };
        let before = layout::statements(&self.imports);
        let build = layout::statements(&quote!(let request = #request.build()?;));
        let after = layout::statements(&quote! {
            let response = Response::from_json(answer)?;
            match response.outcome() {
                #shown
                Outcome::Failure(failure) => {
                    println!("failed: {:?}, {:?}", failure.code, failure.retry());
                }
                Outcome::Unknown(unknown) => {
                    println!("unknown: {:?}, {:?}", unknown.code, unknown.retry());
                }
                Outcome::Malformed(malformed) => println!("treat it as unknown: {malformed:?}"),
            }
        });
        let answer = &self.response;
        format!(
            "{before}\n{build}let body = serde_json::to_vec(&request)?;\n\n\
             // Send `body`, and read the response:\n\
             let answer = br#\"{answer}\"#;\n{after}\
             # assert!(matches!(response.outcome(), Outcome::Success(_)));\n\
             # let _ = body;\n\
             # Ok::<(), Box<dyn std::error::Error>>(())\n"
        )
    }
}

/// A value that the program prints, as an expression.
pub struct HandedOn {
    /// The expression.
    pub tokens: TokenStream,
    is_sensitive: bool,
}

/// Returns the values that are always present and that a program needs: the
/// sensitive ones, to show how to access them, or else the first one. Nested
/// members are included.
pub fn handed_on<'f>(
    api: &Api,
    fields: impl Iterator<Item = &'f Field>,
    owner: &TokenStream,
    depth: usize,
) -> Vec<HandedOn> {
    let mut values: Vec<HandedOn> = fields
        .flat_map(|field| {
            let name = ident(&field.name.rust);
            handed_on_of(api, &field.value, quote!(#owner.#name), depth)
        })
        .collect();
    if values.iter().any(|value| value.is_sensitive) {
        values.retain(|value| value.is_sensitive);
    } else {
        values.truncate(1);
    }
    values
}

/// The maximum depth of nested objects.
const DEPTH: usize = 4;

fn handed_on_of(api: &Api, value: &Value, path: TokenStream, depth: usize) -> Vec<HandedOn> {
    let object = match &value.ty {
        Type::Named(id) => api.structure(*id),
        Type::Scalar(_) => None,
        Type::Any | Type::List(_) | Type::Map(_) => return Vec::new(),
    };
    match (object, value.sensitive) {
        (None, Some(_)) => vec![HandedOn {
            tokens: quote!(#path.expose()),
            is_sensitive: true,
        }],
        (None, None) => vec![HandedOn {
            tokens: path,
            is_sensitive: false,
        }],
        (Some(object), None) if depth < DEPTH => {
            handed_on(api, object.required(), &path, depth + 1)
        }
        (Some(_), _) => Vec::new(),
    }
}

/// Returns a program as a code block, which is compiled and run.
pub fn fenced(program: &str) -> Vec<String> {
    let lines = program.lines().map(str::to_owned);
    let fence = || iter::once("```".to_owned());
    fence().chain(lines).chain(fence()).collect()
}

/// A writer that converts instances into expressions and records the types that
/// they name.
pub struct Writer<'a> {
    /// The model and the plan.
    pub cx: &'a Context<'a>,
    /// The names that the program uses.
    pub scope: Scope<'a>,
}

/// An expression for an object.
pub struct Built {
    /// The expression.
    pub tokens: TokenStream,
    /// True if it is a builder, which a setter accepts and a list does not.
    pub is_builder: bool,
}

impl Writer<'_> {
    /// Returns the builder of an object with every member of the instance set.
    pub fn builder(&self, id: TypeId, value: &Json) -> Option<Built> {
        let api = self.cx.api;
        let (object, Json::Object(members)) = (api.structure(id)?, value) else {
            return None;
        };
        if let Some(call) = self.constructor(id, object, members) {
            return Some(call);
        }
        let name = self.scope.path(id);
        if self.is_default(id, object, members) {
            return Some(Built {
                tokens: quote!(#name::default()),
                is_builder: false,
            });
        }
        let mut chain = quote!(#name::builder());
        for (wire, value) in members {
            let member = object
                .members
                .iter()
                .find(|member| member.name().wire == *wire);
            match member {
                // A reader who starts today has no use for what is deprecated.
                Some(Member::Field(field)) if field.deprecated => {}
                Some(Member::Field(field)) => {
                    let setter = ident(&field.name.rust);
                    let argument = self.field(field, value)?;
                    chain = quote!(#chain.#setter(#argument));
                }
                Some(Member::Constant(_)) => {}
                None => {
                    let extra = ident(self.cx.plan.extra(id)?);
                    let value = json(value);
                    chain = quote!(#chain.#extra(#wire, serde_json::json!(#value)));
                }
            }
        }
        Some(Built {
            tokens: chain,
            is_builder: true,
        })
    }

    /// Returns whether an instance has only what its type requires, and that is constant.
    fn is_default(&self, id: TypeId, object: &Struct, members: &[(String, Json)]) -> bool {
        let mut required = object.required().peekable();
        let has_members = required.peek().is_some();
        let required: Vec<&str> = required.map(|field| field.name.wire.as_str()).collect();
        let mut members = members.iter();
        has_members
            && self.cx.plan.has_default(id)
            && members.all(|(wire, _)| required.contains(&wire.as_str()))
    }

    /// Returns a call of `new` if that takes exactly the members of the instance.
    fn constructor(
        &self,
        id: TypeId,
        object: &Struct,
        members: &[(String, Json)],
    ) -> Option<Built> {
        let chosen = object.constructor.as_ref()?;
        let fields: Vec<&Field> = chosen
            .iter()
            .filter_map(|&member| object.field(member))
            .collect();
        let fits = members
            .iter()
            .all(|(wire, _)| fields.iter().any(|field| field.name.wire == *wire));
        if !fits {
            return None;
        }
        let mut arguments = Vec::new();
        for field in fields {
            let (_, value) = members.iter().find(|(wire, _)| *wire == field.name.wire)?;
            arguments.push(self.field(field, value)?);
        }
        let name = self.scope.path(id);
        Some(Built {
            tokens: quote!(#name::new(#(#arguments),*)),
            is_builder: false,
        })
    }

    /// Returns the argument of a setter, which converts it.
    fn field(&self, field: &Field, instance: &Json) -> Option<TokenStream> {
        match (&field.value.ty, instance) {
            (Type::Named(id), _) if self.cx.api.structure(*id).is_some() => {
                self.builder(*id, instance).map(|built| built.tokens)
            }
            (Type::List(item), Json::List(items)) => self.list(item, items),
            (Type::Map(item), Json::Object(members)) => {
                let members = self.members(item, members, &|name| quote!(#name))?;
                Some(quote!([#(#members),*]))
            }
            (Type::Scalar(_), Json::Text(text)) if !is_copy(&field.value.ty) => Some(quote!(#text)),
            _ => self.exact(&field.value, instance),
        }
    }

    /// Returns a list for a setter: text items are converted, others are exact.
    fn list(&self, item: &Value, instances: &[Json]) -> Option<TokenStream> {
        if instances.is_empty() {
            // The compiler cannot infer the item type.
            let ty = (item.sensitive.is_none()).then(|| plain_type(&item.ty, &self.scope))?;
            return matches!(item.ty, Type::Scalar(Scalar::Text) | Type::Named(_))
                .then(|| quote!(Vec::<#ty>::new()));
        }
        let instances = instances.iter();
        let items = instances.map(|instance| match (&item.ty, instance) {
            (Type::Scalar(_), Json::Text(text)) if !is_copy(&item.ty) => Some(quote!(#text)),
            _ => self.exact(item, instance),
        });
        let items = items.collect::<Option<Vec<_>>>()?;
        Some(quote!([#(#items),*]))
    }

    fn members(
        &self,
        item: &Value,
        members: &[(String, Json)],
        name: &dyn Fn(&str) -> TokenStream,
    ) -> Option<Vec<TokenStream>> {
        let members = members.iter().map(|(key, instance)| {
            let key = name(key);
            let value = self.exact(item, instance)?;
            Some(quote!((#key, #value)))
        });
        members.collect()
    }

    /// Returns a value of exactly the type in the model.
    fn exact(&self, value: &Value, instance: &Json) -> Option<TokenStream> {
        if value.sensitive.is_some() {
            // Only a setter knows which sensitive type it is.
            return None;
        }
        match (&value.ty, instance) {
            (Type::Named(id), _) if self.cx.api.structure(*id).is_some() => {
                let Built { tokens, is_builder } = self.builder(*id, instance)?;
                Some(if is_builder {
                    quote!(#tokens.build())
                } else {
                    tokens
                })
            }
            (Type::Named(id), Json::Text(text)) => self.variant(*id, text),
            (Type::List(item), Json::List(items)) => {
                let items = items.iter().map(|instance| self.exact(item, instance));
                let items = items.collect::<Option<Vec<_>>>()?;
                Some(quote!(vec![#(#items),*]))
            }
            (Type::Map(item), Json::Object(members)) => {
                let members = self.members(item, members, &|name| quote!(#name.to_owned()))?;
                Some(quote!(std::collections::BTreeMap::from([#(#members),*])))
            }
            (Type::Any, instance) => {
                let value = json(instance);
                Some(quote!(serde_json::json!(#value)))
            }
            (Type::Scalar(kind), instance) => {
                let RustScalar { name, form } = rust_scalar(*kind);
                match (form, instance) {
                    (ScalarForm::Copied, instance) => scalar(instance),
                    (ScalarForm::String, Json::Text(text)) => Some(quote!(#text.to_owned())),
                    (ScalarForm::Text { .. }, Json::Text(text)) => Some(self.of_root(name, text)),
                    (ScalarForm::String | ScalarForm::Text { .. }, _) => None,
                }
            }
            _ => None,
        }
    }

    /// Returns the variant of a text, or a conversion of an unlisted one.
    fn variant(&self, id: TypeId, text: &str) -> Option<TokenStream> {
        let Shape::Enum(set) = &self.cx.api.get(id).shape else {
            return None;
        };
        let name = self.scope.path(id);
        let variant = set
            .variants
            .iter()
            .find(|variant| variant.name.wire == text);
        let variant = variant.map(|variant| ident(&variant.name.rust));
        Some(variant.map_or_else(
            || quote!(#name::from(#text)),
            |variant| quote!(#name::#variant),
        ))
    }

    /// Returns a value of a type at the root of the crate.
    fn of_root(&self, name: &str, text: &str) -> TokenStream {
        let (root, name) = (self.scope.root(), ident(name));
        quote!(#root::#name::from(#text))
    }
}

/// Returns a boolean or a number, in quotes or not, as a Rust literal.
fn scalar(instance: &Json) -> Option<TokenStream> {
    let text = match instance {
        Json::Boolean(value) => return Some(quote!(#value)),
        Json::Text(text) | Json::Number(text) => text,
        Json::Null | Json::List(_) | Json::Object(_) => return None,
    };
    if let Ok(value) = text.parse::<bool>() {
        return Some(quote!(#value));
    }
    text.parse::<i128>()
        .ok()
        .map(crate::emit::rust::condition::integer)
}

/// Returns a value for `json!`.
fn json(value: &Json) -> TokenStream {
    match value {
        Json::Null => quote!(null),
        Json::Boolean(value) => quote!(#value),
        Json::Number(text) => text.parse().unwrap_or_else(|_| quote!(#text)),
        Json::Text(text) => quote!(#text),
        Json::List(items) => {
            let items = items.iter().map(json);
            quote!([#(#items),*])
        }
        Json::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = json(value);
                quote!(#name: #value)
            });
            quote!({#(#members),*})
        }
    }
}

/// Returns a value as formatted JSON text.
pub fn compact(value: &Json) -> String {
    let mut text = String::new();
    write_json(value, 0, &mut text);
    text
}

fn write_json(value: &Json, depth: usize, text: &mut String) {
    let indent = "    ".repeat(depth + 1);
    match value {
        Json::Null => text.push_str("null"),
        Json::Boolean(value) => text.push_str(if *value { "true" } else { "false" }),
        Json::Number(number) => text.push_str(number),
        Json::Text(content) => text.push_str(&quoted(content)),
        Json::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                write_json(item, depth, text);
            }
            text.push(']');
        }
        Json::Object(members) if members.is_empty() => text.push_str("{}"),
        Json::Object(members) => {
            text.push_str("{\n");
            for (index, (name, value)) in members.iter().enumerate() {
                text.push_str(&indent);
                text.push_str(&quoted(name));
                text.push_str(": ");
                write_json(value, depth + 1, text);
                text.push_str(if index + 1 < members.len() {
                    ",\n"
                } else {
                    "\n"
                });
            }
            text.push_str(&"    ".repeat(depth));
            text.push('}');
        }
    }
}

/// Returns a JSON string for a raw byte string: in ASCII, and without `"#`.
fn quoted(content: &str) -> String {
    let mut text = String::from("\"");
    for unit in content.encode_utf16() {
        match char::from_u32(u32::from(unit)) {
            Some('"') => text.push_str("\\\""),
            Some('\\') => text.push_str("\\\\"),
            Some('#') if text.ends_with('"') => text.push_str("\\u0023"),
            Some(c) if c.is_ascii_graphic() || c == ' ' => text.push(c),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
    text.push('"');
    text
}
