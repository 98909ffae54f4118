//! Tests validation and advisories: findings, their places and their words.

use serde_json::json;

use crate::model::{Order, Pet, Species};
use crate::support::{
    Advisory, At, Concern, Extra, Inspect, Inspection, Names, Objects, Rule, advisories, held,
    held_items, violations,
};

fn order(json: &serde_json::Value) -> Order {
    Order::from_json(json.to_string().as_bytes()).expect("a readable order")
}

fn found(json: &serde_json::Value) -> Vec<(String, Rule)> {
    match violations(&order(json)) {
        Ok(()) => Vec::new(),
        Err(all) => all
            .into_iter()
            .map(|one| (one.pointer().to_owned(), one.rule()))
            .collect(),
    }
}

#[test]
fn a_valid_value_has_no_findings() {
    let valid = json!({
        "kind": "PETS", "count": 1, "gift": true, "rate": "1.5", "page": "https://a.example",
        "placed": "2026-02-28T00:00:00Z", "pets": [{"name": "äöüäöüäö", "species": "CAT"}], "new": 1,
    });
    assert_eq!(found(&valid), []);
    assert_eq!(advisories(&order(&valid)), []);
}

#[test]
fn all_violations_are_found_in_one_pass() {
    let all = found(&json!({
        "kind": "PETS", "count": 101, "rate": "1,5", "page": "here", "placed": "2026-02-29T00:00:00Z",
        "pets": [{"name": ""}, {"name": "Tom", "parent": {"name": "Nine long"}}, {"name": "x"}],
        "shelves": {"a": 1, "b": 2},
    }));
    let condition = "pets is present";
    let expected = [
        ("/count", Rule::Maximum { limit: 100 }),
        ("/placed", Rule::DateTime),
        ("/page", Rule::Uri),
        ("/page", Rule::Pattern { pattern: "^https:" }),
        ("/rate", Rule::Decimal),
        ("/pets", Rule::MaxItems { limit: 2 }),
        ("/pets/0/name", Rule::MinLength { limit: 1 }),
        ("/pets/1/parent/name", Rule::MaxLength { limit: 8 }),
        ("/shelves", Rule::MaxItems { limit: 1 }),
        ("/gift", Rule::RequiredWhen { condition }),
    ];
    assert_eq!(all, expected.map(|(at, rule)| (at.to_owned(), rule)));
}

#[test]
fn violations_are_displayed_as_sentences() {
    let mut order = order(&json!({"kind": "PETS"}));
    order.extra.insert("count", 5);
    let all = violations(&order).expect_err("violations");
    assert_eq!(
        all.to_string(),
        "2 violations:\n  (whole message): requires that pets or count is given\n  \
         /count: repeats a member that has its own field"
    );
    assert_eq!(all.len(), all.iter().count());
    for (rule, text) in [
        (Rule::MaxLength { limit: 64 }, "longer than 64 characters"),
        (Rule::MinLength { limit: 1 }, "shorter than 1 character"),
        (Rule::MinItems { limit: 2 }, "fewer than 2 items"),
        (Rule::MultipleOf { step: 4 }, "not a multiple of 4"),
        (
            Rule::ValueWhen {
                allowed: &["A", "B", "C"],
                condition: "d is E",
            },
            "must be A, B or C when d is E",
        ),
    ] {
        assert_eq!(rule.to_string(), text);
    }
}

#[test]
fn lengths_count_characters() {
    struct Text(String);
    impl Inspect for Text {
        fn inspect(&self, found: &mut Inspection<'_>) {
            found.value(&self.0).min_length(2).max_length(4);
        }
    }
    for (text, fits) in [
        ("", false),
        ("a", false),
        ("🐈", false),
        ("ab", true),
        ("🐈🐕", true),
        ("🐈🐕🐈🐕", true),
        ("abcd", true),
        ("abcde", false),
        ("🐈🐕🐈🐕🐈", false),
    ] {
        assert_eq!(violations(&Text(text.to_owned())).is_ok(), fits, "{text}");
    }
}

#[test]
fn multiples_are_exact_for_every_integer() {
    struct Number(Option<u64>, Option<i64>);
    impl Inspect for Number {
        fn inspect(&self, found: &mut Inspection<'_>) {
            found.value(&self.0).multiple_of(4);
            found.value(&self.1).multiple_of(4);
        }
    }
    for (number, fits) in [
        (0_i128, true),
        (4, true),
        (-8, true),
        (i128::from(u64::MAX), false),
        (i128::from(u64::MAX) - 3, true),
        (i128::from(i64::MIN), true),
        (1, false),
        (-3, false),
    ] {
        let number = Number(number.try_into().ok(), number.try_into().ok());
        assert_eq!(
            violations(&number).is_ok(),
            fits,
            "{:?}",
            (number.0, number.1)
        );
    }
}

#[test]
fn an_advisory_suggests_the_nearest_value() {
    let nearest = |text: &str| {
        let species = Some(Species::from(text));
        let pet = Pet { species, ..pet() };
        assert_eq!(violations(&pet), Ok(()));
        advisories(&pet).first().map(|advisory| {
            assert_eq!(advisory.pointer(), "/species");
            advisory.concern().clone()
        })
    };
    let guinea_pig = Some(Concern::Misspelt {
        nearest: "GUINEA_PIG",
    });
    for misspelt in [
        "Guinea pig",
        "guineapig",
        "GINEA_PIG",
        "GUIENA_PIG",
        "GUINEAA_PIG",
        "GUINEZ_PIG",
        "GUINEA_PIGH",
    ] {
        assert_eq!(nearest(misspelt), guinea_pig, "{misspelt}");
    }
    // A difference in case is a variation of a short text; other differences make another
    // text.
    assert_eq!(nearest("cat"), Some(Concern::Misspelt { nearest: "CAT" }));
    for other in [
        "CAT",
        "CAR",
        "CATS",
        "",
        "C",
        "GUINEA_PIG2",
        "GUINEA_HEN",
        "GUINEX_PIG",
        "AXOLOTL",
        &"CAT".repeat(50),
    ] {
        assert_eq!(nearest(other), None, "{other}");
    }
}

fn pet() -> Pet {
    let order = order(&json!({"kind": "PETS", "pets": [{"name": "a"}]}));
    order.pets.expect("pets").remove(0)
}

#[test]
fn an_unlisted_member_is_reported_with_the_object_that_lists_it() {
    let pet = Pet {
        extra: [
            ("Species", json!("CAT")),
            ("kind", json!("4111")),
            ("4111", json!(1)),
        ]
        .into_iter()
        .collect(),
        ..pet()
    };
    let found = |advisories: Vec<Advisory>| {
        let texts: Vec<String> = advisories.iter().map(ToString::to_string).collect();
        texts
    };
    assert_eq!(violations(&pet), Ok(()));
    assert_eq!(
        found(advisories(&pet)),
        [
            "/[redacted]: not a documented member",
            "/Species: not a documented member; species is probably meant",
            "/kind: not a documented member",
        ]
    );
    let child = Pet {
        extra: [("count", json!(1)), ("name", json!(2))]
            .into_iter()
            .collect(),
        ..pet.clone()
    };
    let mut order = order(&json!({"kind": "PETS", "gift": "true"}));
    order.extra.insert("species", "CAT");
    order.pets = Some(vec![child.clone()]);
    assert_eq!(
        found(advisories(&order)),
        ["/pets/0/count: not a documented member of this object; /count is documented"],
        "the order says that it has others, and a name that stands twice is a violation"
    );
    let broken = violations(&order).expect_err("a name stands twice");
    assert_eq!(
        broken.iter().next().map(ToString::to_string).as_deref(),
        Some("/pets/0/name: repeats a member that has its own field")
    );
    let parent = Pet {
        parent: Some(Box::new(child)),
        extra: Extra::new(),
        ..pet
    };
    assert_eq!(
        found(advisories(&parent)),
        ["/parent/count: not a documented member"],
        "a type that holds itself ends the search"
    );
}

/// Two different types with the same names.
static PART: [&str; 1] = ["part"];
struct OfPets;
struct OfOrders;

impl Inspect for OfPets {
    const NAMES: Names = &PART;
    const HELD: Objects = &[held::<Pet>("part")];

    fn inspect(&self, _found: &mut Inspection<'_>) {}
}

impl Inspect for OfOrders {
    const NAMES: Names = &PART;
    const HELD: Objects = &[held::<Order>("part")];

    fn inspect(&self, _found: &mut Inspection<'_>) {}
}

struct Both(Extra);

impl Inspect for Both {
    const NAMES: Names = &["pets", "orders"];
    const HELD: Objects = &[held::<OfPets>("pets"), held_items::<OfOrders>("orders")];

    fn inspect(&self, found: &mut Inspection<'_>) {
        found.unlisted(&self.0);
    }
}

#[test]
fn types_with_the_same_names_are_distinguished_by_their_members() {
    let message = Both([("count", json!(1))].into_iter().collect());
    let found: Vec<String> = advisories(&message)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        found,
        ["/count: not a documented member of this object; /orders/*/part/count is documented"]
    );
}

#[test]
fn an_advisory_is_not_a_violation() {
    let order = order(&json!({"kind": "PETS", "pets": [{"name": "a"}]}));
    let all = advisories(&order);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].to_string(), "/gift: say whether pets are a gift");
    assert_eq!(violations(&order).map_err(|all| all.len()), Err(1));
}

#[test]
fn pointers_are_escaped_and_shortened() {
    let map = At::ROOT.member("map");
    assert_eq!(map.key("a/b~c").index(3).pointer(), "/map/a~1b~0c/3");
    let long = At::ROOT.key(&"é".repeat(500)).pointer();
    assert_eq!(long.chars().count(), 1 + 128 + 1);
    assert!(long.ends_with('…'));
}

#[test]
fn time_windows_begin_at_the_moment_of_the_caller() {
    use std::time::{Duration, SystemTime};

    use crate::support::{DateTime, Inspect, Inspection, violations, violations_at};

    struct Session(DateTime);

    impl Inspect for Session {
        fn inspect(&self, found: &mut Inspection<'_>) {
            found.member("end", &self.0).window(0, 3_600, "creation");
        }
    }

    let noon = SystemTime::UNIX_EPOCH + Duration::from_secs(1_773_489_600);
    let session = |text: &str| Session(text.into());
    for text in [
        "2026-03-14T12:00:01Z",
        "2026-03-14T12:00:00.0000000001Z",
        "2026-03-14T21:00:00+08:00",
        "2026-03-14T13:00:00.000Z",
    ] {
        assert_eq!(violations_at(&session(text), noon), Ok(()), "{text}");
    }
    for text in [
        "2026-03-14T11:59:59.1Z",
        "2026-03-14T12:00:00Z",
        "2026-03-14T12:00:00.000Z",
        "2026-03-14T13:00:00.0000000001Z",
    ] {
        assert_eq!(violations(&session(text)), Ok(()), "no moment, no window");
        let found = violations_at(&session(text), noon).expect_err(text);
        assert_eq!(
            found.to_string(),
            "1 violation:\n  /end: must be more than 0 and at most 3600 seconds after the creation"
        );
    }
    let before = SystemTime::UNIX_EPOCH - Duration::from_millis(1);
    assert!(violations_at(&session("1969-12-31T23:59:59.9991Z"), before).is_ok());
    assert!(violations_at(&session("1969-12-31T23:59:59.999Z"), before).is_err());
}
