//! The OpenAPI 3.1 vocabulary as typed data, still with the place of everything.
//!
//! Input: [`Node`](crate::tree::Node) trees. Output: [`Document`]s in which each
//! keyword has a field of its own; what has none was reported while reading.
//! Nothing is interpreted here: references are text, limits are numbers.

mod document;
mod fields;
mod keywords;
mod result_codes;
mod schema;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::source::Span;
use crate::tree::{Key, Node};

pub use document::read_all;
pub use fields::{Fields, check_web_address};
pub use keywords::{Applies, table as keyword_table};

/// A value together with the place it was read from.
#[derive(Debug, Clone)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// One OpenAPI document.
#[derive(Debug)]
pub struct Document {
    /// The file's name within the specification's directory.
    pub name: String,
    /// How diagnostics name the file, such as `spec/pets.yaml`.
    pub display: String,
    /// Every keyword at its top is known.
    pub is_whole: bool,
    /// `info.title`.
    pub title: Option<String>,
    /// `info.version`.
    pub version: Option<String>,
    /// `externalDocs.url`.
    pub external_docs: Option<String>,
    /// `x-product`: the module of the product.
    pub product: Option<Spanned<String>>,
    /// `servers`.
    pub servers: Vec<Server>,
    /// Whether it has `paths`, readable or not.
    pub has_paths: bool,
    /// Every operation under `paths`.
    pub operations: Vec<Operation>,
    /// `components.schemas`.
    pub schemas: Vec<Component>,
    /// `components.x-result-codes`.
    pub code_sets: Vec<CodeSet>,
}

/// An entry of `servers`.
#[derive(Debug)]
pub struct Server {
    /// `url`.
    pub url: Spanned<String>,
    /// `description`.
    pub description: Option<Spanned<String>>,
}

/// An entry of `components.schemas`.
#[derive(Debug)]
pub struct Component {
    /// Its name.
    pub key: Key,
    /// Its schema.
    pub schema: Schema,
}

/// An entry of `components.x-result-codes`.
#[derive(Debug)]
pub struct CodeSet {
    /// Its name.
    pub key: Key,
    /// The pointer to it.
    pub pointer: String,
    /// `description`.
    pub description: Option<String>,
    /// `codes`.
    pub codes: Vec<ResultCode>,
}

/// An operation object, with the path and the method it stands under.
#[derive(Debug)]
pub struct Operation {
    /// Where the operation object stands.
    pub span: Span,
    /// The pointer to it.
    pub pointer: String,
    /// The path, as written.
    pub path: String,
    /// The method, in capitals.
    pub method: String,
    /// `operationId`.
    pub id: Option<Spanned<String>>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// The JSON request body.
    pub request: Option<Body>,
    /// The JSON body of the successful response.
    pub response: Option<Body>,
    /// `x-outcome`.
    pub outcome: Option<Outcome>,
    /// The codes that `x-result-codes` lists.
    pub result_codes: Vec<ResultCode>,
    /// The sets of codes that `x-result-codes` refers to.
    pub code_sets: Vec<CodeSetItem>,
}

/// The schema and the examples of a JSON body.
#[derive(Debug)]
pub struct Body {
    /// Where the media type object stands.
    pub span: Span,
    /// The schema.
    pub schema: Schema,
    /// `examples`, or the one `example`.
    pub examples: Vec<Example>,
}

/// A named example.
#[derive(Debug)]
pub struct Example {
    /// Its name.
    pub key: Key,
    /// `summary`.
    pub summary: Option<String>,
    /// `value`.
    pub value: Node,
    /// The pointer to the value.
    pub pointer: String,
}

/// `x-outcome`.
#[derive(Debug)]
pub struct Outcome {
    /// JSON pointer to the status within the response.
    pub status: Spanned<String>,
    /// JSON pointer to the code.
    pub code: Spanned<String>,
    /// JSON pointer to the message.
    pub message: Spanned<String>,
    /// The status values that mean success.
    pub success: Vec<Spanned<String>>,
    /// The status values that mean failure.
    pub failure: Vec<Spanned<String>>,
    /// The status values that leave the outcome open.
    pub unknown: Vec<Spanned<String>>,
}

/// A status value that stands twice in `x-outcome`.
#[derive(Debug)]
pub struct RepeatedStatus<'a> {
    /// The later place.
    pub status: &'a Spanned<String>,
    /// The first place.
    pub first: &'a Spanned<String>,
    /// True if the first place is at the same outcome.
    pub same_outcome: bool,
}

impl Outcome {
    /// Returns the status values of the three outcomes.
    pub fn statuses(&self) -> impl Iterator<Item = &Spanned<String>> {
        [&self.success, &self.failure, &self.unknown]
            .into_iter()
            .flatten()
    }

    /// Returns the status values that stand at an earlier place already.
    pub fn repeated(&self) -> Vec<RepeatedStatus<'_>> {
        let mut known: HashMap<&str, (usize, &Spanned<String>)> = HashMap::new();
        let mut repeated = Vec::new();
        let outcomes = [&self.success, &self.failure, &self.unknown];
        for (outcome, statuses) in outcomes.into_iter().enumerate() {
            for status in statuses {
                match known.entry(&status.value) {
                    Entry::Vacant(entry) => {
                        entry.insert((outcome, status));
                    }
                    Entry::Occupied(entry) => {
                        let (at, first) = *entry.get();
                        repeated.push(RepeatedStatus {
                            status,
                            first,
                            same_outcome: at == outcome,
                        });
                    }
                }
            }
        }
        repeated
    }
}

/// An entry of `x-result-codes` that is a code.
#[derive(Debug)]
pub struct ResultCode {
    /// The pointer to it.
    pub pointer: String,
    /// The code on the wire.
    pub code: Spanned<String>,
    /// Its usual status.
    pub status: Spanned<String>,
    /// What it means.
    pub message: String,
    /// What to do.
    pub action: String,
    /// What a program may do.
    pub retry: Spanned<String>,
    /// What else is to be known.
    pub note: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<Spanned<String>>,
}

/// An entry of `x-result-codes` that refers to a set of codes.
#[derive(Debug)]
pub struct CodeSetItem {
    /// The pointer to it.
    pub pointer: String,
    /// `$ref`.
    pub reference: Reference<CodeSetId>,
}

/// The `type` keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaType {
    /// `object`
    Object,
    /// `array`
    Array,
    /// `string`
    String,
    /// `integer`
    Integer,
    /// `boolean`
    Boolean,
}

/// A schema object: each keyword that the generator understands.
#[derive(Debug)]
pub struct Schema {
    /// Whether part of it could not be read, which was reported.
    pub faulty: bool,
    /// Where it stands.
    pub span: Span,
    /// The pointer to it, such as `spec/pets.yaml#/components/schemas/Pet`.
    pub pointer: String,
    /// `$ref`.
    pub reference: Option<Reference>,
    /// `type`.
    pub ty: Option<Spanned<SchemaType>>,
    /// `format`.
    pub format: Option<Spanned<String>>,
    /// `properties`.
    pub properties: Vec<Property>,
    /// Whether `properties` is written at all.
    pub has_properties: bool,
    /// `required`.
    pub required: Vec<Spanned<String>>,
    /// `additionalProperties`.
    pub additional: Option<Additional>,
    /// `items`.
    pub items: Option<Box<Schema>>,
    /// `allOf`.
    pub all_of: Vec<Schema>,
    /// `anyOf`.
    pub any_of: Option<Spanned<Vec<Schema>>>,
    /// `oneOf`.
    pub one_of: Option<Spanned<Vec<Schema>>>,
    /// `not`.
    pub not: Option<Box<Schema>>,
    /// `dependentRequired`.
    pub dependent_required: Vec<DependentRequired>,
    /// `if` with its branches.
    pub conditional: Option<Conditional>,
    /// `const`.
    pub constant: Option<Node>,
    /// `enum`.
    pub values: Option<Spanned<Vec<Node>>>,
    /// `x-extensible-enum`.
    pub extensible: Option<Spanned<Vec<EnumItem>>>,
    /// The numeric limits, where there is one.
    pub limits: Option<Box<Limits>>,
    /// `pattern`.
    pub pattern: Option<Spanned<String>>,
    /// `description`, else `title`.
    pub description: Option<String>,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// `default`.
    pub default: Option<Node>,
    /// `examples` and `example`.
    pub examples: Vec<Node>,
    /// The extensions, where there is one.
    pub extensions: Option<Box<Extensions>>,
}

/// `$ref`.
#[derive(Debug)]
pub struct Reference<Id = ComponentId> {
    /// Its text.
    pub text: Spanned<String>,
    /// The component that it names, once resolved.
    pub target: Option<Id>,
}

/// The place of a set of codes: its document and its position there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeSetId {
    /// Index of the document.
    pub document: usize,
    /// Index within [`Document::code_sets`].
    pub set: usize,
}

/// The place of a schema: its document and its position there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ComponentId {
    /// Index of the document.
    pub document: usize,
    /// Index within [`Document::schemas`].
    pub schema: usize,
}

/// An entry of `properties`.
#[derive(Debug)]
pub struct Property {
    /// Its name.
    pub key: Key,
    /// Its schema.
    pub schema: Schema,
}

/// `additionalProperties`.
#[derive(Debug)]
pub enum Additional {
    /// `true` or `false`.
    Allowed(bool),
    /// A schema for every further member.
    Schema(Box<Schema>),
}

/// An entry of `dependentRequired`.
#[derive(Debug)]
pub struct DependentRequired {
    /// The member.
    pub member: Spanned<String>,
    /// The members that must be there if it is.
    pub required: Vec<Spanned<String>>,
}

/// `if`, `then` and `else`.
#[derive(Debug)]
pub struct Conditional {
    /// Where `if` stands.
    pub span: Span,
    /// `if`.
    pub when: Box<Schema>,
    /// `then`.
    pub then: Option<Box<Schema>>,
    /// `else`.
    pub otherwise: Option<Box<Schema>>,
}

/// An item of `x-extensible-enum`.
#[derive(Debug)]
pub struct EnumItem {
    /// The text on the wire.
    pub value: Spanned<String>,
    /// `description`.
    pub description: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<Spanned<String>>,
}

/// The limits on lengths, numbers and counts. Most schemas have none, and there
/// are many schemas, so they lie in a box of their own.
#[derive(Debug)]
pub struct Limits {
    /// `minLength`
    pub min_length: Option<Spanned<u64>>,
    /// `maxLength`
    pub max_length: Option<Spanned<u64>>,
    /// `minimum`
    pub minimum: Option<Spanned<i128>>,
    /// `maximum`
    pub maximum: Option<Spanned<i128>>,
    /// `minItems`
    pub min_items: Option<Spanned<u64>>,
    /// `maxItems`
    pub max_items: Option<Spanned<u64>>,
}

/// The extensions of a schema, in a box of their own like its limits.
#[derive(Debug)]
pub struct Extensions {
    /// `x-sensitive`
    pub sensitive: Option<Spanned<String>>,
    /// `x-advisory`
    pub advisories: Vec<Advisory>,
    /// `x-rust-name`
    pub rust_name: Option<Spanned<String>>,
    /// `x-rust-names`: values of an enum with their names
    pub rust_names: Vec<(Spanned<String>, Spanned<String>)>,
    /// `x-constructor`
    pub constructor: Option<Spanned<Vec<Spanned<String>>>>,
    /// `x-money`
    pub money: Option<Money>,
    /// `x-window`
    pub window: Option<Window>,
    /// `x-source`
    pub source: Option<String>,
}

/// An entry of `x-advisory`.
#[derive(Debug)]
pub struct Advisory {
    /// Where it stands.
    pub span: Span,
    /// `if`; an advisory without one always holds.
    pub when: Option<Box<Schema>>,
    /// `then`.
    pub then: Box<Schema>,
    /// What the reader is told.
    pub text: String,
}

/// `x-money`.
#[derive(Debug)]
pub struct Money {
    /// The member that holds the currency.
    pub currency: Spanned<String>,
    /// The member that holds the amount in the smallest unit.
    pub value: Spanned<String>,
}

/// `x-window`.
#[derive(Debug)]
pub struct Window {
    /// Where it stands.
    pub span: Span,
    /// The earliest distance from the moment, an ISO 8601 duration.
    pub after: Spanned<String>,
    /// The latest distance from the moment.
    pub before: Spanned<String>,
    /// What the moment is, in words.
    pub from: String,
}

impl Property {
    /// Its name, with its place.
    pub fn name(&self) -> Spanned<String> {
        Spanned {
            value: self.key.text.to_string(),
            span: self.key.span,
        }
    }
}

impl Limits {
    const NONE: Self = Self {
        min_length: None,
        max_length: None,
        minimum: None,
        maximum: None,
        min_items: None,
        max_items: None,
    };

    fn is_none(&self) -> bool {
        let Self {
            min_length,
            max_length,
            minimum,
            maximum,
            min_items,
            max_items,
        } = self;
        let counts = [min_length, max_length, min_items, max_items];
        counts.into_iter().all(Option::is_none)
            && [minimum, maximum].into_iter().all(Option::is_none)
    }
}

impl Extensions {
    const NONE: Self = Self {
        sensitive: None,
        advisories: Vec::new(),
        rust_name: None,
        rust_names: Vec::new(),
        constructor: None,
        money: None,
        window: None,
        source: None,
    };

    fn is_none(&self) -> bool {
        let Self {
            sensitive,
            advisories,
            rust_name,
            rust_names,
            constructor,
            money,
            window,
            source,
        } = self;
        advisories.is_empty()
            && rust_names.is_empty()
            && [sensitive, rust_name].into_iter().all(Option::is_none)
            && (constructor.is_none() && money.is_none() && window.is_none() && source.is_none())
    }
}

impl Schema {
    /// The limits, none of which has to be there.
    pub fn limits(&self) -> &Limits {
        self.limits.as_deref().unwrap_or(const { &Limits::NONE })
    }

    /// The extensions, none of which has to be there.
    pub fn extensions(&self) -> &Extensions {
        let none = const { &Extensions::NONE };
        self.extensions.as_deref().unwrap_or(none)
    }

    /// Every schema directly below this one.
    pub fn children_mut(&mut self) -> Vec<&mut Schema> {
        let mut children: Vec<&mut Schema> = Vec::new();
        children.extend(
            self.properties
                .iter_mut()
                .map(|property| &mut property.schema),
        );
        if let Some(Additional::Schema(schema)) = &mut self.additional {
            children.push(schema);
        }
        children.extend(self.items.as_deref_mut());
        children.extend(&mut self.all_of);
        for branches in [&mut self.any_of, &mut self.one_of].into_iter().flatten() {
            children.extend(&mut branches.value);
        }
        children.extend(self.not.as_deref_mut());
        if let Some(conditional) = &mut self.conditional {
            children.push(&mut conditional.when);
            children.extend(conditional.then.as_deref_mut());
            children.extend(conditional.otherwise.as_deref_mut());
        }
        let extensions = self.extensions.as_deref_mut();
        for advisory in extensions.map_or(&mut [][..], |found| &mut found.advisories) {
            children.extend(advisory.when.as_deref_mut());
            children.push(&mut advisory.then);
        }
        children
    }

    /// Every keyword that is written here and says something about the value or
    /// its type, with its place; those without one of their own have the schema's.
    pub fn keywords(&self) -> Vec<(&'static str, Span)> {
        let limits = self.limits();
        let extensions = self.extensions();
        let flag = |is_there: bool| is_there.then_some(self.span);
        let all = [
            ("$ref", self.reference.as_ref().map(|found| found.text.span)),
            ("type", self.ty.as_ref().map(|found| found.span)),
            ("format", self.format.as_ref().map(|found| found.span)),
            ("properties", flag(self.has_properties)),
            ("required", self.required.first().map(|found| found.span)),
            ("additionalProperties", flag(self.additional.is_some())),
            ("items", self.items.as_ref().map(|found| found.span)),
            ("allOf", self.all_of.first().map(|found| found.span)),
            ("anyOf", self.any_of.as_ref().map(|found| found.span)),
            ("oneOf", self.one_of.as_ref().map(|found| found.span)),
            ("not", self.not.as_ref().map(|found| found.span)),
            (
                "dependentRequired",
                self.dependent_required
                    .first()
                    .map(|found| found.member.span),
            ),
            ("if", self.conditional.as_ref().map(|found| found.span)),
            ("const", self.constant.as_ref().map(|found| found.span)),
            ("enum", self.values.as_ref().map(|found| found.span)),
            (
                "x-extensible-enum",
                self.extensible.as_ref().map(|found| found.span),
            ),
            (
                "minLength",
                limits.min_length.as_ref().map(|found| found.span),
            ),
            (
                "maxLength",
                limits.max_length.as_ref().map(|found| found.span),
            ),
            ("minimum", limits.minimum.as_ref().map(|found| found.span)),
            ("maximum", limits.maximum.as_ref().map(|found| found.span)),
            (
                "minItems",
                limits.min_items.as_ref().map(|found| found.span),
            ),
            (
                "maxItems",
                limits.max_items.as_ref().map(|found| found.span),
            ),
            ("pattern", self.pattern.as_ref().map(|found| found.span)),
            ("deprecated", flag(self.deprecated)),
            ("default", self.default.as_ref().map(|found| found.span)),
            ("examples", self.examples.first().map(|found| found.span)),
            (
                "x-sensitive",
                extensions.sensitive.as_ref().map(|found| found.span),
            ),
            (
                "x-advisory",
                extensions.advisories.first().map(|found| found.span),
            ),
            (
                "x-rust-name",
                extensions.rust_name.as_ref().map(|found| found.span),
            ),
            (
                "x-rust-names",
                extensions.rust_names.first().map(|(value, _)| value.span),
            ),
            (
                "x-constructor",
                extensions.constructor.as_ref().map(|found| found.span),
            ),
            (
                "x-money",
                extensions.money.as_ref().map(|found| found.currency.span),
            ),
            (
                "x-window",
                extensions.window.as_ref().map(|found| found.span),
            ),
        ];
        all.into_iter()
            .filter_map(|(keyword, span)| Some((keyword, span?)))
            .collect()
    }

    /// Whether every keyword written here is one of `allowed`.
    pub fn has_only(&self, allowed: &[&str]) -> bool {
        self.keywords()
            .iter()
            .all(|(keyword, _)| allowed.contains(keyword))
    }
}
