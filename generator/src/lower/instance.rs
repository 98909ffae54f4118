//! Holds examples and defaults against the types that they belong to.
//!
//! An example is what a reader copies first, and the generated documentation is
//! made from it, so one that breaks its own schema is a mistake like any other.

mod relations;

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{
    Additional, Api, Constant, Encoding, Field, Member, Object, Openness, Operation, Presence,
    Role, Rule, Shape, Type, TypeId, Value,
};
use crate::openapi::{Document, Schema};
use crate::pointer::child;
use crate::source::Span;
use crate::syntax;
use crate::tree::{self, Mapping, Node};

use super::gaps::Gaps;
use super::parts::Parts;
use super::{Bodies, Pending};

/// The checks of values that documents give for their types.
pub struct Instances<'a> {
    /// The documents.
    pub documents: &'a [Document],
    /// The schema of each type.
    pub schemas: &'a [&'a Schema],
    /// The model, as far as it could be made.
    pub api: &'a Api,
    /// The parts that could not be lowered.
    pub gaps: &'a Gaps,
    /// The errors that are found.
    pub diagnostics: &'a mut Diagnostics,
}

impl Instances<'_> {
    /// Checks the examples of requests and responses.
    pub fn check_messages(&mut self, bodies: &Bodies) {
        let (api, documents) = (self.api, self.documents);
        let operations = api.operations.iter();
        let operations: HashMap<TypeId, &Operation> = operations
            .map(|operation| (operation.response, operation))
            .collect();
        let with_operation = documents
            .iter()
            .enumerate()
            .filter_map(|(index, document)| Some((index, document.operations.first()?)));
        for (position, (index, operation)) in with_operation.enumerate() {
            let sides = [
                (Role::Request(position), &operation.request, true),
                (Role::Response(position), &operation.response, false),
            ];
            for (role, body, strict) in sides {
                let Some(&id) = bodies.get(&(index, role)) else {
                    continue;
                };
                for example in body.iter().flat_map(|body| &body.examples) {
                    let mut checker = self.checker(strict, Code::InvalidExample);
                    checker.object(&example.value, id, &example.pointer);
                    if let (false, Some(lowered)) = (strict, operations.get(&id)) {
                        checker.success(&example.value, lowered, &example.pointer);
                    }
                }
            }
        }
    }

    /// Checks constants against what else their schemas say.
    pub fn check_constants(&mut self, pending: &[Pending<'_>]) {
        for check in pending {
            let mut checker = self.checker(true, check.code);
            checker.value(check.node, &check.value, &check.pointer);
        }
    }

    /// Checks the examples of objects, and the defaults and examples of their
    /// members.
    pub fn check_members(&mut self) {
        for (index, schema) in self.schemas.iter().enumerate() {
            self.check_members_of(schema, TypeId(index));
        }
    }

    fn check_members_of(&mut self, schema: &Schema, id: TypeId) {
        let Some(object) = self.api.object(id) else {
            return;
        };
        for example in &schema.examples {
            let mut checker = self.checker(true, Code::InvalidExample);
            checker.object(example, id, &format!("{}/examples", schema.pointer));
        }
        let fields: HashMap<&str, &Field> = object
            .fields()
            .map(|(_, field)| (field.name.wire.as_str(), field))
            .collect();
        for (wire, properties) in Parts::of_root(schema, self.documents).properties() {
            let Some(field) = fields.get(wire) else {
                continue;
            };
            for property in properties {
                self.check_values(&property.schema, &field.value);
            }
        }
    }

    fn check_values(&mut self, schema: &Schema, value: &Value) {
        let default = schema.default.iter();
        let default = default.map(|node| (node, Code::InvalidDefault, "default"));
        let examples = schema.examples.iter();
        let examples = examples.map(|node| (node, Code::InvalidExample, "examples"));
        for (node, code, keyword) in default.chain(examples) {
            let mut checker = self.checker(true, code);
            checker.value(node, value, &format!("{}/{keyword}", schema.pointer));
        }
    }

    fn checker(&mut self, strict: bool, code: Code) -> Checker<'_> {
        Checker {
            api: self.api,
            gaps: self.gaps,
            diagnostics: &mut *self.diagnostics,
            strict,
            code,
        }
    }
}

/// Returns whether an instance without the member is wrong.
fn is_required(member: &Member) -> bool {
    match member {
        Member::Field(field) => field.presence == Presence::Required,
        Member::Constant(constant) => constant.required,
    }
}

/// Walks an instance along its type.
struct Checker<'a> {
    api: &'a Api,
    gaps: &'a Gaps,
    diagnostics: &'a mut Diagnostics,
    /// Whether unknown members are a mistake: in a request they would be lost.
    strict: bool,
    code: Code,
}

impl<'a> Checker<'a> {
    fn object(&mut self, node: &Node, id: TypeId, pointer: &str) {
        let api: &'a Api = self.api;
        if self.gaps.is_unknown(id) {
            return;
        }
        let Some(object) = api.object(id) else {
            return;
        };
        let is_partial = self.gaps.is_partial(id);
        let Some(mapping) = node.as_mapping() else {
            self.report(
                node.span,
                pointer,
                format!("an object belongs here, not {}", node.kind()),
            );
            return;
        };
        for entry in &mapping.entries {
            let below = child(pointer, &entry.key.text);
            let member = object
                .members
                .iter()
                .find(|member| *member.name().wire == *entry.key.text);
            match member {
                Some(Member::Field(field)) => self.value(&entry.value, &field.value, &below),
                Some(Member::Constant(constant)) => self.constant(&entry.value, constant, &below),
                None if is_partial || !self.is_wrong(entry, mapping, object) => {}
                None => self.unknown(entry, object, &below),
            }
        }
        for member in &object.members {
            let name = member.name();
            let is_missing = is_required(member) && mapping.get(&name.wire).is_none();
            if is_missing && !self.is_misspelt(&name.wire, mapping, object) {
                self.report(node.span, pointer, format!("`{}` is missing", name.wire));
            }
        }
        if self.strict {
            self.relations(node, object, pointer);
        }
    }

    /// Whether a member is there under a name that is reported in its stead.
    fn is_misspelt(&self, name: &str, mapping: &Mapping, object: &Object) -> bool {
        let is_unknown = |entry: &&tree::Entry| {
            let mut known = names(object);
            known.all(|name| *name != *entry.key.text)
        };
        let mut unknown = mapping.entries.iter().filter(is_unknown);
        let is_near =
            |entry: &tree::Entry| suggestion(&entry.key.text, names(object)) == Some(name);
        self.strict && object.additional != Additional::Allowed && unknown.any(is_near)
    }

    /// Returns whether a member that is not listed is an error: where the schema forbids
    /// it, and where it is a required one misspelt.
    fn is_wrong(&self, entry: &tree::Entry, mapping: &Mapping, object: &Object) -> bool {
        let is_missing = |name: &str| {
            let required = |member: &&Member| is_required(member) && member.name().wire == name;
            object.members.iter().any(|member| required(&member)) && mapping.get(name).is_none()
        };
        self.strict
            && match object.additional {
                Additional::Allowed => false,
                Additional::Unmentioned => {
                    suggestion(&entry.key.text, names(object)).is_some_and(is_missing)
                }
                Additional::Forbidden => true,
            }
    }

    fn unknown(&mut self, entry: &tree::Entry, object: &Object, pointer: &str) {
        let known = names(object);
        let report = Diagnostic::error(
            self.code,
            entry.key.span,
            format!("the schema has no member `{}`", entry.key.text),
        )
        .at(pointer);
        self.diagnostics
            .push(match suggestion(&entry.key.text, known) {
                Some(near) => report.help(format!("did you mean `{near}`?")),
                None => report.help("add it to the schema, or remove it from the example"),
            });
    }

    fn constant(&mut self, node: &Node, constant: &Constant, pointer: &str) {
        if super::constant::literal(node).as_ref() != Some(&constant.value) {
            self.report(
                node.span,
                pointer,
                format!("this is always `{}`", constant.value),
            );
        }
    }

    fn value(&mut self, node: &Node, value: &Value, pointer: &str) {
        match &value.ty {
            Type::Any => {}
            Type::Named(id) if self.gaps.is_unknown(*id) => {}
            Type::Named(id) => match &self.api.get(*id).shape {
                Shape::Object(_) => self.object(node, *id, pointer),
                Shape::Enum(set) => {
                    let known = node.as_str().is_some_and(|text| {
                        set.variants.iter().any(|variant| variant.name.wire == text)
                    });
                    // A fixed value that the set does not list is a slip of the pen.
                    let open = set.openness == Openness::Open
                        && self.code != Code::InvalidValue
                        && node.as_str().is_some();
                    let is_partial = self.gaps.is_partial(*id) && node.as_str().is_some();
                    if !known && !open && !is_partial {
                        self.report(
                            node.span,
                            pointer,
                            "this is none of the listed values".to_owned(),
                        );
                    }
                }
            },
            Type::List(item) => self.list(node, item, &value.rules, pointer),
            Type::Map(item) => match node.as_mapping() {
                Some(mapping) => {
                    for entry in &mapping.entries {
                        self.value(&entry.value, item, &child(pointer, &entry.key.text));
                    }
                }
                None => self.report(
                    node.span,
                    pointer,
                    format!("an object belongs here, not {}", node.kind()),
                ),
            },
            Type::Text | Type::Decimal | Type::DateTime | Type::Uri => {
                self.text(node, value, pointer);
            }
            Type::Boolean(encoding) => self.boolean(node, *encoding, pointer),
            Type::Signed(encoding) | Type::Unsigned(encoding) => {
                self.integer(node, value, *encoding, pointer);
            }
        }
    }

    fn list(&mut self, node: &Node, item: &Value, rules: &[Rule], pointer: &str) {
        let Some(items) = node.as_sequence() else {
            self.report(
                node.span,
                pointer,
                format!("a list belongs here, not {}", node.kind()),
            );
            return;
        };
        let count = u64::try_from(items.len()).unwrap_or(u64::MAX);
        for rule in rules {
            let broken = match rule {
                Rule::MinItems(min) => count < *min,
                Rule::MaxItems(max) => count > *max,
                Rule::MinLength(_)
                | Rule::MaxLength(_)
                | Rule::Pattern(_)
                | Rule::Minimum(_)
                | Rule::Maximum(_)
                | Rule::Ranges { .. } => false,
            };
            if broken {
                self.report(
                    node.span,
                    pointer,
                    format!("{count} items are not allowed here"),
                );
            }
        }
        for (index, inner) in items.iter().enumerate() {
            self.value(inner, item, &format!("{pointer}/{index}"));
        }
    }

    fn text(&mut self, node: &Node, value: &Value, pointer: &str) {
        let Some(text) = node.as_str() else {
            self.report(
                node.span,
                pointer,
                format!(
                    "a string belongs here, not {}; put it in quotes",
                    node.kind()
                ),
            );
            return;
        };
        let (form, what) = match value.ty {
            Type::DateTime => (
                syntax::is_date_time(text),
                "a date and time with its offset",
            ),
            Type::Uri => (syntax::is_uri(text), "an absolute URI"),
            Type::Decimal => (syntax::is_decimal(text), "a decimal number"),
            _ => (true, ""),
        };
        if !form {
            self.report(node.span, pointer, format!("this is not {what}"));
        }
        let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
        for rule in &value.rules {
            match rule {
                Rule::MinLength(min) if length < *min => {
                    self.report(
                        node.span,
                        pointer,
                        format!("this is shorter than {min} characters"),
                    );
                }
                Rule::MaxLength(max) if length > *max => {
                    self.report(
                        node.span,
                        pointer,
                        format!("this is longer than {max} characters"),
                    );
                }
                Rule::Pattern(pattern) if !pattern.matcher.is_match(text) => {
                    self.report(
                        node.span,
                        pointer,
                        format!("this does not match `{}`", pattern.text),
                    );
                }
                _ => {}
            }
        }
    }

    fn boolean(&mut self, node: &Node, encoding: Encoding, pointer: &str) {
        let fits = match (encoding, &node.value) {
            (Encoding::Native, tree::Value::Bool(_)) => true,
            (Encoding::Text, tree::Value::String(text)) => text == "true" || text == "false",
            _ => false,
        };
        if !fits {
            let message = match encoding {
                Encoding::Native => "true or false belongs here",
                Encoding::Text => "\"true\" or \"false\" belongs here, in quotes",
            };
            self.report(node.span, pointer, message.to_owned());
        }
    }

    fn integer(&mut self, node: &Node, value: &Value, encoding: Encoding, pointer: &str) {
        let text = match (encoding, &node.value) {
            (Encoding::Native, tree::Value::Number(text))
            | (Encoding::Text, tree::Value::String(text)) => Some(text),
            _ => None,
        };
        let (low, high) = match value.ty {
            Type::Unsigned(_) => (0, i128::from(u64::MAX)),
            _ => (i128::from(i64::MIN), i128::from(i64::MAX)),
        };
        let number = text
            .and_then(|text| text.parse::<i128>().ok())
            .filter(|number| (low..=high).contains(number));
        let Some(number) = number else {
            let message = match encoding {
                Encoding::Native => "a whole number of 64 bits belongs here",
                Encoding::Text => "a whole number of 64 bits belongs here, in quotes",
            };
            self.report(node.span, pointer, message.to_owned());
            return;
        };
        for rule in &value.rules {
            let broken = match rule {
                Rule::Minimum(min) => number < *min,
                Rule::Maximum(max) => number > *max,
                Rule::Ranges { ranges, .. } => !ranges
                    .iter()
                    .any(|(low, high)| (low..=high).contains(&&number)),
                _ => false,
            };
            if broken {
                self.report(node.span, pointer, format!("{number} is out of range"));
            }
        }
    }

    fn report(&mut self, span: Span, pointer: &str, message: String) {
        let what = match self.code {
            Code::InvalidDefault => "default",
            Code::InvalidValue => "fixed value",
            _ => "example",
        };
        self.diagnostics.push(
            Diagnostic::error(self.code, span, message)
                .at(pointer)
                .help(format!("correct the {what}, or the schema that it breaks")),
        );
    }
}

/// The names of an object's members on the wire.
fn names(object: &Object) -> impl Iterator<Item = &str> {
    let members = object.members.iter();
    members.map(|member| member.name().wire.as_str())
}
