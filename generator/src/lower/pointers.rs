//! Pointers to the parts of a specification.

use crate::openapi::Schema;
use crate::openapi::keyword::Keyword;

/// Returns a pointer as the output shows it: that of a file ends with its name.
pub fn canonical(pointer: &str) -> String {
    match pointer.split_once('#') {
        Some((file, "")) => file.to_owned(),
        Some(_) | None => pointer.to_owned(),
    }
}

/// Returns the pointer to a keyword of a schema.
pub fn to_keyword(schema: &Schema, keyword: Keyword) -> String {
    format!("{}/{keyword}", schema.pointer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_pointer_to_a_file_loses_its_end() {
        assert_eq!(canonical("spec/pet.yaml#"), "spec/pet.yaml");
        let property = "spec/pet.yaml#/properties/#";
        assert_eq!(canonical(property), property);
    }
}
