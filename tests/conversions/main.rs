//! Tests conversions of the generated crate from and to types of other crates and of the
//! standard library, with random and extreme values.

mod formats;
mod moments;
mod money;
mod texts;

// The crate `antom` has no texts of these formats.
#[path = "../../generator/support/mod.rs"]
mod support;
