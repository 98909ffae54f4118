//! Assertions: constraints on the JSON of a value.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Assertion, Kind, Pattern, Rule};

use super::Emitter;
use crate::emit::rust::ident::ident;
use crate::plan::form_check;

impl<'a> Emitter<'a> {
    /// Emits the assertion that all assertions among the rules hold, if there are any. `name`
    /// begins the names of functions.
    pub(super) fn asserted(&mut self, rules: &'a [Rule], name: &str) -> Option<TokenStream> {
        let mut all: Vec<TokenStream> = Vec::new();
        for rule in rules {
            if let Rule::Assert(assertion) = rule {
                all.push(self.assertion(assertion, name));
            }
        }
        match all.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            all => Some(quote!(support::Assertion::All(&[#(#all),*]))),
        }
    }

    fn assertion(&mut self, assertion: &'a Assertion, name: &str) -> TokenStream {
        let variant = ident(variant(assertion));
        let arguments = match assertion {
            Assertion::Types(kinds) => {
                let kinds = kinds.iter().map(|kind| ident(self::kind(*kind)));
                quote!(&[#(support::Kind::#kinds),*])
            }
            Assertion::Values(texts) | Assertion::Required(texts) => quote!(&[#(#texts),*]),
            Assertion::Length(least, most)
            | Assertion::Items(least, most)
            | Assertion::Members(least, most) => counts(*least, *most),
            Assertion::Matching(pattern) => self.pattern(pattern, name),
            Assertion::Form(scalar) => {
                let Some((module, function)) = form_check(*scalar) else {
                    return quote!(support::Assertion::All(&[]));
                };
                let (module, function) = (ident(module), ident(function));
                quote!(support::Pattern(support::#module::#function))
            }
            Assertion::AtLeast(text)
            | Assertion::AtMost(text)
            | Assertion::Above(text)
            | Assertion::Below(text)
            | Assertion::Step(text) => quote!(#text),
            Assertion::Unique => return quote!(support::Assertion::#variant),
            Assertion::Each(first, rest) => {
                let (first, rest) = (self.list(first, name), self.assertion(rest, name));
                quote!(#first, &#rest)
            }
            Assertion::Contains(rule, least, most) => {
                let (rule, counts) = (self.assertion(rule, name), counts(*least, *most));
                quote!(&#rule, #counts)
            }
            Assertion::Named(rules) => {
                let rules = rules.iter();
                let rules = rules.map(|(member, rule)| (member, self.assertion(rule, name)));
                let rules = rules.map(|(member, rule)| quote!((#member, #rule)));
                let rules: Vec<TokenStream> = rules.collect();
                quote!(&[#(#rules),*])
            }
            Assertion::Like(rules) => {
                let rules = rules.iter().map(|(pattern, rule)| {
                    let pattern = self.pattern(pattern, name);
                    let rule = self.assertion(rule, name);
                    quote!((#pattern, #rule))
                });
                let rules: Vec<TokenStream> = rules.collect();
                quote!(&[#(#rules),*])
            }
            Assertion::Others(names, patterns, rule) => {
                let patterns = patterns.iter().map(|it| self.pattern(it, name));
                let patterns: Vec<TokenStream> = patterns.collect();
                let rule = self.assertion(rule, name);
                quote!(&[#(#names),*], &[#(#patterns),*], &#rule)
            }
            Assertion::All(all) | Assertion::Any(all) | Assertion::One(all) => self.list(all, name),
            Assertion::Names(rule) | Assertion::Not(rule) => {
                let rule = self.assertion(rule, name);
                quote!(&#rule)
            }
            Assertion::If(when, then, otherwise) => {
                let when = self.assertion(when, name);
                let (then, otherwise) =
                    (self.assertion(then, name), self.assertion(otherwise, name));
                quote!(&#when, &#then, &#otherwise)
            }
        };
        quote!(support::Assertion::#variant(#arguments))
    }

    fn list(&mut self, all: &'a [Assertion], name: &str) -> TokenStream {
        let all: Vec<TokenStream> = all.iter().map(|it| self.assertion(it, name)).collect();
        quote!(&[#(#all),*])
    }

    fn pattern(&mut self, pattern: &'a Pattern, name: &str) -> TokenStream {
        let function = self.pattern_function(&pattern.matcher, name);
        quote!(support::Pattern(#function))
    }
}

fn counts(least: u64, most: u64) -> TokenStream {
    let count = |count: u64| match count {
        u64::MAX => quote!(u64::MAX),
        count => {
            let count = proc_macro2::Literal::u64_unsuffixed(count);
            quote!(#count)
        }
    };
    let (least, most) = (count(least), count(most));
    quote!(#least, #most)
}

/// Returns the name of the variant of an assertion.
fn variant(assertion: &Assertion) -> &'static str {
    match assertion {
        Assertion::Types(_) => "Types",
        Assertion::Values(_) => "Values",
        Assertion::Length(..) => "Length",
        Assertion::Matching(_) => "Matching",
        Assertion::Form(_) => "Form",
        Assertion::AtLeast(_) => "AtLeast",
        Assertion::AtMost(_) => "AtMost",
        Assertion::Above(_) => "Above",
        Assertion::Below(_) => "Below",
        Assertion::Step(_) => "Step",
        Assertion::Items(..) => "Items",
        Assertion::Unique => "Unique",
        Assertion::Each(..) => "Each",
        Assertion::Contains(..) => "Contains",
        Assertion::Members(..) => "Members",
        Assertion::Required(_) => "Required",
        Assertion::Named(_) => "Named",
        Assertion::Like(_) => "Like",
        Assertion::Others(..) => "Others",
        Assertion::Names(_) => "Names",
        Assertion::All(_) => "All",
        Assertion::Any(_) => "Any",
        Assertion::One(_) => "One",
        Assertion::Not(_) => "Not",
        Assertion::If(..) => "If",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "Null",
        Kind::Boolean => "Boolean",
        Kind::Integer => "Integer",
        Kind::Number => "Number",
        Kind::Text => "Text",
        Kind::List => "List",
        Kind::Object => "Object",
    }
}
