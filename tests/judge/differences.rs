//! The complete list of intended differences between a crate and the validator.
//!
//! `Leniency` lists input that reading accepts although the schema refuses it. What is
//! written back shows how it was read: it must have the verdict of the validator, and
//! `between` explains each difference to the input, so an unlisted leniency makes a test
//! fail. `MISTAKES` are errors of the validator, and `UNCHECKED_FORMATS` are formats that the
//! crate does not check.
//!
//! These verdicts differ (`compare`):
//!
//! - `7.0` and numbers of more than 64 bits are not integers, since their source may have
//!   been another number. JSON Schema (2020-12, section 4.2.3) has integers of any size and
//!   with fractions of zero.
//! - A value that an enum or a constant does not list is no violation in a type that is also
//!   read, since a newer API may send it and a program may send it back.
//! - A value of a union with an unlisted tag is none in such a type, for the same reason.
//! - A value that fits several alternatives of `oneOf` is the first that fits: documents
//!   write `oneOf` where they mean `anyOf`.
//! - A value with the mark of one alternative is never another one, even if it fits: its tag,
//!   its type, its constants, or a member that no other alternative declares.
//! - A value that a path or a header cannot carry is a violation, which no schema says.
//!
//! The validator also applies `minimum`, `maximum` and `multipleOf` to numbers in strings,
//! which JSON Schema (Validation, section 6.2) does not. Advisories, values that an
//! `x-extensible-enum` does not list, and `x-window`, which no schema has, are not
//! violations for either of them. `nullable` means null in documents of every version, a
//! discriminator decides the alternative, and a schema with `properties` describes objects
//! only, as one with `items` describes lists. In a pattern, `.` matches no end of a line, as in
//! ECMA 262; the validator accepts some, so no instance has them. It refuses two hyphens at the
//! third place of a domain, which RFC 1123 allows, so no instance has two hyphens. An
//! alternative that is nothing but `nullable` is null, as writers of 3.0 mean it. A listed
//! value may break a limit on the length of texts beside the list: the list is the more
//! specific statement.

use std::collections::BTreeSet;

use generator::model::{Api, Member, Type, TypeId};
use serde_json::{Number, Value, json};

/// A difference between schema and reading, with the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leniency {
    /// A member that is `null` is absent, since many JSON writers mean that.
    Null,
    /// `true` and `false` are read as the texts `"true"` and `"false"`, also where any
    /// text is allowed: other libraries write native booleans.
    NativeFlag,
    /// A number is read as its shortest text where a text is expected, for the same
    /// reason, unless it may have been rounded.
    NativeNumber,
    /// `"007"` and `"-0"` are numbers. Numbers have no leading zeros and no signed zero,
    /// so the pattern is checked against `7` and `0`.
    SpareDigits,
    /// `"true"` and `"7"` are read as a boolean and a number where native ones are
    /// expected.
    QuotedScalar,
    /// The tag of a variant is always written, and so is a constant of an alternative.
    FixedValue,
    /// An empty text is an absent boolean, number, date-time or URI. The pages say so of
    /// booleans, and it has no other meaning.
    EmptyText,
    /// An empty object is absent where an object with required members is optional in a
    /// message that is read.
    EmptyObject,
    /// A required member that may be null is null if it is absent from a message that is
    /// only read.
    AbsentNull,
}

impl Leniency {
    /// The differences that occur in requests of the specification, in which every scalar
    /// is a string.
    pub const OF_STRINGS: [Self; 5] = [
        Self::Null,
        Self::NativeFlag,
        Self::NativeNumber,
        Self::SpareDigits,
        Self::EmptyText,
    ];

    /// Returns whether a valid message may be written back with this difference.
    #[must_use]
    pub fn is_of_valid(self, is_only_read: bool) -> bool {
        match self {
            Self::SpareDigits | Self::FixedValue => true,
            // Absence and null mean the same where a value is only read.
            Self::Null => is_only_read,
            Self::NativeFlag
            | Self::NativeNumber
            | Self::QuotedScalar
            | Self::EmptyText
            | Self::EmptyObject
            | Self::AbsentNull => false,
        }
    }
}

/// The constants and the listed values in the documents, as JSON.
pub type Constants = BTreeSet<String>;

/// Returns the differences between a message and what is written back, or the place of one
/// that is not intended.
///
/// # Errors
///
/// Returns the place of the first difference without a reason.
pub fn between(
    constants: &Constants,
    message: &Value,
    written: &Value,
) -> Result<BTreeSet<Leniency>, String> {
    let mut used = BTreeSet::new();
    compare(constants, message, written, "", &mut used)?;
    Ok(used)
}

fn compare(
    constants: &Constants,
    message: &Value,
    written: &Value,
    place: &str,
    used: &mut BTreeSet<Leniency>,
) -> Result<(), String> {
    if message == written {
        return Ok(());
    }
    match (message, written) {
        (Value::Null, written) if constants.contains(&written.to_string()) => {
            used.extend([Leniency::Null, Leniency::FixedValue]);
            Ok(())
        }
        (Value::Object(from), Value::Object(to)) => {
            for (name, value) in from {
                let place = format!("{place}/{name}");
                match to.get(name) {
                    Some(written) => compare(constants, value, written, &place, used)?,
                    None => used.extend([absent(value).ok_or(place)?]),
                }
            }
            for (name, value) in to.iter().filter(|(name, _)| !from.contains_key(*name)) {
                used.insert(if constants.contains(&value.to_string()) {
                    Leniency::FixedValue
                } else if value.is_null() {
                    Leniency::AbsentNull
                } else {
                    return Err(format!("{place}/{name}"));
                });
            }
            Ok(())
        }
        (Value::Array(from), Value::Array(to)) if from.len() == to.len() => {
            let items = from.iter().zip(to).enumerate();
            for (index, (message, written)) in items {
                let place = format!("{place}/{index}");
                compare(constants, message, written, &place, used)?;
            }
            Ok(())
        }
        _ => match scalar(message, written) {
            Scalar::Same => Ok(()),
            Scalar::Read(reason) => {
                used.insert(reason);
                Ok(())
            }
            Scalar::Other => Err(place.to_owned()),
        },
    }
}

/// Returns the reason why a member is not written back.
fn absent(value: &Value) -> Option<Leniency> {
    match value {
        Value::Null => Some(Leniency::Null),
        Value::String(text) if text.is_empty() => Some(Leniency::EmptyText),
        Value::Object(members) if members.is_empty() => Some(Leniency::EmptyObject),
        _ => None,
    }
}

/// A scalar that is written as another one.
enum Scalar {
    /// The same number.
    Same,
    /// A scalar that reading makes of the other one, for this reason.
    Read(Leniency),
    /// Another value.
    Other,
}

/// Returns how a scalar is written.
fn scalar(message: &Value, written: &Value) -> Scalar {
    let (is_read, reason) = match (message, written) {
        (Value::Bool(flag), Value::String(text)) => {
            (flag.to_string() == *text, Leniency::NativeFlag)
        }
        (Value::Number(number), Value::String(text)) => {
            let is_shortest = shortest(number).is_some_and(|shortest| shortest == *text);
            (is_shortest, Leniency::NativeNumber)
        }
        (Value::String(from), Value::String(to)) => {
            let is_same = match (from.parse::<i128>(), to.parse::<i128>()) {
                (Ok(from), Ok(to)) => from == to,
                (Err(_), _) | (_, Err(_)) => false,
            };
            // Rust accepts a plus sign, JSON and the schema do not.
            (is_same && !from.starts_with('+'), Leniency::SpareDigits)
        }
        (Value::String(text), Value::Bool(flag)) => {
            (*text == flag.to_string(), Leniency::QuotedScalar)
        }
        (Value::String(text), Value::Number(number)) => {
            (is_text_of(number, text), Leniency::QuotedScalar)
        }
        // Floats are written with a fraction.
        (Value::Number(from), Value::Number(to)) if from.as_f64() == to.as_f64() => {
            return Scalar::Same;
        }
        _ => return Scalar::Other,
    };
    if is_read {
        Scalar::Read(reason)
    } else {
        Scalar::Other
    }
}

/// Returns whether a text is read as a number.
fn is_text_of(number: &Number, text: &str) -> bool {
    let read = serde_json::from_str::<Number>(text).ok();
    let is_same = read.is_some_and(|it| it.as_f64() == number.as_f64());
    let has_digits = || text.parse::<i128>().ok() == number.to_string().parse().ok();
    !text.starts_with('+') && (is_same || has_digits())
}

/// Returns whether a place is in a member that its object does not list.
#[must_use]
pub fn is_unlisted(api: &Api, id: TypeId, place: &str) -> bool {
    let mut ty = Type::Named(id);
    for name in place.split('/').skip(1) {
        ty = match ty {
            Type::Named(id) => {
                let Some(object) = api.structure(id) else {
                    return false;
                };
                let mut members = object.members.iter();
                match members.find(|member| member.name().wire == name) {
                    Some(Member::Field(field)) => field.value.ty.clone(),
                    Some(Member::Constant(_)) => return false,
                    None => return true,
                }
            }
            Type::List(item) | Type::Map(item) => item.ty.clone(),
            Type::Scalar(_) | Type::Any => return false,
        };
    }
    false
}

/// Returns whether the value at a place is a number that the crate does not read as an
/// integer.
#[must_use]
pub fn is_no_integer(message: &Value, place: &str) -> bool {
    match message.pointer(place) {
        Some(Value::Number(number)) => {
            number.is_f64() && number.as_f64().is_some_and(|it| it.fract() == 0.0)
        }
        _ => false,
    }
}

/// Returns the shortest text of a number. A number with more than 15 digits may have been
/// rounded to binary and has none.
fn shortest(number: &Number) -> Option<String> {
    if number.is_i64() || number.is_u64() {
        return Some(number.to_string());
    }
    let text = number.as_f64()?.to_string();
    let digits = text.bytes().filter(u8::is_ascii_digit);
    let digits = digits.skip_while(|digit| *digit == b'0').count();
    (digits <= 15).then_some(text)
}

/// The formats of texts that the validator knows and the crate does not check: no public
/// document depends on them.
pub const UNCHECKED_FORMATS: [&str; 10] = [
    "uri-template",
    "iri",
    "iri-reference",
    "idn-email",
    "idn-hostname",
    "json-pointer",
    "relative-json-pointer",
    "regex",
    "password",
    "binary",
];

/// Collects the constants, the listed values and the tags in a document. Schemas that are
/// merged may have one value in common, so every listed value counts.
pub fn constants(node: &Value, found: &mut Constants) {
    match node {
        Value::Object(members) => {
            if let Some(discriminator) = members.get("discriminator") {
                let mapping = discriminator["mapping"].as_object().into_iter().flatten();
                found.extend(mapping.map(|(tag, _)| json!(tag).to_string()));
                let branches = ["oneOf", "anyOf"].map(|keyword| &node[keyword]);
                let branches = branches.into_iter().filter_map(Value::as_array).flatten();
                let names = branches.filter_map(|it| it["$ref"].as_str()?.rsplit('/').next());
                found.extend(names.map(|name| json!(name).to_string()));
            }
            let listed = members.get("enum").and_then(Value::as_array);
            let values = members.get("const").into_iter();
            let values = values.chain(listed.into_iter().flatten());
            found.extend(values.map(Value::to_string));
            members.values().for_each(|inner| constants(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| constants(inner, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A text of which the judge wrongly accepts the format.
pub struct Mistake {
    /// The expected format.
    pub format: &'static str,
    /// An example of such a text.
    pub example: &'static str,
    /// An additional check for the judge.
    pub also: fn(&str) -> bool,
}

/// All known errors of the judge.
pub const MISTAKES: [Mistake; 1] = [
    // RFC 3339, section 5.6, has digits in all these places. The judge subtracts from
    // several bytes at once, and so accepts `-0` and the like as two digits.
    Mistake {
        format: "date-time",
        example: "-088-02-23T05:59:06Z",
        also: |text| {
            let digits = |c: char| if c.is_ascii_digit() { '0' } else { c };
            let form: String = text.to_uppercase().chars().map(digits).collect();
            form.starts_with("0000-00-00T00:00:00")
                && ["Z", "+00:00", "-00:00"]
                    .iter()
                    .any(|offset| form.ends_with(offset))
        },
    },
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::MISTAKES;
    use crate::validator::format_alone;

    #[test]
    fn the_listed_errors_of_the_validator_still_occur() {
        for mistake in MISTAKES {
            let judge = format_alone(mistake.format);
            let example = json!(mistake.example);
            assert!(judge.is_valid(&example), "{example}");
            assert!(!(mistake.also)(mistake.example), "{example}");
        }
    }
}
