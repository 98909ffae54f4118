//! Values: types and encodings.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Encoding, Module, Type, Usage, Value};
use crate::openapi::{Additional, Schema, SchemaType, Spanned};
use crate::source::Span;

use super::Lowering;
use super::parts::{Kind, Parts};

/// Where a value stands.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The module of the object that holds it.
    pub module: Module,
    /// The messages that reach that object.
    pub usage: Usage,
    /// The member's name, from which an inline set of strings takes its own.
    pub name: &'a str,
    /// Where the value's schema stands.
    pub span: Span,
    /// The pointer to the schema.
    pub pointer: &'a str,
}

impl<'a> Lowering<'a, '_> {
    /// The value that `schemas` describe together.
    pub fn value(&mut self, schemas: &[&'a Schema], place: Place<'_>) -> Option<Value> {
        let parts = Parts::of_value(schemas, self.documents);
        if parts.is_incomplete() || !self.agrees(&parts, place) {
            return None;
        }
        let ty = self.value_type(&parts, place)?;
        self.refuse_on(&parts, &ty);
        let rules = self.rules(&parts, &ty, place);
        let sensitive = self.sensitivity(&parts, &ty);
        Some(Value {
            ty,
            rules,
            sensitive,
        })
    }

    fn value_type(&mut self, parts: &Parts<'a>, place: Place<'_>) -> Option<Type> {
        if let Some(named) = self.named_type(parts, place)? {
            return Some(named);
        }
        match parts.kind() {
            Kind::Object => {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::InlineObject,
                        place.span,
                        format!("the object of `{}` has no name of its own", place.name),
                    )
                    .at(place.pointer)
                    .help("move it to `components/schemas` and name it here with `$ref`"),
                );
                None
            }
            Kind::Enum => self.inline_enum(parts, place),
            Kind::List => self.list(parts, place),
            Kind::Map => self.map(parts, place),
            Kind::Scalar => self.scalar(parts, place),
        }
    }

    /// The named type, if the schemas name one; `None` outside on a mistake.
    #[allow(clippy::option_option)]
    fn named_type(&mut self, parts: &Parts<'a>, place: Place<'_>) -> Option<Option<Type>> {
        let Some((first, _)) = parts.named.first() else {
            return Some(None);
        };
        let alone = parts.named.iter().all(|(id, _)| id == first);
        let plain = parts.schemas.iter().all(|schema| {
            schema.has_only(&[
                "$ref",
                "allOf",
                "deprecated",
                "default",
                "examples",
                "x-sensitive",
                "x-rust-name",
                "const",
            ])
        });
        if !(alone && plain) {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InlineObject,
                    place.span,
                    format!("`{}` adds to a named type without a name of its own", place.name),
                )
                .at(place.pointer)
                .help("name the combination under `components/schemas` with `allOf`, and refer to that"),
            );
            return None;
        }
        // An id is missing only where its component could not be lowered.
        self.ids.get(first).map(|&id| Some(Type::Named(id)))
    }

    fn list(&mut self, parts: &Parts<'a>, place: Place<'_>) -> Option<Type> {
        let Some(items) = parts.items() else {
            self.diagnostics.push(
                Diagnostic::error(Code::MissingKeyword, place.span, "a list needs `items`")
                    .at(place.pointer)
                    .help("add `items` with the schema of each item"),
            );
            return None;
        };
        self.refuse_in_items(items, "on items");
        let place = Place {
            span: items.span,
            pointer: &items.pointer,
            ..place
        };
        self.value(&[items], place)
            .map(|item| Type::List(Box::new(item)))
    }

    fn map(&mut self, parts: &Parts<'a>, place: Place<'_>) -> Option<Type> {
        let any = || Value {
            ty: Type::Any,
            rules: Vec::new(),
            sensitive: None,
        };
        match parts.additional() {
            None | Some(Additional::Allowed(true)) => Some(Type::Map(Box::new(any()))),
            Some(Additional::Schema(schema)) => {
                self.refuse_in_items(schema, "on the values of a map");
                let place = Place {
                    span: schema.span,
                    pointer: &schema.pointer,
                    ..place
                };
                self.value(&[schema], place)
                    .map(|item| Type::Map(Box::new(item)))
            }
            Some(Additional::Allowed(false)) => {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::NotSupported,
                        place.span,
                        "an object that can have no members is not supported yet",
                    )
                    .at(place.pointer)
                    .help("list its `properties`, or say what `additionalProperties` are"),
                );
                None
            }
        }
    }

    fn scalar(&mut self, parts: &Parts<'a>, place: Place<'_>) -> Option<Type> {
        let format = parts.format();
        let name = format.map(|format| format.value.as_str());
        let ty = match (parts.ty().map(|ty| ty.value), name) {
            (Some(SchemaType::String), None) => Type::Text,
            (Some(SchemaType::String), Some("boolean")) => Type::Boolean(Encoding::Text),
            (Some(SchemaType::String), Some("int64")) => Type::Signed(Encoding::Text),
            (Some(SchemaType::String), Some("uint64")) => Type::Unsigned(Encoding::Text),
            (Some(SchemaType::String), Some("decimal")) => Type::Decimal,
            (Some(SchemaType::String), Some("date-time")) => Type::DateTime,
            (Some(SchemaType::String), Some("uri")) => Type::Uri,
            (Some(SchemaType::Integer), None | Some("int64")) => Type::Signed(Encoding::Native),
            (Some(SchemaType::Integer), Some("uint64")) => Type::Unsigned(Encoding::Native),
            (Some(SchemaType::Boolean), None) => Type::Boolean(Encoding::Native),
            (None, None) if is_any(parts) => Type::Any,
            (None, _) if has_alternatives(parts) => {
                self.refuse_keywords(&parts.schemas, &[], "a single value");
                return None;
            }
            (None, _) => {
                self.diagnostics.push(
                    Diagnostic::error(Code::MissingKeyword, place.span, "`type` is missing here")
                        .at(place.pointer)
                        .help("add `type: string`, or what it is"),
                );
                return None;
            }
            (Some(_), _) => {
                self.unknown_format(format?, place);
                return None;
            }
        };
        Some(ty)
    }

    fn unknown_format(&mut self, format: &Spanned<String>, place: Place<'_>) {
        const KNOWN: [&str; 6] = ["boolean", "int64", "uint64", "decimal", "date-time", "uri"];
        if KNOWN.contains(&format.value.as_str()) {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    format.span,
                    format!("the format `{}` does not go with this type", format.value),
                )
                .at(format!("{}/format", place.pointer))
                .help("it is a format of strings: write `type: string`, or leave the format out"),
            );
            return;
        }
        let report = Diagnostic::error(
            Code::NotSupported,
            format.span,
            format!("the format `{}` is not supported here yet", format.value),
        )
        .at(format!("{}/format", place.pointer));
        self.diagnostics.push(match crate::diagnostics::suggestion(&format.value, KNOWN) {
            Some(near) => report.help(format!("did you mean `{near}`?")),
            None => report.help("the formats of strings are boolean, int64, uint64, decimal, date-time and uri; of integers int64 and uint64"),
        });
    }
}

/// Returns whether the value is described as one of several.
fn has_alternatives(parts: &Parts<'_>) -> bool {
    let mut schemas = parts.schemas.iter();
    schemas.any(|schema| schema.any_of.is_some() || schema.one_of.is_some())
}

/// A schema without any keyword accepts every value.
fn is_any(parts: &Parts<'_>) -> bool {
    parts.schemas.iter().all(|schema| {
        schema.has_only(&["deprecated", "default", "examples", "x-rust-name", "const"])
    })
}
