//! Tests of the runtime that every generated crate carries, with a small model
//! written as the generator emits one.

#[path = "../support/mod.rs"]
mod support;

#[path = "support/building.rs"]
mod building;
#[path = "support/checking.rs"]
mod checking;
#[path = "support/model.rs"]
mod model;
#[path = "support/money.rs"]
mod money;
#[path = "support/operations.rs"]
mod operations;
#[path = "support/reading.rs"]
mod reading;
#[path = "support/values.rs"]
mod values;
