//! Tests unions: the choice of the variant, and values that fit none.

use std::cell::Cell;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::model::Pet;
use crate::support::{
    Candidate, Choice, DecodeErrorKind, Extra, Failed, Fit, Found, Inspect, Inspection, JsonType,
    Literal, Message, Number, Part, ReadMember, ReadMembers, ResultPaths, Seen, Trail, Union,
    Unmatched, Writer, from_json, object, redacted, take_tag, union, violations, write_tagged,
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

    fn unmatched(value: Unmatched) -> Self {
        Self::Unmatched(value)
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

/// Returns the variant of a value.
fn of(choice: &Choice, value: &Value, fit: &mut dyn FnMut(usize) -> Option<Fit>) -> Found {
    let json = value.to_string();
    let seen = Seen::of(&json, &mut Trail::new(Message::Response));
    choice.of(&seen.expect("the value is JSON"), fit)
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
            Some("/name: the required member is missing or null"),
        ),
        (json!({"kind": "ROBOT"}), None),
        (json!(true), Some("expected a value of one of the variants")),
    ] {
        let Guest::Unmatched(unmatched) = read(&value) else {
            panic!("{value} has a variant");
        };
        assert_eq!(unmatched.reason(), expected);
        assert_eq!(unmatched.value(), Some(&value));
    }
}

/// A guest in a message of a program. The flag tells whether guests are also read.
struct Written(Guest, bool);

impl Inspect for Written {
    fn inspect(&self, found: &mut Inspection<'_>) {
        if let Guest::Unmatched(value) = &self.0 {
            value.inspect(self.1, found);
        }
    }
}

#[test]
fn a_value_without_a_variant_is_a_violation_unless_its_tag_may_be_newer() {
    for (value, is_also_read, is_valid) in [
        (json!({"kind": "ROBOT"}), true, true),
        (json!({"kind": "ROBOT"}), false, false),
        (json!({"kind": "PET"}), true, false),
        (json!(true), true, false),
        (json!(3), false, true),
    ] {
        let written = Written(read(&value), is_also_read);
        assert_eq!(violations(&written).is_ok(), is_valid, "{value}");
    }
}

#[test]
fn a_violation_has_the_place_that_keeps_a_value_from_its_variant() {
    for (value, expected) in [
        (json!({"kind": "PET"}), "/name: required"),
        (json!({"kind": "PET", "name": ["Tom"]}), "/name: "),
        (json!(true), "(whole message): "),
    ] {
        let violations = violations(&Written(read(&value), true)).expect_err("it is kept");
        let text = violations
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>();
        assert_eq!(text.len(), 1, "{text:?}");
        assert!(text[0].starts_with(expected), "{text:?}");
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
        let found = of(&CHOICE, &value, &mut |variant| {
            let is_read = variant != 2 && value["text"] != "unreadable";
            is_read.then_some(EXACT)
        });
        assert_eq!(found, Found::Variant(expected), "{value}");
    }
}

const EXACT: Fit = Fit {
    kept: 0,
    is_broken: false,
    assumed: 0,
    is_lenient: false,
    dropped: 0,
};
const LENIENT: Fit = Fit {
    is_lenient: true,
    ..EXACT
};
const BROKEN: Fit = Fit {
    is_broken: true,
    ..EXACT
};
const ASSUMED: Fit = Fit {
    assumed: 1,
    ..EXACT
};
const KEPT: Fit = Fit { kept: 1, ..EXACT };
const DROPPED: Fit = Fit {
    dropped: 1,
    ..EXACT
};

#[test]
fn a_candidate_that_is_written_back_equal_comes_first() {
    const CHOICE: Choice = Choice::Fit {
        candidates: &[
            Candidate {
                variant: 0,
                names: &["text"],
                values: &[],
            },
            Candidate {
                variant: 1,
                names: &[],
                values: &[],
            },
        ],
        otherwise: &Choice::Nothing,
    };
    let of = |fits: [Option<Fit>; 2]| {
        of(&CHOICE, &json!({"text": 1}), &mut |variant| {
            fits.get(variant).copied().flatten()
        })
    };
    let (exact, lenient, assumed) = (Some(EXACT), Some(LENIENT), Some(ASSUMED));
    let (broken, kept, dropped) = (Some(BROKEN), Some(KEPT), Some(DROPPED));
    assert_eq!(of([exact, exact]), Found::Variant(0));
    // The second one leaves a member unlisted.
    assert_eq!(of([dropped, exact]), Found::Variant(0));
    assert_eq!(of([dropped, lenient]), Found::Variant(0));
    assert_eq!(of([lenient, exact]), Found::Variant(1));
    assert_eq!(of([assumed, exact]), Found::Variant(1));
    assert_eq!(of([assumed, lenient]), Found::Variant(1));
    assert_eq!(of([assumed, None]), Found::Variant(0));
    assert_eq!(of([lenient, lenient]), Found::Variant(0));
    assert_eq!(of([None, lenient]), Found::Variant(1));
    assert_eq!(of([None, None]), Found::Nothing);
    assert_eq!(of([broken, lenient]), Found::Variant(1));
    assert_eq!(of([kept, broken]), Found::Variant(1));
    assert_eq!(of([kept, None]), Found::Variant(0));
}

/// A response with a required member that may be null, and may be absent like all of them.
macro_rules! response_with {
    ($name:ident, $member:ident) => {
        #[derive(Clone, PartialEq, Default, Debug)]
        struct $name {
            $member: Option<String>,
            extra: Extra,
        }

        impl ReadMembers for $name {
            fn member(&mut self, name: &str) -> &mut dyn ReadMember {
                match name {
                    stringify!($member) => &mut self.$member,
                    _ => &mut self.extra,
                }
            }
        }

        object!($name, Response);

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Writer::new(serializer)
                    .required(stringify!($member), &self.$member)
                    .end_with(&self.extra)
            }
        }
    };
}

response_with!(Dated, date);
response_with!(Signed, signature);

#[derive(Clone, PartialEq, Debug)]
enum Letter {
    Signed(Signed),
    Dated(Dated),
    Unmatched(Unmatched),
}

impl Union for Letter {
    const CHOICE: Choice = Choice::Fit {
        candidates: &[
            Candidate {
                variant: 0,
                names: &["signature"],
                values: &[],
            },
            Candidate {
                variant: 1,
                names: &["date"],
                values: &[],
            },
        ],
        otherwise: &Choice::Nothing,
    };

    fn variant(variant: usize, part: Part<'_>) -> Result<Self, Failed> {
        match variant {
            0 => part.read().map(Self::Signed),
            1 => part.read().map(Self::Dated),
            _ => Err(part.none()),
        }
    }

    fn unmatched(value: Unmatched) -> Self {
        Self::Unmatched(value)
    }
}

union!(Letter, Response);

impl Serialize for Letter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Signed(value) => value.serialize(serializer),
            Self::Dated(value) => value.serialize(serializer),
            Self::Unmatched(value) => value.serialize(serializer),
        }
    }
}

#[test]
fn a_candidate_whose_members_are_there_comes_first() {
    for (value, variant) in [
        (json!({"signature": "Tom", "date": null}), "Signed"),
        (json!({"date": null}), "Dated"),
        (json!({"date": null, "signatures": 2}), "Dated"),
        (json!({}), "Signed"),
        (json!({"date": 5}), "Dated"),
    ] {
        let letter: Letter = serde_json::from_value(value.clone()).expect("every value is read");
        let debug = format!("{letter:?}");
        assert!(debug.starts_with(variant), "{value}: {debug}");
    }
}

#[test]
fn a_value_that_breaks_a_rule_is_of_any_other_kind() {
    const CHOICE: Choice = Choice::Fit {
        candidates: &[Candidate {
            variant: 0,
            names: &["text"],
            values: &[("text", &[Literal::Text("short")])],
        }],
        otherwise: &Choice::Variant(1),
    };
    let null = json!({"text": null});
    for (fit, expected) in [(EXACT, 0), (LENIENT, 0), (BROKEN, 1), (KEPT, 1)] {
        let found = of(&CHOICE, &null, &mut |_| Some(fit));
        assert_eq!(found, Found::Variant(expected), "{fit:?}");
    }
}

#[test]
fn a_choice_can_ask_for_a_member_a_constant_or_an_item() {
    const PRESENT: Choice = Choice::Present {
        name: "firm",
        nullable: false,
        with: &Choice::Variant(1),
        without: &Choice::Variant(0),
    };
    const STATED: Choice = Choice::Present {
        name: "firm",
        nullable: true,
        with: &Choice::Variant(1),
        without: &Choice::Variant(0),
    };
    const CONSTANT: Choice = Choice::Constant {
        values: &[(Literal::Text("small"), Choice::Variant(1))],
        otherwise: &Choice::Variant(0),
    };
    const ITEMS: Choice = Choice::Items(&PRESENT, 2);
    const NESTED: Choice = Choice::Items(&ITEMS, 2);
    const TYPE: Choice = Choice::MemberType {
        name: "firm",
        types: &[(JsonType::Text, Choice::Variant(0))],
        absent: &Choice::Variant(1),
        otherwise: &Choice::Variant(2),
    };
    const INNER: Choice = Choice::Inner {
        name: "type",
        member: "data",
        values: &[(Literal::Text("dog"), Choice::Variant(1))],
        absent: &Choice::Variant(2),
        otherwise: &Choice::Nothing,
    };
    for (choice, value, expected) in [
        (&PRESENT, json!({"firm": "SPCA"}), Found::Variant(1)),
        (&PRESENT, json!({"firm": null}), Found::Variant(0)),
        (&STATED, json!({"firm": null}), Found::Variant(1)),
        (&STATED, json!({}), Found::Variant(0)),
        (&CONSTANT, json!("small"), Found::Variant(1)),
        (&CONSTANT, json!("Small"), Found::Variant(0)),
        (
            &ITEMS,
            json!([{"firm": "A"}, {"firm": "B"}]),
            Found::Variant(1),
        ),
        (&ITEMS, json!([{"firm": "SPCA"}, {}]), Found::Nothing),
        (&ITEMS, json!([]), Found::Undecided(2)),
        (&NESTED, json!([[], [{"firm": "SPCA"}]]), Found::Variant(1)),
        (&NESTED, json!([[], []]), Found::Undecided(2)),
        (&TYPE, json!({"firm": "SPCA"}), Found::Variant(0)),
        (&TYPE, json!({"firm": null}), Found::Variant(1)),
        (&TYPE, json!({"firm": 7}), Found::Variant(2)),
        (&INNER, json!({"data": {"type": "dog"}}), Found::Variant(1)),
        (&INNER, json!({"data": {"type": "fox"}}), Found::Unlisted),
        (&INNER, json!({"data": {"type": 7}}), Found::Nothing),
        (&INNER, json!({"data": {}}), Found::Variant(2)),
        (&INNER, json!({"data": "dog"}), Found::Variant(2)),
        (&INNER, json!({}), Found::Variant(2)),
        (&ITEMS, json!({}), Found::Nothing),
    ] {
        assert_eq!(of(choice, &value, &mut |_| None), expected, "{value}");
    }
}

#[test]
fn a_null_in_a_list_decides_if_one_variant_allows_it() {
    const ONE: Choice = Choice::Items(
        &Choice::Type(&[
            (JsonType::Null, Choice::Variant(1)),
            (JsonType::Integer, Choice::Variant(0)),
            (JsonType::Text, Choice::Variant(1)),
        ]),
        0,
    );
    const SEVERAL: Choice = Choice::Items(
        &Choice::Type(&[
            (JsonType::Integer, Choice::Variant(0)),
            (JsonType::Text, Choice::Variant(1)),
        ]),
        0,
    );
    for (choice, value, expected) in [
        (&ONE, json!([null]), Found::Variant(1)),
        (&ONE, json!([null, "a"]), Found::Variant(1)),
        (&ONE, json!([null, 1]), Found::Nothing),
        (&SEVERAL, json!([null]), Found::Undecided(0)),
        (&SEVERAL, json!([null, "a"]), Found::Variant(1)),
        (&SEVERAL, json!([1, null]), Found::Variant(0)),
    ] {
        assert_eq!(of(choice, &value, &mut |_| None), expected, "{value}");
    }
}

#[test]
fn a_list_with_items_of_several_variants_is_that_which_is_written_back_equal() {
    const ITEMS: Choice = Choice::Items(
        &Choice::Type(&[
            (JsonType::Integer, Choice::Variant(0)),
            (JsonType::Number, Choice::Variant(1)),
            (JsonType::Text, Choice::Variant(2)),
        ]),
        0,
    );
    for (value, expected) in [
        (json!([1, 2]), Found::Variant(0)),
        (json!([1, 1.5]), Found::Variant(1)),
        (json!(["a", "b"]), Found::Variant(2)),
        (json!(["a", 1]), Found::Nothing),
        (json!([1, "a"]), Found::Nothing),
    ] {
        let has = |is: fn(&Value) -> bool| value.as_array().is_some_and(|it| it.iter().any(is));
        let found = of(&ITEMS, &value, &mut |variant| match variant {
            0 => (!has(Value::is_f64) && !has(Value::is_string)).then_some(EXACT),
            1 => (!has(Value::is_string)).then_some(EXACT),
            _ => Some(LENIENT),
        });
        assert_eq!(found, expected, "{value}");
    }
}

#[test]
fn a_variant_whose_tag_is_optional_has_the_values_without_a_tag() {
    let choice = &Choice::Member {
        name: "kind",
        values: &[(Literal::Text("PET"), Choice::Variant(0))],
        absent: &Choice::Variant(1),
        otherwise: &Choice::Nothing,
    };
    for (value, variant) in [
        (json!({"kind": "PET"}), Found::Variant(0)),
        (json!({}), Found::Variant(1)),
        (json!({"kind": null}), Found::Variant(1)),
        (json!({"kind": "ROBOT"}), Found::Unlisted),
    ] {
        assert_eq!(of(choice, &value, &mut |_| None), variant, "{value}");
    }
}

#[test]
fn a_tag_is_written_once() {
    let object = json!({"port": 80});
    let written = write_tagged(
        &object,
        ("kind", "http"),
        false,
        serde_json::value::Serializer,
    );
    assert_eq!(written.ok(), Some(json!({"kind": "http", "port": 80})));
    let tagged = json!({"kind": "web"});
    let written = write_tagged(
        &tagged,
        ("kind", "http"),
        true,
        serde_json::value::Serializer,
    );
    assert_eq!(written.ok(), Some(tagged));
}

#[test]
fn a_tag_is_taken_only_if_it_is_written_again() {
    for (tag, is_left) in [
        (json!("http"), false),
        (json!("web"), true),
        (json!(null), true),
    ] {
        let mut extra = Extra::from_iter([("kind", tag.clone())]);
        take_tag(&mut extra, "kind", "http");
        assert_eq!(extra.contains("kind"), is_left, "{tag}");
    }
}

#[test]
fn another_tag_is_a_violation() {
    struct Server(Extra, bool);
    impl Inspect for Server {
        fn inspect(&self, found: &mut Inspection<'_>) {
            found.unlisted_tag(&self.0, "kind", &["apache", "nginx"], self.1);
        }
    }
    let nothing = Extra::new;
    let of = |tag: &str| Extra::from_iter([("kind", json!(tag))]);
    for (server, expected) in [
        (Server(of("nginx"), false), None),
        (
            Server(of("iis"), false),
            Some("/kind: must be apache or nginx"),
        ),
        (Server(nothing(), false), Some("/kind: required")),
        (Server(nothing(), true), None),
    ] {
        let found = violations(&server).err();
        let found = found.and_then(|it| Some(it.iter().next()?.to_string()));
        assert_eq!(found.as_deref(), expected);
    }
}

/// A price: a number, an object with one, or a list of prices.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Price {
    Number(Number),
    Money(Box<Money>),
    Prices(Vec<Price>),
    Unmatched(Unmatched),
}

#[derive(Clone, PartialEq, Eq, Default, Debug)]
struct Money {
    amount: Option<Number>,
    reduced: Option<Price>,
    before: Option<Box<Money>>,
    extra: Extra,
}

impl ReadMembers for Money {
    fn member(&mut self, name: &str) -> &mut dyn ReadMember {
        match name {
            "amount" => &mut self.amount,
            "reduced" => &mut self.reduced,
            "before" => &mut self.before,
            _ => &mut self.extra,
        }
    }
}

object!(Money, Response);

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Writer::new(serializer)
            .optional("amount", &self.amount)
            .optional("reduced", &self.reduced)
            .optional("before", &self.before)
            .end_with(&self.extra)
    }
}

impl Union for Price {
    const CHOICE: Choice = Choice::Type(&[
        (JsonType::Number, Choice::Variant(0)),
        (
            JsonType::Object,
            Choice::Fit {
                candidates: &[
                    Candidate {
                        variant: 1,
                        names: &["amount", "reduced"],
                        values: &[],
                    },
                    Candidate {
                        variant: 1,
                        names: &["amount"],
                        values: &[],
                    },
                ],
                otherwise: &Choice::Nothing,
            },
        ),
        (JsonType::List, Choice::Variant(2)),
    ]);

    fn variant(variant: usize, part: Part<'_>) -> Result<Self, Failed> {
        match variant {
            0 => part.read().map(Self::Number),
            1 => part.read().map(Self::Money),
            2 => part.read().map(Self::Prices),
            _ => Err(part.none()),
        }
    }

    fn unmatched(value: Unmatched) -> Self {
        Self::Unmatched(value)
    }
}

union!(Price, Response);

impl Serialize for Price {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(value) => value.serialize(serializer),
            Self::Money(value) => value.serialize(serializer),
            Self::Prices(value) => value.serialize(serializer),
            Self::Unmatched(value) => value.serialize(serializer),
        }
    }
}

#[test]
fn no_number_in_a_union_loses_digits() {
    for json in [
        "99999999999999.99",
        "1.10",
        "340282366920938463463374607431768211455",
        "1e400",
        r#"{"amount":1.10}"#,
        r#"{"amount":1e400}"#,
        r#"{"amount":1.10,"reduced":{"amount":99999999999999.99}}"#,
        "[1.10,[1e400,{\"amount\":0.00}]]",
    ] {
        let price: Price = serde_json::from_str(json).expect("every number is read");
        assert!(!matches!(price, Price::Unmatched(_)), "{json}");
        let written = serde_json::to_string(&price).expect("every number is written");
        assert_eq!(written, json);
        let price: Price = from_json(json.as_bytes(), &ResultPaths::NONE).expect("read");
        let written = serde_json::to_string(&price).expect("every number is written");
        assert_eq!(written, json);
    }
}

#[test]
fn a_member_that_occurs_twice_is_an_error_in_a_union_too() {
    let json = br#"[{"amount":1,"reduced":2,"amount":3}]"#;
    let error = from_json::<Price>(json, &ResultPaths::NONE).expect_err("one would be lost");
    let error = error.to_string();
    assert!(error.contains("/0/amount"), "{error}");
}

#[test]
fn trials_do_not_multiply_with_the_depth() {
    let deep = |depth: usize| format!("{}1{}", r#"{"reduced":"#.repeat(depth), "}".repeat(depth));
    let json = deep(100);
    let price: Price = serde_json::from_str(&json).expect("the value is read");
    assert_eq!(serde_json::to_string(&price).ok(), Some(json));
    assert_kept_whole(&deep(100_000));
}

/// Asserts that a value in which parts are nested too deeply for their variants is kept.
fn assert_kept_whole(json: &str) {
    let price: Price = from_json(json.as_bytes(), &ResultPaths::NONE).expect("the value is kept");
    assert_eq!(serde_json::to_string(&price).ok().as_deref(), Some(json));
}

#[test]
fn objects_between_unions_count_as_levels() {
    let deep = |unions: usize| {
        let one = format!("{}{}", r#"{"before":"#.repeat(20), r#"{"reduced":"#);
        format!("{}1{}", one.repeat(unions), "}".repeat(21 * unions))
    };
    let json = deep(6);
    let price: Price = serde_json::from_str(&json).expect("the value is read");
    assert_eq!(serde_json::to_string(&price).ok(), Some(json));
    for unions in [7, 120] {
        assert_kept_whole(&deep(unions));
    }
}

thread_local! {
    static TRIALS: Cell<usize> = const { Cell::new(0) };
}

/// A list of prices or of labels, which differ in their members only.
#[derive(Debug)]
enum Labels {
    Prices(Vec<Money>),
    Texts(Vec<Label>),
    Unmatched(Unmatched),
}

#[derive(Clone, Default, Debug)]
struct Label {
    label: Option<String>,
    extra: Extra,
}

impl ReadMembers for Label {
    fn member(&mut self, name: &str) -> &mut dyn ReadMember {
        match name {
            "label" => &mut self.label,
            _ => &mut self.extra,
        }
    }
}

object!(Label, Response);

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Writer::new(serializer)
            .optional("label", &self.label)
            .end_with(&self.extra)
    }
}

impl Union for Labels {
    const CHOICE: Choice = Choice::Items(
        &Choice::Fit {
            candidates: &[
                Candidate {
                    variant: 0,
                    names: &["amount", "reduced", "before"],
                    values: &[],
                },
                Candidate {
                    variant: 1,
                    names: &["label"],
                    values: &[],
                },
            ],
            otherwise: &Choice::Nothing,
        },
        0,
    );

    fn variant(variant: usize, part: Part<'_>) -> Result<Self, Failed> {
        TRIALS.set(TRIALS.get() + 1);
        match variant {
            0 => part.read().map(Self::Prices),
            1 => part.read().map(Self::Texts),
            _ => Err(part.none()),
        }
    }

    fn unmatched(value: Unmatched) -> Self {
        Self::Unmatched(value)
    }
}

union!(Labels, Response);

impl Serialize for Labels {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Prices(value) => value.serialize(serializer),
            Self::Texts(value) => value.serialize(serializer),
            Self::Unmatched(value) => value.serialize(serializer),
        }
    }
}

#[test]
fn a_list_is_tried_once_for_each_variant() {
    let json = format!("[{}]", [r#"{"label":"new"}"#; 100].join(","));
    let labels: Labels = serde_json::from_str(&json).expect("the list is read");
    assert!(matches!(labels, Labels::Texts(_)));
    assert_eq!(TRIALS.get(), 2);
}

#[test]
fn a_member_that_occurs_twice_does_not_make_another_variant_fit_better() {
    let json = br#"[{"label":"new","label":"old"}]"#;
    let error = from_json::<Labels>(json, &ResultPaths::NONE).expect_err("one would be lost");
    assert_eq!(error.kind(), DecodeErrorKind::Duplicate);
    assert_eq!(error.pointer(), "/0/label");
}

#[test]
fn a_value_that_is_kept_keeps_the_digits_of_its_numbers() {
    for json in [
        r#"{"new":123456789012345678901234567890}"#,
        r#"[true,"-1e5 \"9",99999999999999.99,{"a":"\\"}]"#,
        r#"{"new":[1.5,-3,18446744073709551615,"1e999"]}"#,
        r#"{"new":[1.10,1e3,-0,0.00],"list":[{}],"none":null,"é\n":{"a":"1.10"}}"#,
    ] {
        let guest: Guest = serde_json::from_str(json).expect("every value is read");
        assert!(matches!(guest, Guest::Unmatched(_)), "{json}: {guest:?}");
        assert_eq!(serde_json::to_string(&guest).expect("written"), json);
        assert_eq!(redacted(&guest).to_string(), "\"[redacted]\"");
    }
    // Its parts are written one by one.
    let guest: Guest = serde_json::from_str(r#"{"new":[1.10,"a"]}"#).expect("every value is read");
    let value = serde_json::to_value(&guest).expect("written");
    assert_eq!(value, serde_json::json!({"new": [1.1, "a"]}));
    // No `Value` can hold these.
    for json in [
        r#"{"new":1.10,"\ud800":[1],"b\n":{"\udc00x":2,"c":1e3}}"#,
        r#"{"new":"\ud800"}"#,
        r#"{"new":[1e400]}"#,
    ] {
        let guest: Guest = from_json(json.as_bytes(), &ResultPaths::NONE).expect(json);
        assert_eq!(serde_json::to_string(&guest).expect("written"), json);
        assert_eq!(redacted(&guest).to_string(), "\"[redacted]\"");
    }
}
