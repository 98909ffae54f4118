//! Readers of schemas: the keywords of JSON Schema and the extensions.

use std::cmp::Ordering;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::exact;
use crate::model::is_media_type;
use crate::text::pointer::child;
use crate::text::source::{Span, Spanned};
use crate::text::tree::{Entry, Node, Value};

use super::fields::{Fields, What, mapping, strings};
use super::{mixed, null, repeated, required, several, values};
use crate::openapi::keyword::{Annotation, Keyword};
use crate::openapi::object::Object;
use crate::openapi::{
    Additional, Advisory, AnnotationValue, Conditional, DependentRequired, Discriminator, EnumItem,
    Extensions, Limits, Money, Property, Rare, Reference, Schema, SchemaType, State, StateValue,
    ValueNote, Window,
};

/// Reads the schema object at `node`.
pub fn read(node: &Node, pointer: &str, diagnostics: &mut Diagnostics) -> Schema {
    match node.value {
        Value::Bool(true) => return Schema::any(node.span, pointer),
        Value::Bool(false) => return Schema::never(node.span, pointer),
        Value::Null
        | Value::Number(_)
        | Value::String(_)
        | Value::Sequence(_)
        | Value::Mapping(_) => {}
    }
    let split = several::split(node);
    let node = split.as_ref().unwrap_or(node);
    let Some(mut fields) = Fields::open(node, pointer, Object::Schema, diagnostics) else {
        return Schema::any(node.span, pointer);
    };
    let ty = schema_type(&mut fields, diagnostics);
    let mut schema = Schema {
        faulty: false,
        span: node.span,
        pointer: pointer.to_owned(),
        keywords: Box::default(),
        reference: reference(&mut fields, pointer, diagnostics),
        nullable: ty.is_nullable,
        ty: ty.ty,
        format: fields.text(Keyword::Format, diagnostics),
        properties: properties(&mut fields, diagnostics),
        required: fields
            .texts(Keyword::Required, diagnostics)
            .map_or_else(Vec::new, |texts| texts.value),
        additional: additional(&mut fields, diagnostics),
        property_names: single(&mut fields, Keyword::PropertyNames, diagnostics),
        items: items(&mut fields, diagnostics),
        all_of: list(&mut fields, Keyword::AllOf, diagnostics)
            .map_or_else(Vec::new, |schemas| schemas.value),
        any_of: list(&mut fields, Keyword::AnyOf, diagnostics).map(Box::new),
        one_of: list(&mut fields, Keyword::OneOf, diagnostics).map(Box::new),
        discriminator: discriminator(&mut fields, diagnostics).map(Box::new),
        extenders: Vec::new(),
        not: single(&mut fields, Keyword::Not, diagnostics),
        rare: rare(&mut fields, diagnostics),
        conditional: conditional(&mut fields, diagnostics).map(Box::new),
        constant: fields
            .take(Keyword::Const)
            .map(|entry| Box::new(entry.value.clone())),
        values: filled(&mut fields, Keyword::Enum, diagnostics).map(|items| {
            Box::new(Spanned {
                value: items.value.to_vec(),
                span: items.span,
            })
        }),
        extensible: extensible(&mut fields, diagnostics).map(Box::new),
        limits: limits(&mut fields, diagnostics),
        pattern: fields.text(Keyword::Pattern, diagnostics).map(Box::new),
        annotations: annotations(&mut fields, diagnostics),
        default: fields
            .take(Keyword::Default)
            .map(|entry| Box::new(entry.value.clone())),
        examples: examples(&mut fields, diagnostics),
        extensions: extensions(&mut fields, diagnostics),
    };
    fields.take(Keyword::ContentEncoding);
    schema.keywords = fields.written();
    schema.nullable |= schema.flag(Keyword::Nullable);
    schema.faulty = schema.has(Keyword::Type) && schema.ty.is_none();
    fields.finish(diagnostics);
    required::without_patterns(&mut schema, diagnostics);
    repeated::drop_repeated(&mut schema, diagnostics);
    null::gather(&mut schema);
    values::gather(&mut schema);
    mixed::split(&mut schema);
    schema
}

/// Reads `$ref`, or a reference that is resolved dynamically. That leads to the same schema,
/// unless another document extends this one.
fn reference(
    fields: &mut Fields<'_>,
    pointer: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Reference> {
    let plain = fields.text(Keyword::Ref, diagnostics);
    let dynamic = fields.text(Keyword::DynamicRef, diagnostics);
    let recursive = fields.text(Keyword::RecursiveRef, diagnostics);
    let recursive = recursive.map(|text| match around(pointer) {
        Some(component) if text.value == "#" => Spanned {
            value: component,
            span: text.span,
        },
        Some(_) | None => text,
    });
    let text = plain.or(dynamic).or(recursive)?;
    Some(Reference { text, target: None })
}

/// Returns the reference to the component around the schema at a pointer.
fn around(pointer: &str) -> Option<String> {
    const SECTION: &str = "/components/schemas/";
    let (_, path) = pointer.split_once('#')?;
    let name = path.strip_prefix(SECTION)?.split('/').next()?;
    Some(format!("#{SECTION}{name}"))
}

/// Reads the annotations listed in the table of keywords.
fn annotations(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<(Keyword, AnnotationValue)> {
    let keywords = Keyword::ALL.iter().copied();
    let annotations = keywords.filter_map(|keyword| {
        let value = match keyword.row().annotation? {
            Annotation::Text => AnnotationValue::Text(fields.text(keyword, diagnostics)?.value),
            Annotation::Flag => AnnotationValue::Flag(fields.boolean(keyword, diagnostics)?.value),
        };
        Some((keyword, value))
    });
    let mut annotations: Vec<_> = annotations.collect();
    annotations.shrink_to_fit();
    annotations
}

/// The value of the `type` keyword.
#[derive(Default)]
struct TypeKeyword {
    ty: Option<Spanned<SchemaType>>,
    is_nullable: bool,
}

fn schema_type(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> TypeKeyword {
    let Some(entry) = fields.take(Keyword::Type) else {
        return TypeKeyword::default();
    };
    let pointer = fields.below("type");
    let Some(items) = entry.value.as_sequence() else {
        let text = fields.text(Keyword::Type, diagnostics);
        let ty = text.and_then(|text| one_type(&text, &pointer, diagnostics));
        let is_nullable = false;
        return TypeKeyword { ty, is_nullable };
    };
    let names = strings(
        items,
        (Object::Schema.into(), "type"),
        &pointer,
        diagnostics,
    );
    let (nulls, names): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| name.value == "null");
    let name = match (names.as_slice(), nulls.as_slice()) {
        ([name], _) | ([], [name]) => Some(name),
        (_, _) => None,
    };
    let Some(name) = name else {
        diagnostics.push(
            Diagnostic::warning(
                Code::UncheckedKeyword,
                entry.value.span,
                "this list of types is not checked, because the schema has parts or alternatives",
            )
            .at(pointer)
            .help("write the types in the alternatives"),
        );
        return TypeKeyword::default();
    };
    TypeKeyword {
        ty: one_type(name, &pointer, diagnostics),
        is_nullable: !nulls.is_empty(),
    }
}

fn one_type(
    text: &Spanned<String>,
    pointer: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<SchemaType>> {
    let value = match text.value.as_str() {
        "object" => SchemaType::Object,
        "array" => SchemaType::Array,
        "string" => SchemaType::String,
        "integer" => SchemaType::Integer,
        "number" => SchemaType::Number,
        "boolean" => SchemaType::Boolean,
        "null" => SchemaType::Null,
        other => {
            diagnostics.push(unknown_type(other, text, pointer));
            return None;
        }
    };
    Some(Spanned {
        value,
        span: text.span,
    })
}

fn discriminator(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Discriminator> {
    let entry = fields.take(Keyword::Discriminator)?;
    let pointer = fields.below("discriminator");
    let mut inner = Fields::open(&entry.value, pointer, Object::Discriminator, diagnostics)?;
    let property = inner.required_text("propertyName", diagnostics);
    let mapping = inner.take("mapping");
    let mapping = mapping.map_or_else(Vec::new, |entry| {
        texts_by_name(
            entry,
            What::Part("a schema of the mapping"),
            &inner.below("mapping"),
            diagnostics,
        )
    });
    inner.finish(diagnostics);
    Some(Discriminator {
        pointer: fields.below("discriminator"),
        property: property?,
        mapping,
    })
}

/// The formats of strings that are often mistaken for types.
const FORMATS: [&str; 5] = ["int64", "uint64", "decimal", "date-time", "uri"];

/// The types of a schema.
const TYPES: [&str; 7] = [
    "object", "array", "string", "integer", "number", "boolean", "null",
];

fn unknown_type(name: &str, text: &Spanned<String>, pointer: &str) -> Diagnostic {
    Diagnostic::warning(
        Code::InvalidValue,
        text.span,
        format!("`{name}` is not a JSON Schema type"),
    )
    .at(pointer)
    .help(match suggestion(name, TYPES) {
        _ if name == "bool" => "did you mean `boolean`?".to_owned(),
        _ if name == "map" => "write `type: object` with `additionalProperties`".to_owned(),
        _ if FORMATS.contains(&name) => format!("write `type: string` with `format: {name}`"),
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {}", TYPES.join(", ")),
    })
}

fn properties(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Property> {
    let what = What::Named("properties");
    named(fields, (Keyword::Properties, what), diagnostics)
}

/// Reads the keywords that few schemas have.
fn rare(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Box<Rare>> {
    let patterns = What::Named("patternProperties");
    let dependents = What::Named("dependentSchemas");
    let rare = Rare {
        contains: single(fields, Keyword::Contains, diagnostics),
        min_contains: fields.count(Keyword::MinContains, diagnostics),
        max_contains: fields.count(Keyword::MaxContains, diagnostics),
        prefix_items: list(fields, Keyword::PrefixItems, diagnostics)
            .map_or_else(Vec::new, |schemas| schemas.value),
        pattern_properties: named(fields, (Keyword::PatternProperties, patterns), diagnostics),
        dependent_required: dependent_required(fields, diagnostics),
        dependent_schemas: named(fields, (Keyword::DependentSchemas, dependents), diagnostics),
        content_media_type: content_media_type(fields, diagnostics),
        content_schema: single(fields, Keyword::ContentSchema, diagnostics),
    };
    let is_used = rare.contains.is_some()
        || !rare.prefix_items.is_empty()
        || !rare.pattern_properties.is_empty()
        || !rare.dependent_required.is_empty()
        || !rare.dependent_schemas.is_empty()
        || rare.content_media_type.is_some()
        || rare.content_schema.is_some();
    is_used.then(|| Box::new(rare))
}

/// Reads `contentMediaType`; reports a text that is no content type.
fn content_media_type(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<String>> {
    let stated = fields.text(Keyword::ContentMediaType, diagnostics)?;
    if !is_media_type(&stated.value) {
        let message = format!("`{}` is not a content type", stated.value);
        diagnostics.push(
            Diagnostic::warning(Code::InvalidValue, stated.span, message)
                .at(fields.below(Keyword::ContentMediaType.name()))
                .help("write a type such as `image/png`"),
        );
        return None;
    }
    Some(stated)
}

/// Reads the schemas of a keyword, each with its name.
fn named(
    fields: &mut Fields<'_>,
    (keyword, what): (Keyword, What),
    diagnostics: &mut Diagnostics,
) -> Vec<Property> {
    let Some(entry) = fields.take(keyword) else {
        return Vec::new();
    };
    let pointer = fields.below(keyword.name());
    if Fields::open(&entry.value, pointer.clone(), what, diagnostics).is_none() {
        return Vec::new();
    }
    let mut properties: Vec<Property> = entries(&entry.value)
        .iter()
        .map(|member| {
            let pointer = child(&pointer, &member.key.text);
            let schema = match member.value.value {
                Value::Mapping(_) | Value::Bool(_) => read(&member.value, &pointer, diagnostics),
                Value::Null | Value::Number(_) | Value::String(_) | Value::Sequence(_) => {
                    diagnostics.push(no_schema(member, &pointer));
                    Schema::any(member.value.span, &pointer)
                }
            };
            Property {
                key: member.key.clone(),
                schema,
            }
        })
        .collect();
    // Schemas are large and numerous, and most of these lists are short: without this,
    // half of the allocated space would be unused.
    properties.shrink_to_fit();
    properties
}

/// Creates the error for a property whose value is not a schema, often a keyword that
/// was indented too far.
fn no_schema(member: &Entry, pointer: &str) -> Diagnostic {
    const KEYWORDS: [&str; 6] = ["type", "required", "description", "allOf", "if", "then"];
    let name = &*member.key.text;
    let report = Diagnostic::warning(
        Code::InvalidValue,
        member.value.span,
        format!(
            "the schema of `{name}` must be a mapping, not {}",
            member.value.kind()
        ),
    )
    .at(pointer);
    if KEYWORDS.contains(&name) {
        report.help(format!(
            "move the keyword `{name}` out of `properties`, to the same level"
        ))
    } else {
        report.help("write the schema of the property below it: `type: …`")
    }
}

fn additional(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Additional> {
    let entry = fields.take(Keyword::AdditionalProperties)?;
    if let Value::Bool(allowed) = entry.value.value {
        return Some(Additional::Allowed(allowed));
    }
    let pointer = fields.below("additionalProperties");
    if entry.value.as_mapping().is_none() {
        diagnostics.push(
            Diagnostic::warning(
                Code::InvalidValue,
                entry.value.span,
                format!(
                    "`additionalProperties` must be `true`, `false` or a schema, not {}",
                    entry.value.kind()
                ),
            )
            .at(pointer)
            .help("write `false` to forbid unlisted members, or remove the keyword"),
        );
        return None;
    }
    let schema = read(&entry.value, &pointer, diagnostics);
    Some(Additional::Schema(Box::new(schema)))
}

fn single(
    fields: &mut Fields<'_>,
    key: impl Into<&'static str>,
    diagnostics: &mut Diagnostics,
) -> Option<Box<Schema>> {
    let key = key.into();
    let entry = fields.take(key)?;
    Some(Box::new(read(
        &entry.value,
        &fields.below(key),
        diagnostics,
    )))
}

/// Reads `items`; reports a list of schemas, which older versions of JSON Schema allow.
fn items(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Box<Schema>> {
    let entry = fields.take(Keyword::Items)?;
    let pointer = fields.below(Keyword::Items.name());
    if entry.value.as_sequence().is_none() {
        return Some(Box::new(read(&entry.value, &pointer, diagnostics)));
    }
    let message = "`items` must be one schema, not a list of schemas: each item has any value";
    diagnostics.push(
        Diagnostic::warning(Code::InvalidValue, entry.value.span, message)
            .at(pointer.as_str())
            .help("write the schemas of the first items in `prefixItems`"),
    );
    Some(Box::new(Schema::any(entry.value.span, &pointer)))
}

fn list(
    fields: &mut Fields<'_>,
    key: impl Into<&'static str>,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<Vec<Schema>>> {
    let key = key.into();
    let items = filled(fields, key, diagnostics).filter(|items| !items.value.is_empty())?;
    let pointer = fields.below(key);
    let schemas = items
        .value
        .iter()
        .enumerate()
        .map(|(index, item)| read(item, &child(&pointer, &index.to_string()), diagnostics))
        .collect();
    Some(Spanned {
        value: schemas,
        span: items.span,
    })
}

/// Reads the items of a list that must not be empty.
fn filled<'a>(
    fields: &mut Fields<'a>,
    key: impl Into<&'static str>,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<&'a [Node]>> {
    let key = key.into();
    let items = fields.items(key, diagnostics)?;
    if items.value.is_empty() {
        diagnostics.push(
            Diagnostic::warning(Code::InvalidValue, items.span, format!("`{key}` is empty"))
                .at(fields.below(key))
                .help("add at least one item, or remove the keyword"),
        );
    }
    Some(items)
}

fn dependent_required(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<DependentRequired> {
    const KEY: &str = Keyword::DependentRequired.name();
    let Some(entry) = fields.take(KEY) else {
        return Vec::new();
    };
    let pointer = fields.below(KEY);
    // Other values than mappings have no entries, and are reported.
    let _ = Fields::open(
        &entry.value,
        pointer.clone(),
        What::Named("dependentRequired"),
        diagnostics,
    );
    let mut dependents = Vec::new();
    for member in entries(&entry.value) {
        let below = child(&pointer, &member.key.text);
        let Some(items) = member.value.as_sequence() else {
            diagnostics.push(
                Diagnostic::warning(
                    Code::InvalidValue,
                    member.value.span,
                    format!(
                        "a value in `{KEY}` must be a sequence, not {}",
                        member.value.kind()
                    ),
                )
                .at(below)
                .help("list the members that are required if this one is present: `[name]`"),
            );
            continue;
        };
        dependents.push(DependentRequired {
            member: Spanned {
                value: member.key.text.to_string(),
                span: member.key.span,
            },
            required: strings(items, (Object::Schema.into(), KEY), &below, diagnostics),
        });
    }
    dependents
}

fn conditional(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Conditional> {
    let when = single(fields, Keyword::If, diagnostics);
    let then = branch(fields, Keyword::Then, diagnostics);
    let otherwise = branch(fields, Keyword::Else, diagnostics);
    if let Some(when) = when {
        // Branches that could not be read were reported.
        let is_lost = [&then, &otherwise]
            .iter()
            .any(|branch| matches!(branch, Some((_, None))));
        let schema = |branch: Option<(Span, Option<Box<Schema>>)>| branch.and_then(|(_, it)| it);
        return (!is_lost).then_some(Conditional {
            span: when.span,
            when,
            then: schema(then),
            otherwise: schema(otherwise),
        });
    }
    for (key, branch) in [("then", then), ("else", otherwise)] {
        if let Some((span, _)) = branch {
            diagnostics.push(
                Diagnostic::warning(
                    Code::InvalidCondition,
                    span,
                    format!("`{key}` has no effect without `if`"),
                )
                .at(fields.below(key))
                .help("add the `if` that it belongs to"),
            );
        }
    }
    None
}

/// Returns the position of a branch and, if it could be read, its schema.
fn branch(
    fields: &mut Fields<'_>,
    key: impl Into<&'static str>,
    diagnostics: &mut Diagnostics,
) -> Option<(Span, Option<Box<Schema>>)> {
    let key = key.into();
    let span = fields.take(key)?.key.span;
    Some((span, single(fields, key, diagnostics)))
}

fn extensible(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<Vec<EnumItem>>> {
    let items = filled(fields, Keyword::ExtensibleEnum, diagnostics)?;
    let pointer = fields.below("x-extensible-enum");
    let values = items
        .value
        .iter()
        .enumerate()
        .filter_map(|(index, item)| {
            enum_item(item, &child(&pointer, &index.to_string()), diagnostics)
        })
        .collect();
    Some(Spanned {
        value: values,
        span: items.span,
    })
}

fn enum_item(item: &Node, pointer: &str, diagnostics: &mut Diagnostics) -> Option<EnumItem> {
    if let Some(text) = item.as_str() {
        return Some(EnumItem {
            value: Spanned {
                value: text.to_owned(),
                span: item.span,
            },
            description: None,
            rust_name: None,
        });
    }
    if item.as_mapping().is_none() {
        diagnostics.push(
            Diagnostic::warning(
                Code::InvalidValue,
                item.span,
                format!(
                    "a value of `x-extensible-enum` must be a string, not {}",
                    item.kind()
                ),
            )
            .at(pointer)
            .help("put it in quotes, or write `value: …` with a description"),
        );
        return None;
    }
    let what = "a value of `x-extensible-enum`";
    let mut fields = Fields::open(item, pointer, what, diagnostics)?;
    let value = fields.required_text("value", diagnostics);
    let description = fields
        .text(Keyword::Description, diagnostics)
        .map(|text| text.value);
    let rust_name = fields.text(Keyword::RustName, diagnostics);
    fields.finish(diagnostics);
    Some(EnumItem {
        value: value?,
        description,
        rust_name,
    })
}

fn limits(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Box<Limits>> {
    let limits = Limits {
        min_length: fields.count(Keyword::MinLength, diagnostics),
        max_length: fields.count(Keyword::MaxLength, diagnostics),
        minimum: fields.number(Keyword::Minimum, diagnostics),
        maximum: fields.number(Keyword::Maximum, diagnostics),
        exclusive_minimum: fields.number(Keyword::ExclusiveMinimum, diagnostics),
        exclusive_maximum: fields.number(Keyword::ExclusiveMaximum, diagnostics),
        multiple_of: multiple_of(fields, diagnostics),
        min_items: fields.count(Keyword::MinItems, diagnostics),
        max_items: fields.count(Keyword::MaxItems, diagnostics),
        unique_items: fields.boolean(Keyword::UniqueItems, diagnostics),
        min_properties: fields.count(Keyword::MinProperties, diagnostics),
        max_properties: fields.count(Keyword::MaxProperties, diagnostics),
    };
    (!limits.is_none()).then(|| Box::new(limits))
}

/// Reads `multipleOf`, which must be above 0 in JSON Schema.
fn multiple_of(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
    let step = fields.number(Keyword::MultipleOf, diagnostics)?;
    if exact::compare(&step.value, "0").is_some_and(Ordering::is_gt) {
        return Some(step);
    }
    let message = format!("`multipleOf: {}` is not above 0", step.value);
    diagnostics.push(
        Diagnostic::warning(Code::InvalidLimit, step.span, message)
            .at(fields.below("multipleOf"))
            .help("write a number above 0, such as 5"),
    );
    None
}

fn examples(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Node> {
    let mut examples: Vec<Node> = fields
        .take(Keyword::Example)
        .map(|entry| entry.value.clone())
        .into_iter()
        .collect();
    if let Some(items) = fields.items(Keyword::Examples, diagnostics) {
        examples.extend(items.value.iter().cloned());
    }
    examples
}

fn extensions(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Box<Extensions>> {
    let extensions = Extensions {
        sensitive: sensitive(fields, diagnostics),
        advisories: advisories(fields, diagnostics),
        rust_name: fields.text(Keyword::RustName, diagnostics),
        rust_type: fields.text(Keyword::RustType, diagnostics),
        rust_names: rust_names(fields, diagnostics),
        value_notes: value_notes(fields, diagnostics),
        tag: tag(fields),
        constructor: fields.texts(Keyword::Constructor, diagnostics),
        money: money(fields, diagnostics),
        window: window(fields, diagnostics),
        state: state(fields, diagnostics),
    };
    (!extensions.is_none()).then(|| Box::new(extensions))
}

/// Reads `x-sensitive`. Other documents mark secrets with `true`.
pub(super) fn sensitive(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<String>> {
    let entry = fields.take(Keyword::Sensitive)?;
    match entry.value.value {
        Value::Bool(is_sensitive) => is_sensitive.then(|| Spanned {
            value: "secret".to_owned(),
            span: entry.value.span,
        }),
        _ => fields.text(Keyword::Sensitive, diagnostics),
    }
}

fn advisories(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Advisory> {
    let Some(items) = fields.items(Keyword::Advisory, diagnostics) else {
        return Vec::new();
    };
    let pointer = fields.below("x-advisory");
    items
        .value
        .iter()
        .enumerate()
        .filter_map(|(index, item)| {
            advisory(item, &child(&pointer, &index.to_string()), diagnostics)
        })
        .collect()
}

fn advisory(item: &Node, pointer: &str, diagnostics: &mut Diagnostics) -> Option<Advisory> {
    let mut fields = Fields::open(item, pointer, "an advisory", diagnostics)?;
    let when = single(&mut fields, "if", diagnostics);
    fields.require("then");
    let then = single(&mut fields, "then", diagnostics);
    let text = fields.required_text("text", diagnostics);
    fields.finish(diagnostics);
    Some(Advisory {
        span: item.span,
        when,
        then: then?,
        text: text?.value,
    })
}

/// Reads the value of a discriminator, which another tool puts into the schema that it selects.
fn tag(fields: &Fields<'_>) -> Option<String> {
    let entry = fields.other_format("x-ms-discriminator-value")?;
    entry.value.as_str().map(str::to_owned)
}

/// Reads what extensions of other tools say about the values of `enum`.
fn value_notes(fields: &Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<ValueNote> {
    let values = fields.other_format(Keyword::Enum.name());
    let values = values.and_then(|entry| entry.value.as_sequence());
    values.map_or_else(Vec::new, |it| values::notes(fields, it, diagnostics))
}

fn rust_names(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<(Spanned<String>, Spanned<String>)> {
    let Some(entry) = fields.take(Keyword::RustNames) else {
        return Vec::new();
    };
    let pointer = fields.below("x-rust-names");
    texts_by_name(entry, What::Own("a name in Rust"), &pointer, diagnostics)
}

/// Reads a mapping of arbitrary names to strings; `what` describes one of the strings.
fn texts_by_name(
    entry: &Entry,
    what: What,
    pointer: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<(Spanned<String>, Spanned<String>)> {
    let Some(named) = mapping(&entry.value, pointer, what, diagnostics) else {
        return Vec::new();
    };
    let mut texts = Vec::new();
    for name in &named.entries {
        let Some(text) = name.value.as_str() else {
            let message = format!("{what} must be a string, not {}", name.value.kind());
            diagnostics.push(
                what.report(Code::InvalidValue, name.value.span, message)
                    .at(child(pointer, &name.key.text))
                    .help("write lines of the form `NAME: TEXT`"),
            );
            continue;
        };
        let value = Spanned {
            value: name.key.text.to_string(),
            span: name.key.span,
        };
        let text = Spanned {
            value: text.to_owned(),
            span: name.value.span,
        };
        texts.push((value, text));
    }
    texts
}

fn money(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Money> {
    let entry = fields.take(Keyword::Money)?;
    let mut inner = Fields::open(
        &entry.value,
        fields.below("x-money"),
        "`x-money`",
        diagnostics,
    )?;
    let currency = inner.required_text("currency", diagnostics);
    let value = inner.required_text("value", diagnostics);
    inner.finish(diagnostics);
    Some(Money {
        currency: currency?,
        value: value?,
    })
}

fn window(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Window> {
    let entry = fields.take(Keyword::Window)?;
    let mut inner = Fields::open(
        &entry.value,
        fields.below("x-window"),
        "`x-window`",
        diagnostics,
    )?;
    let after = inner.required_text("after", diagnostics);
    let before = inner.required_text("before", diagnostics);
    let from = inner.required_text("from", diagnostics);
    inner.finish(diagnostics);
    Some(Window {
        span: entry.value.span,
        after: after?,
        before: before?,
        from: from?.value,
    })
}

fn state(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<State> {
    let entry = fields.take(Keyword::State)?;
    let pointer = fields.below("x-state");
    let mut inner = Fields::open(&entry.value, pointer, "`x-state`", diagnostics)?;
    let name = inner.required_text("name", diagnostics);
    inner.require("values");
    let items = filled(&mut inner, "values", diagnostics);
    let pointer = inner.below("values");
    let items = items.map_or(&[][..], |items| items.value).iter();
    let values = items
        .enumerate()
        .filter_map(|(index, item)| {
            state_value(item, &child(&pointer, &index.to_string()), diagnostics)
        })
        .collect();
    inner.finish(diagnostics);
    Some(State {
        name: name?,
        values,
    })
}

fn state_value(item: &Node, pointer: &str, diagnostics: &mut Diagnostics) -> Option<StateValue> {
    let mut fields = Fields::open(item, pointer, "a value of `x-state`", diagnostics)?;
    let value = fields.required_text("value", diagnostics);
    let description = fields.required_text("description", diagnostics);
    fields.require("if");
    let when = single(&mut fields, "if", diagnostics);
    fields.finish(diagnostics);
    Some(StateValue {
        value: value?,
        description: description?.value,
        when: when?,
    })
}

fn entries(node: &Node) -> &[Entry] {
    node.as_mapping().map_or(&[], |mapping| &mapping.entries)
}
