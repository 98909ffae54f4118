//! ISO 8601 durations of `x-window`, `x-resends` and `x-inquiry`, in seconds.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::text::source::Spanned;

/// Returns the seconds of a duration.
pub fn duration(
    text: &Spanned<String>,
    pointer: String,
    diagnostics: &mut Diagnostics,
) -> Option<i64> {
    let seconds = seconds(&text.value);
    if seconds.is_none() {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidExtension,
                text.span,
                format!("`{}` is not a duration", text.value),
            )
            .at(pointer)
            .help("write an ISO 8601 duration of days, hours, minutes and seconds: `PT1H`, `P1DT30M`, `PT0S`"),
        );
    }
    seconds
}

/// Returns the seconds of an ISO 8601 duration of days, hours, minutes and seconds.
fn seconds(text: &str) -> Option<i64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let text = text.strip_prefix('P')?;
    let (days, time) = match text.split_once('T') {
        Some((days, time)) if !time.is_empty() => (days, time),
        Some(_) => return None,
        None => (text, ""),
    };
    if days.is_empty() && time.is_empty() {
        return None;
    }
    let days = units(days, &[('D', 86_400)])?;
    let time = units(time, &[('H', 3_600), ('M', 60), ('S', 1)])?;
    days.checked_add(time)?.checked_mul(sign)
}

/// Returns the sum of terms such as `5H30M`, whose units must be in the given order.
fn units(mut text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut total = 0_i64;
    for &(unit, size) in units {
        if let Some((count, rest)) = text.split_once(unit) {
            let count: u32 = count.parse().ok()?;
            total = total.checked_add(i64::from(count).checked_mul(size)?)?;
            text = rest;
        }
    }
    text.is_empty().then_some(total)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn durations_are_read_in_seconds() {
        for (text, expected) in [
            ("PT0S", Some(0)),
            ("PT1H", Some(3_600)),
            ("P1DT1H1M1S", Some(90_061)),
            ("-PT5M", Some(-300)),
            ("P", None),
            ("PT", None),
            ("P1DT", None),
            ("1H", None),
            ("PT1M1H", None),
            ("PT1.5S", None),
            ("PT99999999999S", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }
}
