//! Tests conversions of decimals and amounts of money from and to `rust_decimal`.

use antom::types::Amount;
use antom::{ConversionError, Decimal, MoneyError, Sensitive};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_decimal_keeps_its_digits(digits in -999_999_999_999_i64..=999_999_999_999, scale in 0_u32..20) {
        let number = rust_decimal::Decimal::new(digits, scale);
        let text = Decimal::from(number);
        prop_assert!(text.is_valid(), "{}", text);
        let back = rust_decimal::Decimal::try_from(&text).expect("it has room");
        prop_assert_eq!((back, back.scale()), (number, scale));
    }

    #[test]
    fn an_amount_is_the_same_sum(value: u64) {
        for (currency, scale) in [("SGD", 2), ("JPY", 0), ("KWD", 3)] {
            let amount = Amount::new(currency, value);
            let sum = amount.to_rust_decimal().expect("a known currency");
            prop_assert_eq!(sum, rust_decimal::Decimal::from_i128_with_scale(value.into(), scale));
            prop_assert_eq!(Amount::from_major(currency, sum), Ok(amount));
        }
    }
}

#[test]
fn amounts_that_are_not_exact_are_refused() {
    let sum = rust_decimal::Decimal::new(10_005, 3);
    assert_eq!(
        Amount::from_major("SGD", sum),
        Err(MoneyError::FractionOfSmallestUnit)
    );
    assert_eq!(
        Amount::from_major("XXX", sum),
        Err(MoneyError::UnknownCurrency)
    );
    assert_eq!(
        Amount::new("XXX", 1).to_rust_decimal(),
        Err(MoneyError::UnknownCurrency)
    );
    let negative = rust_decimal::Decimal::new(-1, 0);
    assert_eq!(
        Amount::from_major("SGD", negative),
        Err(MoneyError::OutOfRange)
    );
}

#[test]
fn numbers_with_too_many_digits_are_out_of_range() {
    for text in [
        "79228162514264337593543950336",
        "0.12345678901234567890123456789",
    ] {
        let number = rust_decimal::Decimal::try_from(Decimal::from(text));
        assert_eq!(number, Err(ConversionError::OutOfRange), "{text}");
    }
    for text in ["", "1e5", "+1", "1_000", ".5"] {
        let number = rust_decimal::Decimal::try_from(Decimal::from(text));
        assert_eq!(number, Err(ConversionError::Malformed), "{text}");
    }
    let sensitive: Sensitive<Decimal> = rust_decimal::Decimal::new(150, 2).into();
    assert_eq!(*sensitive.expose(), "1.50");
}
