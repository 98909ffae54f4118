//! Tests the runtime that every generated crate contains, with a small hand-written model
//! in the form of generated code.

#[allow(
    unexpected_cfgs,
    reason = "the features are those of a generated crate"
)]
#[path = "../support/mod.rs"]
mod support;

#[path = "support/answers.rs"]
mod answers;
#[path = "support/assertions.rs"]
mod assertions;
#[path = "support/bodies.rs"]
mod bodies;
#[path = "support/building.rs"]
mod building;
#[path = "support/checking.rs"]
mod checking;
#[path = "support/converting.rs"]
mod converting;
#[path = "support/credentials.rs"]
mod credentials;
#[path = "support/events.rs"]
mod events;
#[path = "support/forms.rs"]
mod forms;
#[path = "support/headers.rs"]
mod headers;
#[path = "support/integer_enums.rs"]
mod integer_enums;
#[path = "support/model.rs"]
mod model;
#[path = "support/money.rs"]
mod money;
#[path = "support/nullable.rs"]
mod nullable;
#[path = "support/numbers.rs"]
mod numbers;
#[path = "support/objects.rs"]
mod objects;
#[path = "support/operations.rs"]
mod operations;
#[path = "support/parameters.rs"]
mod parameters;
#[path = "support/reading.rs"]
mod reading;
#[path = "support/redacting.rs"]
mod redacting;
#[path = "support/servers.rs"]
mod servers;
#[path = "support/steps.rs"]
mod steps;
#[path = "support/styles.rs"]
mod styles;
#[path = "support/unions.rs"]
mod unions;
#[path = "support/values.rs"]
mod values;
