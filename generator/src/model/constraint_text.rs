//! Constraints in words.

use super::assertion_text::assertion_text;
use super::value::Rule;

/// Describes a constraint, such as `at most 64 characters`. `code` formats a pattern.
#[must_use]
pub fn rule_text(rule: &Rule, code: fn(&str) -> String) -> String {
    match rule {
        Rule::MinLength(1) => "not empty".to_owned(),
        Rule::MinLength(limit) => format!("at least {limit} characters"),
        Rule::MaxLength(1) => "at most 1 character".to_owned(),
        Rule::MaxLength(limit) => format!("at most {limit} characters"),
        Rule::Pattern(pattern) => format!("matching {}", code(&pattern.text)),
        Rule::Minimum(limit) => format!("at least {limit}"),
        Rule::Maximum(limit) => format!("at most {limit}"),
        Rule::MultipleOf(step) => format!("a multiple of {step}"),
        Rule::AtLeast(limit) => format!("at least {limit}"),
        Rule::AtMost(limit) => format!("at most {limit}"),
        Rule::Above(limit) => format!("above {limit}"),
        Rule::Below(limit) => format!("below {limit}"),
        Rule::Step(step) => format!("a multiple of {step}"),
        Rule::Ranges { ranges, .. } => {
            let ranges = ranges.iter().map(|(low, high)| {
                if low == high {
                    low.to_string()
                } else {
                    format!("{low} to {high}")
                }
            });
            format!("one of {}", ranges.collect::<Vec<_>>().join("; "))
        }
        Rule::MinItems(1) => "at least 1 item".to_owned(),
        Rule::MinItems(limit) => format!("at least {limit} items"),
        Rule::MaxItems(1) => "at most 1 item".to_owned(),
        Rule::MaxItems(limit) => format!("at most {limit} items"),
        Rule::UniqueItems => "without equal items".to_owned(),
        Rule::MinProperties(1) => "at least 1 member".to_owned(),
        Rule::MinProperties(limit) => format!("at least {limit} members"),
        Rule::MaxProperties(1) => "at most 1 member".to_owned(),
        Rule::MaxProperties(limit) => format!("at most {limit} members"),
        Rule::Except(values) => {
            let values = values.iter().map(|value| code(&value.to_string()));
            format!("not {}", values.collect::<Vec<_>>().join(" or "))
        }
        Rule::Only(values) => {
            let values = values.iter().map(|value| code(value));
            values.collect::<Vec<_>>().join(" or ")
        }
        Rule::Unlike(pattern) => format!("not matching {}", code(&pattern.text)),
        Rule::Names(rule) => format!("each name {}", rule_text(rule, code)),
        Rule::Assert(assertion) => assertion_text(assertion, code),
    }
}

/// Describes the violation of a constraint, such as `` `age` must be at most 30``.
#[must_use]
pub fn broken_text(rule: &Rule, subject: &str) -> String {
    let code: fn(&str) -> String = |text| format!("`{text}`");
    let verb = match rule {
        Rule::Pattern(pattern) => return format!("{subject} must match {}", code(&pattern.text)),
        Rule::Unlike(pattern) => {
            return format!("{subject} must not match {}", code(&pattern.text));
        }
        Rule::MinLength(1) => return format!("{subject} must not be empty"),
        Rule::Minimum(_)
        | Rule::Maximum(_)
        | Rule::MultipleOf(_)
        | Rule::AtLeast(_)
        | Rule::AtMost(_)
        | Rule::Above(_)
        | Rule::Below(_)
        | Rule::Step(_)
        | Rule::Ranges { .. }
        | Rule::Except(_)
        | Rule::Only(_)
        | Rule::UniqueItems
        | Rule::Assert(_) => "be",
        Rule::MinLength(_)
        | Rule::MaxLength(_)
        | Rule::MinItems(_)
        | Rule::MaxItems(_)
        | Rule::MinProperties(_)
        | Rule::MaxProperties(_) => "have",
        Rule::Names(rule) => return broken_text(rule, &format!("each name in {subject}")),
    };
    format!("{subject} must {verb} {}", rule_text(rule, code))
}
