//! Values: types, encodings and sensitivity.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Encoding, Module, Sensitivity, Shape, Type, TypeDef, TypeId, Usage, Value};
use crate::openapi::{Additional, Schema, SchemaType, Spanned};
use crate::source::Span;

use super::parts::{Kind, Parts};
use super::{Lowering, Slot};

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
        if parts.is_incomplete() {
            return None;
        }
        let ty = self.value_type(&parts, place)?;
        self.refuse_object_keywords(&parts, &ty);
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
            schema.is_annotation_only() || (only_wraps(schema) && schema.reference.is_none())
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

    /// A set of strings that is listed where it is used takes the name of the
    /// member.
    fn inline_enum(&mut self, parts: &Parts<'a>, place: Place<'_>) -> Option<Type> {
        let schema = parts.schemas.first()?;
        let chosen = None::<&Spanned<String>>;
        let name = self.type_name(place.name, place.span, chosen)?;
        let shape = Shape::Enum(self.enumeration(parts, place.usage));
        let id = TypeId(self.types.len());
        self.types.push(Slot {
            schema,
            module: place.module,
            span: place.span,
            def: Some(TypeDef {
                name,
                module: place.module,
                description: format!("The values of `{}`.", place.name),
                origin: place.pointer.to_owned(),
                usage: place.usage,
                shape,
            }),
        });
        Some(Type::Named(id))
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

    /// Reports what only an object of a type of its own can have.
    fn refuse_object_keywords(&mut self, parts: &Parts<'a>, ty: &Type) {
        if matches!(ty, Type::Named(_)) {
            return;
        }
        for schema in &parts.schemas {
            let extensions = &schema.extensions;
            let found = [
                ("required", schema.required.first().map(|name| name.span)),
                ("anyOf", schema.any_of.as_ref().map(|any_of| any_of.span)),
                (
                    "if",
                    schema
                        .conditional
                        .as_ref()
                        .map(|conditional| conditional.span),
                ),
                (
                    "x-advisory",
                    extensions.advisories.first().map(|advisory| advisory.span),
                ),
                (
                    "x-constructor",
                    extensions.constructor.as_ref().map(|names| names.span),
                ),
                (
                    "x-money",
                    extensions.money.as_ref().map(|money| money.currency.span),
                ),
            ];
            for (keyword, span) in found {
                if let Some(span) = span {
                    self.diagnostics.push(
                        Diagnostic::error(
                            Code::NotSupported,
                            span,
                            format!("`{keyword}` is supported on objects with `properties` only"),
                        )
                        .at(format!("{}/{keyword}", schema.pointer))
                        .help("remove it, or describe an object here"),
                    );
                }
            }
        }
    }

    fn sensitivity(&mut self, parts: &Parts<'a>, ty: &Type) -> Option<Sensitivity> {
        let marked = parts.schemas.iter().find_map(|schema| {
            schema
                .extensions
                .sensitive
                .as_ref()
                .map(|text| (text, *schema))
        });
        let (text, schema) = marked?;
        let pointer = format!("{}/x-sensitive", schema.pointer);
        let sensitivity = match text.value.as_str() {
            "card" => Sensitivity::Card,
            "secret" => Sensitivity::Secret,
            "personal" => Sensitivity::Personal,
            other => {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::InvalidExtension,
                        text.span,
                        format!("`{other}` is no kind of sensitive data"),
                    )
                    .at(pointer)
                    .help("write `card`, `secret` or `personal`"),
                );
                return None;
            }
        };
        if !is_scalar(ty) {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidExtension,
                    text.span,
                    "`x-sensitive` marks strings, numbers and booleans only",
                )
                .at(pointer)
                .help("mark the members or the items that hold the data instead"),
            );
            return None;
        }
        Some(sensitivity)
    }
}

/// A schema that says nothing but that it is all of others.
fn only_wraps(schema: &Schema) -> bool {
    !schema.all_of.is_empty()
        && schema.ty.is_none()
        && !schema.has_properties
        && schema.required.is_empty()
        && schema.any_of.is_none()
        && schema.conditional.is_none()
        && schema.constant.is_none()
        && schema.values.is_none()
        && schema.extensible.is_none()
}

/// A schema without any keyword accepts every value.
fn is_any(parts: &Parts<'_>) -> bool {
    parts
        .schemas
        .iter()
        .all(|schema| schema.is_annotation_only())
}

fn is_scalar(ty: &Type) -> bool {
    match ty {
        Type::Text
        | Type::Boolean(_)
        | Type::Signed(_)
        | Type::Unsigned(_)
        | Type::Decimal
        | Type::DateTime
        | Type::Uri => true,
        Type::Any | Type::Named(_) | Type::List(_) | Type::Map(_) => false,
    }
}
