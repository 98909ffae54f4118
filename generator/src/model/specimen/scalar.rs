//! Made-up scalars.

use crate::exact;
use crate::pattern;
use crate::text::json::Json;

use crate::model::scalar::{Encoding, Scalar, TextForm};
use crate::model::value::{Measured, Rule, Type, Value};

/// Returns a scalar that satisfies the rules, if one is found.
pub fn value(scalar: Scalar, rules: &[Rule]) -> Option<Json> {
    match scalar {
        Scalar::Text => text(rules),
        Scalar::Boolean(encoding) => {
            let flags = [true, false].into_iter();
            let mut flags = flags.filter(|flag| admits(rules, Measured::Boolean(*flag)));
            let flag = flags.next()?;
            Some(match encoding {
                Encoding::Native => Json::Boolean(flag),
                Encoding::Text => Json::Text(flag.to_string()),
            })
        }
        Scalar::Integer(_, encoding) => {
            let number = integer(scalar.range()?, rules)?.to_string();
            Some(match encoding {
                Encoding::Native => Json::Number(number),
                Encoding::Text => Json::Text(number),
            })
        }
        Scalar::Float | Scalar::Number => number(rules),
        Scalar::Decimal => formatted("1.50", rules),
        Scalar::DateTime => formatted("2026-01-31T12:00:00Z", rules),
        Scalar::Uri => formatted("https://example.com", rules),
        Scalar::Formatted(form) => formatted(of_form(form), rules),
        Scalar::Null => Some(Json::Null),
        Scalar::Upload => Some(Json::Text("The content of the file.".to_owned())),
    }
}

const fn of_form(form: TextForm) -> &'static str {
    match form {
        TextForm::Date => "2026-01-31",
        TextForm::Time => "12:00:00Z",
        TextForm::Duration => "P1D",
        TextForm::Uuid => "123e4567-e89b-12d3-a456-426614174000",
        TextForm::Base64 => "ZXhhbXBsZQ==",
        TextForm::Email => "name@example.com",
        TextForm::Hostname => "example.com",
        TextForm::Ipv4 => "192.0.2.1",
        TextForm::Ipv6 => "2001:db8::1",
        TextForm::UriReference => "/path",
    }
}

/// Returns the value of a scalar with this text, if it has one that satisfies its rules.
pub fn read(text: &str, value: &Value) -> Option<Json> {
    let Type::Scalar(scalar) = value.ty else {
        return None;
    };
    let read = match scalar {
        Scalar::Boolean(Encoding::Native) => Json::Boolean(text.parse().ok()?),
        Scalar::Integer(_, Encoding::Native) => {
            Json::Number(text.parse::<i128>().ok()?.to_string())
        }
        Scalar::Null => return None,
        Scalar::Float | Scalar::Number if !exact::is_number(text) => return None,
        Scalar::Float | Scalar::Number => Json::Number(text.to_owned()),
        Scalar::Boolean(Encoding::Text)
        | Scalar::Integer(_, Encoding::Text)
        | Scalar::Text
        | Scalar::Decimal
        | Scalar::DateTime
        | Scalar::Uri
        | Scalar::Formatted(_)
        | Scalar::Upload => Json::Text(text.to_owned()),
    };
    let has_form = scalar.form().is_none_or(|form| (form.is_valid)(text));
    (has_form && is_admitted(&read, &value.rules)).then_some(read)
}

/// Returns whether a scalar satisfies the rules.
pub fn is_admitted(value: &Json, rules: &[Rule]) -> bool {
    match value {
        Json::Text(text) => {
            let number = text.parse().ok().map(Measured::Integer);
            admits(rules, Measured::Text(text)) && number.is_none_or(|it| admits(rules, it))
        }
        Json::Number(text) => {
            let integer = text.parse().ok().map(Measured::Integer);
            admits(rules, Measured::Number(text)) && integer.is_none_or(|it| admits(rules, it))
        }
        Json::Boolean(flag) => admits(rules, Measured::Boolean(*flag)),
        Json::Null | Json::List(_) | Json::Object(_) => false,
    }
}

fn admits(rules: &[Rule], value: Measured<'_>) -> bool {
    rules.iter().all(|rule| rule.admits(value))
}

fn formatted(text: &str, rules: &[Rule]) -> Option<Json> {
    admits(rules, Measured::Text(text)).then(|| Json::Text(text.to_owned()))
}

/// Returns a word that satisfies the rules, or a text that matches their pattern.
fn text(rules: &[Rule]) -> Option<Json> {
    let least = rules.iter().filter_map(Rule::least_count).max();
    let least = usize::try_from(least.unwrap_or_default()).ok()?;
    let most = rules.iter().find_map(|rule| {
        if let Rule::MaxLength(most) = rule {
            usize::try_from(*most).ok()
        } else {
            None
        }
    });
    let word: String = "example"
        .chars()
        .cycle()
        .take(least.max(7).min(most.unwrap_or(usize::MAX)))
        .collect();
    let pattern = rules.iter().find_map(|rule| {
        if let Rule::Pattern(pattern) = rule {
            pattern.matcher.shortest(least)
        } else {
            None
        }
    });
    let texts = [Some(word), pattern].into_iter().flatten();
    let mut texts = texts.filter(|text| admits(rules, Measured::Text(text)));
    texts.next().map(Json::Text)
}

fn integer((low, high): (i128, i128), rules: &[Rule]) -> Option<i128> {
    let mut candidates = vec![1, 10, 0];
    for rule in rules {
        if let Rule::Minimum(bound) | Rule::Maximum(bound) | Rule::MultipleOf(bound) = rule {
            candidates.push(*bound);
        } else if let Rule::Ranges { ranges, .. } = rule {
            candidates.extend(ranges.iter().map(|(low, _)| *low));
        } else if let Rule::Only(values) = rule {
            candidates.extend(values.iter().filter_map(|it| it.parse::<i128>().ok()));
        }
    }
    let samples = pattern::samples(low, high);
    let mut numbers = candidates.into_iter().chain(samples);
    numbers
        .find(|number| (low..=high).contains(number) && admits(rules, Measured::Integer(*number)))
}

fn number(rules: &[Rule]) -> Option<Json> {
    let mut texts: Vec<&str> = vec!["1.5", "1", "10", "0", "0.5"];
    for rule in rules {
        if let Rule::AtLeast(bound) | Rule::AtMost(bound) | Rule::Step(bound) = rule {
            texts.push(bound);
        } else if let Rule::Only(values) = rule {
            texts.extend(values.iter().map(String::as_str));
        }
    }
    let mut texts = texts.into_iter().filter(|text| exact::is_number(text));
    let found = texts.find(|text| admits(rules, Measured::Number(text)));
    found.map(|text| Json::Number(text.to_owned()))
}
