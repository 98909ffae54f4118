//! The compiler's message about a builder that is serialized as a message.

/// The type of a builder that is serialized as a message.
pub struct Unbuilt<B>(B);

/// A trait that no type implements, for the compiler's message about `Serialize`.
#[diagnostic::on_unimplemented(
    message = "a builder is not a request yet",
    label = "`.build()?` is missing here",
    note = "end the chain of setters with `.build()?`, which validates the request"
)]
pub trait Built {}
