//! Tests of constraints on JSON values.

use serde::Serialize;
use serde_json::{Value, json};

use crate::support::forms::is_date;
use crate::support::{
    Assertion, Inspect, Inspection, Kind, Number, Pattern, Violations, violations,
};

const ANY: Assertion = Assertion::All(&[]);
const NONE: Assertion = Assertion::Any(&[]);
const TEXT: Assertion = Assertion::Types(&[Kind::Text]);

fn is_short(text: &str) -> bool {
    text.len() < 3
}

#[test]
fn an_assertion_about_another_type_holds() {
    let about_texts = Assertion::Matching(Pattern(is_short));
    let all = [
        (&about_texts, json!("ab"), json!("abc")),
        (&Assertion::Length(1, 2), json!("猫"), json!("")),
        (
            &Assertion::Form(Pattern(is_date)),
            json!("2026-01-31"),
            json!("2026-01-32"),
        ),
        (&Assertion::AtLeast("0.1"), json!(0.1), json!(0.01)),
        (&Assertion::AtMost("1"), json!(1.0), json!(2)),
        (&Assertion::Above("1"), json!(1.5), json!(1.0)),
        (&Assertion::Below("1"), json!(-1), json!(1)),
        (&Assertion::Step("0.1"), json!(0.3), json!(0.35)),
        (&Assertion::Items(1, 1), json!([1]), json!([])),
        (&Assertion::Unique, json!([1, "1", 2]), json!([1, 2, 1.0])),
        (
            &Assertion::Contains(&TEXT, 1, 1),
            json!([1, "a"]),
            json!(["a", "b"]),
        ),
        (
            &Assertion::Each(&[TEXT], &NONE),
            json!(["a"]),
            json!(["a", "b"]),
        ),
        (&Assertion::Members(1, 9), json!({"a": 1}), json!({})),
        (
            &Assertion::Required(&["a"]),
            json!({"a": null}),
            json!({"b": 1}),
        ),
        (
            &Assertion::Named(&[("a", TEXT)]),
            json!({"b": 1}),
            json!({"a": 1}),
        ),
        (
            &Assertion::Like(&[(Pattern(is_short), TEXT)]),
            json!({"abc": 1}),
            json!({"a": 1}),
        ),
        (
            &Assertion::Others(&["a"], &[], &NONE),
            json!({"a": 1}),
            json!({"b": 1}),
        ),
        (
            &Assertion::Names(&Assertion::Matching(Pattern(is_short))),
            json!({"a": 1}),
            json!({"abc": 1}),
        ),
    ];
    for (assertion, valid, invalid) in all {
        assert!(holds(assertion, &valid), "{assertion:?} of {valid}");
        assert!(!holds(assertion, &invalid), "{assertion:?} of {invalid}");
        assert!(holds(assertion, &json!(true)), "{assertion:?} of a boolean");
    }
}

#[test]
fn assertions_are_combined() {
    let number = Assertion::Types(&[Kind::Integer, Kind::Null]);
    assert!(
        holds(&number, &json!(7.0)) && holds(&number, &json!(null)) && !holds(&number, &json!(7.5))
    );
    let values = Assertion::Values(&["1", r#"{"a":[1]}"#]);
    assert!(holds(&values, &json!({"a": [1.0]})) && !holds(&values, &json!({"a": [2]})));
    assert!(!holds(&Assertion::Not(&ANY), &json!(1)) && holds(&Assertion::Not(&NONE), &json!(1)));
    assert!(holds(&Assertion::Any(&[NONE, TEXT]), &json!("a")));
    assert!(!holds(&Assertion::One(&[ANY, TEXT]), &json!("a")));
    let branches = Assertion::If(&TEXT, &Assertion::Length(2, 9), &NONE);
    assert!(
        holds(&branches, &json!("ab"))
            && !holds(&branches, &json!("a"))
            && !holds(&branches, &json!(1))
    );
}

struct Judged<'a, T>(&'a T, &'a Assertion);

impl<T: Serialize> Inspect for Judged<'_, T> {
    fn inspect(&self, found: &mut Inspection<'_>) {
        found.assert(self.0, self.1);
    }
}

fn holds<T: Serialize>(assertion: &Assertion, value: &T) -> bool {
    violations(&Judged(value, assertion)).is_ok()
}

#[test]
fn no_digit_of_a_number_is_lost() {
    let number = |text: &str| Number::from(text);
    let listed = Assertion::Values(&["1e400", "0.1000000000000000000001"]);
    assert!(holds(&listed, &number("10e399")));
    assert!(holds(&listed, &number("0.10000000000000000000010")));
    assert!(!holds(&listed, &number("0.1")));
    let limit = Assertion::AtMost("1e400");
    assert!(holds(&limit, &number("1e400")) && !holds(&limit, &number("1.1e400")));
}

struct Anything(Value);

impl Inspect for Anything {
    fn inspect(&self, found: &mut Inspection<'_>) {
        const RULE: Assertion = Assertion::Named(&[
            ("names", Assertion::Each(&[], &TEXT)),
            ("owner", Assertion::Required(&["id"])),
            ("age", Assertion::Not(&TEXT)),
        ]);
        found.assert(&self.0, &RULE);
    }
}

fn broken(value: Value) -> Vec<String> {
    let found = violations(&Anything(value)).err();
    let found = found.iter().flat_map(Violations::iter);
    found.map(ToString::to_string).collect()
}

#[test]
fn each_violation_has_its_place() {
    assert_eq!(
        broken(json!({"names": ["a", 1], "owner": {}, "age": "old"})),
        [
            "/age: not valid by `not` of the documented schema",
            "/names/1: not valid by `type` of the documented schema",
            "/owner/id: not valid by `required` of the documented schema",
        ]
    );
    assert!(broken(json!({"names": [], "owner": {"id": 1}})).is_empty());
    assert!(broken(json!(null)).is_empty());
}
