//! Objects: their members, what is required and what is fixed.

use crate::diagnostics::{Code, Diagnostic, suggestion};
use crate::model::{self, Field, Member, Object, Presence, Role, Type, TypeId, Usage};
use crate::names;
use crate::openapi::{Additional, Property, Schema, Spanned};
use crate::source::Span;
use crate::tree::{Node, Value};

use super::Lowering;
use super::constant::literal;
use super::naming::Taken;
use super::parts::Parts;
use super::value::Place;

impl<'a> Lowering<'a, '_> {
    /// The object that `parts` describe; its rules follow when all objects are
    /// known.
    pub fn object(&mut self, parts: &Parts<'a>, id: TypeId, role: Role, usage: Usage) -> Object {
        let required = self.required(parts);
        let mut members = Vec::new();
        let mut taken = Taken::new();
        for (wire, properties) in parts.properties() {
            let is_required = required.contains(&wire);
            let Some(member) = self.member(wire, &properties, id, is_required, usage) else {
                continue;
            };
            if let Some(property) = properties.first() {
                let before = self.diagnostics.len();
                self.take(&mut taken, &member.name().rust, wire, property.key.span);
                if let Member::Field(field) = &member
                    && usage.is_built()
                {
                    for twin in twins(field) {
                        if self.diagnostics.len() == before {
                            self.take_twin(&mut taken, twin, wire, property.key.span);
                        }
                    }
                }
            }
            members.push(member);
        }
        Object {
            role,
            constructor: self.constructor(parts, &members),
            money: self.money(parts, &members),
            additional: self.additional(parts),
            extra: None,
            members,
            rules: Vec::new(),
            advisories: Vec::new(),
        }
    }

    /// Notes the name of a setter beside the one that has the name of the member.
    /// Another member may have it already.
    fn take_twin(&mut self, taken: &mut Taken, twin: String, wire: &str, span: Span) {
        let Some(&known) = taken.get(&twin) else {
            taken.insert(twin, span);
            return;
        };
        let message = format!("the setter `{twin}` of `{wire}` has the name of another setter");
        self.diagnostics.push(
            Diagnostic::error(Code::NameCollision, span, message)
                .labelled(known, format!("`{twin}` comes from here"))
                .help("give one of them another name with `x-rust-name`"),
        );
    }

    /// The names that the schemas require, each of which is a property.
    fn required(&mut self, parts: &Parts<'a>) -> Vec<&'a str> {
        let properties = parts.properties();
        let known = || properties.iter().map(|(name, _)| *name);
        let mut required = Vec::new();
        for schema in &parts.schemas {
            for name in &schema.required {
                if required.contains(&name.value.as_str()) && count(schema, &name.value) > 1 {
                    self.diagnostics.push(
                        Diagnostic::error(
                            Code::InvalidValue,
                            name.span,
                            format!("`{}` is listed twice", name.value),
                        )
                        .at(format!("{}/required", schema.pointer))
                        .help("remove one of them"),
                    );
                } else if known().any(|property| property == name.value) {
                    required.push(name.value.as_str());
                } else if !parts.is_incomplete() {
                    let report = unknown_member(name, known());
                    self.diagnostics
                        .push(report.at(format!("{}/required", schema.pointer)));
                }
            }
        }
        required
    }

    fn additional(&mut self, parts: &Parts<'a>) -> model::Additional {
        match parts.additional() {
            None => model::Additional::Unmentioned,
            Some(Additional::Allowed(true)) => model::Additional::Allowed,
            Some(Additional::Allowed(false)) => model::Additional::Forbidden,
            Some(Additional::Schema(schema)) => {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::NotSupported,
                        schema.span,
                        "a schema for members beside `properties` is not supported yet",
                    )
                    .at(schema.pointer.clone())
                    .help("write `additionalProperties: true` to keep them as they are"),
                );
                model::Additional::Allowed
            }
        }
    }

    fn member(
        &mut self,
        wire: &str,
        properties: &[&'a Property],
        owner: TypeId,
        is_required: bool,
        usage: Usage,
    ) -> Option<Member> {
        let schemas: Vec<&'a Schema> = properties.iter().map(|property| &property.schema).collect();
        let first = *properties.first()?;
        let parts = Parts::of_value(&schemas, self.documents);
        let place = Place {
            module: self.types.get(owner.0)?.module,
            usage,
            name: wire,
            span: first.key.span,
            pointer: &first.schema.pointer,
        };
        let chosen = schemas
            .iter()
            .find_map(|schema| schema.extensions().rust_name.as_ref());
        // A response may say something else than the document; it is read all
        // the same, and what the document says is documentation.
        let fixed = parts.constant();
        if let Some(fixed) = fixed.filter(|_| !usage.response) {
            let constant = self.constant(first, &parts, fixed, place, is_required);
            return constant.map(Member::Constant);
        }
        let name = self.field_name(wire, first.key.span, chosen, usage);
        let value = self.value(&schemas, place);
        if let (Some(fixed), Some(value)) = (fixed, &value) {
            self.hold_fixed(fixed, value, &first.schema);
        }
        let window = self.window(&parts);
        Some(Member::Field(Field {
            name: name?,
            value: value?,
            window,
            description: self.description(&parts).to_owned(),
            presence: if is_required {
                Presence::Required
            } else {
                Presence::Optional
            },
            deprecated: self.is_deprecated(&parts),
            default: parts.default().map(plain),
            examples: parts
                .schemas
                .iter()
                .flat_map(|schema| &schema.examples)
                .map(plain)
                .collect(),
            source: parts.source().map(str::to_owned),
            fixed: fixed.and_then(literal),
            boxed: false,
        }))
    }

    /// Returns whether a value is deprecated, or its type or that of its items is.
    fn is_deprecated(&self, parts: &Parts<'a>) -> bool {
        let documents = self.documents;
        let of_type = parts.named.iter().any(|(id, _)| {
            let component = documents.get(id.document);
            let component = component.and_then(|document| document.schemas.get(id.schema));
            component.is_some_and(|component| {
                let parts = Parts::of_root(&component.schema, documents);
                parts.schemas.iter().any(|schema| schema.deprecated)
            })
        });
        let values = match parts.additional() {
            Some(Additional::Schema(schema)) => Some(&**schema),
            Some(Additional::Allowed(_)) | None => None,
        };
        let mut inner = parts.items().into_iter().chain(values);
        of_type
            || parts.schemas.iter().any(|schema| schema.deprecated)
            || inner.any(|schema| self.is_deprecated(&Parts::of_value(&[schema], documents)))
    }

    /// What is said of a member, or else of its type.
    fn description(&self, parts: &Parts<'a>) -> &'a str {
        let documents = self.documents;
        let own = parts.description();
        let of_type = parts.named.first().and_then(|(id, _)| {
            let component = documents.get(id.document)?.schemas.get(id.schema)?;
            Parts::of_root(&component.schema, documents).description()
        });
        own.or(of_type).unwrap_or_default()
    }

    /// Reports a name that is that of no property.
    pub fn report_unknown_member(&mut self, name: &Spanned<String>, parts: &Parts<'_>) {
        let properties = parts.properties();
        let mut known = properties.iter().map(|(known, _)| *known);
        if !parts.is_incomplete() && !known.clone().any(|known| known == name.value) {
            self.diagnostics.push(unknown_member(name, known.by_ref()));
        }
    }
}

/// The names of the methods that a builder has for a field beside its setter.
fn twins(field: &Field) -> Vec<String> {
    let name = &field.name.rust;
    let mut twins = match field.presence {
        Presence::Optional => vec![names::maybe(name), names::clear(name)],
        Presence::Required => Vec::new(),
    };
    if let Type::List(_) = field.value.ty {
        twins.push(names::add(name));
    }
    twins
}

/// How often a schema's own list of required members has a name.
fn count(schema: &Schema, name: &str) -> usize {
    schema
        .required
        .iter()
        .filter(|other| other.value == name)
        .count()
}

/// A name that should be that of a member and is not.
fn unknown_member<'n>(
    name: &Spanned<String>,
    known: impl IntoIterator<Item = &'n str>,
) -> Diagnostic {
    let report = Diagnostic::error(
        Code::InvalidValue,
        name.span,
        format!("there is no property `{}`", name.value),
    );
    match suggestion(&name.value, known) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help("add it to `properties`, or remove it here"),
    }
}

/// A value as a reader of the documentation would write it.
fn plain(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) | Value::String(text) => text.clone(),
        Value::Sequence(items) => {
            let items: Vec<String> = items.iter().map(plain).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(mapping) => {
            let members = mapping.entries.iter();
            let members: Vec<String> = members
                .map(|entry| format!("{}: {}", entry.key.text, plain(&entry.value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
    }
}
