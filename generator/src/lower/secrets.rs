//! The components that contain sensitive data at any depth.
//!
//! A value that is any JSON has no fields of its own, so it is redacted whole if a schema
//! within it is marked.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Sensitivity;
use crate::openapi::{Additional, ComponentId, Document, Schema};
use crate::text::source::Spanned;

/// The components with sensitive data, each with the reason to redact it.
pub struct Secrets {
    /// Those that contain some.
    holders: HashMap<ComponentId, Sensitivity>,
    /// Those of which every value is sensitive.
    whole: HashMap<ComponentId, Sensitivity>,
}

/// The marks of components, and the components that refer to each.
#[derive(Default)]
struct MarkedComponents {
    marked: Vec<(ComponentId, Sensitivity)>,
    referring: HashMap<ComponentId, Vec<ComponentId>>,
}

impl Secrets {
    /// Finds the marks of all components, and follows the references to these.
    pub fn of(documents: &[Document]) -> Self {
        let (mut holders, mut whole) = (MarkedComponents::default(), MarkedComponents::default());
        for (document, content) in documents.iter().enumerate() {
            for (schema, component) in content.schemas.iter().enumerate() {
                let id = ComponentId { document, schema };
                visit(&component.schema, &mut |schema| holders.add(id, schema));
                visit_parts(&component.schema, &mut |schema| whole.add(id, schema));
            }
        }
        Self {
            holders: holders.followed(),
            whole: whole.followed(),
        }
    }

    /// Returns the reason to redact the whole value of a schema, which the schema, its parts or
    /// the component that they refer to give.
    pub fn of_whole(&self, schema: &Schema) -> Option<Sensitivity> {
        let mut reason = None;
        visit_parts(schema, &mut |schema| {
            let referred = || self.whole.get(&target(schema)?).copied();
            reason = reason.or_else(|| mark(schema).or_else(referred));
        });
        reason
    }

    /// Returns the reason to redact a value of any type that schemas describe, or a part of it.
    pub fn within<'a>(&self, schemas: impl IntoIterator<Item = &'a Schema>) -> Option<Sensitivity> {
        let mut reason = None;
        for schema in schemas {
            visit(schema, &mut |schema| {
                let referred = || self.holders.get(&target(schema)?).copied();
                reason = reason.or_else(|| mark(schema).or_else(referred));
            });
        }
        reason
    }
}

impl MarkedComponents {
    fn add(&mut self, id: ComponentId, schema: &Schema) {
        self.marked.extend(mark(schema).map(|reason| (id, reason)));
        if let Some(target) = target(schema) {
            self.referring.entry(target).or_default().push(id);
        }
    }

    /// Returns the marked components, and those that refer to them, however indirectly.
    fn followed(mut self) -> HashMap<ComponentId, Sensitivity> {
        let mut found = HashMap::new();
        self.marked.reverse();
        while let Some((id, reason)) = self.marked.pop() {
            if found.contains_key(&id) {
                continue;
            }
            found.insert(id, reason);
            let others = self.referring.get(&id).into_iter().flatten();
            self.marked.extend(others.map(|other| (*other, reason)));
        }
        found
    }
}

/// Returns the reason to redact the value of a schema itself. Another text than that of a
/// reason is reported where the value is lowered.
pub fn mark(schema: &Schema) -> Option<Sensitivity> {
    match schema.extensions().sensitive.as_ref() {
        Some(text) => reason(&text.value),
        None => schema.is_password().then_some(Sensitivity::Secret),
    }
}

/// Returns the reason that a text of `x-sensitive` names.
pub fn reason(text: &str) -> Option<Sensitivity> {
    match text {
        "card" => Some(Sensitivity::Card),
        "secret" => Some(Sensitivity::Secret),
        "personal" => Some(Sensitivity::Personal),
        _ => None,
    }
}

/// Creates the diagnostic for a text of `x-sensitive` without a meaning.
pub fn unknown(text: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is not a kind of sensitive data", text.value);
    Diagnostic::error(Code::InvalidExtension, text.span, message)
        .help("write `card`, `secret` or `personal`")
}

fn target(schema: &Schema) -> Option<ComponentId> {
    schema.reference.as_ref()?.target
}

/// Visits a schema and those that apply to the same value, without following references.
fn visit_parts(schema: &Schema, visitor: &mut impl FnMut(&Schema)) {
    visitor(schema);
    for part in &schema.all_of {
        visit_parts(part, visitor);
    }
}

/// Visits a schema and all within it, without following references.
fn visit(schema: &Schema, visitor: &mut impl FnMut(&Schema)) {
    visitor(schema);
    let rare = schema.rare();
    let properties = schema.properties.iter().chain(&rare.pattern_properties);
    let properties = properties.chain(&rare.dependent_schemas);
    let branches = [&schema.any_of, &schema.one_of].into_iter().flatten();
    let branches = branches.flat_map(|branches| &branches.value);
    let conditional = schema.conditional.iter();
    let conditional = conditional.flat_map(|it| [it.then.as_deref(), it.otherwise.as_deref()]);
    let additional = match &schema.additional {
        Some(Additional::Schema(schema)) => Some(&**schema),
        Some(Additional::Allowed(_)) | None => None,
    };
    let single = [
        schema.items.as_deref(),
        additional,
        rare.contains.as_deref(),
        rare.content_schema.as_deref(),
    ];
    let inner = properties.map(|property| &property.schema);
    let inner = inner.chain(&schema.all_of).chain(branches);
    let inner = inner.chain(&schema.extenders).chain(&rare.prefix_items);
    for schema in inner.chain(single.into_iter().chain(conditional).flatten()) {
        visit(schema, visitor);
    }
}
