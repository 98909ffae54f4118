//! Where the crate and the judge differ on purpose: the whole list.
//!
//! `Leniency` is what reading takes though the schema refuses it. `plain`
//! rewrites a message to what it is taken for; the judge sees that, and it has
//! to be what is written back, so a leniency that is not listed shows.
//! `MISTAKES` are the judge's own. Advisories, values that an open set does not
//! list and `x-window`, which no schema knows, are no faults to either.

use std::collections::BTreeSet;

use generator::model::{Api, Encoding, Member, Object, Shape, Type, TypeId, Value as Described};
use serde_json::{Map, Value, json};

use super::judge::format_alone;

/// Something that the schema refuses or sees otherwise, and why reading does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leniency {
    /// A member that is `null` is absent: many writers of JSON say nothing in
    /// that way.
    Null,
    /// `true` and `false` are the texts `"true"` and `"false"`, and so are they
    /// where any text may stand: other libraries write flags natively.
    NativeFlag,
    /// A whole number is its digits in a text, for the same reason.
    NativeNumber,
    /// `"007"` and `"-0"` are numbers, and numbers have no leading zeros and no
    /// signed zero, so the pattern is held against `7` and `0`.
    SpareDigits,
    /// A member that a closed object does not have is passed over. The schema
    /// lets it be, as nobody knows what the vendor adds next.
    Unknown,
}

impl Leniency {
    /// All there are.
    pub const ALL: [Self; 5] = [
        Self::Null,
        Self::NativeFlag,
        Self::NativeNumber,
        Self::SpareDigits,
        Self::Unknown,
    ];
}

/// What a message of type `id` is read as, and what it took for that.
pub fn plain(api: &Api, id: TypeId, message: &Value) -> (Value, BTreeSet<Leniency>) {
    let mut reader = Reader {
        api,
        used: BTreeSet::new(),
    };
    let plain = reader.named(id, message);
    (plain, reader.used)
}

struct Reader<'a> {
    api: &'a Api,
    used: BTreeSet<Leniency>,
}

impl Reader<'_> {
    fn named(&mut self, id: TypeId, found: &Value) -> Value {
        match (&self.api.get(id).shape, found) {
            (Shape::Object(object), Value::Object(members)) => {
                let read = members.iter().filter_map(|(name, found)| {
                    Some((name.clone(), self.member(object, name, found)?))
                });
                Value::Object(read.collect::<Map<_, _>>())
            }
            (Shape::Object(_), _) => found.clone(),
            (Shape::Enum(_), _) => self.text(found),
        }
    }

    /// What a member is read as, unless it is read as absent.
    fn member(&mut self, object: &Object, name: &str, found: &Value) -> Option<Value> {
        let mut members = object.members.iter();
        let Some(known) = members.find(|member| member.name().wire == name) else {
            if object.open {
                return Some(found.clone());
            }
            self.used.insert(Leniency::Unknown);
            return None;
        };
        if found.is_null() {
            self.used.insert(Leniency::Null);
            return None;
        }
        Some(match known {
            Member::Field(field) => self.value(&field.value, found),
            Member::Constant(_) => self.text(found),
        })
    }

    fn value(&mut self, described: &Described, found: &Value) -> Value {
        match (&described.ty, found) {
            (Type::Text | Type::DateTime | Type::Uri, _) => self.text(found),
            (Type::Boolean(Encoding::Text), Value::Bool(_)) => self.text(found),
            (Type::Signed(Encoding::Text) | Type::Unsigned(Encoding::Text), Value::Number(_)) => {
                self.text(found)
            }
            (Type::Signed(Encoding::Text), Value::String(text)) => {
                self.digits(text, text.parse::<i64>().ok())
            }
            (Type::Unsigned(Encoding::Text), Value::String(text)) => {
                self.digits(text, text.parse::<u64>().ok())
            }
            (Type::Named(id), _) => self.named(*id, found),
            (Type::List(item), Value::Array(items)) => {
                items.iter().map(|found| self.value(item, found)).collect()
            }
            (Type::Map(item), Value::Object(members)) => {
                let mut read = Map::new();
                for (name, found) in members {
                    if found.is_null() {
                        self.used.insert(Leniency::Null);
                    } else {
                        read.insert(name.clone(), self.value(item, found));
                    }
                }
                Value::Object(read)
            }
            // Every scalar of the specification is a string, so there is no
            // leniency for native types to be listed.
            (
                Type::Boolean(_)
                | Type::Signed(_)
                | Type::Unsigned(_)
                | Type::Decimal
                | Type::Any
                | Type::List(_)
                | Type::Map(_),
                _,
            ) => found.clone(),
        }
    }

    fn text(&mut self, found: &Value) -> Value {
        let used = match found {
            Value::Bool(_) => Leniency::NativeFlag,
            Value::Number(number) if number.is_i64() || number.is_u64() => Leniency::NativeNumber,
            _ => return found.clone(),
        };
        self.used.insert(used);
        json!(found.to_string())
    }

    fn digits<N: ToString>(&mut self, text: &str, number: Option<N>) -> Value {
        // Rust takes a plus sign, JSON and the schema do not.
        let number = number.filter(|_| !text.starts_with('+'));
        let plain = number.map_or_else(|| text.to_owned(), |number| number.to_string());
        if plain != text {
            self.used.insert(Leniency::SpareDigits);
        }
        json!(plain)
    }
}

/// A text that the judge takes for what it is not.
pub struct Mistake {
    /// The format that it is to have.
    pub format: &'static str,
    /// Such a text.
    pub example: &'static str,
    /// What the judge should look at besides.
    pub also: fn(&str) -> bool,
}

/// Every mistake of the judge that is known.
pub const MISTAKES: [Mistake; 1] = [
    // RFC 3339, section 5.6, has digits in all these places. The judge subtracts
    // from several bytes at once, and so takes `-0` and the like for two digits.
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
fn the_judge_still_makes_its_mistakes() {
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
