//! Checks of the constraints on one value.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Literal, Rule, rule_text};
use crate::pattern::Matcher;

use super::Emitter;
use crate::emit::rust::condition::integer;
use crate::emit::rust::ident::ident;

impl<'a> Emitter<'a> {
    /// Emits the check of a rule, as a call in a chain. `name` begins the names of functions.
    pub(super) fn rule(&mut self, rule: &'a Rule, name: &str) -> TokenStream {
        match rule {
            Rule::UniqueItems => quote!(.unique_items()),
            Rule::Except(values) => except(values),
            Rule::Only(values) => quote!(.only(&[#(#values),*])),
            Rule::Unlike(pattern) => {
                let function = self.pattern_function(&pattern.matcher, name);
                let written = &pattern.text;
                quote!(.unlike(#function, #written))
            }
            Rule::MinProperties(limit) => with_count("min_properties", *limit),
            Rule::MaxProperties(limit) => with_count("max_properties", *limit),
            Rule::Names(rule) => self.names(rule, name),
            // It is a statement of its own.
            Rule::Assert(_) => TokenStream::new(),
            Rule::MinLength(limit) => with_count("min_length", *limit),
            Rule::MaxLength(limit) => with_count("max_length", *limit),
            Rule::Minimum(limit) => with_integer("minimum", *limit),
            Rule::Maximum(limit) => with_integer("maximum", *limit),
            Rule::AtLeast(limit) => quote!(.at_least(#limit)),
            Rule::AtMost(limit) => quote!(.at_most(#limit)),
            Rule::Above(limit) => quote!(.above(#limit)),
            Rule::Below(limit) => quote!(.below(#limit)),
            Rule::Step(step) => quote!(.step(#step)),
            Rule::MinItems(limit) => with_count("min_items", *limit),
            Rule::MaxItems(limit) => with_count("max_items", *limit),
            Rule::MultipleOf(step) => with_integer("multiple_of", *step),
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
            | Rule::Only(_)
            | Rule::Unlike(_)
            | Rule::Names(_)
            | Rule::Assert(_) => TokenStream::new(),
        }
    }

    /// Returns the name of the function for a matcher. Equal matchers share a function.
    pub(super) fn pattern_function(&mut self, matcher: &'a Matcher, name: &str) -> Ident {
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

/// Emits the call of a check with a count.
fn with_count(check: &str, limit: u64) -> TokenStream {
    let (check, limit) = (ident(check), count(limit));
    quote!(.#check(#limit))
}

/// Emits the call of a check with an integer.
fn with_integer(check: &str, limit: i128) -> TokenStream {
    let (check, limit) = (ident(check), integer(limit));
    quote!(.#check(#limit))
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

/// Returns the limit of a count, reduced to 32 bits so that it fits every `usize`.
fn count(limit: u64) -> TokenStream {
    integer(i128::from(limit.min(u64::from(u32::MAX))))
}
