//! Validation of objects.

mod place;
mod relations;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{
    Additional, Api, Base, Field, Literal, Measured, Openness, Operation, Presence, Rule, Scalar,
    Shape, Struct, Type, Union, Usage, Value, Window, rule_text,
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
use crate::emit::rust::types::item_type;

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
    checks.extend(unlisted(record));
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

/// Emits `Inspect` of a union, with the checks of the value of each variant, and the
/// functions that match its patterns.
pub fn inspection_of_union<'a>(
    api: &'a Api,
    name: &Ident,
    variants: &[&Ident],
    values: impl Iterator<Item = &'a Value>,
) -> TokenStream {
    let mut emitter = Emitter {
        api,
        patterns: Vec::new(),
    };
    let arms: Vec<TokenStream> = variants
        .iter()
        .zip(values)
        .map(|(variant, value)| {
            if emitter.is_checked(value) {
                let checks = emitter.value(value, &names::method(&variant.to_string()));
                quote!(Self::#variant(value) => { #checks })
            } else {
                quote!(Self::#variant(_) => {})
            }
        })
        .collect();
    let unmatched = ident(Union::UNMATCHED);
    let is_checked = arms.iter().any(|arm| arm.to_string().contains("found"));
    let found = ident(if is_checked { "found" } else { "_found" });
    let patterns = emitter.patterns.iter();
    let patterns = patterns.map(|(name, matcher)| pattern::tokens(matcher, name));
    quote! {
        impl support::Inspect for #name {
            fn inspect(&self, #found: &mut support::Inspection<'_>) {
                match self {
                    #(#arms)*
                    Self::#unmatched(_) => {}
                }
            }
        }

        #(#patterns)*
    }
}

/// Emits the check of unlisted members.
fn unlisted(record: &Record<'_>) -> Option<TokenStream> {
    let extra = record.extra_name()?;
    Some(match record.object.additional {
        Additional::Unmentioned => {
            quote!(found.unlisted(&self.#extra);)
        }
        Additional::Allowed => quote!(found.repeated(&self.#extra);),
        Additional::Forbidden => quote!(found.no_others(&self.#extra);),
    })
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
    let body = scope.path(operation.body.as_ref()?.named()?);
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

/// Emits the check of a field that is not used in both directions.
fn direction(field: &Field) -> Option<TokenStream> {
    let (name, wire) = (ident(&field.name.rust), &field.name.wire);
    if is_removed(field) {
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
        for (member, field) in record.object.fields() {
            let (name, place) = (ident(&field.name.rust), Place::of(record, member, field));
            checks.extend(direction(field));
            let has_checked_items = self.has_checked_items(&field.value);
            if !has_checked_items && self.holds_objects(&field.value) {
                match place {
                    Place::Member(wire) => chain.push(quote!(.inside(#wire, &self.#name))),
                    Place::Body | Place::Parameter(..) => {
                        checks.push(quote!(found.within(&self.#name);));
                    }
                }
            }
            let check = if has_checked_items {
                Some(self.walk(field, &place, record.def.usage))
            } else {
                self.field(field, &place)
            };
            if check.is_some() {
                checks.extend(inside(&mut chain));
                checks.extend(check);
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
                ScalarForm::Copied => false,
                ScalarForm::String | ScalarForm::Text { .. } => true,
            },
            Type::Named(id) => match self.api.get(*id).shape {
                Shape::Enum(ref set) => set.base() == Base::Text,
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
        quote!(#exposed #items #chain)
    }

    /// Emits the checks of a value without its items, as a chain of calls.
    fn chain(&mut self, value: &'a Value, name: &str) -> Option<TokenStream> {
        let mut checks: Vec<TokenStream> = self.form(&value.ty).into_iter().collect();
        for rule in &value.rules {
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
                ScalarForm::Copied | ScalarForm::String => None,
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

    /// Emits the checks of the limits of the object as a whole.
    fn limits(&mut self, record: &Record<'a>) -> Vec<TokenStream> {
        let object = record.object;
        let (names, counts): (Vec<_>, Vec<_>) = object
            .limits
            .iter()
            .partition(|rule| matches!(rule, Rule::Names(_)));
        let mut checks = Vec::new();
        if !counts.is_empty() {
            let counted = counted(record);
            let rules = counts.into_iter().map(|rule| self.rule(rule, "object"));
            checks.push(quote!(found.value(&#counted) #(#rules)*;));
        }
        if let Some(extra) = record.extra_name().filter(|_| !names.is_empty()) {
            let rules = names.into_iter().map(|rule| self.rule(rule, "name"));
            checks.push(quote!(found.value(&self.#extra) #(#rules)*;));
        }
        checks
    }

    /// Emits the checks of the unlisted members, if the schema describes them.
    fn others(&mut self, record: &Record<'a>, scope: &Scope<'_>) -> Option<TokenStream> {
        let value = record.object.others.as_ref()?;
        let extra = record.extra_name()?;
        let ty = item_type(value, scope);
        let read = quote!(found.typed::<#ty>(value));
        let checks = if self.is_checked(value) {
            let checks = self.value(value, &extra.to_string());
            let some = quote!(Some(value));
            let pattern = if value.nullable {
                quote!(Some(#some))
            } else {
                some
            };
            quote!(if let #pattern = &#read { #checks })
        } else {
            quote!(#read;)
        };
        Some(quote! {
            for (name, value) in &self.#extra {
                let found = &mut found.of_unlisted(name);
                #checks
            }
        })
    }

    /// Emits the check of the names in a map or an object.
    fn names(&mut self, rule: &'a Rule, name: &str) -> TokenStream {
        let demand = rule_text(rule, str::to_owned);
        match rule {
            Rule::MinLength(limit) => {
                let limit = count(*limit);
                quote!(.name_length(#limit, usize::MAX, #demand))
            }
            Rule::MaxLength(limit) => {
                let limit = count(*limit);
                quote!(.name_length(0, #limit, #demand))
            }
            Rule::Pattern(pattern) => {
                let function = self.pattern_function(&pattern.matcher, name);
                quote!(.names(#function, #demand))
            }
            // No other rule applies to a text.
            Rule::Minimum(_)
            | Rule::Maximum(_)
            | Rule::MultipleOf(_)
            | Rule::AtLeast(_)
            | Rule::AtMost(_)
            | Rule::Above(_)
            | Rule::Below(_)
            | Rule::Step(_)
            | Rule::Ranges { .. }
            | Rule::MinItems(_)
            | Rule::MaxItems(_)
            | Rule::UniqueItems
            | Rule::MinProperties(_)
            | Rule::MaxProperties(_)
            | Rule::Except(_)
            | Rule::Unlike(_)
            | Rule::Names(_) => TokenStream::new(),
        }
    }

    fn rule(&mut self, rule: &'a Rule, name: &str) -> TokenStream {
        match rule {
            Rule::UniqueItems => quote!(.unique_items()),
            Rule::Except(values) => except(values),
            Rule::Unlike(pattern) => {
                let function = self.pattern_function(&pattern.matcher, name);
                let written = &pattern.text;
                quote!(.unlike(#function, #written))
            }
            Rule::MinProperties(limit) => {
                let limit = count(*limit);
                quote!(.min_properties(#limit))
            }
            Rule::MaxProperties(limit) => {
                let limit = count(*limit);
                quote!(.max_properties(#limit))
            }
            Rule::Names(rule) => self.names(rule, name),
            Rule::MinLength(limit) => {
                let limit = count(*limit);
                quote!(.min_length(#limit))
            }
            Rule::MaxLength(limit) => {
                let limit = count(*limit);
                quote!(.max_length(#limit))
            }
            Rule::Minimum(limit) => {
                let limit = integer(*limit);
                quote!(.minimum(#limit))
            }
            Rule::Maximum(limit) => {
                let limit = integer(*limit);
                quote!(.maximum(#limit))
            }
            Rule::AtLeast(limit) => quote!(.at_least(#limit)),
            Rule::AtMost(limit) => quote!(.at_most(#limit)),
            Rule::Above(limit) => quote!(.above(#limit)),
            Rule::Below(limit) => quote!(.below(#limit)),
            Rule::Step(step) => quote!(.step(#step)),
            Rule::MinItems(limit) => {
                let limit = count(*limit);
                quote!(.min_items(#limit))
            }
            Rule::MaxItems(limit) => {
                let limit = count(*limit);
                quote!(.max_items(#limit))
            }
            Rule::MultipleOf(step) => {
                let step = integer(*step);
                quote!(.multiple_of(#step))
            }
            Rule::Ranges { pattern, ranges } => {
                let ranges = ranges.iter().map(range);
                quote!(.digits(|value| matches!(value, #(#ranges)|*), #pattern))
            }
            Rule::Pattern(pattern) => {
                let function = self.pattern_function(&pattern.matcher, name);
                let written = &pattern.text;
                quote!(.pattern(#function, #written))
            }
        }
    }

    /// Returns the name of the function for a matcher. Equal matchers share a function.
    fn pattern_function(&mut self, matcher: &'a Matcher, name: &str) -> Ident {
        if let Some((name, _)) = self.patterns.iter().find(|(_, known)| *known == matcher) {
            return name.clone();
        }
        // A field whose items also have a pattern needs more than one function.
        let mut name = format!("{}_pattern", name.trim_end_matches('_'));
        while self.patterns.iter().any(|(known, _)| *known == name) {
            name.push_str("_of_items");
        }
        let name = ident(&name);
        self.patterns.push((name.clone(), matcher));
        name
    }
}

/// Emits a range of integers as a pattern.
fn range(&(low, high): &(i128, i128)) -> TokenStream {
    let (first, last) = (integer(low), integer(high));
    if low == high {
        first
    } else {
        quote!(#first..=#last)
    }
}

/// Emits the check that a value is none of those that are not allowed.
fn except(values: &[Literal]) -> TokenStream {
    let mut texts = Vec::new();
    let mut numbers = Vec::new();
    for value in values {
        match value {
            Literal::Text(text) => texts.push(text),
            Literal::Integer(number) => numbers.push(integer(*number)),
            // No boolean is restricted in this way.
            Literal::Boolean(_) => {}
        }
    }
    let texts = (!texts.is_empty()).then(|| quote!(.except(&[#(#texts),*])));
    let numbers = (!numbers.is_empty()).then(|| quote!(.except_numbers(&[#(#numbers),*])));
    quote!(#texts #numbers)
}

/// Emits the number of members of an object.
fn counted(record: &Record<'_>) -> TokenStream {
    let object = record.object;
    let optional = object.fields().map(|(_, field)| field);
    let optional = optional.filter(|field| field.presence != Presence::Required);
    let names = optional.map(|field| ident(&field.name.rust));
    let present: Vec<TokenStream> = names.map(|name| quote!(self.#name.is_some())).collect();
    let required = integer(i128::try_from(object.members.len() - present.len()).unwrap_or(0));
    let extra = record.extra_name();
    let extra = extra.map_or_else(
        || quote!(support::Extra::new()),
        |extra| quote!(self.#extra),
    );
    quote!(support::Properties::of(#required, &[#(#present),*], &#extra))
}

/// Emits the check of a time window.
fn window(window: &Window) -> TokenStream {
    let (after, before) = (integer(window.after.into()), integer(window.before.into()));
    let from = &window.from;
    quote!(.window(#after, #before, #from))
}

/// Returns the limit of a count, reduced to 32 bits so that it fits every `usize`.
fn count(limit: u64) -> TokenStream {
    integer(i128::from(limit.min(u64::from(u32::MAX))))
}
