//! Tests the conversion of amounts of money.

use crate::support::{Decimal, MoneyError, major_units, smallest_units};

#[test]
fn amounts_are_shifted_by_the_digits_of_their_currency() {
    for (currency, major, units) in [
        ("JPY", "500", 500),
        ("USD", "10.50", 1_050),
        ("EUR", "0.01", 1),
        ("IDR", "12000.00", 1_200_000),
        ("KWD", "1.234", 1_234),
        ("CLF", "0.0001", 1),
        ("UYW", "-3.5000", -35_000),
        ("MGA", "0.00", 0),
    ] {
        let sum = smallest_units::<i64>(currency, &major.into());
        assert_eq!(sum, Ok(units), "{currency} {major}");
        assert_eq!(major_units(currency, units), Ok(major.into()), "{currency}");
    }
}

#[test]
fn extra_zeros_may_be_omitted_or_added() {
    for major in ["7.5", "7.50", "7.500000", "007.5"] {
        assert_eq!(smallest_units::<u64>("SGD", &major.into()), Ok(750));
    }
    assert_eq!(smallest_units::<u64>("JPY", &"7.0".into()), Ok(7));
    assert_eq!(smallest_units::<u64>("SGD", &"-0".into()), Ok(0));
}

#[test]
fn an_amount_that_cannot_be_converted_is_refused() {
    use MoneyError::{FractionOfSmallestUnit, NotDecimal, OutOfRange, UnknownCurrency};
    for (currency, major, error) in [
        ("USD", "0.001", FractionOfSmallestUnit),
        ("JPY", "0.5", FractionOfSmallestUnit),
        ("USD", "-0.01", OutOfRange),
        ("USD", "184467440737095516.16", OutOfRange),
        ("JPY", "18446744073709551616", OutOfRange),
        (
            "JPY",
            "99999999999999999999999999999999999999999999",
            OutOfRange,
        ),
        ("usd", "1", UnknownCurrency),
        ("", "1", UnknownCurrency),
        ("XXX", "1", UnknownCurrency),
        ("XAU", "1", UnknownCurrency),
        ("ANG", "1", UnknownCurrency),
        ("USD", "1,50", NotDecimal),
        ("USD", "1e3", NotDecimal),
        ("USD", "+1", NotDecimal),
        ("USD", " 1", NotDecimal),
        ("USD", ".5", NotDecimal),
        ("USD", "", NotDecimal),
    ] {
        let sum = smallest_units::<u64>(currency, &major.into());
        assert_eq!(sum, Err(error), "{currency} {major}");
    }
    assert_eq!(major_units("XXX", 1_u64), Err(UnknownCurrency));
}

#[test]
fn the_largest_amounts_survive_a_round_trip() {
    for (currency, major) in [
        ("JPY", "18446744073709551615"),
        ("USD", "184467440737095516.15"),
        ("KWD", "18446744073709551.615"),
        ("CLF", "1844674407370955.1615"),
    ] {
        let major = Decimal::from(major);
        assert_eq!(smallest_units::<u64>(currency, &major), Ok(u64::MAX));
        assert_eq!(major_units(currency, u64::MAX), Ok(major));
    }
    let least = major_units("USD", i64::MIN);
    assert_eq!(least, Ok("-92233720368547758.08".into()));
    let read = least.and_then(|least| smallest_units::<i64>("USD", &least));
    assert_eq!(read, Ok(i64::MIN));
}

/// The number of codes with a minor unit is that of ISO 4217, list one of 1 January 2026.
#[test]
fn the_table_is_sorted_and_has_each_code_once() {
    let tables: [&[&str]; 4] = [
        &crate::support::currency::WHOLE,
        &crate::support::currency::HUNDREDTHS,
        &crate::support::currency::THOUSANDTHS,
        &crate::support::currency::TEN_THOUSANDTHS,
    ];
    assert!(tables.iter().all(|codes| codes.is_sorted()));
    let mut codes = tables.concat();
    assert_eq!(codes.len(), 165);
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 165);
    let is_code = |code: &&str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    assert!(codes.iter().all(is_code));
}
