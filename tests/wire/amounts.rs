//! Amounts in major units, through the crate's own type.

use antom::MoneyError;
use antom::types::Amount;

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
