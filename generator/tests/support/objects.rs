//! Tests checks of lists, maps and objects as a whole, and of unlisted members.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{
    Concern, Extra, Inspect, Inspection, Json, Nullable, Properties, RemoveReadOnly, Rule,
    advisories, violations,
};

/// A value with the check of a test.
struct Checked<F: Fn(&mut Inspection<'_>)>(F);

impl<F: Fn(&mut Inspection<'_>)> Inspect for Checked<F> {
    fn inspect(&self, found: &mut Inspection<'_>) {
        (self.0)(found);
    }
}

/// Returns the rules that a check reports, each with its place.
fn broken(check: impl Fn(&mut Inspection<'_>)) -> Vec<(String, Rule)> {
    let all = violations(&Checked(check)).err();
    let all = all.iter().flatten();
    all.map(|one| (one.pointer().to_owned(), one.rule()))
        .collect()
}

fn are_unique<T: serde::Serialize + Clone>(items: &[T]) -> bool {
    let items = items.to_vec();
    broken(|found| {
        found.member("list", &items).unique_items();
    })
    .is_empty()
}

#[test]
fn items_are_compared_as_json() {
    assert!(are_unique::<Value>(&[]));
    assert!(are_unique(&[
        json!(1),
        json!("1"),
        json!(true),
        json!([1]),
        json!({"a": 1})
    ]));
    assert!(are_unique(&[
        json!({"a": [1, 2]}),
        json!({"a": [2, 1]}),
        json!({"a": "]\"},\\"})
    ]));
    assert!(!are_unique(&[json!(1), json!(1.0)]));
    assert!(!are_unique(&[json!([0, 2]), json!([-0.0, 2.0])]));
    assert!(!are_unique(&[
        json!({"a": 1, "b": {"c": 100}}),
        json!({"b": {"c": 1e2}, "a": 1})
    ]));
    assert!(!are_unique(&[json!("\\\""), json!("x"), json!("\\\"")]));
    // Texts that were read can have spaces and spare escapes.
    let read = |json: &str| serde_json::from_str::<Vec<Json>>(json).expect(json);
    for equal in [
        r#"[ { "a" : [ 1.10 , "\u0041" ] } , {"a":[1.1,"A"]} ]"#,
        r#"["\ud800", "\ud800"]"#,
        "[1e400, 10e399]",
    ] {
        assert!(!are_unique(&read(equal)), "{equal}");
    }
    let deep = |inner: &str| format!("{}{inner}{}", "[".repeat(99_999), "]".repeat(99_999));
    let (one, other) = (deep(r#""[""#), deep(r#""]""#));
    assert!(!are_unique(&read(&format!("[{one},{one}]"))));
    assert!(are_unique(&read(&format!("[{one},{other}]"))));
}

#[test]
fn equal_items_are_found_in_linear_time() {
    let many: Vec<u64> = (0..100_000).collect();
    assert_eq!(
        broken(|found| {
            found.value(&many).unique_items();
        }),
        []
    );
    let all = broken(|found| {
        found.value(&vec!["a", "a"]).unique_items();
    });
    assert_eq!(all, [(String::new(), Rule::UniqueItems)]);
    assert_eq!(Rule::UniqueItems.to_string(), "has equal items");
}

#[test]
fn members_are_counted_with_unlisted_ones() {
    let mut extra = Extra::new();
    extra.insert("new", 1);
    let counts = |min, max| {
        broken(|found| {
            let count = Properties::of(1, &[true, false], &extra);
            found.value(&count).min_properties(min).max_properties(max);
        })
    };
    assert_eq!(counts(3, 3), []);
    assert_eq!(
        counts(4, 4),
        [(String::new(), Rule::MinProperties { limit: 4 })]
    );
    assert_eq!(
        counts(1, 2),
        [(String::new(), Rule::MaxProperties { limit: 2 })]
    );
    assert_eq!(
        Rule::MaxProperties { limit: 1 }.to_string(),
        "more than 1 member"
    );
}

#[test]
fn names_are_checked_in_characters() {
    let map = BTreeMap::from([("é".repeat(4), 1)]);
    let names = |most| {
        broken(|found| {
            found.value(&map).name_length(0, most, "short");
        })
    };
    assert_eq!(names(4), []);
    assert_eq!(names(3), [(String::new(), Rule::Names { demand: "short" })]);
}

#[test]
fn unlisted_members_have_exactly_the_documented_type() {
    let is_text = |value: Value| {
        let value = value.into();
        broken(|found| {
            found.of_unlisted("new").typed::<String>(&value);
        })
        .is_empty()
    };
    assert!(is_text(json!("5")));
    assert!(!is_text(json!(5)));
    let is_number = |value: Value| {
        let value = value.into();
        broken(|found| {
            found.of_unlisted("new").typed::<Option<f64>>(&value);
        })
        .is_empty()
    };
    assert!(is_number(json!(5)) && is_number(json!(null)) && is_number(json!(0.5)));
    assert!(!is_number(json!("5")) && !is_number(json!(true)));
    let all = broken(|found| {
        found
            .of_unlisted("new")
            .typed::<bool>(&json!("true").into());
    });
    assert_eq!(all, [("/new".to_owned(), Rule::OtherType)]);
}

#[test]
fn excluded_values_are_named() {
    let all = broken(|found| {
        found.value(&"root".to_owned()).except(&["admin", "root"]);
        found.value(&4_u32).except_numbers(&[4]);
    });
    let texts: Vec<String> = all.iter().map(|(_, rule)| rule.to_string()).collect();
    assert_eq!(texts, ["must not be admin or root", "must not be 4"]);
}

#[test]
fn members_of_one_direction_are_reported_if_they_are_written_or_missing() {
    let check = |found: &mut Inspection<'_>| {
        found.demanded("token", false);
        found.read_only("id", true);
    };
    assert_eq!(broken(check), [("/token".to_owned(), Rule::Required)]);
    let all = advisories(&Checked(check));
    let all: Vec<_> = all
        .iter()
        .map(|one| (one.pointer(), one.concern()))
        .collect();
    assert_eq!(all, [("/id", &Concern::ReadOnly)]);
}

/// A value with a member that is only read.
#[derive(Default)]
struct Pet {
    id: Option<u32>,
}

impl RemoveReadOnly for Pet {
    fn remove_read_only(&mut self) {
        self.id = None;
    }
}

#[test]
fn members_that_are_only_read_are_removed_everywhere() {
    let pet = || Pet { id: Some(1) };
    let map = BTreeMap::from([("a".to_owned(), Nullable::Value(Box::new(pet())))]);
    let mut value = vec![Some(map), None];
    value.remove_read_only();
    let pets = value.iter().flatten().flat_map(BTreeMap::values);
    let ids: Vec<_> = pets.filter_map(|it| it.value()?.id).collect();
    assert_eq!(ids, [] as [u32; 0]);
}
