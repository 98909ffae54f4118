//! Documentation comments: what is said where, assembled from the model.
//!
//! The prose of the specification goes through [`crate::docs`]; what is added
//! here (wire names, limits, conditions) is written for readers of rustdoc.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::docs;
use crate::model::{
    Api, Constant, Demand, Field, Object, ObjectRule, Presence, Rule, Sensitivity, Shape, Type,
    TypeDef, TypeId, Value,
};

use super::Prepared;
use super::files::source_text;

/// A documentation comment under construction.
#[derive(Default)]
pub struct Doc {
    lines: Vec<String>,
}

impl Doc {
    /// A comment that begins with one line of our own.
    pub fn new(line: impl Into<String>) -> Self {
        Self {
            lines: vec![line.into()],
        }
    }

    /// Adds a paragraph of the specification's own prose.
    pub fn prose(mut self, text: &str) -> Self {
        let lines = docs::lines(text);
        if !lines.is_empty() {
            self.gap();
            self.lines.extend(lines);
        }
        self
    }

    /// Adds a paragraph of our own.
    pub fn paragraph(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.gap();
            self.lines.extend(docs::wrap(&text));
        }
        self
    }

    /// Adds lines of our own as they are.
    pub fn lines(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.gap();
        self.lines.extend(lines);
        self
    }

    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// The comment of the item that follows.
    pub fn outer(&self) -> TokenStream {
        let lines = self.attributes();
        quote!(#(#[doc = #lines])*)
    }

    /// The comment of the module that it stands in.
    pub fn inner(&self) -> TokenStream {
        let lines = self.attributes();
        quote!(#(#![doc = #lines])*)
    }

    fn attributes(&self) -> impl Iterator<Item = String> {
        self.lines.iter().map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            }
        })
    }
}

/// A one-line comment.
pub fn line(text: &str) -> TokenStream {
    Doc::new(text).outer()
}

/// An item of a list of our own, with what marks it.
pub fn list_item(mark: &str, text: &str) -> Vec<String> {
    let indent = " ".repeat(mark.len());
    let lines = docs::wrap(text).into_iter().enumerate();
    lines
        .map(|(index, line)| format!("{} {line}", if index == 0 { mark } else { &indent }))
        .collect()
}

/// The comment of a type.
pub fn type_doc(api: &Api, prepared: &Prepared, id: TypeId, def: &TypeDef) -> Doc {
    let mut doc = if def.description.trim().is_empty() {
        Doc::new(docs::sentence(&docs::inline(&def.name.wire)))
    } else {
        Doc::default().prose(&def.description)
    };
    if let Shape::Object(object) = &def.shape {
        for text in object_notes(object) {
            doc = doc.paragraph(text);
        }
    }
    let source = def.source.as_deref().map(|source| {
        let source = docs::inline(source);
        let fields = match &def.shape {
            Shape::Object(_) => "; a field with another source names it",
            Shape::Enum(_) => "",
        };
        format!("Source: {source}, not the text of the document{fields}.")
    });
    doc.paragraph(origin(api, prepared.documents_of(id)))
        .paragraph(source.unwrap_or_default())
}

/// The documents that a comment names at most.
const MOST_DOCUMENTS: usize = 3;

/// The documents of which the messages hold a type.
fn origin(api: &Api, operations: &[usize]) -> String {
    let mut texts: Vec<String> = Vec::new();
    let operations = operations.iter().filter_map(|at| api.operations.get(*at));
    for operation in operations {
        let text = source_text(&operation.document);
        if !texts.contains(&text) {
            texts.push(text);
        }
        if texts.len() > MOST_DOCUMENTS {
            return "From more than three documents.".to_owned();
        }
    }
    texts.join(" ")
}

/// What an object as a whole must observe.
fn object_notes(object: &Object) -> Vec<String> {
    let mut notes = Vec::new();
    for rule in &object.rules {
        for demand in &rule.then {
            if let Demand::Excluded { text, .. } = demand {
                let condition = rule.condition().map(|text| format!(", when {text}"));
                let text = format!("{text}{}", condition.unwrap_or_default());
                notes.push(format!("It must hold that {}.", plain(&text)));
            }
        }
    }
    for advisory in &object.advisories {
        notes.push(format!(
            "Advisory: {}",
            docs::sentence(&docs::inline(&advisory.text))
        ));
    }
    notes
}

/// Words of our own, in which names may look like emphasis.
fn plain(text: &str) -> String {
    docs::inline(&text.replace('_', "\\_"))
}

/// The comment of a field.
pub fn field_doc(conditions: &[String], field: &Field, of_type: Option<&str>) -> Doc {
    let doc = if field.description.trim().is_empty() {
        Doc::new(format!("The member {}.", docs::code(&field.name.wire)))
    } else {
        Doc::default().prose(&field.description)
    };
    let mut doc = doc.paragraph(wire_facts(field));
    for condition in conditions {
        doc = doc.paragraph(condition);
    }
    if let Some(window) = &field.window {
        doc = doc.paragraph(format!(
            "More than {} and at most {} seconds after the {}; `validate_at` of the request checks it.",
            window.after,
            window.before,
            docs::inline(&window.from)
        ));
    }
    if let Some(fixed) = &field.fixed {
        let fixed = docs::value(&fixed.to_string());
        doc = doc.paragraph(format!("Always {fixed} according to the document."));
    }
    if let Some(default) = &field.default {
        doc = doc.paragraph(format!("When absent, {} is assumed.", docs::value(default)));
    }
    if !field.examples.is_empty() {
        let examples: Vec<String> = field
            .examples
            .iter()
            .map(|text| docs::value(text))
            .collect();
        doc = doc.paragraph(format!("For example {}.", examples.join(", ")));
    }
    doc.paragraph(source_note(field, of_type).unwrap_or_default())
}

/// The source of a field, where the type does not tell it.
fn source_note(field: &Field, of_type: Option<&str>) -> Option<String> {
    let source = field.source.as_deref()?;
    let text = docs::inline(source);
    match of_type {
        None => Some(format!("Not in the text of the document; source: {text}.")),
        Some(of_type) if of_type == source => None,
        Some(_) => Some(format!("Source: {text}.")),
    }
}

/// Presence and limits of a field, as the end of a sentence.
pub fn facts(field: &Field) -> String {
    let presence = match field.presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
    };
    let mut facts = vec![presence.to_owned()];
    facts.extend(limits(&field.value));
    facts.join(", ")
}

/// Wire name, presence, limits and sensitivity of a field, in one sentence each.
fn wire_facts(field: &Field) -> String {
    let mut text = format!("{}: {}.", docs::code(&field.name.wire), facts(field));
    if let Some(sensitivity) = field.value.sensitivity() {
        text.push(' ');
        text.push_str(match sensitivity {
            Sensitivity::Card => "Card data: redacted in `Debug`.",
            Sensitivity::Secret => "A secret: redacted in `Debug`.",
            Sensitivity::Personal => "Personal data: redacted in `Debug`.",
            Sensitivity::FreeText => {
                "Free text, which may repeat what was sent: redacted in `Debug`."
            }
        });
    }
    text
}

fn limits(value: &Value) -> Vec<String> {
    let mut facts: Vec<String> = value.rules.iter().map(rule_text).collect();
    if let Type::List(item) | Type::Map(item) = &value.ty {
        facts.extend(limits(item).into_iter().map(|fact| format!("each {fact}")));
    }
    facts
}

/// A rule in words, such as `at most 64 characters`.
pub fn rule_text(rule: &Rule) -> String {
    match rule {
        Rule::MinLength(1) => "not empty".to_owned(),
        Rule::MinLength(limit) => format!("at least {limit} characters"),
        Rule::MaxLength(1) => "at most 1 character".to_owned(),
        Rule::MaxLength(limit) => format!("at most {limit} characters"),
        Rule::Pattern(pattern) => format!("matching {}", docs::code(&pattern.text)),
        Rule::Minimum(limit) => format!("at least {limit}"),
        Rule::Maximum(limit) => format!("at most {limit}"),
        Rule::Ranges { ranges, .. } => {
            let ranges: Vec<String> = ranges
                .iter()
                .map(|(low, high)| {
                    if low == high {
                        low.to_string()
                    } else {
                        format!("{low} to {high}")
                    }
                })
                .collect();
            format!("one of {}", ranges.join("; "))
        }
        Rule::MinItems(limit) => format!("at least {limit} items"),
        Rule::MaxItems(limit) => format!("at most {limit} items"),
    }
}

/// What rules that look at other members ask of members, in sentences. A rule
/// of one object may ask something of a member of another, so this is found once
/// for all of them.
#[derive(Default)]
pub struct Conditions {
    by_member: HashMap<(TypeId, usize), Vec<String>>,
}

/// The most conditions that the documentation of a member lists.
const MOST_CONDITIONS: usize = 32;

impl Conditions {
    /// What the rules of all objects ask.
    pub fn of(api: &Api) -> Self {
        let mut conditions = Self::default();
        let objects = api.reachable().filter_map(|(id, _)| api.object(id));
        for rule in objects.flat_map(|object| &object.rules) {
            for demand in &rule.then {
                conditions.add(rule, demand);
            }
        }
        for operation in &api.operations {
            for given in &operation.outcome.given {
                let statuses = docs::codes(&given.statuses);
                let text = format!("Given when the status is {statuses}, by the document.");
                let at = (operation.response, given.member);
                conditions.by_member.entry(at).or_default().push(text);
            }
        }
        conditions
    }

    fn add(&mut self, rule: &ObjectRule, demand: &Demand) {
        let Some(step) = demand.path().steps.last() else {
            return;
        };
        let condition = plain(&rule.text);
        let text = match demand {
            Demand::Present(_) => format!("Required when {condition}."),
            Demand::OneOf(_, values) => {
                let values: Vec<String> = values
                    .iter()
                    .map(|value| docs::value(&value.to_string()))
                    .collect();
                format!("When {condition}: {}.", values.join(" or "))
            }
            // The object that has the rule tells it.
            Demand::Excluded { .. } => return,
        };
        let known = self.by_member.entry((step.owner, step.member));
        let known = known.or_default();
        let more = "More is asked of it under further conditions.";
        match known.len() {
            ..MOST_CONDITIONS => known.push(text),
            MOST_CONDITIONS => known.push(more.to_owned()),
            _ => {}
        }
    }

    /// What is asked of one member.
    pub fn of_member(&self, owner: TypeId, member: usize) -> &[String] {
        let found = self.by_member.get(&(owner, member));
        found.map_or(&[], Vec::as_slice)
    }
}

/// The comment of a fixed member.
pub fn constant_doc(constant: &Constant) -> Doc {
    let doc = if constant.description.trim().is_empty() {
        Doc::new("A fixed value.")
    } else {
        Doc::default().prose(&constant.description)
    };
    doc.paragraph(format!(
        "{}: always {}, and written without being set.",
        docs::code(&constant.name.wire),
        docs::value(&constant.value.to_string())
    ))
}
