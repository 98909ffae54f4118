//! Windows of time, whose ends are ISO 8601 durations.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Window;
use crate::openapi::Spanned;

use super::Lowering;
use super::parts::Parts;

impl Lowering<'_, '_> {
    pub fn window(&mut self, parts: &Parts<'_>) -> Option<Window> {
        let window = parts
            .schemas
            .iter()
            .find_map(|schema| schema.extensions().window.as_ref())?;
        let after = self.duration(&window.after);
        let before = self.duration(&window.before);
        let (after, before) = (after?, before?);
        if parts
            .format()
            .is_none_or(|format| format.value != "date-time")
        {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidExtension,
                    window.span,
                    "`x-window` belongs to strings of format date-time",
                )
                .help("add `format: date-time`, or remove the window"),
            );
            return None;
        }
        if after > before {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidLimit,
                    window.span,
                    "this window ends before it begins",
                )
                .help("`after` is the earliest distance from the moment, `before` the latest"),
            );
            return None;
        }
        Some(Window {
            after,
            before,
            from: window.from.clone(),
        })
    }

    pub fn duration(&mut self, text: &Spanned<String>) -> Option<i64> {
        let seconds = seconds(&text.value);
        if seconds.is_none() {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidExtension,
                    text.span,
                    format!("`{}` is no duration", text.value),
                )
                .help("write days, hours, minutes and seconds as ISO 8601 does: `PT1H`, `P1DT30M`, `PT0S`"),
            );
        }
        seconds
    }
}

/// The seconds of an ISO 8601 duration of days, hours, minutes and seconds.
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

/// The sum of `5H30M`-like terms, whose units come in the order given.
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
