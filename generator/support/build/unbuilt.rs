//! The refusal of a builder that is written as a message.

/// The type of a builder that somebody writes as a message.
pub struct Unbuilt<B>(B);

/// A trait that no type implements. The compiler says so, and what to do instead.
#[diagnostic::on_unimplemented(
    message = "a builder is not a request yet",
    label = "this has no `.build()?`",
    note = "end the chain of setters with `.build()?`, which checks the request"
)]
pub trait Built {}
