//! From a [`Matcher`] to a private function that decides the same without
//! allocating: `fn order_number(text: &str) -> bool`.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote};

use crate::pattern::{CharSet, Matcher, State};

/// The function of the given name.
#[must_use]
pub fn tokens(matcher: &Matcher, name: &Ident) -> TokenStream {
    let body = match matcher {
        Matcher::Always => return quote! { fn #name(_: &str) -> bool { true } },
        Matcher::Repeat { set, min, max } => repeat(set, *min, *max),
        Matcher::Choices(choices) => self::choices(choices),
        Matcher::Automaton(states) => automaton(states),
    };
    quote! { fn #name(text: &str) -> bool { #body } }
}

/// A length, and a test of each character. In ASCII, bytes are characters: a
/// text that is too long in bytes has a character that is not of the set.
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
            let test = Unit::Byte.test(set);
            quote!(text.bytes().all(|b| #test))
        } else {
            let test = Unit::Char.test(set);
            quote!(text.chars().all(|c| #test))
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

/// Alternatives as patterns of slices: in one test where they are short, in
/// one each where a line would not hold them.
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

/// A loop over the characters. The state that accepts whatever follows is no
/// state of the function: who reaches it has the answer.
fn automaton(states: &[State]) -> TokenStream {
    let (states, done) = done_last(states);
    if let Some(stateless) = first_or_any(&states, done) {
        return stateless;
    }
    let arms = by_target(&states).into_iter().map(|(target, sources)| {
        let target = if Some(target) == done {
            quote!(return true)
        } else {
            count(target).into_token_stream()
        };
        let sources = sources.iter().map(|(from, set)| {
            let (from, set) = (number_pattern(from), Unit::Char.pattern(set));
            quote!((#from, #set))
        });
        quote!(#(#sources)|* => #target,)
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

/// The states with the one that accepts whatever follows moved to the end,
/// and its number there. The smallest automaton has at most one.
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

/// The automata that need no state: those that judge by the first character
/// alone, and those that look for one anywhere.
fn first_or_any(states: &[State], done: Option<usize>) -> Option<TokenStream> {
    let ([start, _], Some(done)) = (states, done) else {
        return None;
    };
    match start.arms.as_slice() {
        [(set, to)] if *to == done => {
            let test = Unit::Char.test(set);
            Some(if start.accepting {
                quote!(text.chars().next().is_none_or(|c| #test))
            } else {
                quote!(text.chars().next().is_some_and(|c| #test))
            })
        }
        [(one, _), (other, _)] if !start.accepting && one.union(other).is_full() => {
            let (sought, _) = start.arms.iter().find(|(_, to)| *to == done)?;
            let test = Unit::Char.test(sought);
            Some(quote!(text.chars().any(|c| #test)))
        }
        _ => None,
    }
}

/// Which states lead to each state, and with which sets.
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

/// Numbers as a pattern, three or more in a row as a range.
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

/// What a text is taken apart into.
#[derive(Clone, Copy)]
enum Unit {
    /// Bytes, as the variable `b`, for sets that are all ASCII.
    Byte,
    /// Characters, as the variable `c`.
    Char,
}

impl Unit {
    /// A test of the variable, by the standard library's name for the set if
    /// it has one.
    fn test(self, set: &CharSet) -> TokenStream {
        let variable = match self {
            Self::Byte => quote!(b),
            Self::Char => quote!(c),
        };
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

    /// A set as a pattern. It is not left open at the start of Unicode, since
    /// `matches!` takes no pattern that begins with `..=`.
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
            // Blanks and signs from beyond ASCII are hard to tell apart.
            _ if !c.is_ascii() && !c.is_alphanumeric() => escaped(c),
            _ => Literal::character(c),
        }
    }
}

fn escaped(c: char) -> Literal {
    let escape = format!("'{}'", c.escape_unicode());
    escape.parse().unwrap_or_else(|_| Literal::character(c))
}

/// The standard library's test for a set, which bytes and characters share.
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

/// A number, in groups of three digits where it is long.
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
