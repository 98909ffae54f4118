//! Tests that conversions of amounts from and to major units keep the amount.

use antom::Decimal;
use antom::types::Amount;
use proptest::prelude::*;

use super::ensure;
use super::runner::try_all;

#[test]
fn amounts_survive_a_round_trip_through_major_units() {
    let currencies = prop::sample::select(vec!["JPY", "USD", "KWD", "CLF"]);
    try_all(&(currencies, any::<u64>()), 1, |(currency, value)| {
        let amount = Amount::new(currency, value);
        let major = amount.to_major().expect("the currency is known");
        let again = Amount::from_major(currency, major.clone());
        ensure(major.is_valid() && again == Ok(amount), || {
            format!("{major} became {again:?}")
        })
    });
}

#[test]
fn no_text_becomes_another_amount() {
    try_all(&"-?[0-9]{0,25}(\\.[0-9]{0,6})?", 1, |text| {
        let Ok(amount) = Amount::from_major("KWD", text.as_str()) else {
            return Ok(());
        };
        let major = amount.to_major().expect("the currency is known");
        ensure(canonical(major.as_str()) == canonical(&text), || {
            format!("{text} became {major}")
        })
    });
}

#[test]
fn no_input_panics() {
    let inputs = (any::<String>(), any::<String>(), any::<u64>());
    try_all(&inputs, 1, |(currency, text, value)| {
        let made = Amount::from_major(currency.as_str(), Decimal::from(text));
        let shown = Amount::new(currency, value).to_major();
        ensure(made.is_err() || shown.is_ok(), || {
            "one knows a currency that the other does not".to_owned()
        })
    });
}

/// Returns a number without extra zeros.
fn canonical(text: &str) -> String {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    format!("{whole}.{fraction}")
}
