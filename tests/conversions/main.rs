//! Conversions of the generated crate from and to types of other crates, and of
//! the standard library, with random values and at the edges.

mod moments;
mod money;
mod texts;
