//! Builder states, and an operation as the generator emits it.

use serde::{Serialize, Serializer};

use crate::model::Order;
use crate::support::{
    Advisory, DecodeError, Given, Operation, Response, Sensitive, Set, Violations, advisories,
    sealed, violations,
};

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
fn a_builder_yields_what_was_set_last_and_redacts_it() {
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

struct Place(Order);

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl sealed::Sealed for Place {}
impl sealed::Sealed for Order {}

impl Operation for Place {
    const ID: &'static str = "placeOrder";
    const METHOD: &'static str = "POST";
    const PATH: &'static str = "/orders";
    type Response = Order;
    type ResultCode = String;

    fn validate(&self) -> Result<(), Violations> {
        violations(&self.0)
    }

    fn advisories(&self) -> Vec<Advisory> {
        advisories(&self.0)
    }
}

impl Response for Order {
    fn from_json(json: &[u8]) -> Result<Self, DecodeError> {
        Order::from_json(json)
    }
}

fn exchange<O: Operation>(request: &O) -> Result<O::Response, DecodeError> {
    assert_eq!(
        (O::ID, O::METHOD, O::PATH),
        ("placeOrder", "POST", "/orders")
    );
    assert!(request.validate().is_err() && request.advisories().is_empty());
    O::Response::from_json(&serde_json::to_vec(request).expect("written"))
}

#[test]
fn any_operation_can_be_handled() {
    let order = Order::default();
    assert_eq!(exchange(&Place(order.clone())), Ok(order));
}
