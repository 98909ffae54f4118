//! Schemas: the keywords of JSON Schema and the extensions, one field each.

use crate::markdown;
use crate::text::source::{Span, Spanned};
use crate::text::tree::{Key, Node};

use super::keyword::{Keyword, Subject};

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
    /// `number`
    Number,
    /// `boolean`
    Boolean,
    /// `null`
    Null,
}

impl SchemaType {
    /// Returns the type as it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Array => "array",
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Null => "null",
        }
    }
}

/// A schema object: each supported keyword. Rare keywords are boxed, since schemas are
/// numerous.
#[derive(Debug, Clone)]
pub struct Schema {
    /// True if part of it could not be read, which was reported.
    pub faulty: bool,
    /// The position of the schema.
    pub span: Span,
    /// The pointer to it, such as `spec/pets.yaml#/components/schemas/Pet`.
    pub pointer: String,
    /// `$ref`.
    pub reference: Option<Reference>,
    /// `type`.
    pub ty: Option<Spanned<SchemaType>>,
    /// `format`.
    pub format: Option<Spanned<String>>,
    /// The keywords that are present, with their positions.
    pub keywords: Box<[(Keyword, Span)]>,
    /// True if `type` lists `null` beside another type, or if a schema without `type` lists
    /// null among its values or alternatives.
    pub nullable: bool,
    /// `properties`.
    pub properties: Vec<Property>,
    /// `required`.
    pub required: Vec<Spanned<String>>,
    /// `additionalProperties`.
    pub additional: Option<Additional>,
    /// `propertyNames`.
    pub property_names: Option<Box<Schema>>,
    /// `items`.
    pub items: Option<Box<Schema>>,
    /// `allOf`.
    pub all_of: Vec<Schema>,
    /// `anyOf`.
    pub any_of: Option<Box<Spanned<Vec<Schema>>>>,
    /// `oneOf`.
    pub one_of: Option<Box<Spanned<Vec<Schema>>>>,
    /// `discriminator`; that of a component may be in an inline part of its `allOf`.
    pub discriminator: Option<Box<Discriminator>>,
    /// References to the components that extend this one, if it has a discriminator and no
    /// alternatives; the last one is this component itself.
    pub extenders: Vec<Schema>,
    /// `not`.
    pub not: Option<Box<Schema>>,
    /// The keywords that few schemas have, if any.
    pub rare: Option<Box<Rare>>,
    /// `if` with its branches.
    pub conditional: Option<Box<Conditional>>,
    /// `const`.
    pub constant: Option<Box<Node>>,
    /// `enum`.
    pub values: Option<Box<Spanned<Vec<Node>>>>,
    /// `x-extensible-enum`.
    pub extensible: Option<Box<Spanned<Vec<EnumItem>>>>,
    /// The numeric limits, if any.
    pub limits: Option<Box<Limits>>,
    /// `pattern`.
    pub pattern: Option<Box<Spanned<String>>>,
    /// The annotations.
    pub annotations: Vec<(Keyword, AnnotationValue)>,
    /// `default`.
    pub default: Option<Box<Node>>,
    /// `example`, then those in `examples`.
    pub examples: Vec<Node>,
    /// The extensions, if any.
    pub extensions: Option<Box<Extensions>>,
}

/// The value of an annotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnnotationValue {
    /// A string.
    Text(String),
    /// A boolean.
    Flag(bool),
}

/// `$ref`.
#[derive(Debug, Clone)]
pub struct Reference<Id = ComponentId> {
    /// The text of the reference.
    pub text: Spanned<String>,
    /// The component that it refers to, once resolved.
    pub target: Option<Id>,
}

/// The id of a component: its document and its position there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ComponentId {
    /// Index of the document.
    pub document: usize,
    /// Index within [`Document::schemas`].
    pub schema: usize,
}

/// `discriminator`.
#[derive(Debug, Clone)]
pub struct Discriminator {
    /// The JSON pointer to it, with the file.
    pub pointer: String,
    /// `propertyName`.
    pub property: Spanned<String>,
    /// `mapping`: values of the property, each with the schema that it selects.
    pub mapping: Vec<(Spanned<String>, Spanned<String>)>,
}

/// An entry of `properties`.
#[derive(Debug, Clone)]
pub struct Property {
    /// Its name.
    pub key: Key,
    /// Its schema.
    pub schema: Schema,
}

/// `additionalProperties`.
#[derive(Debug, Clone)]
pub enum Additional {
    /// `true` or `false`.
    Allowed(bool),
    /// A schema for every further member.
    Schema(Box<Schema>),
}

/// An entry of `dependentRequired`.
#[derive(Debug, Clone)]
pub struct DependentRequired {
    /// The member.
    pub member: Spanned<String>,
    /// The members that are required if it is present.
    pub required: Vec<Spanned<String>>,
}

/// The keywords that few schemas have.
#[derive(Debug, Clone)]
pub struct Rare {
    /// `contains`
    pub contains: Option<Box<Schema>>,
    /// `minContains`
    pub min_contains: Option<Spanned<u64>>,
    /// `maxContains`
    pub max_contains: Option<Spanned<u64>>,
    /// `prefixItems`
    pub prefix_items: Vec<Schema>,
    /// `patternProperties`: each schema with its pattern as the name
    pub pattern_properties: Vec<Property>,
    /// `dependentRequired`
    pub dependent_required: Vec<DependentRequired>,
    /// `dependentSchemas`
    pub dependent_schemas: Vec<Property>,
    /// `contentMediaType`
    pub content_media_type: Option<Spanned<String>>,
    /// `contentSchema`
    pub content_schema: Option<Box<Schema>>,
}

/// `if`, `then` and `else`.
#[derive(Debug, Clone)]
pub struct Conditional {
    /// The position of `if`.
    pub span: Span,
    /// `if`.
    pub when: Box<Schema>,
    /// `then`.
    pub then: Option<Box<Schema>>,
    /// `else`.
    pub otherwise: Option<Box<Schema>>,
}

/// An item of `x-extensible-enum`.
#[derive(Debug, Clone)]
pub struct EnumItem {
    /// The text on the wire.
    pub value: Spanned<String>,
    /// `description`.
    pub description: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<Spanned<String>>,
}

/// The limits on lengths, numbers and counts. They are boxed, since schemas are numerous
/// and most have none.
#[derive(Debug, Clone)]
pub struct Limits {
    /// `minLength`
    pub min_length: Option<Spanned<u64>>,
    /// `maxLength`
    pub max_length: Option<Spanned<u64>>,
    /// `minimum`, as the text of a number of JSON
    pub minimum: Option<Spanned<String>>,
    /// `maximum`
    pub maximum: Option<Spanned<String>>,
    /// `exclusiveMinimum`
    pub exclusive_minimum: Option<Spanned<String>>,
    /// `exclusiveMaximum`
    pub exclusive_maximum: Option<Spanned<String>>,
    /// `multipleOf`
    pub multiple_of: Option<Spanned<String>>,
    /// `minItems`
    pub min_items: Option<Spanned<u64>>,
    /// `maxItems`
    pub max_items: Option<Spanned<u64>>,
    /// `uniqueItems`
    pub unique_items: Option<Spanned<bool>>,
    /// `minProperties`
    pub min_properties: Option<Spanned<u64>>,
    /// `maxProperties`
    pub max_properties: Option<Spanned<u64>>,
}

/// The extensions of a schema, boxed like its limits.
#[derive(Debug, Clone)]
pub struct Extensions {
    /// `x-sensitive`
    pub sensitive: Option<Spanned<String>>,
    /// `x-advisory`
    pub advisories: Vec<Advisory>,
    /// `x-rust-name`
    pub rust_name: Option<Spanned<String>>,
    /// `x-rust-type`
    pub rust_type: Option<Spanned<String>>,
    /// `x-rust-names`: values of an enum with their names
    pub rust_names: Vec<(Spanned<String>, Spanned<String>)>,
    /// The names and descriptions of the values of an enum by other extensions and by the
    /// titles of constants; empty if there are none
    pub value_notes: Vec<ValueNote>,
    /// `x-ms-discriminator-value`: the value of the base's discriminator that selects this
    /// schema
    pub tag: Option<String>,
    /// `x-constructor`
    pub constructor: Option<Spanned<Vec<Spanned<String>>>>,
    /// `x-money`
    pub money: Option<Money>,
    /// `x-window`
    pub window: Option<Window>,
    /// `x-state`
    pub state: Option<State>,
}

/// The wished name and the description of an enum's value.
#[derive(Debug, Clone, Default)]
pub struct ValueNote {
    /// The name, in any case.
    pub name: Option<String>,
    /// The description.
    pub description: Option<String>,
}

/// An entry of `x-advisory`.
#[derive(Debug, Clone)]
pub struct Advisory {
    /// The position of the advisory.
    pub span: Span,
    /// `if`; an advisory without it always applies.
    pub when: Option<Box<Schema>>,
    /// `then`.
    pub then: Box<Schema>,
    /// `text`: the advice to the reader.
    pub text: String,
}

/// `x-money`.
#[derive(Debug, Clone)]
pub struct Money {
    /// The member for the currency.
    pub currency: Spanned<String>,
    /// The member for the amount in the smallest unit.
    pub value: Spanned<String>,
}

/// `x-state`.
#[derive(Debug, Clone)]
pub struct State {
    /// `name`: the name of the enum.
    pub name: Spanned<String>,
    /// `values`, in document order.
    pub values: Vec<StateValue>,
}

/// An entry of `values` in `x-state`.
#[derive(Debug, Clone)]
pub struct StateValue {
    /// `value`.
    pub value: Spanned<String>,
    /// `description`.
    pub description: String,
    /// `if`.
    pub when: Box<Schema>,
}

/// `x-window`.
#[derive(Debug, Clone)]
pub struct Window {
    /// The position of the window.
    pub span: Span,
    /// The earliest distance from the moment, as an ISO 8601 duration.
    pub after: Spanned<String>,
    /// The latest distance from the moment.
    pub before: Spanned<String>,
    /// The moment in words.
    pub from: String,
}

impl Property {
    /// Returns the name with its position.
    pub fn name(&self) -> Spanned<String> {
        Spanned {
            value: self.key.text.to_string(),
            span: self.key.span,
        }
    }
}

impl Rare {
    pub const NONE: Self = Self {
        contains: None,
        min_contains: None,
        max_contains: None,
        prefix_items: Vec::new(),
        pattern_properties: Vec::new(),
        dependent_required: Vec::new(),
        dependent_schemas: Vec::new(),
        content_media_type: None,
        content_schema: None,
    };

    /// Returns every schema directly below.
    fn children(&self) -> impl Iterator<Item = &Schema> {
        let properties = self.pattern_properties.iter();
        let properties = properties.chain(&self.dependent_schemas);
        let single = [&self.contains, &self.content_schema];
        let single = single.into_iter().filter_map(|it| it.as_deref());
        let children = single.chain(&self.prefix_items);
        children.chain(properties.map(|property| &property.schema))
    }

    /// Returns every schema directly below.
    fn children_mut(&mut self) -> impl Iterator<Item = &mut Schema> {
        let properties = self.pattern_properties.iter_mut();
        let properties = properties.chain(&mut self.dependent_schemas);
        let single = [&mut self.contains, &mut self.content_schema];
        let single = single.into_iter().filter_map(|it| it.as_deref_mut());
        let children = single.chain(&mut self.prefix_items);
        children.chain(properties.map(|property| &mut property.schema))
    }
}

impl Limits {
    pub const NONE: Self = Self {
        min_length: None,
        max_length: None,
        minimum: None,
        maximum: None,
        exclusive_minimum: None,
        exclusive_maximum: None,
        multiple_of: None,
        min_items: None,
        max_items: None,
        unique_items: None,
        min_properties: None,
        max_properties: None,
    };

    pub fn is_none(&self) -> bool {
        let Self {
            min_length,
            max_length,
            minimum,
            maximum,
            exclusive_minimum,
            exclusive_maximum,
            multiple_of,
            min_items,
            max_items,
            unique_items,
            min_properties,
            max_properties,
        } = self;
        let counts = [
            min_length,
            max_length,
            min_items,
            max_items,
            min_properties,
            max_properties,
        ];
        counts.into_iter().all(Option::is_none)
            && unique_items.is_none()
            && [
                minimum,
                maximum,
                exclusive_minimum,
                exclusive_maximum,
                multiple_of,
            ]
            .into_iter()
            .all(Option::is_none)
    }
}

impl Extensions {
    pub const NONE: Self = Self {
        sensitive: None,
        advisories: Vec::new(),
        rust_name: None,
        rust_type: None,
        rust_names: Vec::new(),
        value_notes: Vec::new(),
        tag: None,
        constructor: None,
        money: None,
        window: None,
        state: None,
    };

    pub fn is_none(&self) -> bool {
        let Self {
            sensitive,
            advisories,
            rust_name,
            rust_type,
            rust_names,
            value_notes,
            tag,
            constructor,
            money,
            window,
            state,
        } = self;
        advisories.is_empty()
            && rust_names.is_empty()
            && value_notes.is_empty()
            && tag.is_none()
            && [sensitive, rust_name, rust_type]
                .into_iter()
                .all(Option::is_none)
            && (constructor.is_none() && money.is_none() && window.is_none() && state.is_none())
    }
}

impl Schema {
    /// Returns whether the schema describes values and allows every value.
    pub fn is_annotation(&self) -> bool {
        let mut keywords = self.keywords.iter();
        keywords.all(|(keyword, _)| {
            keyword.row().annotation.is_some()
                || matches!(
                    keyword,
                    Keyword::Example | Keyword::Examples | Keyword::Default | Keyword::Comment
                )
        })
    }

    /// Returns a schema without keywords, which any value satisfies.
    pub fn any(span: Span, pointer: &str) -> Self {
        Self {
            faulty: false,
            span,
            pointer: pointer.to_owned(),
            reference: None,
            ty: None,
            format: None,
            keywords: Box::default(),
            nullable: false,
            properties: Vec::new(),
            required: Vec::new(),
            additional: None,
            property_names: None,
            items: None,
            all_of: Vec::new(),
            any_of: None,
            one_of: None,
            discriminator: None,
            extenders: Vec::new(),
            not: None,
            rare: None,
            conditional: None,
            constant: None,
            values: None,
            extensible: None,
            limits: None,
            pattern: None,
            annotations: Vec::new(),
            default: None,
            examples: Vec::new(),
            extensions: None,
        }
    }

    /// Returns the schema that no value satisfies.
    pub fn never(span: Span, pointer: &str) -> Self {
        Self {
            keywords: [(Keyword::Not, span)].into(),
            not: Some(Box::new(Self::any(span, pointer))),
            ..Self::any(span, pointer)
        }
    }

    /// Returns whether no value satisfies the schema.
    pub fn is_never(&self) -> bool {
        let not = self.not.as_deref();
        not.is_some_and(|not| not.keywords.is_empty() && not.ty.is_none())
    }

    /// Returns whether the schema allows only an object without members.
    pub fn is_empty_object(&self) -> bool {
        let is_object = self
            .ty
            .as_ref()
            .is_some_and(|ty| ty.value == SchemaType::Object);
        let is_closed = matches!(self.additional, Some(Additional::Allowed(false)));
        let has_members = !self.properties.is_empty()
            || !self.all_of.is_empty()
            || !self.rare().pattern_properties.is_empty();
        is_object && is_closed && !has_members && !self.nullable && self.reference.is_none()
    }

    /// Returns the limits; they are empty if the schema has none.
    pub fn limits(&self) -> &Limits {
        self.limits.as_deref().unwrap_or(const { &Limits::NONE })
    }

    /// Returns the keywords that few schemas have; they are empty if the schema has none.
    pub fn rare(&self) -> &Rare {
        self.rare.as_deref().unwrap_or(const { &Rare::NONE })
    }

    /// Returns the extensions; they are empty if the schema has none.
    pub fn extensions(&self) -> &Extensions {
        let none = const { &Extensions::NONE };
        self.extensions.as_deref().unwrap_or(none)
    }

    /// Sets the Rust name.
    pub fn set_rust_name(&mut self, name: Spanned<String>) {
        let none = || Box::new(Extensions::NONE);
        self.extensions.get_or_insert_with(none).rust_name = Some(name);
    }

    /// Returns every schema directly below this one.
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
        children.extend(self.property_names.as_deref_mut());
        children.extend(self.items.as_deref_mut());
        children.extend(&mut self.all_of);
        for branches in [&mut self.any_of, &mut self.one_of].into_iter().flatten() {
            children.extend(&mut branches.value);
        }
        children.extend(self.not.as_deref_mut());
        if let Some(rare) = self.rare.as_deref_mut() {
            children.extend(rare.children_mut());
        }
        if let Some(conditional) = &mut self.conditional {
            children.push(&mut conditional.when);
            children.extend(conditional.then.as_deref_mut());
            children.extend(conditional.otherwise.as_deref_mut());
        }
        if let Some(extensions) = self.extensions.as_deref_mut() {
            for advisory in &mut extensions.advisories {
                children.extend(advisory.when.as_deref_mut());
                children.push(&mut advisory.then);
            }
            let values = extensions.state.iter_mut().flat_map(|it| &mut it.values);
            children.extend(values.map(|value| &mut *value.when));
        }
        children
    }

    /// Returns every schema directly below this one, in the order of
    /// [`children_mut`](Self::children_mut).
    pub fn children(&self) -> Vec<&Schema> {
        let mut children: Vec<&Schema> = Vec::new();
        children.extend(self.properties.iter().map(|property| &property.schema));
        if let Some(Additional::Schema(schema)) = &self.additional {
            children.push(schema);
        }
        children.extend(self.property_names.as_deref());
        children.extend(self.items.as_deref());
        children.extend(&self.all_of);
        for branches in [&self.any_of, &self.one_of].into_iter().flatten() {
            children.extend(&branches.value);
        }
        children.extend(self.not.as_deref());
        children.extend(self.rare().children());
        if let Some(conditional) = &self.conditional {
            children.push(&conditional.when);
            children.extend(conditional.then.as_deref());
            children.extend(conditional.otherwise.as_deref());
        }
        let extensions = self.extensions();
        for advisory in &extensions.advisories {
            children.extend(advisory.when.as_deref());
            children.push(&advisory.then);
        }
        let values = extensions.state.iter().flat_map(|it| &it.values);
        children.extend(values.map(|value| &*value.when));
        children
    }

    /// Returns the text of an annotation, if present.
    pub fn text(&self, keyword: Keyword) -> Option<&str> {
        self.annotations
            .iter()
            .find_map(|(known, value)| match value {
                AnnotationValue::Text(text) => (*known == keyword).then_some(text.as_str()),
                AnnotationValue::Flag(_) => None,
            })
    }

    /// Returns whether an annotation is present and true.
    pub fn flag(&self, keyword: Keyword) -> bool {
        let mut annotations = self.annotations.iter();
        annotations.any(|found| *found == (keyword, AnnotationValue::Flag(true)))
    }

    /// Returns the description, or else the title.
    pub fn description(&self) -> Option<&str> {
        let shown = |keyword| self.text(keyword).filter(|text| !markdown::is_blank(text));
        shown(Keyword::Description).or_else(|| shown(Keyword::Title))
    }

    /// Returns the position of a keyword, if present.
    pub fn place_of(&self, keyword: Keyword) -> Option<Span> {
        let mut written = self.keywords.iter();
        written.find_map(|&(known, span)| (known == keyword).then_some(span))
    }

    /// Returns the examples with their pointers.
    pub fn examples_with_pointers(&self) -> impl Iterator<Item = (&Node, String)> {
        let singles = usize::from(self.has(Keyword::Example));
        self.examples.iter().enumerate().map(move |(at, node)| {
            let pointer = match at.checked_sub(singles) {
                Some(index) => format!("{}/examples/{index}", self.pointer),
                None => format!("{}/example", self.pointer),
            };
            (node, pointer)
        })
    }

    /// Returns whether a keyword is present.
    pub fn has(&self, keyword: Keyword) -> bool {
        self.place_of(keyword).is_some()
    }

    /// Returns whether a kind of value supports every keyword of the schema.
    pub fn is_all_on(&self, subject: Subject) -> bool {
        let is_mark = |keyword| subject == Subject::Named && self.is_mark(keyword);
        self.keywords
            .iter()
            .all(|&(keyword, _)| keyword.is_on(subject) || is_mark(keyword))
    }

    /// Returns whether the value is a password.
    pub fn is_password(&self) -> bool {
        self.format
            .as_ref()
            .is_some_and(|it| it.value == "password")
    }

    /// Returns whether a keyword is a format that marks a value of any type as secret.
    pub fn is_mark(&self, keyword: Keyword) -> bool {
        keyword == Keyword::Format && self.is_password()
    }
}
