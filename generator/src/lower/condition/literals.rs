//! Literals of conditions and the members that they are compared with.

use crate::diagnostics::suggestion;
use crate::model::{Base, Encoding, Enum, Field, Literal, Measured, Member, Scalar, Type};
use crate::openapi::SchemaType;
use crate::text::tree::Node;

use crate::lower::table::Table;

/// Converts a literal to the member's type, if possible.
pub fn fit(literal: Literal, member: &Member, types: &Table<'_>) -> Option<Literal> {
    let field = match member {
        Member::Field(field) => field,
        Member::Constant(_) => return Some(literal),
    };
    match &field.value.ty {
        Type::Scalar(scalar) => fit_scalar(literal, *scalar, field),
        Type::Named(_) => {
            let set = types.enumeration(&field.value.ty)?;
            let mut variants = set.variants.iter();
            let is_listed = variants.any(|variant| variant.literal() == literal);
            is_listed.then_some(literal)
        }
        Type::Any | Type::List(_) | Type::Map(_) => None,
    }
}

fn fit_scalar(literal: Literal, scalar: Scalar, field: &Field) -> Option<Literal> {
    let held = scalar.held(literal)?;
    let is_kept = match &held {
        Literal::Text(text) => {
            let mut rules = field.value.rules.iter();
            rules.all(|rule| rule.admits(Measured::Text(text)))
        }
        Literal::Boolean(_) | Literal::Integer(_) => true,
    };
    is_kept.then_some(held)
}

/// Returns the wire type of a member's value.
pub fn schema_type(member: &Member, types: &Table<'_>) -> SchemaType {
    match member {
        Member::Field(field) => schema_type_of(&field.value.ty, types),
        Member::Constant(constant) => match constant.value {
            Literal::Text(_) => SchemaType::String,
            Literal::Boolean(_) => SchemaType::Boolean,
            Literal::Integer(_) => SchemaType::Integer,
        },
    }
}

fn schema_type_of(ty: &Type, types: &Table<'_>) -> SchemaType {
    match ty {
        Type::Scalar(scalar) => match scalar {
            Scalar::Boolean(Encoding::Native) => SchemaType::Boolean,
            Scalar::Integer(_, Encoding::Native) => SchemaType::Integer,
            Scalar::Float | Scalar::Number => SchemaType::Number,
            Scalar::Null => SchemaType::Null,
            Scalar::Text
            | Scalar::Decimal
            | Scalar::DateTime
            | Scalar::Uri
            | Scalar::Formatted(_)
            | Scalar::Upload
            | Scalar::Boolean(Encoding::Text)
            | Scalar::Integer(_, Encoding::Text) => SchemaType::String,
        },
        Type::Named(id) if types.structure(*id).is_none() => {
            match types.enumeration(ty).map(Enum::base) {
                Some(Base::Integer) => SchemaType::Integer,
                Some(Base::Text) | None => SchemaType::String,
            }
        }
        Type::Any | Type::Named(_) | Type::Map(_) => SchemaType::Object,
        Type::List(_) => SchemaType::Array,
    }
}

/// Returns the help for a value that a member never has.
pub fn advice(node: &Node, member: Option<&Member>, types: &Table<'_>) -> String {
    let known: Vec<&str> = match member {
        Some(Member::Field(field)) => types.enum_values(&field.value.ty),
        Some(Member::Constant(_)) | None => Vec::new(),
    };
    let near = node.as_str();
    match near.and_then(|text| suggestion(text, known.iter().copied())) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => {
            "write a value of the member's type, in quotes if the member is a string".to_owned()
        }
        None => format!("write one of {}", known.join(", ")),
    }
}

/// Returns whether the values are both `true` and `false`, so that they exclude nothing.
pub fn are_both_flags(values: &[Literal]) -> bool {
    let mut flags = [true, false].into_iter();
    flags.all(|flag| values.contains(&Literal::Boolean(flag)))
}
