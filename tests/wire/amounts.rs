//! Amounts in major units, through the crate's own type.

use antom::types::Amount;
use antom::{Decimal, MoneyError};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

#[test]
fn an_amount_is_made_from_major_units() {
    let amount = Amount::from_major("SGD", "42.00");
    assert_eq!(amount, Ok(Amount::new("SGD", 4200)));
    let amount = Amount::from_major("SGD", "42.001");
    assert_eq!(amount, Err(MoneyError::FractionOfSmallestUnit));
}

#[test]
fn an_amount_is_shown_without_a_decimal_point() {
    assert_eq!(Amount::new("SGD", 4200).to_string(), "SGD 4200");
    assert_eq!(Amount::new("JPY", 4200).to_string(), "JPY 4200");
    assert_eq!(Amount::new("ZZZ", 4200).to_string(), "ZZZ 4200");
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(4217),
        ..ProptestConfig::default()
    })]

    #[test]
    fn major_units_and_back_is_the_same_amount(
        currency in prop::sample::select(vec!["JPY", "USD", "KWD", "CLF"]),
        value in any::<u64>(),
    ) {
        let amount = Amount::new(currency, value);
        let major = amount.to_major().expect("the currency is known");
        prop_assert!(major.is_valid());
        prop_assert_eq!(Amount::from_major(currency, major), Ok(amount));
    }

    #[test]
    fn no_text_is_converted_to_another_sum(text in "-?[0-9]{0,25}(\\.[0-9]{0,6})?") {
        if let Ok(amount) = Amount::from_major("KWD", text.as_str()) {
            let major = amount.to_major().expect("the currency is known");
            prop_assert_eq!(canonical(text.as_str()), canonical(major.as_str()));
        }
    }

    #[test]
    fn no_input_panics(currency in any::<String>(), text in any::<String>(), value in any::<u64>()) {
        let _ = Amount::from_major(currency.as_str(), Decimal::from(text));
        let _ = Amount::new(currency, value).to_major();
    }
}

/// A number without the zeros that change nothing.
fn canonical(text: &str) -> String {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    format!("{whole}.{fraction}")
}
