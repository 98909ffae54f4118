//! Values: types, encodings and sensitivity.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{
    Encoding, Module, Name, Openness, Sensitivity, Shape, Type, TypeDef, TypeId, Usage, Value,
};
use crate::names;
use crate::openapi::{Additional, Schema, SchemaType, Spanned};
use crate::source::Span;

use super::parts::{Kind, Parts};
use super::{Lowering, Slot, canonical};

/// The keywords of a set of strings that is listed where it is used.
const OF_INLINE_ENUMS: [&str; 7] = [
    "enum",
    "x-extensible-enum",
    "minLength",
    "maxLength",
    "pattern",
    "x-rust-name",
    "x-sensitive",
];

/// What only a member can have.
const IN_ITEMS: [&str; 5] = ["const", "default", "deprecated", "x-rust-name", "x-window"];

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

    /// Whether all schemas name the same type and the same format.
    fn agrees(&mut self, parts: &Parts<'a>, place: Place<'_>) -> bool {
        let types: Vec<_> = parts
            .schemas
            .iter()
            .filter_map(|schema| schema.ty.as_ref())
            .collect();
        let formats: Vec<_> = parts
            .schemas
            .iter()
            .filter_map(|schema| schema.format.as_ref())
            .collect();
        let of_type = types.first().zip(
            types
                .iter()
                .find(|ty| Some(ty.value) != types.first().map(|ty| ty.value)),
        );
        let of_format = formats.first().zip(
            formats
                .iter()
                .find(|format| Some(&format.value) != formats.first().map(|format| &format.value)),
        );
        let spans = of_type
            .map(|(first, other)| (first.span, other.span))
            .or_else(|| of_format.map(|(first, other)| (first.span, other.span)));
        if let Some((first, other)) = spans {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    first,
                    format!("`{}` would be of two types at once", place.name),
                )
                .at(place.pointer)
                .labelled(other, "the other type is named here")
                .help("let all schemas that describe the value name the same `type` and `format`"),
            );
        }
        spans.is_none() && self.is_said_once(parts)
    }

    /// Whether what cannot be merged stands in one schema only.
    pub fn is_said_once(&mut self, parts: &Parts<'a>) -> bool {
        const SINGLE: [&str; 4] = ["enum", "x-extensible-enum", "items", "additionalProperties"];
        let mut once = true;
        if let (Some(values), Some(open)) = (parts.values(), parts.extensible()) {
            once = false;
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    values.span,
                    "a set of values is closed by `enum` or open by `x-extensible-enum`, not both",
                )
                .labelled(open.span, "the other list is here")
                .help("keep one of the lists"),
            );
        }
        for keyword in SINGLE {
            let mut places = parts.schemas.iter().flat_map(|schema| {
                let found = schema.keywords().into_iter();
                found.filter(move |(known, _)| *known == keyword)
            });
            if let (Some((_, first)), Some((_, second))) = (places.next(), places.next()) {
                once = false;
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::NotSupported,
                        second,
                        format!("`{keyword}` in two schemas of one value is not supported yet"),
                    )
                    .labelled(first, "it stands here too")
                    .help("say it in one place"),
                );
            }
        }
        once
    }

    /// Reports the keywords that mean nothing on a value of this type.
    fn refuse_on(&mut self, parts: &Parts<'a>, ty: &Type) {
        let lengths = ["format", "minLength", "maxLength", "pattern", "const"];
        let text = ["minLength", "maxLength", "pattern", "enum", "const"];
        let (allowed, what): (&[&str], &str) = match ty {
            // A named type was found to be alone.
            Type::Named(_) => return,
            Type::Text => (&text, "a string"),
            Type::Uri => (&lengths, "a URI"),
            Type::Decimal => (&lengths, "a decimal"),
            Type::DateTime => (
                &[
                    "format",
                    "minLength",
                    "maxLength",
                    "pattern",
                    "const",
                    "x-window",
                ],
                "a date-time",
            ),
            Type::Boolean(_) => (&["format", "enum", "const"], "a boolean"),
            Type::Signed(Encoding::Text) | Type::Unsigned(Encoding::Text) => (
                &[
                    "format",
                    "minimum",
                    "maximum",
                    "maxLength",
                    "pattern",
                    "const",
                ],
                "an integer in a string",
            ),
            Type::Signed(Encoding::Native) | Type::Unsigned(Encoding::Native) => {
                (&["format", "minimum", "maximum", "const"], "an integer")
            }
            Type::Any => (&["const"], "a value of any type"),
            Type::List(_) => (&["items", "minItems", "maxItems"], "a list"),
            Type::Map(_) => (&["additionalProperties"], "an object without `properties`"),
        };
        let allowed: Vec<&str> = allowed
            .iter()
            .copied()
            .chain(["x-sensitive", "x-rust-name"])
            .collect();
        self.refuse_keywords(&parts.schemas, &allowed, what);
        self.refuse_values(parts, ty);
    }

    /// Reports a list of values on anything but plain strings, and one that does
    /// not hold both truth values on a boolean.
    fn refuse_values(&mut self, parts: &Parts<'a>, ty: &Type) {
        let takes_values = matches!(ty, Type::Text | Type::Boolean(_));
        let Some(values) = parts.values().filter(|_| takes_values) else {
            return;
        };
        let texts: Vec<Option<&str>> = values.value.iter().map(crate::tree::Node::as_str).collect();
        let fits = match ty {
            // One value alone is a fixed one, which the object knows.
            Type::Text => values.value.len() == 1,
            Type::Boolean(Encoding::Text) => {
                values.value.len() == 1
                    || (texts.contains(&Some("true"))
                        && texts.contains(&Some("false"))
                        && texts.len() == 2)
            }
            _ => values.value.len() == 1 && parts.format().is_none(),
        };
        if !fits {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::NotSupported,
                    values.span,
                    "`enum` is supported on strings without a format, and as [\"true\", \"false\"] on booleans in strings",
                )
                .help("use `minimum`, `maximum` and `pattern` to limit a number"),
            );
        }
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

    /// A set of strings that is listed where it is used takes the name of the
    /// member.
    /// A set of strings that is listed where it is used takes the name of the
    /// member. Wherever the same lines of the document are merged into a module,
    /// they are the same set.
    fn inline_enum(&mut self, parts: &Parts<'a>, place: Place<'_>) -> Option<Type> {
        self.refuse_keywords(&parts.schemas, &OF_INLINE_ENUMS, "a set of strings");
        let schema = *parts.schemas.first()?;
        let key = (place.module, schema.span);
        if let Some(&id) = self.inline.get(&key) {
            self.open_for(id, place.usage);
            return Some(Type::Named(id));
        }
        let name = self.type_name(place.name, place.span, None)?;
        let mut chosen = parts.schemas.iter();
        let chosen = chosen.find_map(|schema| schema.extensions.rust_name.as_ref());
        let name = match chosen {
            // The member's own name in Rust tells the sets of two members apart.
            Some(chosen) => Name {
                rust: names::camel(&chosen.value),
                ..name
            },
            None => name,
        };
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
                origin: canonical(place.pointer),
                usage: place.usage,
                shape,
            }),
        });
        self.inline.insert(key, id);
        Some(Type::Named(id))
    }

    /// A set that a response reaches keeps values that it does not list.
    fn open_for(&mut self, id: TypeId, usage: Usage) {
        let def = self.types.get_mut(id.0).and_then(|slot| slot.def.as_mut());
        if let Some(Shape::Enum(set)) = def.map(|def| &mut def.shape)
            && usage.response
        {
            set.openness = Openness::Open;
        }
    }

    /// Forgets the types that were made since there were `count`.
    pub fn forget_types(&mut self, count: usize) {
        self.types.truncate(count);
        self.inline.retain(|_, id| id.0 < count);
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

    fn refuse_in_items(&mut self, schema: &'a Schema, place: &str) {
        self.refuse_at(schema, &IN_ITEMS, place);
        let parts = Parts::of_value(&[schema], self.documents);
        for part in &parts.schemas {
            let values = part.values.as_ref();
            if values.is_some_and(|values| values.value.len() == 1) {
                self.refuse_at(part, &["enum"], place);
            }
            self.refuse_at(part, &["const"], place);
        }
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
            (None, _) if parts.schemas.iter().any(|schema| schema.any_of.is_some()) => {
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

/// A schema without any keyword accepts every value.
fn is_any(parts: &Parts<'_>) -> bool {
    parts.schemas.iter().all(|schema| {
        schema.has_only(&["deprecated", "default", "examples", "x-rust-name", "const"])
    })
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
