//! Rust expressions for tests and for paths through objects.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Api, Base, Field, FieldPath, Literal, Presence, Scalar, Step, Test, Type};
use crate::plan::{Holding, holding};

use super::ident::ident;
use super::types::{as_option, is_copy};

/// An expression for the value at the end of a path.
pub struct Reached {
    /// A reference to the value, or an `Option` of one.
    pub tokens: TokenStream,
    /// True if the value is always present.
    pub certain: bool,
}

/// Returns an expression for the value at `path` from `root`, a reference to an object.
pub fn reach(api: &Api, root: &TokenStream, path: &FieldPath) -> Option<Reached> {
    let mut reached = Reached {
        tokens: root.clone(),
        certain: true,
    };
    for step in &path.steps {
        let field = field(api, *step)?;
        let holding = holding(field, api.get(step.owner).usage);
        reached = follow(reached, field, holding);
        if field.value.sensitive.is_some() && is_object(api, &field.value.ty) {
            reached = exposed(reached);
        }
    }
    Some(reached)
}

/// Returns whether a path can go on into a value.
fn is_object(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Named(id) => api.structure(*id).is_some(),
        Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => false,
    }
}

/// Returns the object in a sensitive value.
fn exposed(reached: Reached) -> Reached {
    let tokens = reached.tokens;
    let tokens = if reached.certain {
        quote!(#tokens.expose())
    } else {
        quote!(#tokens.map(|value| value.expose()))
    };
    Reached { tokens, ..reached }
}

/// Goes on from an object to the value that a field of it holds.
fn follow(reached: Reached, field: &Field, holding: Holding) -> Reached {
    let name = ident(&field.name.rust);
    let from = reached.tokens;
    let option = |place: TokenStream| as_option(holding, &place);
    let (tokens, certain) = if reached.certain {
        match option(quote!(#from.#name)) {
            Some(value) => (value, false),
            None => (quote!(#from.#name), true),
        }
    } else {
        let tokens = option(quote!(inner.#name)).map_or_else(
            || quote!(#from.map(|inner| &inner.#name)),
            |value| quote!(#from.and_then(|inner| #value)),
        );
        (tokens, false)
    };
    Reached { tokens, certain }
}

/// Returns the field that a step names.
pub fn field(api: &Api, step: Step) -> Option<&Field> {
    api.structure(step.owner)?.field(step.member)
}

/// Returns the test as a Rust expression about the object `self`.
pub fn expression(api: &Api, test: &Test) -> TokenStream {
    match test {
        Test::Always => quote!(true),
        Test::Never => quote!(false),
        Test::Present(path) => present(api, path),
        Test::OneOf(path, values) => one_of(api, path, values, true),
        Test::All(tests) => {
            let terms = terms(api, &tests.iter().collect::<Vec<_>>());
            quote!(#(#terms)&&*)
        }
        Test::Any(tests) => {
            let terms = alternatives(api, tests);
            quote!(#(#terms)||*)
        }
        Test::One(tests) => {
            let terms = tests.iter().map(|test| expression(api, test));
            quote!([#(#terms),*].into_iter().filter(|holds| *holds).count() == 1)
        }
        Test::Not(inner) => negation(api, inner),
        Test::Choice {
            when,
            then,
            otherwise,
        } => {
            let (when, then) = (expression(api, when), expression(api, then));
            let otherwise = expression(api, otherwise);
            quote!(if #when { #then } else { #otherwise })
        }
    }
}

/// Returns the negated test as a Rust expression about the object `self`.
pub fn negation(api: &Api, test: &Test) -> TokenStream {
    match test {
        Test::Always => quote!(false),
        Test::Never => quote!(true),
        Test::Present(path) => absent(api, path),
        Test::OneOf(path, values) => none_of(api, path, values),
        Test::Not(inner) => expression(api, inner),
        Test::One(tests) => {
            let terms = tests.iter().map(|test| expression(api, test));
            quote!([#(#terms),*].into_iter().filter(|holds| *holds).count() != 1)
        }
        Test::All(_) | Test::Any(_) | Test::Choice { .. } => {
            let inner = expression(api, test);
            quote!(!(#inner))
        }
    }
}

/// Returns expressions that are true if all `tests` hold. Join them with `&&`.
pub fn terms(api: &Api, tests: &[&Test]) -> Vec<TokenStream> {
    let mut terms = Vec::new();
    for test in tests {
        match test {
            Test::Always => {}
            Test::All(inner) => terms.extend(inner.iter().map(|test| grouped(api, test))),
            Test::Never
            | Test::Present(_)
            | Test::OneOf(..)
            | Test::Any(_)
            | Test::One(_)
            | Test::Not(_)
            | Test::Choice { .. } => terms.push(grouped(api, test)),
        }
    }
    terms
}

/// Returns expressions of which at least one is true if one of `tests` holds. Join them
/// with `||`. Two tests of one member, that it is absent or has one of some values,
/// become one expression.
fn alternatives(api: &Api, tests: &[Test]) -> Vec<TokenStream> {
    let mut terms = Vec::new();
    for test in tests {
        match test {
            Test::OneOf(path, values) if tests.contains(&absence(path)) => {
                if may_be_null(api, path) {
                    let (absent, is_one) = (absent(api, path), one_of(api, path, values, true));
                    terms.push(quote!(#absent || #is_one));
                    continue;
                }
                terms.push(compared(api, path, values, true, &quote!(is_none_or)));
            }
            Test::Not(inner) if has_value(tests, inner) => {}
            Test::Always
            | Test::Never
            | Test::Present(_)
            | Test::OneOf(..)
            | Test::All(_)
            | Test::Any(_)
            | Test::One(_)
            | Test::Not(_)
            | Test::Choice { .. } => terms.push(grouped(api, test)),
        }
    }
    terms
}

fn absence(path: &FieldPath) -> Test {
    Test::Not(Box::new(Test::Present(path.clone())))
}

/// Returns whether one of `tests` compares the member that `presence` requires.
fn has_value(tests: &[Test], presence: &Test) -> bool {
    let Some(present) = presence.as_present() else {
        return false;
    };
    tests.iter().any(|test| match test {
        Test::OneOf(path, _) => path == present,
        Test::Always
        | Test::Never
        | Test::Present(_)
        | Test::All(_)
        | Test::Any(_)
        | Test::One(_)
        | Test::Not(_)
        | Test::Choice { .. } => false,
    })
}

fn grouped(api: &Api, test: &Test) -> TokenStream {
    let inner = expression(api, test);
    match test {
        Test::All(_) | Test::Any(_) | Test::Choice { .. } => quote!((#inner)),
        Test::Always
        | Test::Never
        | Test::Present(_)
        | Test::OneOf(..)
        | Test::One(_)
        | Test::Not(_) => inner,
    }
}

/// Returns an expression for whether the value at the end of a path is present.
pub fn present(api: &Api, path: &FieldPath) -> TokenStream {
    presence(api, path, &quote!(is_some), true)
}

/// Returns an expression for whether the value at the end of a path is absent.
pub fn absent(api: &Api, path: &FieldPath) -> TokenStream {
    presence(api, path, &quote!(is_none), false)
}

fn presence(api: &Api, path: &FieldPath, method: &TokenStream, always: bool) -> TokenStream {
    let Some((parent, last)) = path.split() else {
        return quote!(#always);
    };
    let parent = reach(api, &quote!(self), &parent);
    let (Some(field), Some(parent)) = (field(api, last), parent) else {
        return nowhere();
    };
    let (tokens, name) = (parent.tokens, ident(&field.name.rust));
    // A member that is null is present.
    match (field.presence, parent.certain) {
        (Presence::Required, true) => quote!(#always),
        (Presence::Required, false) => quote!(#tokens.#method()),
        // If the parent is always present, the member is tested without `as_ref`.
        (Presence::Written | Presence::Optional, true) => quote!(#tokens.#name.#method()),
        (Presence::Written | Presence::Optional, false) => {
            quote!(#tokens.and_then(|inner| inner.#name.as_ref()).#method())
        }
    }
}

/// Returns a compile error, for a path that does not end in a field. Every path should,
/// so this is a bug of the generator.
pub fn nowhere() -> TokenStream {
    quote!(compile_error!("a condition leads to no field"))
}

/// Returns an expression for whether the value at the end of a path is present and one of
/// `values`. If `expected` is false, it must be present and none of them.
pub fn one_of(api: &Api, path: &FieldPath, values: &[Literal], expected: bool) -> TokenStream {
    let method = quote!(is_some_and);
    if !expected && may_be_null(api, path) {
        // Null is none of the values.
        let (present, is_one) = (present(api, path), one_of(api, path, values, true));
        return quote!((#present && !#is_one));
    }
    compared(api, path, values, expected, &method)
}

fn may_be_null(api: &Api, path: &FieldPath) -> bool {
    let last = path.steps.last();
    last.and_then(|step| field(api, *step))
        .is_some_and(|field| field.value.nullable)
}

/// Returns an expression for whether the value at the end of a path is absent or none of
/// `values`.
fn none_of(api: &Api, path: &FieldPath, values: &[Literal]) -> TokenStream {
    compared(api, path, values, false, &quote!(is_none_or))
}

fn compared(
    api: &Api,
    path: &FieldPath,
    values: &[Literal],
    expected: bool,
    method: &TokenStream,
) -> TokenStream {
    let (Some(reached), Some(field)) = (
        reach(api, &quote!(self), path),
        path.steps.last().and_then(|step| field(api, *step)),
    ) else {
        return nowhere();
    };
    let tokens = reached.tokens;
    if reached.certain {
        return matches(api, field, &tokens, values, expected, true);
    }
    let body = matches(api, field, &quote!(value), values, expected, false);
    quote!(#tokens.#method(|value| #body))
}

/// Returns `matches!` on a value. `place` is true if `value` is a place, not a reference.
fn matches(
    api: &Api,
    field: &Field,
    value: &TokenStream,
    values: &[Literal],
    expected: bool,
    place: bool,
) -> TokenStream {
    let exposed = field.value.sensitive.is_some();
    let value = if exposed {
        quote!(#value.expose())
    } else {
        value.clone()
    };
    let scrutinee = if is_copy(&field.value.ty) {
        if place && !exposed {
            value
        } else {
            quote!(*#value)
        }
    } else if let Some(method) = listed(api, &field.value.ty) {
        quote!(#value.#method())
    } else {
        value
    };
    if let Type::Scalar(Scalar::Boolean(_)) = field.value.ty {
        return boolean(&scrutinee, values, expected);
    }
    let patterns = values.iter().map(literal);
    let test = quote!(matches!(#scrutinee, #(#patterns)|*));
    if expected { test } else { quote!(!#test) }
}

/// Returns the comparison of a boolean, which is itself a test.
fn boolean(value: &TokenStream, values: &[Literal], expected: bool) -> TokenStream {
    let allows = |wanted: bool| values.contains(&Literal::Boolean(wanted)) == expected;
    match (allows(true), allows(false)) {
        (true, true) => quote!(true),
        (true, false) => quote!(#value),
        (false, true) => quote!(!#value),
        (false, false) => quote!(false),
    }
}

/// Returns the method that returns the text of a text, or the value of an enum.
fn listed(api: &Api, ty: &Type) -> Option<Ident> {
    let name = match ty {
        Type::Scalar(_) => (!is_copy(ty)).then_some("as_str"),
        Type::Named(id) => api.get(*id).shape.as_enum().map(|set| match set.base() {
            Base::Text => "as_str",
            Base::Integer => "as_i64",
        }),
        Type::Any | Type::List(_) | Type::Map(_) => None,
    };
    name.map(ident)
}

/// Returns a literal as a Rust literal, which is also a pattern.
pub fn literal(value: &Literal) -> TokenStream {
    match value {
        Literal::Text(text) => quote!(#text),
        Literal::Boolean(value) => quote!(#value),
        Literal::Integer(value) => integer(*value),
    }
}

/// Returns a number without a suffix.
pub fn integer(value: i128) -> TokenStream {
    let digits = proc_macro2::Literal::u128_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote!(-#digits)
    } else {
        quote!(#digits)
    }
}
