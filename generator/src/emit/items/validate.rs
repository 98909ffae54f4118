//! Validation of objects.

mod assertions;
mod object;
mod place;
mod relations;
mod rules;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{
    Api, Base, Field, Measured, Openness, Operation, Presence, Rule, Scalar, Shape, Struct, Type,
    Union, Usage, Value, Window,
};
use crate::names;
use crate::pattern::Matcher;
use crate::plan::{Holding, ScalarForm, holding, rust_scalar};

use place::Place;

use super::read_only::is_removed;
use crate::emit::record::Record;
use crate::emit::rust::condition::integer;
use crate::emit::rust::ident::ident;
use crate::emit::rust::pattern;
use crate::emit::rust::scope::Scope;

/// Emits `Inspect`, with all checks of an object, and the functions that match its
/// patterns.
pub fn inspection(record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let (api, object) = (scope.api, record.object);
    let name = record.name();
    let listed = match record.parts {
        None => Some(listed(object, scope)),
        Some(operation) => listed_in_body(operation, scope),
    };
    let mut emitter = Emitter {
        api,
        patterns: Vec::new(),
    };
    let mut checks = emitter.fields(record);
    checks.extend(emitter.limits(record));
    checks.extend(emitter.others(record, scope));
    checks.extend(Emitter::unlisted(record));
    checks.extend(place::named_apart(api, record));
    let rules = object.rules.iter();
    checks.extend(rules.map(|rule| relations::rule(api, rule)));
    let advisories = object.advisories.iter();
    checks.extend(advisories.map(|advisory| relations::advisory(api, advisory)));
    let found = ident(if checks.iter().all(TokenStream::is_empty) {
        "_found"
    } else {
        "found"
    });
    let patterns = emitter
        .patterns
        .iter()
        .map(|(name, matcher)| pattern::tokens(matcher, name));
    quote! {
        impl support::Inspect for #name {
            #listed

            fn inspect(&self, #found: &mut support::Inspection<'_>) {
                #(#checks)*
            }
        }

        #(#patterns)*
    }
}

/// A variant of a union with the checks of its value.
pub struct Checked<'a> {
    /// The name of the variant.
    pub name: &'a Ident,
    /// The value.
    pub value: &'a Value,
    /// The check of its tag.
    pub tag: Option<TokenStream>,
}

/// Emits `Inspect` of a union, with the checks of the value of each variant, and the
/// functions that match its patterns.
pub fn inspection_of_union<'a>(
    api: &'a Api,
    name: &Ident,
    variants: impl Iterator<Item = Checked<'a>>,
    unmatched: Option<Usage>,
) -> TokenStream {
    let mut emitter = Emitter {
        api,
        patterns: Vec::new(),
    };
    let arms: Vec<TokenStream> = variants
        .map(|Checked { name, value, tag }| {
            if emitter.is_checked(value) {
                let checks = emitter.value(value, &names::method(&name.to_string()));
                quote!(Self::#name(value) => { #tag #checks })
            } else {
                quote!(Self::#name(_) => {})
            }
        })
        .collect();
    let unmatched = unmatched.map(|usage| {
        let (unmatched, is_also_read) = (ident(Union::UNMATCHED), usage.read);
        quote!(Self::#unmatched(value) => value.inspect(#is_also_read, found),)
    });
    let is_checked =
        unmatched.is_some() || arms.iter().any(|arm| arm.to_string().contains("found"));
    let found = ident(if is_checked { "found" } else { "_found" });
    let patterns = emitter.patterns.iter();
    let patterns = patterns.map(|(name, matcher)| pattern::tokens(matcher, name));
    quote! {
        impl support::Inspect for #name {
            fn inspect(&self, #found: &mut support::Inspection<'_>) {
                match self {
                    #(#arms)*
                    #unmatched
                }
            }
        }

        #(#patterns)*
    }
}

/// Emits the names of the properties, and the properties that contain objects.
fn listed(object: &Struct, scope: &Scope<'_>) -> TokenStream {
    let names = object.members.iter().map(|member| &member.name().wire);
    let held: Vec<TokenStream> = object
        .fields()
        .filter_map(|(_, field)| held(field, scope))
        .collect();
    let held = (!held.is_empty()).then(|| quote!(const HELD: support::Objects = &[#(#held),*];));
    quote! {
        const NAMES: support::Names = &[#(#names),*];
        #held
    }
}

/// Emits the names of the properties of a request's body, if it has one: a place in the
/// body begins at the body.
fn listed_in_body(operation: &Operation, scope: &Scope<'_>) -> Option<TokenStream> {
    let id = operation.request_body()?.named()?;
    scope.api.structure(id)?;
    let body = scope.path(id);
    Some(quote! {
        const NAMES: support::Names = <#body as support::Inspect>::NAMES;
        const HELD: support::Objects = <#body as support::Inspect>::HELD;
    })
}

fn held(field: &Field, scope: &Scope<'_>) -> Option<TokenStream> {
    let id = field.value.ty.named()?;
    scope.api.structure(id)?;
    let wire = &field.name.wire;
    let ty = scope.path(id);
    Some(match field.value.ty {
        Type::Named(_) => quote!(support::held::<#ty>(#wire)),
        Type::List(_) | Type::Map(_) | Type::Scalar(_) | Type::Any => {
            quote!(support::held_items::<#ty>(#wire))
        }
    })
}

/// Returns whether a field is a required text that may be empty by its rules.
fn may_be_empty(api: &Api, field: &Field) -> bool {
    let refuses_empty = |rule: &Rule| !rule.admits(Measured::Text(""));
    if field.presence == Presence::Optional || field.value.rules.iter().any(refuses_empty) {
        return false;
    }
    match &field.value.ty {
        Type::Scalar(scalar) => rust_scalar(*scalar).form == ScalarForm::String,
        Type::Named(id) => match &api.get(*id).shape {
            Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => false,
            Shape::Enum(set) => set.openness == Openness::Open && set.base() == Base::Text,
        },
        Type::Any | Type::List(_) | Type::Map(_) => false,
    }
}

/// Emits the check of a field that is not used in both directions. A type that is only read
/// can be checked too, and has all its fields.
fn direction(field: &Field, usage: Usage) -> Option<TokenStream> {
    let (name, wire) = (ident(&field.name.rust), &field.name.wire);
    if is_removed(field) && usage.written {
        Some(quote!(found.read_only(#wire, self.#name.is_some());))
    } else if field.presence == Presence::Written {
        Some(quote!(found.demanded(#wire, self.#name.is_some());))
    } else {
        None
    }
}

/// Emits the statement of a chain of calls and empties the chain.
fn inside(chain: &mut Vec<TokenStream>) -> Option<TokenStream> {
    let calls = std::mem::take(chain);
    (!calls.is_empty()).then(|| quote!(found #(#calls)*;))
}

/// Emits the check of the JSON of a field.
fn asserted(
    field: &Field,
    place: &Place<'_>,
    usage: Usage,
    assertion: &TokenStream,
) -> TokenStream {
    let name = ident(&field.name.rust);
    if field.value.ty != Type::Any {
        return place.asserted(&quote!(&self.#name), false, assertion);
    }
    match holding(field, usage) {
        Holding::Plain => place.asserted(&quote!(&self.#name), true, assertion),
        Holding::Optional | Holding::Null | Holding::OptionalNull => {
            let check = place.asserted(&quote!(value), true, assertion);
            quote!(if let Some(value) = &self.#name #check)
        }
    }
}

struct Emitter<'a> {
    api: &'a Api,
    patterns: Vec<(Ident, &'a Matcher)>,
}

impl<'a> Emitter<'a> {
    /// Emits the checks of the fields. Objects that follow each other are inspected by
    /// a chain of calls.
    fn fields(&mut self, record: &Record<'a>) -> Vec<TokenStream> {
        let mut checks = Vec::new();
        let mut chain = Vec::new();
        let usage = record.def.usage;
        for (member, field) in record.object.fields() {
            let (name, place) = (ident(&field.name.rust), Place::of(record, member, field));
            checks.extend(direction(field, usage));
            let has_checked_items = self.has_checked_items(&field.value);
            if !has_checked_items && self.holds_objects(&field.value) {
                match &place {
                    Place::Member(wire) => chain.push(quote!(.inside(#wire, &self.#name))),
                    Place::Body => checks.push(quote!(found.within(&self.#name);)),
                    Place::Parameter(place, _) => {
                        checks.push(quote!(found.of_parameter(#place).within(&self.#name);));
                    }
                }
            }
            let check = if has_checked_items {
                Some(self.walk(field, &place, usage))
            } else {
                let check = self.field(field, &place);
                let assertion = self.asserted(&field.value.rules, &field.name.rust);
                let asserted = assertion.map(|it| asserted(field, &place, usage, &it));
                (check.is_some() || asserted.is_some()).then(|| quote!(#check #asserted))
            };
            if check.is_some() {
                checks.extend(inside(&mut chain));
                checks.extend(check);
            }
            let adds_to_text = place.adds_to_text() && self.is_text(&field.value.ty);
            if adds_to_text || !self.is_single(&field.value.ty) {
                checks.extend(place.whole(field));
            }
        }
        checks.extend(inside(&mut chain));
        checks
    }

    /// Emits the checks of a field without those of its items, if it has any.
    fn field(&mut self, field: &'a Field, place: &Place<'_>) -> Option<TokenStream> {
        let name = ident(&field.name.rust);
        let value = quote!(&self.#name);
        let checks = [
            place.check(self.is_text(&field.value.ty)),
            self.chain(&field.value, &field.name.rust),
            field.window.as_ref().map(window),
        ];
        let is_checked = checks.iter().any(Option::is_some);
        let value = if may_be_empty(self.api, field) && !place.refuses_empty() {
            place.filled(&value)
        } else if is_checked {
            place.value(&value)
        } else {
            return None;
        };
        let checks = checks.iter().flatten();
        Some(quote!(#value #(#checks)*;))
    }

    /// Returns whether a value is a text in Rust, or an enum of texts.
    fn is_text(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(scalar) => match rust_scalar(*scalar).form {
                ScalarForm::Copied | ScalarForm::Null | ScalarForm::Upload => false,
                ScalarForm::String | ScalarForm::Text { .. } => true,
            },
            Type::Named(id) => match self.api.get(*id).shape {
                Shape::Enum(ref set) => set.base() == Base::Text,
                Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => false,
            },
            Type::Any | Type::List(_) | Type::Map(_) => false,
        }
    }

    /// Returns whether a value is one text or one number.
    fn is_single(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(_) => true,
            Type::Named(id) => match self.api.get(*id).shape {
                Shape::Enum(_) => true,
                Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => false,
            },
            Type::Any | Type::List(_) | Type::Map(_) => false,
        }
    }

    /// Returns whether a value is an object, or a list or a map of objects.
    fn holds_objects(&self, value: &Value) -> bool {
        value
            .ty
            .named()
            .is_some_and(|id| match self.api.get(id).shape {
                Shape::Struct(_) | Shape::Union(_) => true,
                Shape::Enum(_) | Shape::Alias(_) => false,
            })
    }

    /// Returns whether the items of a value have checks of their own.
    fn has_checked_items(&self, value: &Value) -> bool {
        let (Type::List(item) | Type::Map(item)) = &value.ty else {
            return false;
        };
        if self.holds_objects(value) {
            let is_plain = value.sensitive.is_none() && item.rules.is_empty();
            return !is_plain || self.has_checked_items(item);
        }
        !item.rules.is_empty() || self.form(&item.ty).is_some() || self.has_checked_items(item)
    }

    /// Returns whether a value or an item of it has checks.
    fn is_checked(&self, value: &Value) -> bool {
        !value.rules.is_empty()
            || self.form(&value.ty).is_some()
            || self.holds_objects(value)
            || self.has_checked_items(value)
    }

    /// Emits the checks of a field whose items have checks of their own.
    fn walk(&mut self, field: &'a Field, place: &Place<'_>, usage: Usage) -> TokenStream {
        let name = ident(&field.name.rust);
        let checks = self.value(&field.value, &field.name.rust);
        let inspection = place.inspection();
        let checks = quote! {
            let found = #inspection;
            #checks
        };
        match holding(field, usage) {
            Holding::Plain => quote!({
                let value = &self.#name;
                #checks
            }),
            Holding::Optional | Holding::Null => quote! {
                if let Some(value) = &self.#name {
                    #checks
                }
            },
            Holding::OptionalNull => quote! {
                if let Some(support::Nullable::Value(value)) = &self.#name {
                    #checks
                }
            },
        }
    }

    /// Emits the checks of the reference `value` to an item with its inspection `found`.
    fn item(&mut self, item: &'a Value, name: &str) -> TokenStream {
        let checks = self.value(item, name);
        if item.nullable {
            quote!(if let Some(value) = value { #checks })
        } else {
            checks
        }
    }

    /// Emits the checks of the reference `value` with its inspection `found`.
    fn value(&mut self, value: &'a Value, name: &str) -> TokenStream {
        let items = match &value.ty {
            Type::List(item) if self.is_checked(item) => {
                let inner = self.item(item, name);
                Some(quote! {
                    for (index, value) in value.iter().enumerate() {
                        let found = &mut found.of_item(index);
                        #inner
                    }
                })
            }
            Type::Map(item) if self.is_checked(item) => {
                let inner = self.item(item, name);
                Some(quote! {
                    for (key, value) in value {
                        let found = &mut found.of_key(key);
                        #inner
                    }
                })
            }
            Type::Named(_) if self.holds_objects(value) => Some(quote!(found.within(value);)),
            Type::Named(_) | Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
        };
        let exposed = (items.is_some() && value.sensitive.is_some())
            .then(|| quote!(let value = value.expose();));
        let chain = self.chain(value, name);
        let chain = chain.map(|chain| quote!(found.value(value) #chain;));
        let asserted = self.asserted(&value.rules, name);
        let is_any = value.ty == Type::Any;
        let asserted = asserted.map(|it| Place::Body.asserted(&quote!(value), is_any, &it));
        quote!(#exposed #items #chain #asserted)
    }

    /// Emits the checks of a value without its items, as a chain of calls.
    fn chain(&mut self, value: &'a Value, name: &str) -> Option<TokenStream> {
        let mut checks: Vec<TokenStream> = self.form(&value.ty).into_iter().collect();
        let rules = value.rules.iter();
        for rule in rules.filter(|rule| !matches!(rule, Rule::Assert(_))) {
            checks.push(self.rule(rule, name));
        }
        (!checks.is_empty()).then(|| quote!(#(#checks)*))
    }

    /// Emits the checks that follow from the type.
    fn form(&self, ty: &Type) -> Option<TokenStream> {
        match ty {
            Type::Scalar(Scalar::Float) => Some(quote!(.number())),
            Type::Scalar(scalar) => match rust_scalar(*scalar).form {
                ScalarForm::Text { check } => {
                    let check = ident(check);
                    Some(quote!(.#check()))
                }
                ScalarForm::Upload => Some(quote!(.upload())),
                ScalarForm::Copied | ScalarForm::Null | ScalarForm::String => None,
            },
            Type::Named(id) => match &self.api.get(*id).shape {
                Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => None,
                Shape::Enum(set) => match (set.base(), set.openness) {
                    (Base::Text, Openness::Open) => Some(quote!(.recognized())),
                    // Integers resemble each other by chance.
                    (Base::Integer, Openness::Open) | (_, Openness::Closed) => None,
                },
            },
            Type::List(_) | Type::Map(_) | Type::Any => None,
        }
    }
}

/// Emits the check of a time window.
fn window(window: &Window) -> TokenStream {
    let (after, before) = (integer(window.after.into()), integer(window.before.into()));
    let from = &window.from;
    quote!(.window(#after, #before, #from))
}
