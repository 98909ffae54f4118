//! Builder states in the form of generated code.

use crate::support::{Given, Sensitive, Set};

#[allow(non_camel_case_types, reason = "named after the fields")]
mod unset {
    #[derive(Clone, Debug)]
    pub struct pin;
}

#[derive(Clone, Debug)]
struct ShopBuilder<Pin = unset::pin> {
    pin: Pin,
    town: Option<String>,
}

#[derive(Debug)]
struct Shop {
    pin: Sensitive<u64>,
    town: Option<String>,
}

impl ShopBuilder {
    fn new() -> Self {
        Self {
            pin: unset::pin,
            town: None,
        }
    }
}

impl<Pin> ShopBuilder<Pin> {
    fn pin(self, pin: u64) -> ShopBuilder<Set<Sensitive<u64>>> {
        ShopBuilder {
            pin: Set(pin.into()),
            town: self.town,
        }
    }

    fn town(mut self, town: impl Into<String>) -> Self {
        self.town = Some(town.into());
        self
    }

    fn build(self) -> Shop
    where
        Pin: Given<Sensitive<u64>>,
    {
        Shop {
            pin: self.pin.given(),
            town: self.town,
        }
    }
}

impl<Pin: Given<Sensitive<u64>>> From<ShopBuilder<Pin>> for Shop {
    fn from(builder: ShopBuilder<Pin>) -> Self {
        builder.build()
    }
}

#[test]
fn a_builder_returns_the_last_value_and_redacts_it() {
    let builder = ShopBuilder::new().town("Here").pin(1).pin(4111);
    let shown = r#"pin: [redacted], town: Some("Here")"#;
    assert_eq!(format!("{builder:?}"), format!("ShopBuilder {{ {shown} }}"));
    let shop = Shop::from(builder.clone());
    assert_eq!(shop.pin.into_exposed(), 4111);
    assert_eq!(shop.town.as_deref(), Some("Here"));
    assert_eq!(
        format!("{:?}", builder.build()),
        format!("Shop {{ {shown} }}")
    );
}
