//! Instances of the specification as Rust expressions of a program that uses the crate.
//!
//! Input: a type or a value of the model, and an instance in JSON. Output: an expression, or
//! nothing if the instance has no such expression.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{
    Access, Base, Enum, Field, Json, Literal, Member, Message, ModuleId, Presence, Scalar, Shape,
    Struct, Type, TypeId, Union, UnionVariant, Value,
};
use crate::names;
use crate::plan::{RustScalar, ScalarForm, Tags, rust_scalar, tags};

use super::json;
use crate::emit::context::Context;
use crate::emit::rust::condition::integer;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::emit::rust::types::is_copy;

/// A writer that converts instances into expressions and records the types that
/// they name.
pub struct Writer<'a> {
    cx: &'a Context<'a>,
    /// The names that the program uses.
    pub scope: Scope<'a>,
}

/// An expression for an object.
pub struct Built {
    /// The expression.
    pub tokens: TokenStream,
    /// The form of its value.
    pub form: Form,
}

/// The form of an expression for an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The object itself.
    Value,
    /// A builder, which a setter accepts and a list does not.
    Builder,
    /// A builder of a request, which no setter accepts, because its `build` validates.
    RequestBuilder,
}

impl Built {
    /// Returns the argument of a setter.
    fn argument(self) -> TokenStream {
        match self.form {
            Form::Builder => self.tokens,
            Form::Value | Form::RequestBuilder => self.value(),
        }
    }

    /// Returns the object itself.
    fn value(self) -> TokenStream {
        let tokens = self.tokens;
        match self.form {
            Form::Value => tokens,
            Form::Builder => quote!(#tokens.build()),
            // The request as a whole is validated.
            Form::RequestBuilder => quote!(#tokens.build_unvalidated()),
        }
    }
}

impl<'a> Writer<'a> {
    /// Creates the writer of a program that mainly uses one module.
    pub fn new(cx: &'a Context<'a>, module: ModuleId) -> Self {
        Self {
            cx,
            scope: Scope::of_program(cx, module),
        }
    }

    /// Returns an object with every member of the instance set.
    pub fn object(&self, id: TypeId, instance: &Json) -> Option<Built> {
        let object = self.cx.api.structure(id)?;
        let members: &[(String, Json)] = match instance {
            Json::Object(members) => members,
            Json::Null | Json::Boolean(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => {
                return None;
            }
        };
        if !has_demanded(object, members) {
            return None;
        }
        let constructor = || self.constructor(id, object, members);
        if let Some(call) = self.scope.attempt(constructor) {
            return Some(call);
        }
        let name = self.scope.path(id);
        if self.is_default(id, object, members) {
            return Some(Built {
                tokens: quote!(#name::default()),
                form: Form::Value,
            });
        }
        let mut chain = quote!(#name::builder());
        for (wire, value) in members {
            let mut known = object.members.iter();
            match known.find(|member| member.name().wire == *wire) {
                Some(Member::Field(field)) if is_left_out(field) || is_preset(field, value) => {}
                Some(Member::Field(field)) if field.value.nullable && *value == Json::Null => {
                    let setter = ident(&names::null(&field.name.rust));
                    chain = quote!(#chain.#setter());
                }
                Some(Member::Field(field)) => {
                    let setter = ident(&field.name.rust);
                    let upload = self.upload((id, wire), &field.value, value);
                    let argument = upload.or_else(|| self.argument(&field.value, value))?;
                    chain = quote!(#chain.#setter(#argument));
                }
                Some(Member::Constant(_)) => {}
                None => {
                    let extra = ident(self.cx.plan.extra(id)?);
                    let value = json::tokens(value)?;
                    chain = quote!(#chain.#extra(#wire, serde_json::json!(#value)));
                }
            }
        }
        Some(Built {
            tokens: chain,
            form: match self.cx.plan.message(id) {
                Some(Message::Request(_)) => Form::RequestBuilder,
                Some(Message::Response(_) | Message::Notification(_)) | None => Form::Builder,
            },
        })
    }

    /// Returns whether an instance has only what its type requires, and that is constant.
    fn is_default(&self, id: TypeId, object: &Struct, members: &[(String, Json)]) -> bool {
        let required: Vec<&str> = object.required().map(|it| it.name.wire.as_str()).collect();
        let mut members = members.iter();
        !required.is_empty()
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
            arguments.push(self.argument(&field.value, value)?);
        }
        let name = self.scope.path(id);
        Some(Built {
            tokens: quote!(#name::new(#(#arguments),*)),
            form: Form::Value,
        })
    }

    /// Returns the argument of a setter, which converts it.
    fn argument(&self, value: &Value, instance: &Json) -> Option<TokenStream> {
        match &value.ty {
            Type::List(item) => self.list_argument(item, instance),
            Type::Map(item) => self.map_argument(item, instance),
            // A sensitive object is made of the finished one.
            Type::Named(_) if value.sensitive.is_some() => {
                self.converted(value, instance, Built::value)
            }
            Type::Scalar(_) | Type::Any | Type::Named(_) => {
                self.converted(value, instance, Built::argument)
            }
        }
    }

    /// Returns an upload, or a list of them, with the content type that the document leaves
    /// open.
    fn upload(
        &self,
        (owner, name): (TypeId, &str),
        value: &Value,
        instance: &Json,
    ) -> Option<TokenStream> {
        let content_type = self.cx.plan.upload_type(owner, name)?;
        match &value.ty {
            Type::Scalar(Scalar::Upload) => {
                let (root, text) = (self.scope.root(), text(instance)?);
                Some(quote!(#root::Upload::new(#text).of_type(#content_type)))
            }
            Type::List(item) => {
                let items = list(instance)?.iter();
                let items = items.map(|it| self.upload((owner, name), item, it));
                let items = items.collect::<Option<Vec<_>>>()?;
                Some(quote!([#(#items),*]))
            }
            Type::Scalar(_) | Type::Any | Type::Named(_) | Type::Map(_) => None,
        }
    }

    /// Returns a list for a setter, which converts each item.
    fn list_argument(&self, item: &Value, instance: &Json) -> Option<TokenStream> {
        let instances = list(instance)?;
        if instances.is_empty() {
            let ty = self.item_type(item);
            return Some(quote!(Vec::<#ty>::new()));
        }
        let items = instances.iter().map(|it| self.item(item, it));
        let items = items.collect::<Option<Vec<_>>>()?;
        Some(quote!([#(#items),*]))
    }

    /// Returns a map for a setter, which converts each value.
    fn map_argument(&self, item: &Value, instance: &Json) -> Option<TokenStream> {
        let members = object(instance)?;
        if members.is_empty() {
            let ty = self.item_type(item);
            return Some(quote!(std::collections::BTreeMap::<String, #ty>::new()));
        }
        let members = members.iter().map(|(name, it)| {
            let value = self.item(item, it)?;
            Some(quote!((#name, #value)))
        });
        let members = members.collect::<Option<Vec<_>>>()?;
        Some(quote!([#(#members),*]))
    }

    /// Returns an item of a list or a map for a setter. All items have the same type.
    fn item(&self, item: &Value, instance: &Json) -> Option<TokenStream> {
        match &item.ty {
            _ if item.nullable => self.exact(item, instance),
            Type::Scalar(_) | Type::Any | Type::Named(_) => {
                self.converted(item, instance, Built::value)
            }
            Type::List(_) | Type::Map(_) => self.exact(item, instance),
        }
    }

    /// Returns a value that converts into the type in the model. `finish` ends the
    /// expression of an object.
    fn converted(
        &self,
        value: &Value,
        instance: &Json,
        finish: fn(Built) -> TokenStream,
    ) -> Option<TokenStream> {
        match &value.ty {
            Type::Named(id) => match &self.cx.api.get(*id).shape {
                Shape::Struct(_) => self.object(*id, instance).map(finish),
                Shape::Enum(set) => self.variant(*id, set, instance),
                Shape::Union(union) => self.alternative(*id, union, instance),
                // The plan replaces these, so they do not occur here.
                Shape::Alias(_) => None,
            },
            Type::Scalar(scalar) => match rust_scalar(*scalar).form {
                ScalarForm::Copied => copied(*scalar, instance).map(Plain::tokens),
                ScalarForm::Null => self.exact_scalar(*scalar, instance),
                ScalarForm::Text { .. } if *scalar == Scalar::Number => {
                    number_text(instance).map(|text| quote!(#text))
                }
                ScalarForm::String | ScalarForm::Text { .. } => {
                    let text = text(instance)?;
                    Some(quote!(#text))
                }
                ScalarForm::Upload => {
                    let (root, text) = (self.scope.root(), text(instance)?);
                    Some(quote!(#root::Upload::new(#text)))
                }
            },
            Type::Any => any(instance),
            Type::List(_) | Type::Map(_) => self.exact(value, instance),
        }
    }

    /// Returns a value of a union: that of the variant that its tag selects, or else of the
    /// first variant that has such values.
    fn alternative(&self, id: TypeId, union: &Union, instance: &Json) -> Option<TokenStream> {
        let tag = union
            .tag
            .as_ref()
            .and_then(|tag| text(instance.member(tag)?));
        let is_selected = |variant: &&UnionVariant| {
            tag.is_none_or(|tag| variant.tags.iter().any(|known| known == tag))
        };
        let mut variants = union.variants.iter().filter(is_selected);
        let argument = |variant: &UnionVariant| {
            let value = &variant.value;
            let untagged = self.untagged(union, variant, instance);
            let instance = untagged.as_ref().unwrap_or(instance);
            if let Some(upload) = self.upload((id, &variant.name.wire), value, instance) {
                return Some(upload);
            }
            match &value.ty {
                Type::List(_) | Type::Map(_) => self.exact(value, instance),
                Type::Scalar(_) | Type::Any | Type::Named(_) => {
                    self.converted(value, instance, Built::argument)
                }
            }
        };
        let attempt = |variant: &UnionVariant| self.scope.attempt(|| argument(variant));
        let (variant, value) = variants.find_map(|variant| Some((variant, attempt(variant)?)))?;
        let name = self.scope.path(id);
        let constructor = ident(&names::method(&variant.name.rust));
        Some(quote!(#name::#constructor(#value)))
    }

    /// Returns an object without the tag that the union writes, if its struct does not
    /// declare it.
    fn untagged(&self, union: &Union, variant: &UnionVariant, instance: &Json) -> Option<Json> {
        let tag = match tags(self.cx.api, union, variant)? {
            Tags::Object(tag) if tag.field.is_none() => tag,
            Tags::Object(_) | Tags::Nested(_) => return None,
        };
        let written = tag.written()?;
        let is_tag =
            |(name, value): &&(String, Json)| name == tag.name && text(value) == Some(written);
        match instance {
            Json::Object(members) => {
                let rest = members.iter().filter(|member| !is_tag(member));
                Some(Json::Object(rest.cloned().collect()))
            }
            Json::Null | Json::Boolean(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => None,
        }
    }

    /// Returns a value of exactly the type in the model, which the compiler need not infer.
    fn exact(&self, value: &Value, instance: &Json) -> Option<TokenStream> {
        if value.nullable && *instance == Json::Null {
            let ty = self.held_type(value);
            return Some(quote!(None::<#ty>));
        }
        let mut exact = self.exposed(value, instance)?;
        if value.sensitive.is_some() {
            let root = self.scope.root();
            exact = quote!(#root::Sensitive::new(#exact));
        }
        Some(if value.nullable {
            quote!(Some(#exact))
        } else {
            exact
        })
    }

    /// Returns a value of exactly the type in the model, without `Sensitive`.
    fn exposed(&self, value: &Value, instance: &Json) -> Option<TokenStream> {
        match &value.ty {
            Type::Scalar(scalar) => self.exact_scalar(*scalar, instance),
            Type::Any | Type::Named(_) => self.converted(value, instance, Built::value),
            Type::List(item) => {
                let instances = list(instance)?;
                if instances.is_empty() {
                    let ty = self.type_of(item);
                    return Some(quote!(Vec::<#ty>::new()));
                }
                let items = instances.iter().map(|it| self.exact(item, it));
                let items = items.collect::<Option<Vec<_>>>()?;
                Some(quote!(vec![#(#items),*]))
            }
            Type::Map(item) => {
                let members = object(instance)?;
                if members.is_empty() {
                    let ty = self.type_of(item);
                    return Some(quote!(std::collections::BTreeMap::<String, #ty>::new()));
                }
                let members = members.iter().map(|(name, it)| {
                    let value = self.exact(item, it)?;
                    Some(quote!((#name.to_owned(), #value)))
                });
                let members = members.collect::<Option<Vec<_>>>()?;
                Some(quote!(std::collections::BTreeMap::from([#(#members),*])))
            }
        }
    }

    fn exact_scalar(&self, scalar: Scalar, instance: &Json) -> Option<TokenStream> {
        let RustScalar { name, form } = rust_scalar(scalar);
        match form {
            ScalarForm::Copied => copied(scalar, instance)?.suffixed(name),
            ScalarForm::Null => {
                let (root, name) = (self.scope.root(), ident(name));
                (*instance == Json::Null).then(|| quote!(#root::#name))
            }
            ScalarForm::String => {
                let text = text(instance)?;
                Some(quote!(#text.to_owned()))
            }
            ScalarForm::Text { .. } | ScalarForm::Upload => {
                let (root, name) = (self.scope.root(), ident(name));
                let text = if scalar == Scalar::Number {
                    number_text(instance)?
                } else {
                    text(instance)?
                };
                Some(quote!(#root::#name::from(#text)))
            }
        }
    }

    /// Returns the type of an item that a setter takes. It is not `Sensitive` if it is
    /// `Copy`.
    fn item_type(&self, item: &Value) -> TokenStream {
        if is_copy(&item.ty) && !item.nullable {
            self.exposed_type(item)
        } else {
            self.type_of(item)
        }
    }

    /// Returns the type of a value, with the path of each type that is not imported.
    fn type_of(&self, value: &Value) -> TokenStream {
        let ty = self.held_type(value);
        if value.nullable {
            quote!(Option<#ty>)
        } else {
            ty
        }
    }

    /// Returns the type of a value that is not null.
    fn held_type(&self, value: &Value) -> TokenStream {
        let ty = self.exposed_type(value);
        if value.sensitive.is_some() {
            let root = self.scope.root();
            quote!(#root::Sensitive<#ty>)
        } else {
            ty
        }
    }

    fn exposed_type(&self, value: &Value) -> TokenStream {
        match &value.ty {
            Type::Scalar(scalar) => {
                let RustScalar { name, form } = rust_scalar(*scalar);
                let name = ident(name);
                match form {
                    ScalarForm::Copied | ScalarForm::String => quote!(#name),
                    ScalarForm::Text { .. } | ScalarForm::Null | ScalarForm::Upload => {
                        let root = self.scope.root();
                        quote!(#root::#name)
                    }
                }
            }
            Type::Any => {
                let root = self.scope.root();
                quote!(#root::Json)
            }
            Type::Named(id) => self.scope.path(*id),
            Type::List(item) => {
                let item = self.type_of(item);
                quote!(Vec<#item>)
            }
            Type::Map(item) => {
                let item = self.type_of(item);
                quote!(std::collections::BTreeMap<String, #item>)
            }
        }
    }

    /// Returns the variant of a value, or a conversion of an unlisted one.
    fn variant(&self, id: TypeId, set: &Enum, instance: &Json) -> Option<TokenStream> {
        let (text, unlisted) = match set.base() {
            Base::Text => {
                let text = text(instance)?;
                (text.to_owned(), quote!(#text))
            }
            Base::Integer => {
                let number: i64 = number_text(instance)?.parse().ok()?;
                (number.to_string(), integer(number.into()))
            }
        };
        let name = self.scope.path(id);
        let mut variants = set.variants.iter();
        let variant = variants.find(|variant| variant.name.wire == text);
        let variant = variant.map(|variant| ident(&variant.name.rust));
        Some(variant.map_or_else(
            || quote!(#name::from(#unlisted)),
            |variant| quote!(#name::#variant),
        ))
    }
}

/// Returns whether a builder sets a field to this value.
fn is_preset(field: &Field, value: &Json) -> bool {
    field.preset().is_some_and(|preset| match (preset, value) {
        (Literal::Text(preset), Json::Text(value)) => preset == value,
        (Literal::Boolean(preset), Json::Boolean(value)) => preset == value,
        (Literal::Integer(preset), Json::Number(value)) => preset.to_string() == *value,
        (Literal::Text(_) | Literal::Boolean(_) | Literal::Integer(_), _) => false,
    })
}

/// Returns whether an instance has every field that a builder demands. An example of a type
/// that is also read may lack one that is only written.
fn has_demanded(object: &Struct, members: &[(String, Json)]) -> bool {
    let mut demanded = object.demanded();
    demanded.all(|field| members.iter().any(|(wire, _)| *wire == field.name.wire))
}

/// Returns whether a program leaves out a field of the instance. A reader who starts today
/// has no use for what is deprecated, and there is no setter of what is only read.
fn is_left_out(field: &Field) -> bool {
    field.presence == Presence::Optional && (field.deprecated || field.access == Access::ReadOnly)
}

/// A boolean or an integer.
enum Plain {
    Flag(bool),
    Number(i128),
    Float(f64),
}

impl Plain {
    fn tokens(self) -> TokenStream {
        match self {
            Self::Flag(value) => quote!(#value),
            Self::Number(value) => integer(value),
            Self::Float(value) => quote!(#value),
        }
    }

    /// Returns the literal of a type. A number has a suffix.
    fn suffixed(self, ty: &str) -> Option<TokenStream> {
        match self {
            Self::Flag(value) => Some(quote!(#value)),
            Self::Number(value) => json::suffixed(value, ty),
            Self::Float(value) => Some(quote!(#value)),
        }
    }
}

/// Returns a value of a scalar that is `Copy`.
fn copied(scalar: Scalar, instance: &Json) -> Option<Plain> {
    if scalar == Scalar::Float {
        let value: f64 = number_text(instance)?.parse().ok()?;
        return value.is_finite().then_some(Plain::Float(value));
    }
    number_or_flag(instance)
}

/// Returns the text of a number, in quotes or not.
fn number_text(instance: &Json) -> Option<&str> {
    match instance {
        Json::Text(text) | Json::Number(text) => Some(text),
        Json::Null | Json::Boolean(_) | Json::List(_) | Json::Object(_) => None,
    }
}

/// Returns a boolean or an integer, in quotes or not.
fn number_or_flag(instance: &Json) -> Option<Plain> {
    let text = match instance {
        Json::Boolean(value) => return Some(Plain::Flag(*value)),
        Json::Text(text) | Json::Number(text) => text,
        Json::Null | Json::List(_) | Json::Object(_) => return None,
    };
    let flag = text.parse().ok().map(Plain::Flag);
    flag.or_else(|| text.parse().ok().map(Plain::Number))
}

fn any(instance: &Json) -> Option<TokenStream> {
    let value = json::tokens(instance)?;
    Some(quote!(serde_json::json!(#value)))
}

fn text(instance: &Json) -> Option<&str> {
    match instance {
        Json::Text(text) => Some(text),
        Json::Null | Json::Boolean(_) | Json::Number(_) | Json::List(_) | Json::Object(_) => None,
    }
}

fn list(instance: &Json) -> Option<&[Json]> {
    match instance {
        Json::List(items) => Some(items),
        Json::Null | Json::Boolean(_) | Json::Number(_) | Json::Text(_) | Json::Object(_) => None,
    }
}

fn object(instance: &Json) -> Option<&[(String, Json)]> {
    match instance {
        Json::Object(members) => Some(members),
        Json::Null | Json::Boolean(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => None,
    }
}
