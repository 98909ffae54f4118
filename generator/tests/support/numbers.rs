//! Tests exact numbers, binary floats and integers of any size.

use std::cmp::Ordering;

use serde::Deserialize as _;
use serde_json::json;

use crate::support::{Number, ReadValue, Scalar, Sensitive, exact};

#[test]
fn numbers_keep_their_text() {
    for text in [
        "0",
        "-0",
        "1.50",
        "1e3",
        "1E-7",
        "0.1234567890123456789",
        "-19.90",
        "123456789012345678901234567890",
        "1e400",
    ] {
        let number: Number = from(text);
        assert_eq!(number, text);
        assert_eq!(serde_json::to_string(&number).expect("JSON"), text);
        let list = format!("[{text},null]");
        let numbers: Vec<Option<Number>> = read(&list);
        assert_eq!(serde_json::to_string(&numbers).expect("JSON"), list);
    }
    let sensitive: Sensitive<Number> = from("1.50");
    assert_eq!(sensitive.expose().as_str(), "1.50");
}

#[test]
fn numbers_convert_from_other_types() {
    assert_eq!(Number::from(5), "5");
    assert_eq!(Number::from(2.5), "2.5");
    assert_eq!(Number::from("1.50").to_f64(), Some(1.5));
    assert_eq!(Number::from("12").to_i128(), Some(12));
    assert!(!Number::from("1.").is_valid());
    assert!(!Number::from(f64::NAN).is_valid());
    assert!(serde_json::to_string(&Number::from("x")).is_err());
    let value = serde_json::to_value(Number::from("1.5")).expect("JSON");
    assert_eq!(value, json!(1.5));
    assert!(Number::deserialize(json!(1.5)).is_ok_and(|number| number == "1.5"));
    assert!(Number::deserialize(json!([1])).is_err());
    assert!(Number::deserialize(json!("x")).is_err());
}

#[test]
fn numbers_are_compared_exactly() {
    for (left, right) in [
        ("-2", "-1.5"),
        ("-1", "0"),
        ("0", "1e-9"),
        ("0.1", "0.10000000000000000001"),
        ("9.99", "10"),
        ("99", "1e2"),
        ("-1e2", "-99"),
        ("1", "2"),
    ] {
        assert!(
            exact::compare(left, right).is_some_and(Ordering::is_lt),
            "{left} {right}"
        );
        assert!(
            exact::compare(right, left).is_some_and(Ordering::is_gt),
            "{left} {right}"
        );
    }
    for (left, right) in [("0", "-0.0"), ("1.0", "1"), ("100", "1e2"), ("0.01e2", "1")] {
        assert!(
            exact::compare(left, right).is_some_and(Ordering::is_eq),
            "{left} {right}"
        );
    }
    for (number, step, expected) in [
        ("0.3", "0.1", true),
        ("0.35", "0.1", false),
        ("1e30", "7", false),
        ("1.4e31", "7", true),
        ("-4.5", "1.5", true),
        ("0", "3", true),
        ("5", "10", false),
        ("1e-400", "1", false),
    ] {
        assert_eq!(
            exact::is_multiple(number, step),
            Some(expected),
            "{number} {step}"
        );
    }
    for text in [
        "", "-", "01", "+1", "1.", ".5", "1e", "1e+", "0x1", "1 ", "NaN", "١",
    ] {
        assert!(!exact::is_number(text), "{text}");
    }
}

#[test]
fn integers_of_128_bits_keep_their_digits() {
    let text = "123456789012345678901234567890";
    let number: i128 = from(text);
    assert_eq!(number, 123_456_789_012_345_678_901_234_567_890);
    assert_eq!(serde_json::to_string(&number).expect("JSON"), text);
    assert!(u128::scalar(Scalar::Signed(-1)).is_err());
}

fn from<T: ReadValue>(text: &str) -> T {
    let mut values: Vec<T> = read(&format!("[{text}]"));
    values.pop().expect("an item")
}

fn read<T: ReadValue>(text: &str) -> T {
    crate::support::read::deserialize(&mut serde_json::Deserializer::from_str(text))
        .expect("it can be read")
}
