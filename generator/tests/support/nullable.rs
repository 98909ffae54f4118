//! Tests values that may be null: required, optional, and in lists.

use serde::{Serialize, Serializer};
use serde_json::json;

use crate::support::{
    Extra, Failed, Inspect, Inspection, Members, Names, Null, Nullable, ReadObject, Set, Violation,
    Writer, object, violations,
};

#[derive(Clone, PartialEq, Eq, Debug)]
struct Visit {
    name: Option<String>,
    note: Option<Nullable<String>>,
    weights: Option<Nullable<Vec<Option<i64>>>>,
    extra: Extra,
}

object!(Visit, Request);

impl ReadObject for Visit {
    fn read(object: &mut Option<Self>, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        #[derive(Default)]
        struct Slots {
            name: Option<Set<Option<String>>>,
            note: Option<Nullable<String>>,
            weights: Option<Nullable<Vec<Option<i64>>>>,
            extra: Extra,
        }
        let mut slots = Slots::default();
        members.read_into(&mut slots, |slots, name| match name {
            "name" => &mut slots.name,
            "note" => &mut slots.note,
            "weights" => &mut slots.weights,
            _ => &mut slots.extra,
        })?;
        *object = Some(Self {
            name: members.required("name", slots.name)?.0,
            note: slots.note,
            weights: slots.weights,
            extra: slots.extra,
        });
        Ok(())
    }
}

impl Serialize for Visit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Writer::new(serializer)
            .required("name", &self.name)
            .optional("note", &self.note)
            .optional_text("weights", &self.weights)
            .end_with(&self.extra)
    }
}

impl Inspect for Visit {
    const NAMES: Names = &["name", "note", "weights"];

    fn inspect(&self, found: &mut Inspection<'_>) {
        found.member("name", &self.name).max_length(4);
        found.member("note", &self.note).max_length(4);
        found.member("weights", &self.weights).max_items(2);
    }
}

#[test]
fn null_and_absent_members_differ() {
    for message in [
        json!({"name": null}),
        json!({"name": "Rex", "note": null}),
        json!({"name": null, "note": "old", "weights": null}),
        json!({"name": "Rex", "weights": ["1", null]}),
    ] {
        let visit: Visit = serde_json::from_value(message.clone()).expect("it can be read");
        assert_eq!(serde_json::to_value(&visit).expect("JSON"), message);
        assert!(violations(&visit).is_ok(), "{message}");
    }
}

#[test]
fn a_required_member_that_may_be_null_cannot_be_absent() {
    let visit: Result<Visit, _> = serde_json::from_value(json!({"note": null}));
    assert_eq!(
        visit.expect_err("`name` is missing").to_string(),
        "/name: the required member is missing or null"
    );
}

#[test]
fn values_that_are_not_null_are_checked() {
    let message = json!({"name": "Caesar", "note": "a note", "weights": [1, null, 3]});
    let visit: Visit = serde_json::from_value(message).expect("it can be read");
    let found = violations(&visit).expect_err("every member is too long");
    let places: Vec<&str> = found.iter().map(Violation::pointer).collect();
    assert_eq!(places, ["/name", "/note", "/weights"]);
}

#[test]
fn null_is_the_only_value_of_its_type() {
    assert_eq!(serde_json::from_str::<Null>("null").ok(), Some(Null));
    assert_eq!(
        serde_json::to_string(&[Null]).ok().as_deref(),
        Some("[null]")
    );
    for other in ["0", "false", "\"\"", "\"null\"", "[]", "{}"] {
        let error = serde_json::from_str::<Null>(other).expect_err(other);
        assert!(error.to_string().contains("expected null"), "{error}");
    }
}
