//! Assertions in words.

use super::assertion::{Assertion, Kind};

/// Describes the values that satisfy an assertion, such as `a text or null`. `code` formats
/// a value and a pattern.
#[must_use]
pub fn assertion_text(assertion: &Assertion, code: fn(&str) -> String) -> String {
    let one = |inner: &Assertion| assertion_text(inner, code);
    let codes = |texts: &[String], by: &str| {
        let texts: Vec<String> = texts.iter().map(|text| code(text)).collect();
        texts.join(by)
    };
    match assertion {
        _ if assertion.is_always() => "any value".to_owned(),
        _ if assertion.is_never() => "no value".to_owned(),
        Assertion::Types(kinds) => {
            let kinds: Vec<&str> = kinds.iter().map(|kind| noun(*kind)).collect();
            kinds.join(" or ")
        }
        Assertion::Values(values) => codes(values, " or "),
        Assertion::Length(least, most) => counted(*least, *most, "character"),
        Assertion::Matching(pattern) => format!("matching {}", code(&pattern.text)),
        Assertion::Form(scalar) => scalar.form().map_or("a text", |it| it.noun).to_owned(),
        Assertion::AtLeast(limit) => format!("at least {limit}"),
        Assertion::AtMost(limit) => format!("at most {limit}"),
        Assertion::Above(limit) => format!("above {limit}"),
        Assertion::Below(limit) => format!("below {limit}"),
        Assertion::Step(step) => format!("a multiple of {step}"),
        Assertion::Items(least, most) => counted(*least, *most, "item"),
        Assertion::Unique => "without equal items".to_owned(),
        Assertion::Each(first, rest) => {
            let mut items: Vec<String> = first.iter().map(&one).collect();
            if !rest.is_always() {
                let other = if rest.is_never() {
                    "no others".to_owned()
                } else {
                    format!("all others {}", one(rest))
                };
                items.push(other);
            }
            format!("with the items: {}", items.join("; "))
        }
        Assertion::Contains(inner, least, most) => {
            let items = counted(*least, *most, "item");
            format!("with {items} being {}", one(inner))
        }
        Assertion::Members(least, most) => counted(*least, *most, "member"),
        Assertion::Required(names) => format!("with {}", codes(names, " and ")),
        Assertion::Named(rules) => {
            let rules = rules.iter();
            let rules = rules.map(|(name, rule)| match code(name) {
                name if rule.is_never() => format!("without {name}"),
                name => format!("{name} being {}", one(rule)),
            });
            rules.collect::<Vec<_>>().join(", ")
        }
        Assertion::Like(rules) => {
            let rules = rules.iter().map(|(pattern, rule)| {
                let pattern = code(&pattern.text);
                format!("each member like {pattern} being {}", one(rule))
            });
            rules.collect::<Vec<_>>().join(", ")
        }
        Assertion::Others(_, _, rule) if rule.is_never() => "without other members".to_owned(),
        Assertion::Others(_, _, rule) => format!("each other member being {}", one(rule)),
        Assertion::Names(rule) => format!("each name being {}", one(rule)),
        Assertion::All(all) => joined(all, ", ", code),
        Assertion::Any(any) => joined(any, ", or ", code),
        Assertion::One(all) => format!("exactly one of: {}", joined(all, "; ", code)),
        Assertion::Not(inner) => format!("not {}", one(inner)),
        Assertion::If(when, then, otherwise) => {
            let (when, then) = (one(when), one(then));
            if otherwise.is_always() {
                format!("{then} if {when}")
            } else {
                format!("{then} if {when}, and otherwise {}", one(otherwise))
            }
        }
    }
}

fn joined(all: &[Assertion], by: &str, code: fn(&str) -> String) -> String {
    let all = all.iter().map(|inner| assertion_text(inner, code));
    all.collect::<Vec<_>>().join(by)
}

/// Describes a number between two limits, such as `at least 2 items`.
fn counted(least: u64, most: u64, noun: &str) -> String {
    let of = |count: u64| {
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {noun}{plural}")
    };
    match (least, most) {
        (least, most) if least == most => of(least),
        (0, most) => format!("at most {}", of(most)),
        (least, u64::MAX) => format!("at least {}", of(least)),
        (least, most) => format!("{least} to {}", of(most)),
    }
}

fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "null",
        Kind::Boolean => "a boolean",
        Kind::Integer => "an integer",
        Kind::Number => "a number",
        Kind::Text => "a text",
        Kind::List => "a list",
        Kind::Object => "an object",
    }
}
