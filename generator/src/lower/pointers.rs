//! Pointers to the parts of a specification.

use crate::openapi::Schema;
use crate::openapi::keyword::Keyword;

/// Returns a pointer as the output shows it: the specification's directory is always
/// called `spec`. The name of the real directory may contain `#`.
pub fn canonical(pointer: &str) -> String {
    let (file, place) = pointer.split_once("#/").unwrap_or((pointer, ""));
    let name = file.rsplit('/').next().unwrap_or_default();
    match place {
        "" => format!("spec/{name}"),
        place => format!("spec/{name}#/{place}"),
    }
}

/// Returns the pointer to a keyword of a schema.
pub fn to_keyword(schema: &Schema, keyword: Keyword) -> String {
    format!("{}/{keyword}", schema.pointer)
}
