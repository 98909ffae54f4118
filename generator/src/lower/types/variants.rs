//! The variants of enums.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Name, Variant};
use crate::names::{self, NameKind, Numbers};
use crate::text::source::{Span, Spanned};

use crate::lower::naming;
use crate::lower::taken_names::TakenNames;

/// A value of an enum, as the document lists it.
pub struct Listed<'p> {
    /// The value on the wire, as text.
    pub wire: String,
    /// The integer, in an enum of integers.
    pub number: Option<i64>,
    /// Its position.
    pub span: Span,
    /// Its description.
    pub description: Option<&'p str>,
    /// The Rust name that the document chooses.
    pub chosen: Option<&'p Spanned<String>>,
    /// The name that another extension or the title of a constant gives.
    pub wish: Option<&'p str>,
}

impl Listed<'_> {
    /// Creates a value without a text.
    pub fn at(span: Span) -> Self {
        Self {
            wire: String::new(),
            number: None,
            span,
            description: None,
            chosen: None,
            wish: None,
        }
    }

    /// Returns the name of the variant, unless it must be made up.
    fn name(&self) -> Option<String> {
        let wish = self.wish.and_then(|wish| names::variant_name(wish).ok());
        let short = wish.filter(|wish| wish.len() <= names::LONGEST);
        short.or_else(|| match self.number {
            Some(number) => Some(names::of_number(number)),
            None => names::variant_name(&self.wire).ok(),
        })
    }
}

/// Returns the variants of an enum. `names` are the chosen Rust names of values, and
/// `pointer` leads to the list.
pub fn variants(
    items: &[Listed<'_>],
    names: &HashMap<&str, &Spanned<String>>,
    pointer: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Variant> {
    let mut taken = TakenNames::default();
    let wished = wished(items);
    let mut numbers = Numbers::default();
    let mut known: HashMap<&str, Span> = HashMap::new();
    let mut variants = Vec::new();
    for item in items {
        let (wire, span) = (item.wire.as_str(), item.span);
        if let Some(&first) = known.get(wire) {
            diagnostics.push(listed_twice(wire, span, first).at(pointer));
            continue;
        }
        known.insert(wire, span);
        let mut name = name(item, names.get(wire).copied(), &wished, diagnostics);
        if let Some(first) = taken.find([&name.rust]) {
            // The underscore of a keyword separates it from nothing.
            let wish = name.rust.trim_end_matches('_').to_owned();
            let numbered = |number| format!("{wish}{number}");
            name.rust = numbers.next(&wish, numbered, |it| {
                taken.find([it]).is_none() && !wished.contains_key(it)
            });
            diagnostics.push(collision(&name, &wish, (span, first)).at(pointer));
        }
        // The name is free.
        let _ = taken.claim(&name.rust, span);
        variants.push(Variant {
            name,
            number: item.number,
            description: item.description.unwrap_or_default().to_owned(),
        });
    }
    variants
}

/// Returns the names that the values give, each with the number of its values.
fn wished(items: &[Listed<'_>]) -> HashMap<String, usize> {
    let mut wished = HashMap::new();
    let mut known = HashSet::new();
    for item in items.iter().filter(|item| known.insert(item.wire.as_str())) {
        if let Some(name) = item.name() {
            *wished.entry(name).or_default() += 1;
        }
    }
    wished
}

/// Returns the name of a variant: the chosen one, or the one that its value gives. If other
/// values give it too, the symbols of the value are part of the name.
fn name(
    item: &Listed<'_>,
    chosen: Option<&Spanned<String>>,
    wished: &HashMap<String, usize>,
    diagnostics: &mut Diagnostics,
) -> Name {
    let chosen = item.chosen.or(chosen);
    let given = item.name().filter(|name| name.len() <= names::LONGEST);
    let given = given.map(|name| {
        let spelled = names::with_symbols(&item.wire, NameKind::Variant);
        let is_shared = wished.get(&name).is_some_and(|uses| *uses > 1);
        if is_shared && item.number.is_none() && !wished.contains_key(&spelled) {
            spelled
        } else {
            name
        }
    });
    match given {
        Some(rust) if chosen.is_none() => Name {
            wire: item.wire.clone(),
            rust,
        },
        Some(_) | None => naming::variant_name(&item.wire, item.span, chosen, diagnostics),
    }
}

fn listed_twice(wire: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::warning(
        Code::InvalidValue,
        span,
        format!("`{wire}` is listed twice"),
    )
    .labelled(first, "first listed here")
    .help("remove one of them")
}

fn collision(name: &Name, wish: &str, (span, first): (Span, Span)) -> Diagnostic {
    let Name { wire, rust } = name;
    let message =
        format!("`{wire}` and another value both give the variant `{wish}`: it becomes `{rust}`");
    naming::derived(span, message, NameKind::Variant).labelled(first, "the other value is here")
}
