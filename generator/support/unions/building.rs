//! Builders of variants, which a union takes in place of their objects.

/// A builder of an object that is a variant of a union. It is implemented once the builder
/// has everything that the object requires.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not build a value of the union",
    note = "a builder is taken if all its required fields are set; an object is taken too"
)]
pub trait Builds: Sized {
    /// The object.
    type Object: From<Self>;
}
