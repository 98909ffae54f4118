//! The check of an instance against its type.
//!
//! Users copy examples, and the generated documentation shows them, so an invalid example
//! is reported and left out.

use std::cell::Cell;
use std::collections::HashSet;
use std::mem;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::lower::gaps::Gaps;
use crate::lower::literal::literal;
use crate::model::{
    Additional, Api, Base, Constant, Enum, Measured, Member, Openness, Rule, Shape, Struct, Type,
    TypeId, Value, Variant, broken_text,
};
use crate::text::json::Json;
use crate::text::pointer::child;
use crate::text::source::Span;
use crate::text::tree::{Entry, Mapping, Node, Value as NodeValue};

use super::role::ValueRole;
use super::spelling::{Spelling, is_required};

/// The beginning of the subject for an item of a list.
const ITEM_OF: &str = "an item of ";

/// The check of an instance.
pub struct Checker<'a> {
    /// The model, as far as it could be lowered.
    pub api: &'a Api,
    /// The parts that could not be lowered.
    pub gaps: &'a Gaps,
    /// The errors so far.
    pub diagnostics: &'a mut Diagnostics,
    /// True if an unlisted member may be an error.
    pub strict: bool,
    /// The role of the instance.
    pub role: ValueRole,
    /// True if nothing wrong was found.
    pub is_valid: bool,
    /// The value that is checked, as the subject of a message, such as `` `kind` ``.
    pub subject: String,
    /// The number of variants that may still be tried, if the instance is tried itself and
    /// need not fit.
    pub tries: Option<&'a Cell<usize>>,
}

/// Returns the subject of messages about a member.
pub fn subject(name: &str) -> String {
    format!("`{name}`")
}

impl<'a> Checker<'a> {
    /// Runs a check with another subject of its messages.
    fn within(&mut self, subject: String, check: impl FnOnce(&mut Self)) {
        let outer = mem::replace(&mut self.subject, subject);
        check(self);
        self.subject = outer;
    }

    /// Checks an instance of a named type.
    pub fn named(&mut self, node: &Node, id: TypeId, pointer: &str) {
        if self.gaps.is_unknown(id) {
            return;
        }
        let api: &'a Api = self.api;
        match &api.get(id).shape {
            Shape::Struct(object) => self.object(node, id, object, pointer),
            Shape::Enum(set) => self.listed(node, id, set, pointer),
            Shape::Alias(value) => self.value(node, value, pointer),
            Shape::Union(union) => self.union(node, union, pointer),
        }
    }

    fn object(&mut self, node: &Node, id: TypeId, object: &Struct, pointer: &str) {
        let Some(mapping) = node.as_mapping() else {
            self.not_an_object(node, pointer);
            return;
        };
        let is_partial = self.gaps.is_partial(id);
        let mut spelling = Spelling::of(object);
        if self.strict && object.additional != Additional::Allowed {
            spelling.search(object, mapping);
        }
        for entry in &mapping.entries {
            let below = child(pointer, &entry.key.text);
            match spelling.member(entry) {
                Some(member) => self.member(entry, member, &below),
                None if is_partial => {}
                None if self.is_wrong(entry, mapping, object, &spelling) => {
                    self.unknown(entry, spelling.near(entry), &below);
                }
                None => self.other(entry, object, &below),
            }
            if self.has_failed() {
                return;
            }
        }
        let required = object.members.iter().filter(|it| is_required(it));
        let names = required.map(|member| member.name().wire.as_str());
        let missing = names.filter(|it| mapping.get(it).is_none() && !spelling.is_misspelt(it));
        let missing: Vec<String> = missing.map(|name| format!("`{name}`")).collect();
        match missing.as_slice() {
            [] => {}
            [name] => self.report(node.span, pointer, format!("{name} is missing")),
            names => {
                let names = names.join(", ");
                self.report(node.span, pointer, format!("{names} are missing"));
            }
        }
        self.properties(node, mapping, &object.limits, pointer);
        self.asserted(node, &object.limits, pointer);
        if self.strict {
            self.relations(node, object, pointer);
        }
    }

    fn member(&mut self, entry: &Entry, member: &Member, pointer: &str) {
        self.within(subject(&entry.key.text), |checker| match member {
            Member::Field(field) => checker.value(&entry.value, &field.value, pointer),
            Member::Constant(constant) => checker.constant(&entry.value, constant, pointer),
        });
    }

    /// Checks a member that the object does not list.
    fn other(&mut self, entry: &Entry, object: &Struct, pointer: &str) {
        if let Some(value) = &object.others {
            self.within(subject(&entry.key.text), |checker| {
                checker.value(&entry.value, value, pointer);
            });
        }
    }

    /// Returns whether an unlisted member is an error: the schema forbids it, or it is a
    /// misspelt required member.
    fn is_wrong(
        &self,
        entry: &Entry,
        mapping: &Mapping,
        object: &Struct,
        spelling: &Spelling<'_>,
    ) -> bool {
        match object.additional {
            Additional::Allowed => false,
            Additional::Unmentioned => spelling
                .near(entry)
                .is_some_and(|near| spelling.is_required(near) && mapping.get(near).is_none()),
            Additional::Forbidden => self.strict,
        }
    }

    fn unknown(&mut self, entry: &Entry, near: Option<&str>, pointer: &str) {
        self.is_valid = false;
        let report = Diagnostic::warning(
            self.role.code(),
            entry.key.span,
            format!("the schema has no member `{}`", entry.key.text),
        )
        .at(pointer);
        self.diagnostics.push(match near {
            Some(near) => report.help(format!("did you mean `{near}`?")),
            None => report.help("add it to the schema, or remove it from the example"),
        });
    }

    fn constant(&mut self, node: &Node, constant: &Constant, pointer: &str) {
        if literal(node).as_ref() != Some(&constant.value) {
            let message = format!("{} must be `{}`", self.subject, constant.value);
            self.report(node.span, pointer, message);
        }
    }

    /// Checks an instance of a value.
    pub fn value(&mut self, node: &Node, value: &Value, pointer: &str) {
        if value.nullable && node.value == NodeValue::Null {
            return;
        }
        self.asserted(node, &value.rules, pointer);
        if self.has_failed() {
            return;
        }
        match &value.ty {
            Type::Any => {}
            Type::Named(id) => self.named(node, *id, pointer),
            Type::List(item) => self.list(node, item, &value.rules, pointer),
            Type::Map(item) => self.map(node, item, &value.rules, pointer),
            Type::Scalar(scalar) => self.scalar(node, *scalar, &value.rules, pointer),
        }
    }

    /// Checks a value of an enum.
    fn listed(&mut self, node: &Node, id: TypeId, set: &Enum, pointer: &str) {
        let mut variants = set.variants.iter();
        let is_known = variants.any(|variant| is_value(node, variant));
        // A constant that an open enum does not list is probably misspelt.
        let is_open = set.openness == Openness::Open && self.role != ValueRole::Constant;
        let is_of_type = match (set.base(), &node.value) {
            (Base::Text, NodeValue::String(_)) => true,
            (Base::Integer, NodeValue::Number(text)) => text.parse::<i64>().is_ok(),
            (Base::Text | Base::Integer, _) => false,
        };
        let may_be_known = is_of_type && (is_open || self.gaps.is_partial(id));
        if !is_known && !may_be_known {
            let message = format!("{} must be one of the listed values", self.subject);
            self.report(node.span, pointer, message);
        }
    }

    fn list(&mut self, node: &Node, item: &Value, rules: &[Rule], pointer: &str) {
        let Some(items) = node.as_sequence() else {
            let message = format!("expected a list, not {}", node.json_kind());
            self.report(node.span, pointer, message);
            return;
        };
        let count = items.len();
        let repeats = rules.contains(&Rule::UniqueItems) && has_equal(items);
        let measured = Measured::Items { count, repeats };
        self.rules(node.span, rules, measured, pointer);
        let subject = match self.subject.strip_prefix(ITEM_OF) {
            Some(_) => self.subject.clone(),
            None => format!("{ITEM_OF}{}", self.subject),
        };
        self.within(subject, |checker| {
            for (index, inner) in items.iter().enumerate() {
                if checker.has_failed() {
                    return;
                }
                checker.value(inner, item, &format!("{pointer}/{index}"));
            }
        });
    }

    fn map(&mut self, node: &Node, item: &Value, rules: &[Rule], pointer: &str) {
        let Some(mapping) = node.as_mapping() else {
            self.not_an_object(node, pointer);
            return;
        };
        self.properties(node, mapping, rules, pointer);
        for entry in &mapping.entries {
            if self.has_failed() {
                return;
            }
            let name = &entry.key.text;
            self.within(subject(name), |checker| {
                checker.value(&entry.value, item, &child(pointer, name));
            });
        }
    }

    /// Checks the number and the names of the members of an object.
    fn properties(&mut self, node: &Node, mapping: &Mapping, rules: &[Rule], pointer: &str) {
        if rules.is_empty() {
            return;
        }
        let count = mapping.entries.len();
        self.rules(node.span, rules, Measured::Properties(count), pointer);
        for entry in &mapping.entries {
            let name = Measured::Name(&entry.key.text);
            self.rules(entry.key.span, rules, name, pointer);
        }
    }

    /// Checks the constraints on an instance as a whole.
    fn asserted(&mut self, node: &Node, rules: &[Rule], pointer: &str) {
        if rules.iter().any(|rule| matches!(rule, Rule::Assert(_))) {
            let json = Json::from(node);
            self.rules(node.span, rules, Measured::Json(&json), pointer);
        }
    }

    fn not_an_object(&mut self, node: &Node, pointer: &str) {
        let message = format!("expected an object, not {}", node.json_kind());
        self.report(node.span, pointer, message);
    }

    /// Reports each rule that a value breaks.
    pub fn rules(&mut self, span: Span, rules: &[Rule], value: Measured<'_>, pointer: &str) {
        for rule in rules.iter().filter(|rule| !rule.admits(value)) {
            self.report(span, pointer, broken_text(rule, &self.subject));
        }
    }

    /// Reports an error in the instance.
    pub fn report(&mut self, span: Span, pointer: &str, message: String) {
        self.is_valid = false;
        let noun = self.role.noun();
        self.diagnostics.push(
            Diagnostic::warning(self.role.code(), span, message)
                .at(pointer)
                .help(format!("correct the {noun}, or its schema")),
        );
    }
}

/// Returns whether an instance is the value of a variant.
fn is_value(node: &Node, variant: &Variant) -> bool {
    match (&node.value, variant.number) {
        (NodeValue::String(text), None) | (NodeValue::Number(text), Some(_)) => {
            *text == variant.name.wire
        }
        (_, None | Some(_)) => false,
    }
}

/// Returns whether two items are equal.
fn has_equal(items: &[Node]) -> bool {
    let mut seen = HashSet::with_capacity(items.len());
    let mut texts = items.iter().map(|item| Json::from(item).canonical());
    texts.any(|text| !seen.insert(text))
}
