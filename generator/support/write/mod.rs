//! Serialization of objects and their members, and of scalars as strings.

mod as_text;
mod writer;

pub use as_text::{AsText, WriteText};
pub use writer::Writer;
