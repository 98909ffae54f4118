//! States: the meanings that a message can have, each under a condition.

use super::condition::Test;
use super::names::Name;

/// The state that an object reports, as an enum of its meanings.
///
/// The first value whose test holds applies. If none holds, the state is undetermined.
#[derive(Debug)]
pub struct State {
    /// The name of the enum.
    pub name: Name,
    /// The name in Rust of the method that returns the state.
    pub method: String,
    /// The values, in document order.
    pub values: Vec<StateValue>,
    /// A pointer to it in the specification.
    pub origin: String,
}

/// A value of a state.
#[derive(Debug)]
pub struct StateValue {
    /// The value in lower case and the name of its variant.
    pub name: Name,
    /// Its meaning, as CommonMark.
    pub description: String,
    /// The test.
    pub when: Test,
    /// The test in words, such as `kind is DOG`.
    pub text: String,
    /// A pointer to the condition in the specification.
    pub origin: String,
}

impl State {
    /// The variant for messages without a listed state.
    pub const UNDETERMINED: &str = "Undetermined";
}
