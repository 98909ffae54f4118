//! Tests amounts in major units through the crate's own type.

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
fn an_amount_is_displayed_in_smallest_units() {
    assert_eq!(
        Amount::new("SGD", 4200).to_string(),
        "4200 smallest units of SGD"
    );
    assert_eq!(
        Amount::new("JPY", 4200).to_string(),
        "4200 smallest units of JPY"
    );
    assert_eq!(
        Amount::new("ZZZ", 4200).to_string(),
        "4200 smallest units of ZZZ"
    );
}
