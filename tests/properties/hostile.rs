//! Strategies for values at and beyond the limits of their rules. Some are valid and some
//! are not; the judge decides.

use generator::model::{Api, Base, Rule, Scalar, Shape, Type, Value as Described};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use super::messages::{Messages, representable};
use super::{moments, uris};

/// The kinds of faults that are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Faults {
    /// Faults that a value in Rust can have.
    OfRules,
    /// Faults of rules and of types.
    OfShape,
}

/// Returns values for a description; `found` is the current value.
pub fn value(
    api: &Api,
    messages: &Messages,
    described: &Described,
    found: Option<&Value>,
    faults: Faults,
) -> BoxedStrategy<Value> {
    let edges = edges(api, messages, described, found, faults);
    match faults {
        Faults::OfRules => edges,
        Faults::OfShape => prop_oneof![2 => edges, 1 => of_any_type()].boxed(),
    }
}

fn edges(
    api: &Api,
    messages: &Messages,
    described: &Described,
    found: Option<&Value>,
    faults: Faults,
) -> BoxedStrategy<Value> {
    let rules = &described.rules;
    let edges = match (&described.ty, faults) {
        (
            Type::Scalar(Scalar::Text | Scalar::Decimal | Scalar::Formatted(_) | Scalar::Upload),
            _,
        ) => texts(rules).boxed(),
        (Type::Scalar(Scalar::DateTime), _) => moments::texts(&lengths(rules)),
        (Type::Scalar(Scalar::Uri), _) => uris::texts(&lengths(rules)),
        (Type::Named(id), _) => match &api.get(*id).shape {
            Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => {
                return messages.value(described);
            }
            Shape::Enum(set) if set.base() == Base::Integer => return messages.value(described),
            Shape::Enum(_) => texts(rules).boxed(),
        },
        (Type::Scalar(Scalar::Boolean(_)), Faults::OfShape) => {
            select(&["true", "false", "TRUE", "True", "1", "", " true", "true\n"])
                .prop_map(str::to_owned)
                .boxed()
        }
        (Type::Scalar(Scalar::Integer(width, _)), _) => {
            let (low, high) = representable(*width);
            integers(low, high, rules, faults)
        }
        (Type::Scalar(Scalar::Null), _) => return messages.value(described),
        (Type::Scalar(Scalar::Float | Scalar::Number), _) => return numbers(rules),
        (Type::List(item), _) => {
            return (messages.value(item), select(counts(rules)))
                .prop_map(|(item, count)| Value::Array(vec![item; count]))
                .boxed();
        }
        (Type::Map(item), _) => {
            let names = select(name_lengths(rules));
            return (messages.value(item), select(counts(rules)), names)
                .prop_map(|(item, count, length)| {
                    let name =
                        |index: usize| "k".repeat(length.saturating_sub(1)) + LETTERS[index % 8];
                    (0..count)
                        .map(|index| (name(index), item.clone()))
                        .collect()
                })
                .boxed();
        }
        (Type::Scalar(Scalar::Boolean(_)) | Type::Any, _) => {
            return messages.value(described);
        }
    };
    let number = matches!(described.ty, Type::Scalar(Scalar::Integer(..)));
    match found.and_then(Value::as_str) {
        Some(text) if !number || faults == Faults::OfShape => {
            prop_oneof![2 => edges, 1 => altered(text.to_owned())]
                .prop_map(Value::String)
                .boxed()
        }
        _ => edges.prop_map(Value::String).boxed(),
    }
}

/// Returns values of every JSON type.
pub fn of_any_type() -> BoxedStrategy<Value> {
    select(vec![
        Value::Null,
        json!(true),
        json!(false),
        json!(0),
        json!(5),
        json!(-3),
        json!(1.5),
        json!(7.0),
        json!(1e300),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(""),
        json!("x"),
        json!([]),
        json!([null]),
        json!(["x"]),
        json!({}),
        json!({"a": 1}),
    ])
    .boxed()
}

/// Units of length: characters of one to four bytes, and groups of characters that look
/// like one.
const SCRIPTS: [&str; 6] = ["a", "é", "価格", "e\u{301}", "😀", "👩\u{200d}🚀"];

/// Returns texts around the limits of their length.
fn texts(rules: &[Rule]) -> impl Strategy<Value = String> + use<> {
    let long = (select(&SCRIPTS), select(lengths(rules)))
        .prop_map(|(script, length)| script.chars().cycle().take(length).collect());
    let excluded = rules.iter().flat_map(|rule| match rule {
        Rule::Except(values) => values.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    });
    let mut excluded: Vec<String> = excluded.collect();
    excluded.push(String::new());
    prop_oneof![4 => long, 1 => select(excluded)]
}

/// Returns the limits of a text's length, and their neighbours.
fn lengths(rules: &[Rule]) -> Vec<usize> {
    around(rules.iter().filter_map(|rule| match rule {
        Rule::MinLength(limit) | Rule::MaxLength(limit) => Some(*limit),
        _ => None,
    }))
}

/// Returns the limits of the size of a list or a map, and their neighbours.
fn counts(rules: &[Rule]) -> Vec<usize> {
    around(rules.iter().filter_map(|rule| match rule {
        Rule::MinItems(limit)
        | Rule::MaxItems(limit)
        | Rule::MinProperties(limit)
        | Rule::MaxProperties(limit) => Some(*limit),
        _ => None,
    }))
}

/// The ends of names. Some are not letters.
const LETTERS: [&str; 8] = ["a", "b", "c", "D", "é", "_", "g", "h"];

/// Returns the limits of the lengths of names in a map, and their neighbours.
fn name_lengths(rules: &[Rule]) -> Vec<usize> {
    around(rules.iter().filter_map(|rule| match rule {
        Rule::Names(rule) => match **rule {
            Rule::MinLength(limit) | Rule::MaxLength(limit) => Some(limit),
            _ => None,
        },
        _ => None,
    }))
}

fn around(limits: impl Iterator<Item = u64>) -> Vec<usize> {
    let mut around = vec![0, 1];
    for limit in limits {
        let limit = usize::try_from(limit).expect("a limit fits into memory");
        around.extend([limit.saturating_sub(1), limit, limit + 1]);
    }
    around
}

/// Forms of a number N, most of which are not integers.
const WAYS: [&str; 17] = [
    "N", "N", "N", "00N", "00N", "+N", "-N", " N", "N ", "N\n", "N.0", "Ne0", "N,0", "0xN", "N_0",
    "٣", "",
];

/// Returns integers around their limits, and beyond those of their type if faults of type
/// are wanted.
fn integers(low: i128, high: i128, rules: &[Rule], faults: Faults) -> BoxedStrategy<String> {
    let mut edges = vec![0, low, high];
    for rule in rules {
        match rule {
            Rule::Minimum(limit) | Rule::Maximum(limit) => edges.push(*limit),
            Rule::Ranges { ranges, .. } => {
                for (first, last) in ranges {
                    edges.extend([*first, *last]);
                }
            }
            _ => {}
        }
    }
    let near = (select(edges), -1..=1_i128).prop_map(|(edge, step)| edge + step);
    match faults {
        Faults::OfRules => near
            .prop_map(move |number| number.clamp(low, high).to_string())
            .boxed(),
        Faults::OfShape => (near, select(&WAYS))
            .prop_map(|(number, way)| way.replace('N', &number.to_string()))
            .boxed(),
    }
}

/// Returns numbers at their limits and beside them.
fn numbers(rules: &[Rule]) -> BoxedStrategy<Value> {
    let mut edges = vec![0.0, 1.0];
    for rule in rules {
        match rule {
            Rule::AtLeast(limit)
            | Rule::AtMost(limit)
            | Rule::Above(limit)
            | Rule::Below(limit)
            | Rule::Step(limit) => edges.push(limit.parse::<f64>().expect("a limit is a number")),
            _ => {}
        }
    }
    let near = (select(edges), select(&[-0.5, -0.001, 0.0, 0.001, 0.5]));
    near.prop_map(|(edge, step)| json!(edge + step)).boxed()
}

/// Characters that a pattern or a format may refuse. Some of them look alike.
const INTRUDERS: [char; 22] = [
    '0', '9', 'a', 'A', 'z', 'Z', '-', '+', '.', '/', ':', '%', '#', ' ', '\n', '\0', '\u{301}',
    '１', '٣', '\u{212a}', 'ſ', '😀',
];

/// Returns a text with one or two characters added, removed, replaced or doubled.
fn altered(text: String) -> impl Strategy<Value = String> {
    let change = (any::<Index>(), 0..4_u8, select(&INTRUDERS));
    proptest::collection::vec(change, 1..3).prop_map(move |changes| {
        let mut text: Vec<char> = text.chars().collect();
        for (place, change, intruder) in changes {
            let place = place.index(text.len() + 1);
            match (change, text.get(place).copied()) {
                (0, _) | (_, None) => text.insert(place, intruder),
                (1, Some(_)) => drop(text.remove(place)),
                (2, Some(_)) => text[place] = intruder,
                (_, Some(same)) => text.insert(place, same),
            }
        }
        text.into_iter().collect()
    })
}
