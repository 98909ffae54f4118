//! Private functions that match patterns without allocating, such as `fn
//! order_number(text: &str) -> bool`. Each is generated from a [`Matcher`].

use std::collections::BTreeMap;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote};

use crate::pattern::{CharSet, Class, Last, Matcher, State, Step, Steps, Takes, Term};

/// Returns the function of a matcher.
#[must_use]
pub fn tokens(matcher: &Matcher, name: &Ident) -> TokenStream {
    let body = match matcher {
        Matcher::Always => return quote! { fn #name(_: &str) -> bool { true } },
        Matcher::Repeat { set, min, max } => repeat(set, *min, *max),
        Matcher::Choices(choices) => self::choices(choices),
        Matcher::Automaton(states) => automaton(states),
        Matcher::Steps(steps) => self::steps(steps),
        Matcher::All(parts) => all(parts),
    };
    quote! { fn #name(text: &str) -> bool { #body } }
}

/// Returns a check of several conditions, with a function for each.
fn all(parts: &[(bool, Matcher)]) -> TokenStream {
    let names: Vec<Ident> = (1..=parts.len())
        .map(|number| format_ident!("condition{number}"))
        .collect();
    let functions = parts.iter().zip(&names);
    let functions = functions.map(|((_, matcher), name)| tokens(matcher, name));
    let checks = parts.iter().zip(&names).map(|((holds, _), name)| {
        if *holds {
            quote!(#name(text))
        } else {
            quote!(!#name(text))
        }
    });
    quote! {
        #(#functions)*
        #(#checks)&&*
    }
}

/// Returns a check of the length and of each character. A set of ASCII characters is
/// checked in bytes. That gives the same result, because a character of several bytes is
/// not in the set.
fn repeat(set: &CharSet, min: usize, max: Option<usize>) -> TokenStream {
    let length = if set.is_ascii() {
        quote!(text.len())
    } else {
        quote!(text.chars().count())
    };
    let length = match (min, max) {
        (0, None) => None,
        (1, None) => Some(quote!(!text.is_empty())),
        (min, None) => {
            let min = count(min);
            Some(quote!(#length >= #min))
        }
        (0, Some(max)) => {
            let max = count(max);
            Some(quote!(#length <= #max))
        }
        (min, Some(max)) if min == max => {
            let min = count(min);
            Some(quote!(#length == #min))
        }
        (min, Some(max)) => {
            let (min, max) = (count(min), count(max));
            Some(quote!(matches!(#length, #min..=#max)))
        }
    };
    let each = (!set.is_full()).then(|| {
        if set.is_ascii() {
            let test = Unit::Byte.closure(set);
            quote!(text.bytes().all(#test))
        } else {
            let test = Unit::Char.closure(set);
            quote!(text.chars().all(#test))
        }
    });
    match (length, each) {
        (Some(length), Some(each)) => quote!(#length && #each),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => quote!(true),
    }
}

fn choices(choices: &[Vec<CharSet>]) -> TokenStream {
    let texts: Option<Vec<String>> = choices
        .iter()
        .map(|choice| choice.iter().map(CharSet::single).collect())
        .collect();
    match texts.as_deref() {
        Some([text]) if text.is_empty() => quote!(text.is_empty()),
        Some([text]) => quote!(text == #text),
        Some(texts) => quote!(matches!(text, #(#texts)|*)),
        None => slices(choices),
    }
}

/// Returns the alternatives as slice patterns. Short ones share one `matches!`; long ones
/// have one each, so that they fit into a line.
fn slices(choices: &[Vec<CharSet>]) -> TokenStream {
    let slices = choices.iter().map(|choice| {
        let bytes = choice.iter().map(|set| Unit::Byte.pattern(set));
        quote!([#(#bytes),*])
    });
    if choices.len() == 1 || choices.iter().map(Vec::len).sum::<usize>() <= 4 {
        return quote!(matches!(text.as_bytes(), #(#slices)|*));
    }
    quote! {
        let bytes = text.as_bytes();
        #(matches!(bytes, #slices))||*
    }
}

/// Returns a loop over the characters. The state that accepts any remaining text becomes
/// `return true`.
fn automaton(states: &[State]) -> TokenStream {
    let (states, done) = done_last(states);
    if let Some(stateless) = first_or_any(&states, done) {
        return stateless;
    }
    let mut named_sets: Vec<&CharSet> = Vec::new();
    let targets = by_target(&states);
    let arms = targets.into_iter().map(|(target, sources)| {
        let target = if Some(target) == done {
            quote!(return true)
        } else {
            count(target).into_token_stream()
        };
        let (listed, named): (Vec<_>, Vec<_>) =
            sources.iter().partition(|(_, set)| set.terms().is_empty());
        let listed = listed.into_iter().map(|(from, set)| {
            let (from, set) = (number_pattern(from), Unit::Char.pattern(set));
            quote!((#from, #set))
        });
        let listed: Vec<TokenStream> = listed.collect();
        let listed = (!listed.is_empty()).then(|| quote!(#(#listed)|* => #target,));
        let named = named.into_iter().map(|(from, set)| {
            let (from, test) = (number_pattern(from), guard(set, &mut named_sets));
            quote!((#from, _) if #test => #target,)
        });
        quote!(#listed #(#named)*)
    });
    let arms: Vec<TokenStream> = arms.collect();
    let named_sets = named_sets.into_iter().enumerate().map(|(at, set)| {
        let (name, test) = (set_name(at), Unit::Char.test(set));
        quote!(let #name = |c| #test;)
    });
    let accepts = |at: &usize| states.get(*at).is_some_and(|state| state.accepting);
    let last: Vec<_> = (0..done.unwrap_or(states.len())).filter(accepts).collect();
    let end = match last.as_slice() {
        [] => quote!(false),
        [only] => {
            let only = count(*only);
            quote!(state == #only)
        }
        several => {
            let several = number_pattern(several);
            quote!(matches!(state, #several))
        }
    };
    quote! {
        #(#named_sets)*
        let mut state = 0;
        for c in text.chars() {
            state = match (state, c) {
                #(#arms)*
                _ => return false,
            };
        }
        #end
    }
}

/// Returns the guard of an arm for a set with Unicode classes. A long test is a closure, which
/// is added to `named`.
fn guard<'a>(set: &'a CharSet, named: &mut Vec<&'a CharSet>) -> TokenStream {
    if set.terms().len() == 1 {
        return Unit::Char.test(set);
    }
    let at = named.iter().position(|known| *known == set);
    let at = at.unwrap_or_else(|| {
        named.push(set);
        named.len() - 1
    });
    let name = set_name(at);
    quote!(#name(c))
}

fn set_name(at: usize) -> Ident {
    format_ident!("is_in_set{}", at + 1)
}

/// Returns a search in steps.
fn steps(
    Steps {
        empty,
        at_start,
        anywhere,
        all,
    }: &Steps,
) -> TokenStream {
    let all = all.iter().map(step);
    let empty = empty.then(|| quote!(text.is_empty()));
    let searches = [("found_at_start", at_start), ("found_anywhere", anywhere)];
    let searches = searches.into_iter().filter(|(_, first)| !first.is_empty());
    let searches = searches.map(|(name, first)| {
        let (name, first) = (format_ident!("{name}"), numbers(first));
        quote!(support::#name(text, #first, STEPS))
    });
    let tests = empty.into_iter().chain(searches);
    quote! {
        const STEPS: &[support::Step] = &[#(#all),*];
        #(#tests)||*
    }
}

fn step(Step { takes, next, last }: &Step) -> TokenStream {
    let next = numbers(next);
    let step = match takes {
        Takes::Text(text) => quote!(support::Step::text(#text, #next)),
        Takes::Chars { set, least, most } => {
            let (set, least) = (Unit::Char.closure(set), count(*least));
            let most = most.map_or_else(
                || quote!(usize::MAX),
                |most| count(most).into_token_stream(),
            );
            quote!(support::Step::chars(#set, #least, #most, #next))
        }
    };
    match last {
        None => step,
        Some(Last::AtEnd) => quote!(#step.ends_text()),
        Some(Last::Anywhere) => quote!(#step.ends_anywhere()),
    }
}

fn numbers(numbers: &[usize]) -> TokenStream {
    let numbers = numbers.iter().map(|number| count(*number));
    quote!(&[#(#numbers),*])
}

/// Returns the states, with the one that accepts any remaining text moved to the end, and
/// its new number. The smallest automaton has at most one.
fn done_last(states: &[State]) -> (Vec<State>, Option<usize>) {
    let mut states = states.to_vec();
    let place = states
        .iter()
        .enumerate()
        .position(|(at, state)| state.accepts_all(at));
    let Some(place) = place else {
        return (states, None);
    };
    let last = states.len() - 1;
    let done = states.remove(place);
    states.push(done);
    for (_, target) in states.iter_mut().flat_map(|state| &mut state.arms) {
        *target = match *target {
            at if at == place => last,
            at if at > place => at - 1,
            at => at,
        };
    }
    (states, Some(last))
}

/// Returns a check without a state, if the automaton only tests the first character or
/// searches for one character.
fn first_or_any(states: &[State], done: Option<usize>) -> Option<TokenStream> {
    let ([start, _], Some(done)) = (states, done) else {
        return None;
    };
    match start.arms.as_slice() {
        [(set, to)] if *to == done => {
            let test = Unit::Char.closure(set);
            Some(if start.accepting {
                quote!(text.chars().next().is_none_or(#test))
            } else {
                quote!(text.chars().next().is_some_and(#test))
            })
        }
        [(one, _), (other, _)] if !start.accepting && one.union(other).is_full() => {
            let (sought, _) = start.arms.iter().find(|(_, to)| *to == done)?;
            let test = Unit::Char.closure(sought);
            Some(quote!(text.chars().any(#test)))
        }
        _ => None,
    }
}

/// Returns, for each state, the states that lead to it and the sets of their arms.
fn by_target(states: &[State]) -> BTreeMap<usize, Vec<(Vec<usize>, &CharSet)>> {
    let mut targets: BTreeMap<usize, Vec<(Vec<usize>, &CharSet)>> = BTreeMap::new();
    for (at, state) in states
        .iter()
        .enumerate()
        .filter(|(at, state)| !state.accepts_all(*at))
    {
        for (set, target) in &state.arms {
            let sources = targets.entry(*target).or_default();
            match sources.iter_mut().find(|(_, known)| *known == set) {
                Some((from, _)) => from.push(at),
                None => sources.push((vec![at], set)),
            }
        }
    }
    targets
}

/// Returns numbers as a pattern. Three or more consecutive numbers become a range.
fn number_pattern(numbers: &[usize]) -> TokenStream {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let parts = runs.into_iter().map(|(first, last)| {
        let (low, high) = (count(first), count(last));
        match last - first {
            0 => quote!(#low),
            1 => quote!(#low | #high),
            _ => quote!(#low..=#high),
        }
    });
    quote!(#(#parts)|*)
}

/// A unit of text that is tested.
#[derive(Clone, Copy)]
enum Unit {
    /// Bytes, as the variable `b`, for sets that are all ASCII.
    Byte,
    /// Characters, as the variable `c`.
    Char,
}

impl Unit {
    /// Returns a test of the variable. It calls a method of the standard library if one
    /// exists for the set.
    fn test(self, set: &CharSet) -> TokenStream {
        let variable = match self {
            Self::Byte => quote!(b),
            Self::Char => quote!(c),
        };
        if !set.terms().is_empty() {
            return in_terms(set.terms());
        }
        if let Some(name) = standard_name(set) {
            let name = format_ident!("{name}");
            return quote!(#variable.#name());
        }
        if let Some(only) = set.single() {
            let only = self.literal(only);
            return quote!(#variable == #only);
        }
        let pattern = self.pattern(set);
        quote!(matches!(#variable, #pattern))
    }

    /// Returns a function that tests the variable.
    fn closure(self, set: &CharSet) -> TokenStream {
        if let [term] = set.terms()
            && let Some(class) = term.only_class()
        {
            return class_test(class);
        }
        let test = self.test(set);
        match self {
            Self::Char if set.is_full() => quote!(|_| true),
            Self::Char => quote!(|c| #test),
            Self::Byte => quote!(|b| #test),
        }
    }

    /// Returns a set as a pattern. A range from the first character is written in full,
    /// because `matches!` accepts no pattern that begins with `..=`.
    fn pattern(self, set: &CharSet) -> TokenStream {
        let parts = set.ranges().iter().map(|&(first, last)| {
            let (low, high) = (self.literal(first), self.literal(last));
            match (first, last) {
                (char::MIN, char::MAX) => quote!(_),
                (_, char::MAX) => quote!(#low..),
                _ if first == last => quote!(#low),
                _ => quote!(#low..=#high),
            }
        });
        quote!(#(#parts)|*)
    }

    fn literal(self, c: char) -> Literal {
        match (self, u8::try_from(c)) {
            (Self::Byte, Ok(byte)) => Literal::byte_character(byte),
            // Spaces and symbols outside ASCII are hard to tell apart.
            _ if !c.is_ascii() && !c.is_alphanumeric() => escaped(c),
            _ => Literal::character(c),
        }
    }
}

fn escaped(c: char) -> Literal {
    let escape = format!("'{}'", c.escape_unicode());
    escape.parse().unwrap_or_else(|_| Literal::character(c))
}

/// Returns the standard library's test for a set. `u8` and `char` both have it.
fn standard_name(set: &CharSet) -> Option<&'static str> {
    Some(match set.ranges() {
        [('0', '9')] => "is_ascii_digit",
        [('A', 'Z')] => "is_ascii_uppercase",
        [('a', 'z')] => "is_ascii_lowercase",
        [('A', 'Z'), ('a', 'z')] => "is_ascii_alphabetic",
        [('0', '9'), ('A', 'Z'), ('a', 'z')] => "is_ascii_alphanumeric",
        [('0', '9'), ('A', 'F'), ('a', 'f')] => "is_ascii_hexdigit",
        [('!', '~')] => "is_ascii_graphic",
        [(char::MIN, '\u{7f}')] => "is_ascii",
        _ => return None,
    })
}

/// Returns a test of the character that calls the tests of Unicode classes.
fn in_terms(terms: &[Term]) -> TokenStream {
    let all = terms.iter().map(|Term { classes, listed }| {
        let classes = classes.iter().map(|(is_in, class)| {
            let test = class_test(class);
            let not = (!is_in).then(|| quote!(!));
            quote!(#not #test(c))
        });
        let listed = listed.iter().map(|(is_in, set)| {
            let test = Unit::Char.test(set);
            match (is_in, set.single()) {
                (true, _) => test,
                (false, Some(only)) => {
                    let only = Unit::Char.literal(only);
                    quote!(c != #only)
                }
                (false, None) => quote!(!#test),
            }
        });
        let parts: Vec<TokenStream> = classes.chain(listed).collect();
        match (parts.as_slice(), terms) {
            ([part], _) => part.clone(),
            (parts, [_]) => quote!(#(#parts)&&*),
            (parts, _) => quote!((#(#parts)&&*)),
        }
    });
    quote!(#(#all)||*)
}

/// Returns the path of the test of a Unicode class.
fn class_test(class: &Class) -> TokenStream {
    let name = format_ident!("is_{}", class.name);
    quote!(crate::unicode::#name)
}

/// Returns a number. Five or more digits are grouped by three.
fn count(number: usize) -> Literal {
    let digits = number.to_string();
    if digits.len() < 5 {
        return Literal::usize_unsuffixed(number);
    }
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
        .parse()
        .unwrap_or_else(|_| Literal::usize_unsuffixed(number))
}

#[cfg(test)]
mod tests;
