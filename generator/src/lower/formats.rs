//! The formats of OpenAPI and JSON Schema with a meaning.

use crate::model::{Encoding, Scalar, TextForm, Width};
use crate::openapi::SchemaType;

/// The formats of strings with a meaning that is neither a form nor an integer.
const STRINGS: [&str; 4] = ["boolean", "decimal", "date-time", "uri"];

/// Returns the formats of a type.
pub fn known(ty: SchemaType) -> Vec<&'static str> {
    let integers = || Width::FORMATS.into_iter().map(|(name, _)| name);
    let forms = || TextForm::ALL.into_iter().map(TextForm::as_str);
    match ty {
        SchemaType::String => STRINGS
            .into_iter()
            .chain(integers())
            .chain(forms())
            .collect(),
        SchemaType::Integer => integers().collect(),
        SchemaType::Number => Scalar::FLOATS.to_vec(),
        SchemaType::Boolean | SchemaType::Array | SchemaType::Object | SchemaType::Null => {
            Vec::new()
        }
    }
}

/// Returns whether a format says something about values. Others are for people.
pub fn has_meaning(format: &str) -> bool {
    let of_text = scalar(SchemaType::String, Some(format));
    of_text.is_some() || Scalar::FLOATS.contains(&format) || format == "binary"
}

/// Returns the scalar of a type with a format.
pub fn scalar(ty: SchemaType, format: Option<&str>) -> Option<Scalar> {
    let scalar = match (ty, format) {
        (SchemaType::String, None | Some("password")) => Scalar::Text,
        (SchemaType::String, Some("boolean")) => Scalar::Boolean(Encoding::Text),
        (SchemaType::String, Some("decimal")) => Scalar::Decimal,
        (SchemaType::String, Some("date-time")) => Scalar::DateTime,
        (SchemaType::String, Some("uri")) => Scalar::Uri,
        (SchemaType::String, Some(format)) => {
            let mut forms = TextForm::ALL.into_iter();
            match forms.find(|form| form.as_str() == format) {
                Some(form) => Scalar::Formatted(form),
                None => Scalar::Integer(Width::of_format(format)?, Encoding::Text),
            }
        }
        (SchemaType::Integer, None) => Scalar::Integer(Width::I64, Encoding::Native),
        (SchemaType::Integer, Some(format)) => {
            Scalar::Integer(Width::of_format(format)?, Encoding::Native)
        }
        (SchemaType::Number, None) => Scalar::Number,
        (SchemaType::Number, Some(format)) if Scalar::FLOATS.contains(&format) => Scalar::Float,
        (SchemaType::Null, None) => Scalar::Null,
        (SchemaType::Boolean, None) => Scalar::Boolean(Encoding::Native),
        (
            SchemaType::Number
            | SchemaType::Boolean
            | SchemaType::Array
            | SchemaType::Object
            | SchemaType::Null,
            _,
        ) => return None,
    };
    Some(scalar)
}
