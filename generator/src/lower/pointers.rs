//! Pointers to the parts of a specification.

use crate::openapi::Schema;
use crate::openapi::keyword::Keyword;

/// Returns a pointer as the output shows it: that of a file ends with its name.
pub fn canonical(pointer: &str) -> String {
    pointer.strip_suffix('#').unwrap_or(pointer).to_owned()
}

/// Returns the pointer to a keyword of a schema.
pub fn to_keyword(schema: &Schema, keyword: Keyword) -> String {
    format!("{}/{keyword}", schema.pointer)
}
