//! The choice of the variant to which a value of a union belongs.

use serde_json::Value;

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
    /// By the first item of a list that decides, or this variant if none does.
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
}

impl Choice {
    /// Returns the variant of a value. `fit` tries to read the value as a variant.
    pub fn of(&self, value: &Value, fit: &mut dyn FnMut(usize) -> Option<Fit>) -> Found {
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
                let member = match value.get(name) {
                    None | Some(Value::Null) => return absent.of(value, fit),
                    Some(member) => member,
                };
                match listed(values, member) {
                    Some(choice) => choice.of(value, fit),
                    // A value of another type is not newer, but wrong.
                    None if values.iter().any(|(it, _)| it.is_like(member)) => {
                        otherwise.of(value, fit).or_unlisted()
                    }
                    None => otherwise.of(value, fit),
                }
            }
            Self::MemberType {
                name,
                types,
                absent,
                otherwise,
            } => {
                let mut types = types.iter();
                let choice = match value.get(name) {
                    None | Some(Value::Null) => absent,
                    Some(member) => match types.find(|(ty, _)| ty.is_of(member)) {
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
                let member = value.get(name);
                let is_there = member.is_some_and(|member| *nullable || !member.is_null());
                let choice = if is_there { with } else { without };
                choice.of(value, fit)
            }
            Self::Items(choice, empty) => match value.as_array() {
                Some(items) => {
                    let mut found = items.iter().map(|item| choice.of(item, fit));
                    let decided = found.find(|it| !matches!(it, Found::Undecided(_)));
                    decided.unwrap_or(Found::Undecided(*empty))
                }
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

/// Returns the choice for one of the listed values.
fn listed<'a>(values: &'a [(Literal, Choice)], value: &Value) -> Option<&'a Choice> {
    let mut values = values.iter();
    values
        .find(|(literal, _)| literal.is(value))
        .map(|(_, choice)| choice)
}

/// Returns the candidate that fits best, and of equal ones that which leaves the fewest
/// members unlisted.
fn best(
    candidates: &[Candidate],
    value: &Value,
    fit: &mut dyn FnMut(usize) -> Option<Fit>,
) -> Option<(usize, Fit)> {
    let fits = candidates.iter().filter(|candidate| {
        let mut values = candidate.values.iter();
        values.all(|(name, literals)| {
            let member = value.get(name);
            member.is_none_or(|member| {
                member.is_null() || literals.iter().any(|literal| literal.is(member))
            })
        })
    });
    let mut best: Option<(usize, (Fit, usize))> = None;
    for candidate in fits {
        let unlisted = value.as_object().map_or(0, |members| {
            let names = members.keys().map(String::as_str);
            names.filter(|name| !candidate.names.contains(name)).count()
        });
        let Some(fit) = fit(candidate.variant) else {
            continue;
        };
        let own = (fit, unlisted);
        if best.is_none_or(|(_, known)| own < known) {
            best = Some((candidate.variant, own));
        }
    }
    best.map(|(variant, (fit, _))| (variant, fit))
}

impl Literal {
    /// Returns whether a value has the type of the literal.
    fn is_like(self, value: &Value) -> bool {
        match self {
            Self::Text(_) => value.is_string(),
            Self::Json(_) => value.is_number() || value.is_boolean(),
        }
    }

    fn is(self, value: &Value) -> bool {
        match self {
            Self::Text(text) => value.as_str() == Some(text),
            Self::Json(json) => match value {
                Value::Bool(value) => json == if *value { "true" } else { "false" },
                Value::Number(number) => format!("{number}") == json,
                Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_) => false,
            },
        }
    }
}

impl JsonType {
    fn is_of(self, value: &Value) -> bool {
        match self {
            Self::Boolean => value.is_boolean(),
            Self::Integer => value.is_i64() || value.is_u64(),
            Self::Number => value.is_number(),
            Self::Text => value.is_string(),
            Self::List => value.is_array(),
            Self::Object => value.is_object(),
        }
    }
}
