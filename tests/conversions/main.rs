//! Tests conversions of the generated crate from and to types of other crates and of the
//! standard library, with random and extreme values.

mod moments;
mod money;
mod texts;
