//! Tests unions: the choice of the variant, and values that fit none.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::model::Pet;
use crate::support::{
    Candidate, Choice, Failed, JsonType, Literal, Part, Union, Unmatched, redacted, union,
};

/// A guest of the shop: a tagged pet, a number of pets, a word, or a list of words.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Guest {
    Pet(Box<Pet>),
    Count(u64),
    Word(String),
    Words(Vec<String>),
    Unmatched(Unmatched),
}

impl Union for Guest {
    const CHOICE: Choice = Choice::Type(&[
        (JsonType::Integer, Choice::Variant(1)),
        (JsonType::Text, Choice::Variant(2)),
        (JsonType::List, Choice::Variant(3)),
        (
            JsonType::Object,
            Choice::Member {
                name: "kind",
                values: &[(Literal::Text("PET"), Choice::Variant(0))],
                absent: &Choice::Nothing,
                otherwise: &Choice::Nothing,
            },
        ),
    ]);

    fn variant(variant: usize, part: Part<'_>) -> Result<Self, Failed> {
        match variant {
            0 => part.read().map(Self::Pet),
            1 => part.read().map(Self::Count),
            2 => part.read().map(Self::Word),
            3 => part.read().map(Self::Words),
            _ => Err(part.none()),
        }
    }

    fn unmatched(value: Value, reason: Option<String>) -> Self {
        Self::Unmatched(Unmatched::new(value, reason))
    }
}

union!(Guest, Response);

impl Serialize for Guest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Pet(value) => value.serialize(serializer),
            Self::Count(value) => value.serialize(serializer),
            Self::Word(value) => value.serialize(serializer),
            Self::Words(value) => value.serialize(serializer),
            Self::Unmatched(value) => value.serialize(serializer),
        }
    }
}

fn read(value: &Value) -> Guest {
    serde_json::from_value(value.clone()).expect("every value is read")
}

#[test]
fn a_value_is_read_as_its_variant_and_written_back() {
    for (value, variant) in [
        (json!({"kind": "PET", "name": "Tom"}), "Pet"),
        (json!(3), "Count"),
        (json!("3"), "Word"),
        (json!(["cat", "dog"]), "Words"),
        (json!([]), "Words"),
        (json!(1.5), "Unmatched"),
        (json!(true), "Unmatched"),
        (json!({"kind": "ROBOT", "name": "Tom"}), "Unmatched"),
        (json!({"name": "Tom"}), "Unmatched"),
        (json!({"kind": "PET", "name": ["Tom"]}), "Unmatched"),
    ] {
        let guest = read(&value);
        let debug = format!("{guest:?}");
        assert!(debug.starts_with(variant), "{value}: {debug}");
        assert_eq!(serde_json::to_value(&guest).expect("written"), value);
    }
}

#[test]
fn a_value_that_breaks_the_form_of_its_variant_has_a_reason() {
    for (value, expected) in [
        (
            json!({"kind": "PET", "name": ["SECRET"]}),
            Some("/name: expected a string"),
        ),
        (
            json!({"kind": "PET"}),
            Some("/name: the required member is missing"),
        ),
        (json!({"kind": "ROBOT"}), None),
    ] {
        let Guest::Unmatched(unmatched) = read(&value) else {
            panic!("{value} has a variant");
        };
        assert_eq!(unmatched.reason(), expected);
        assert_eq!(unmatched.value(), &value);
    }
}

#[test]
fn a_value_without_a_variant_is_redacted() {
    let guest = read(&json!({"kind": "ROBOT", "pin": "SECRET"}));
    assert!(!format!("{guest:?}").contains("SECRET"));
    assert_eq!(redacted(&guest).to_string(), "\"[redacted]\"");
}

#[test]
fn the_candidate_with_the_fewest_unlisted_members_is_chosen() {
    const CHOICE: Choice = Choice::Fit {
        candidates: &[
            Candidate {
                variant: 0,
                names: &["text"],
                values: &[],
            },
            Candidate {
                variant: 1,
                names: &["text", "pages"],
                values: &[("text", &[Literal::Text("long"), Literal::Json("1")])],
            },
            Candidate {
                variant: 2,
                names: &["text", "pages", "unreadable"],
                values: &[],
            },
        ],
        otherwise: &Choice::Variant(3),
    };
    for (value, expected) in [
        (json!({}), 0),
        (json!({"text": "short"}), 0),
        (json!({"pages": 1}), 1),
        (json!({"text": "long", "pages": 1}), 1),
        (json!({"text": 1, "pages": 1}), 1),
        (json!({"text": "short", "pages": 1}), 0),
        (json!({"unreadable": true}), 0),
        (json!({"text": "unreadable"}), 3),
    ] {
        let found = CHOICE.of(&value, &mut |variant| {
            variant != 2 && value["text"] != "unreadable"
        });
        assert_eq!(found, Some(expected), "{value}");
    }
}

#[test]
fn a_choice_can_ask_for_a_member_a_constant_or_an_item() {
    const PRESENT: Choice = Choice::Present {
        name: "firm",
        with: &Choice::Variant(1),
        without: &Choice::Variant(0),
    };
    const CONSTANT: Choice = Choice::Constant {
        values: &[(Literal::Text("small"), Choice::Variant(1))],
        otherwise: &Choice::Variant(0),
    };
    const ITEMS: Choice = Choice::Items(&PRESENT, 2);
    for (choice, value, expected) in [
        (&PRESENT, json!({"firm": "SPCA"}), Some(1)),
        (&PRESENT, json!({"firm": null}), Some(0)),
        (&CONSTANT, json!("small"), Some(1)),
        (&CONSTANT, json!("Small"), Some(0)),
        (&ITEMS, json!([{"firm": "SPCA"}, {}]), Some(1)),
        (&ITEMS, json!([]), Some(2)),
        (&ITEMS, json!({}), None),
    ] {
        assert_eq!(choice.of(&value, &mut |_| true), expected, "{value}");
    }
}

#[test]
fn a_variant_whose_tag_is_optional_has_the_values_without_a_tag() {
    let choice = Choice::Member {
        name: "kind",
        values: &[(Literal::Text("PET"), Choice::Variant(0))],
        absent: &Choice::Variant(1),
        otherwise: &Choice::Nothing,
    };
    for (value, variant) in [
        (json!({"kind": "PET"}), Some(0)),
        (json!({}), Some(1)),
        (json!({"kind": null}), Some(1)),
        (json!({"kind": "ROBOT"}), None),
    ] {
        assert_eq!(choice.of(&value, &mut |_| true), variant, "{value}");
    }
}
