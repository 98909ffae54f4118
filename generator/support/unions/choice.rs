//! The choice of the variant to which a value of a union belongs.

use std::cmp::Ordering;

use crate::support::exact;
use crate::support::read::{Scalar, Seen};

/// The rule by which the variant of a value is chosen. Variants are positions in the
/// order of the document.
#[derive(Debug)]
pub enum Choice {
    /// This variant.
    Variant(usize),
    /// By the type of the value. A value of another type has no variant.
    Type(&'static [(JsonType, Choice)]),
    /// By the value itself.
    Constant {
        /// The listed values.
        values: &'static [(Literal, Choice)],
        /// The choice for any other value.
        otherwise: &'static Choice,
    },
    /// By the value of a member.
    Member {
        /// The name of the member.
        name: &'static str,
        /// The listed values.
        values: &'static [(Literal, Choice)],
        /// The choice without the member, or if it is null.
        absent: &'static Choice,
        /// The choice for any other value.
        otherwise: &'static Choice,
    },
    /// By the value of a member of the object that a member has.
    Inner {
        /// The name of the member in the object.
        name: &'static str,
        /// The name of the member with the object.
        member: &'static str,
        /// The listed values.
        values: &'static [(Literal, Choice)],
        /// The choice without the value, or if it is null.
        absent: &'static Choice,
        /// The choice for any other value.
        otherwise: &'static Choice,
    },
    /// By the type of a member.
    MemberType {
        /// The name of the member.
        name: &'static str,
        /// The types of the member.
        types: &'static [(JsonType, Choice)],
        /// The choice without the member, or if it is null.
        absent: &'static Choice,
        /// The choice for a member of any other type.
        otherwise: &'static Choice,
    },
    /// By the presence of a member.
    Present {
        /// The name of the member.
        name: &'static str,
        /// True if the member can be null.
        nullable: bool,
        /// The choice with the member.
        with: &'static Choice,
        /// The choice without it.
        without: &'static Choice,
    },
    /// By the items of a list that decide, or this variant if none does.
    Items(&'static Choice, usize),
    /// The first of those variants that can be read and fit best.
    Fit {
        /// The variants to try.
        candidates: &'static [Candidate],
        /// The choice if none can be read, or the best one breaks a rule.
        otherwise: &'static Choice,
    },
    /// No variant.
    Nothing,
}

/// A variant to try.
#[derive(Debug)]
pub struct Candidate {
    /// The variant.
    pub variant: usize,
    /// The listed members of the object.
    pub names: &'static [&'static str],
    /// The listed values of members.
    pub values: &'static [(&'static str, &'static [Literal])],
}

/// A constant in a document.
#[derive(Clone, Copy, Debug)]
pub enum Literal {
    /// A text.
    Text(&'static str),
    /// A number or a boolean, as JSON.
    Json(&'static str),
}

/// A type of JSON values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum JsonType {
    /// Null, as an item of a list.
    Null,
    /// A boolean.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

/// The fit of a value that can be read as a variant. The least is the best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Fit {
    /// The number of values in it that fit no variant of their unions.
    pub kept: usize,
    /// True if it breaks a rule of the variant.
    pub is_broken: bool,
    /// The number of absent members that were read as null.
    pub assumed: usize,
    /// True if a scalar in it was read as another type, and is written differently.
    pub is_lenient: bool,
    /// The number of nulls that are left out. It counts less than unlisted members.
    pub dropped: usize,
}

/// The variant of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// This variant.
    Variant(usize),
    /// This variant, although no item of the list decides.
    Undecided(usize),
    /// None, because its tag or the value itself is not listed.
    Unlisted,
    /// None.
    Nothing,
}

impl Fit {
    /// Returns whether the value has nothing wrong.
    fn is_good(self) -> bool {
        self.kept == 0 && !self.is_broken
    }

    /// Returns whether the value is also written back equal.
    fn is_exact(self) -> bool {
        self.is_good() && !self.is_lenient
    }
}

impl Choice {
    /// Returns the variant of a value. `fit` tries to read the value as a variant.
    pub fn of(&self, value: &Seen<'_>, fit: &mut dyn FnMut(usize) -> Option<Fit>) -> Found {
        match self {
            Self::Variant(variant) => Found::Variant(*variant),
            Self::Type(types) => {
                let mut types = types.iter();
                match types.find(|(ty, _)| ty.is_of(value)) {
                    Some((_, choice)) => choice.of(value, fit),
                    None => Found::Nothing,
                }
            }
            Self::Constant { values, otherwise } => match listed(values, value) {
                Some(choice) => choice.of(value, fit),
                None => otherwise.of(value, fit).or_unlisted(),
            },
            Self::Member {
                name,
                values,
                absent,
                otherwise,
            } => {
                let stated = present(value, name);
                by_value((values, absent, otherwise), stated, value, fit)
            }
            Self::Inner {
                name,
                member,
                values,
                absent,
                otherwise,
            } => {
                let inner = present(value, member).and_then(|inner| inner.with_members());
                let stated = inner.and_then(|inner| present(&inner, name));
                by_value((values, absent, otherwise), stated, value, fit)
            }
            Self::MemberType {
                name,
                types,
                absent,
                otherwise,
            } => {
                let mut types = types.iter();
                let choice = match present(value, name) {
                    None => absent,
                    Some(member) => match types.find(|(ty, _)| ty.is_of(&member)) {
                        Some((_, choice)) => choice,
                        None => otherwise,
                    },
                };
                choice.of(value, fit)
            }
            Self::Present {
                name,
                nullable,
                with,
                without,
            } => {
                let member = value.member(name);
                let is_there = member.is_some_and(|member| *nullable || !member.is_null());
                let choice = if is_there { with } else { without };
                choice.of(value, fit)
            }
            Self::Items(choice, empty) => match value.items() {
                Some(items) => of_items(choice, *empty, &items, fit),
                None => Found::Nothing,
            },
            Self::Fit {
                candidates,
                otherwise,
            } => match best(candidates, value, fit) {
                Some((variant, best)) if best.is_good() => Found::Variant(variant),
                Some((variant, _)) => match otherwise.of(value, fit) {
                    other @ (Found::Variant(_) | Found::Undecided(_)) => other,
                    Found::Unlisted | Found::Nothing => Found::Variant(variant),
                },
                None => otherwise.of(value, fit),
            },
            Self::Nothing => Found::Nothing,
        }
    }
}

impl Found {
    fn or_unlisted(self) -> Self {
        match self {
            Self::Nothing => Self::Unlisted,
            Self::Variant(_) | Self::Undecided(_) | Self::Unlisted => self,
        }
    }
}

/// Returns the variant for the value that a member states: one of the listed values, none, or
/// any other one.
fn by_value(
    (values, absent, otherwise): (&[(Literal, Choice)], &Choice, &Choice),
    stated: Option<Seen<'_>>,
    value: &Seen<'_>,
    fit: &mut dyn FnMut(usize) -> Option<Fit>,
) -> Found {
    let Some(stated) = stated else {
        return absent.of(value, fit);
    };
    match listed(values, &stated) {
        Some(choice) => choice.of(value, fit),
        // A value of another type is not newer, but wrong.
        None if values.iter().any(|(it, _)| it.is_like(&stated)) => {
            otherwise.of(value, fit).or_unlisted()
        }
        None => otherwise.of(value, fit),
    }
}

/// Returns the variant of a list. Items of different variants can be those of one whose items
/// have several types, which then is written back equal.
fn of_items(
    choice: &Choice,
    empty: usize,
    items: &[Seen<'_>],
    fit: &mut dyn FnMut(usize) -> Option<Fit>,
) -> Found {
    let mut found: Vec<Found> = Vec::new();
    for item in items {
        match choice.of(item, fit) {
            Found::Undecided(_) => {}
            // Null tells nothing if several variants allow it.
            Found::Nothing if item.is_null() => {}
            of_item if found.contains(&of_item) => {}
            of_item => found.push(of_item),
        }
    }
    match found.as_slice() {
        [] => Found::Undecided(empty),
        [only] => *only,
        several => {
            let mut several = several.iter().copied();
            let fitting = several.find(|of_item| match of_item {
                Found::Variant(variant) => fit(*variant).is_some_and(Fit::is_exact),
                Found::Undecided(_) | Found::Unlisted | Found::Nothing => false,
            });
            fitting.unwrap_or(Found::Nothing)
        }
    }
}

/// Returns the value of a member, unless it is null.
fn present<'a>(value: &Seen<'a>, name: &str) -> Option<Seen<'a>> {
    value.member(name).filter(|member| !member.is_null())
}

/// Returns the choice for one of the listed values.
fn listed<'a>(values: &'a [(Literal, Choice)], value: &Seen<'_>) -> Option<&'a Choice> {
    let mut values = values.iter();
    values
        .find(|(literal, _)| literal.is(value))
        .map(|(_, choice)| choice)
}

/// Returns the candidate that fits best, and of equal ones that which leaves the fewest
/// members unlisted, and then the fewest nulls out.
fn best(
    candidates: &[Candidate],
    value: &Seen<'_>,
    fit: &mut dyn FnMut(usize) -> Option<Fit>,
) -> Option<(usize, Fit)> {
    let fits = candidates.iter().filter(|candidate| {
        let mut values = candidate.values.iter();
        values.all(|(name, literals)| {
            let member = present(value, name);
            member.is_none_or(|member| literals.iter().any(|literal| literal.is(&member)))
        })
    });
    let mut best: Option<(usize, (Fit, usize, usize))> = None;
    for candidate in fits {
        let names = value.names();
        let unlisted = names.filter(|name| !candidate.names.contains(name)).count();
        let Some(fit) = fit(candidate.variant) else {
            continue;
        };
        let own = (Fit { dropped: 0, ..fit }, unlisted, fit.dropped);
        if best.is_none_or(|(_, known)| own < known) {
            best = Some((candidate.variant, own));
        }
    }
    best.map(|(variant, (fit, ..))| (variant, fit))
}

impl Literal {
    /// Returns whether a value has the type of the literal.
    fn is_like(self, value: &Seen<'_>) -> bool {
        match (self, value.scalar()) {
            (Self::Text(_), Some(Scalar::Text(_)))
            | (Self::Json(_), Some(Scalar::Number(_) | Scalar::Boolean(_))) => true,
            (Self::Text(_) | Self::Json(_), _) => false,
        }
    }

    fn is(self, value: &Seen<'_>) -> bool {
        match (self, value.scalar()) {
            (Self::Text(text), Some(Scalar::Text(value))) => value == text,
            (Self::Json(json), Some(Scalar::Number(value))) => {
                exact::compare(json, &value) == Some(Ordering::Equal)
            }
            (Self::Json(json), Some(Scalar::Boolean(_))) => value.json() == json,
            (Self::Text(_) | Self::Json(_), _) => false,
        }
    }
}

impl JsonType {
    fn is_of(self, value: &Seen<'_>) -> bool {
        let is_number = || matches!(value.scalar(), Some(Scalar::Number(_)));
        match self {
            Self::Null => value.is_null(),
            Self::Boolean => matches!(value.json(), "true" | "false"),
            Self::Integer => is_number() && !value.json().contains(['.', 'e', 'E']),
            Self::Number => is_number(),
            Self::Text => value.json().starts_with('"'),
            Self::List => value.json().starts_with('['),
            Self::Object => value.json().starts_with('{'),
        }
    }
}
