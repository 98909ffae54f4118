//! The complete list of intended differences between the crate and the judge.
//!
//! `Leniency` lists input that reading accepts although the schema refuses it. `plain`
//! rewrites a message to the value that is read. The judge sees that value, and it must
//! be written back, so an unlisted leniency makes a test fail. `MISTAKES` are errors of
//! the judge. The judge also applies `minimum`, `maximum` and `multipleOf` to numbers in
//! strings, which JSON Schema (Validation, section 6.2) does not. Advisories, values that an open enum
//! does not list, and `x-window`, which no schema has, are not violations for either of
//! them.

use std::collections::BTreeSet;

use antom_tests::instances::fixed;
use generator::model::{
    Api, Base, Encoding, Field, Member, Openness, Presence, Scalar, Shape, Struct, Type, TypeId,
    Value as Described, Width,
};
use serde_json::{Map, Number, Value, json};

use super::judge::format_alone;

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
    /// An optional constant is always written.
    FixedValue,
    /// `7.0` and numbers of more than 64 bits are not integers, since their source may
    /// have been another number. JSON Schema (2020-12, section 4.2.3) has integers of any
    /// size and with fractions of zero.
    NoInteger,
    /// An empty text is an absent boolean, number, date-time or URI. The pages say so of
    /// booleans, and it has no other meaning.
    EmptyText,
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
}

/// Returns the value that a message of type `id` is read as, and the differences.
pub fn plain(api: &Api, id: TypeId, message: &Value) -> (Value, BTreeSet<Leniency>) {
    let mut reader = Reader {
        api,
        used: BTreeSet::new(),
    };
    let plain = reader.named(id, message);
    (plain, reader.used)
}

/// Returns whether a place is in a member that its object does not list.
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

struct Reader<'a> {
    api: &'a Api,
    used: BTreeSet<Leniency>,
}

impl Reader<'_> {
    fn named(&mut self, id: TypeId, found: &Value) -> Value {
        match (&self.api.get(id).shape, found) {
            (Shape::Struct(object), Value::Object(members)) => {
                let read = members.iter().filter_map(|(name, found)| {
                    Some((name.clone(), self.member(object, name, found)?))
                });
                let mut read: Map<_, _> = read.collect();
                for member in &object.members {
                    if let Member::Constant(constant) = member
                        && !constant.required
                        && !read.contains_key(&constant.name.wire)
                    {
                        self.used.insert(Leniency::FixedValue);
                        read.insert(constant.name.wire.clone(), fixed(&constant.value));
                    }
                }
                Value::Object(read)
            }
            (Shape::Enum(set), _) if set.base() == Base::Integer => {
                let ty = Type::Scalar(Scalar::Integer(Width::I64, Encoding::Native));
                self.value(&Described::plain(ty), found)
            }
            (Shape::Enum(set), _) if set.openness == Openness::Open => self.text(found),
            (Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) | Shape::Alias(_), _) => {
                found.clone()
            }
        }
    }

    /// Returns the value that a member is read as, unless it is absent.
    fn member(&mut self, object: &Struct, name: &str, found: &Value) -> Option<Value> {
        let mut members = object.members.iter();
        let Some(known) = members.find(|member| member.name().wire == name) else {
            return Some(found.clone());
        };
        let holds_null = match known {
            Member::Field(field) => holds_null(&field.value),
            Member::Constant(_) => false,
        };
        if found.is_null() && !holds_null {
            self.used.insert(Leniency::Null);
            return None;
        }
        Some(match known {
            Member::Field(field) if is_empty(self.api, field, found) => {
                self.used.insert(Leniency::EmptyText);
                return None;
            }
            Member::Field(field) => self.value(&field.value, found),
            Member::Constant(constant) => match (fixed(&constant.value), found) {
                (Value::String(_), _) => self.text(found),
                (value, Value::String(text)) => {
                    let same = *text == constant.value.to_string();
                    self.unquoted(text, same.then_some(value))
                }
                _ => found.clone(),
            },
        })
    }

    fn value(&mut self, described: &Described, found: &Value) -> Value {
        match (&described.ty, found) {
            (Type::Named(id), _) => self.named(*id, found),
            (Type::List(item), Value::Array(items)) => {
                items.iter().map(|found| self.value(item, found)).collect()
            }
            (Type::Map(item), Value::Object(members)) => {
                let mut read = Map::new();
                for (name, found) in members {
                    if found.is_null() && !holds_null(item) {
                        self.used.insert(Leniency::Null);
                    } else {
                        read.insert(name.clone(), self.value(item, found));
                    }
                }
                Value::Object(read)
            }
            (_, Value::String(text)) => self.quoted(&described.ty, text),
            (_, Value::Number(number)) => self.number(&described.ty, number),
            (
                Type::Scalar(
                    Scalar::Text
                    | Scalar::DateTime
                    | Scalar::Uri
                    | Scalar::Formatted(_)
                    | Scalar::Boolean(Encoding::Text),
                ),
                _,
            ) => self.text(found),
            _ => found.clone(),
        }
    }

    /// Returns the value that a text is read as.
    fn quoted(&mut self, ty: &Type, text: &str) -> Value {
        match ty {
            Type::Scalar(Scalar::Integer(width, Encoding::Text)) => {
                self.digits(text, in_range(text, *width))
            }
            Type::Scalar(Scalar::Boolean(Encoding::Native)) => {
                self.unquoted(text, text.parse::<bool>().ok())
            }
            Type::Scalar(Scalar::Integer(width, Encoding::Native)) => {
                let value = in_range(text, *width).and_then(native);
                self.unquoted(text, value)
            }
            Type::Scalar(Scalar::Float | Scalar::Number) => {
                let value: Option<Number> = serde_json::from_str(text).ok();
                let is_trimmed = text.trim() == text;
                self.unquoted(text, value.filter(|_| is_trimmed).map(Value::Number))
            }
            _ => json!(text),
        }
    }

    /// Returns the value that a native number is read as.
    fn number(&mut self, ty: &Type, number: &Number) -> Value {
        let plain = json!(number);
        match ty {
            Type::Scalar(Scalar::Integer(width, Encoding::Native))
                if in_range(&number.to_string(), *width).is_none() =>
            {
                self.no_integer(number)
            }
            Type::Scalar(Scalar::Float) => json!(number.as_f64()),
            Type::Scalar(Scalar::Decimal) if number.is_f64() => match shortest(number) {
                // Unlike in JSON, there is no exponent.
                Some(text) => {
                    self.used.insert(Leniency::NativeNumber);
                    json!(text)
                }
                None => plain,
            },
            // An integer is never read from a float, which the judge refuses too.
            Type::Scalar(Scalar::Integer(_, Encoding::Text)) if number.is_f64() => plain,
            Type::Scalar(
                Scalar::Integer(_, Encoding::Native) | Scalar::Number | Scalar::Boolean(_),
            )
            | Type::Any => plain,
            _ => self.text(&plain),
        }
    }

    /// Returns a native value from its text.
    fn unquoted<N: Into<Value>>(&mut self, text: &str, value: Option<N>) -> Value {
        // Rust accepts a plus sign, JSON does not.
        match value.filter(|_| !text.starts_with('+')) {
            Some(value) => {
                self.used.insert(Leniency::QuotedScalar);
                value.into()
            }
            None => json!(text),
        }
    }

    /// Returns a value that the judge refuses too where a number is expected.
    fn no_integer(&mut self, number: &Number) -> Value {
        self.used.insert(Leniency::NoInteger);
        json!(number.to_string())
    }

    fn text(&mut self, found: &Value) -> Value {
        let (used, text) = match found {
            Value::Bool(flag) => (Leniency::NativeFlag, flag.to_string()),
            Value::Number(number) => match shortest(number) {
                Some(text) => (Leniency::NativeNumber, text),
                None => return found.clone(),
            },
            _ => return found.clone(),
        };
        self.used.insert(used);
        json!(text)
    }

    fn digits<N: ToString>(&mut self, text: &str, number: Option<N>) -> Value {
        // Rust accepts a plus sign, JSON and the schema do not.
        let number = number.filter(|_| !text.starts_with('+'));
        let plain = number.map_or_else(|| text.to_owned(), |number| number.to_string());
        if plain != text {
            self.used.insert(Leniency::SpareDigits);
        }
        json!(plain)
    }
}

/// Returns the integer of a text, if a size has it. Rust accepts a plus sign.
fn in_range(text: &str, width: Width) -> Option<i128> {
    let (low, high) = width.range();
    let value: i128 = text.parse().ok()?;
    (low <= value && value <= high && !text.starts_with('+')).then_some(value)
}

/// Returns an integer as a number of JSON.
fn native(value: i128) -> Option<Value> {
    let unsigned = u64::try_from(value).ok().map(Value::from);
    unsigned.or_else(|| i64::try_from(value).ok().map(Value::from))
}

/// Returns true if null is a value.
fn holds_null(described: &Described) -> bool {
    described.nullable || matches!(described.ty, Type::Any)
}

/// Returns true if an empty text means an absent value.
fn is_empty(api: &Api, field: &Field, found: &Value) -> bool {
    let is_empty = found.as_str().is_some_and(str::is_empty);
    is_empty
        && field.presence != Presence::Required
        && match &field.value.ty {
            Type::Scalar(
                Scalar::Boolean(_)
                | Scalar::Integer(..)
                | Scalar::Float
                | Scalar::Number
                | Scalar::Decimal
                | Scalar::DateTime
                | Scalar::Uri
                | Scalar::Formatted(_),
            ) => true,
            Type::Named(id) => {
                let set = api.get(*id).shape.as_enum();
                set.is_some_and(|set| set.base() == Base::Integer)
            }
            Type::Scalar(Scalar::Text) | Type::Any | Type::List(_) | Type::Map(_) => false,
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

#[test]
fn the_listed_errors_of_the_judge_still_occur() {
    for mistake in MISTAKES {
        let judge = format_alone(mistake.format);
        assert!(
            judge.is_valid(&json!(mistake.example)),
            "{}",
            mistake.example
        );
        assert!(!(mistake.also)(mistake.example), "{}", mistake.example);
    }
}
