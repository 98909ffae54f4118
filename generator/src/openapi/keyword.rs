//! The keywords of schemas: the treatment of each, and the values that it applies to.
//!
//! This is the only list. [`Fields`](super::read::Fields) reads no other keyword,
//! lowering uses it to find keywords that have no effect, and the table in
//! `spec/README.md` is printed from it.

use std::fmt;

/// The treatment of a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// It is read. The text is its purpose, for the table.
    Read(&'static str),
    /// It is accepted and has no effect.
    Ignored,
    /// It is refused. The text is the replacement to write.
    Instead(&'static str),
}

/// The JSON values that a keyword of a schema applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applies {
    /// Values of any type.
    Any,
    /// Strings.
    Strings,
    /// Numbers.
    Numbers,
    /// Arrays.
    Arrays,
    /// Objects.
    Objects,
}

/// A kind of value, as the schemas together describe it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// An object with properties.
    Struct,
    /// An enum with a name of its own.
    NamedEnum,
    /// An enum that is listed where it is used.
    InlineEnum,
    /// One of several types.
    Union,
    /// A string without a format.
    Text,
    /// A string with the format of a decimal or a URI.
    Formatted,
    /// A date and time.
    DateTime,
    /// A boolean, in a string or not.
    Boolean,
    /// An integer in a string.
    IntegerInText,
    /// An integer.
    Integer,
    /// A number that may have a fraction.
    Number,
    /// A value of any type.
    Any,
    /// A list.
    List,
    /// An object without properties.
    Map,
    /// A mention of a named type.
    Named,
    /// A fragment of a condition.
    Fragment,
}

/// A position of a schema at which some keywords have no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaPosition {
    /// A named type.
    NamedType,
    /// A component that is not a type of its own.
    Component,
    /// The items of a list, or the values of a map.
    Item,
    /// A constant member.
    Constant,
}

/// The properties of a schema keyword.
#[derive(Debug)]
pub struct Row {
    /// Its treatment.
    pub support: Support,
    /// The JSON values that it applies to.
    pub applies: Applies,
    /// The kinds of values that support it.
    pub on: &'static [Subject],
    /// The positions at which it has no effect.
    pub not_at: &'static [SchemaPosition],
    /// True if it can be merged when several schemas describe one value.
    pub merges: bool,
    /// The advice for values that do not support it.
    pub advice: &'static str,
    /// The kind of its value if it is an annotation: a keyword that describes a schema
    /// without changing the values that the schema accepts.
    pub annotation: Option<Annotation>,
}

/// The kind of an annotation's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Annotation {
    /// A string.
    Text,
    /// A boolean.
    Flag,
}

macro_rules! keywords {
    ($($keyword:ident $name:literal: $row:expr;)*) => {
        /// A keyword of a schema.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Keyword {
            $(
                #[doc = concat!("`", $name, "`")]
                $keyword,
            )*
        }

        impl Keyword {
            /// Every keyword, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$keyword),*];

            /// Returns the keyword as it is written.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$keyword => $name,)*
                }
            }

            /// Returns the keyword of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$keyword),)*
                    _ => None,
                }
            }

            /// Returns the properties of the keyword.
            #[must_use]
            pub const fn row(self) -> &'static Row {
                match self {
                    $(Self::$keyword => const { &$row },)*
                }
            }
        }
    };
}

use Applies::{Any, Arrays, Numbers, Objects, Strings};
use SchemaPosition::{Component, Constant, Item, NamedType};
use Subject as On;

const RUST_NAME: &str = "move it to a component that becomes a type, a property or an alternative; \
    `x-rust-type` names the type of a schema elsewhere";
const RUST_TYPE: &str = "move it to a schema that becomes a type of its own, such as an object \
    with `properties`; a message is named after its role, unless its schema is a component";
const REFER: &str = "refer to a component: `$ref: \"#/components/schemas/NAME\"`";
const DIALECT: &str = "remove it: schemas are always read as OpenAPI 3.1";
const MEMBERS: &str = "list the members in `properties`";
const LENGTH: &str = "remove it: the format defines the length";
const ONE_TYPE: &str = "write its one `type`, or a string for all of them";
const TOGETHER: &str =
    "list all members in one object, and use `if` and `then` for those that depend on others";
const ITEMS: &str = "write `items` with one schema for all items";

/// The kinds of values that can all have annotations.
const EVERY: &[Subject] = &[
    On::Struct,
    On::NamedEnum,
    On::InlineEnum,
    On::Union,
    On::Text,
    On::Formatted,
    On::DateTime,
    On::Boolean,
    On::IntegerInText,
    On::Integer,
    On::Number,
    On::Any,
    On::List,
    On::Map,
    On::Named,
    On::Fragment,
];
/// The purpose of the keywords about the content of a string.
const CONTENT: &str =
    "a file of this type in a body of several parts; else nothing, with a warning";

/// The purpose of the keyword for the value that is written in a string.
const CONTENT_SCHEMA: &str = "the type of the data of events; else nothing, with a warning";

/// [`EVERY`] without fragments of conditions.
const VALUES: &[Subject] = EVERY.split_at(15).0;
const TEXTS: &[Subject] = &[
    On::NamedEnum,
    On::InlineEnum,
    On::Text,
    On::Formatted,
    On::DateTime,
    On::Any,
];
/// The kinds of values whose JSON can be checked.
const CHECKED: &[Subject] = &[
    On::Struct,
    On::Union,
    On::Text,
    On::Formatted,
    On::DateTime,
    On::Boolean,
    On::IntegerInText,
    On::Integer,
    On::Number,
    On::Any,
    On::List,
    On::Map,
    On::Fragment,
];
const NUMBERS: &[Subject] = &[On::IntegerInText, On::Integer, On::Number, On::Any];

keywords! {
    Ref "$ref": read(Any, "the component that describes the value").on(VALUES);
    Type "type": read(
        Any, "`object`, `array`, `string`, `integer`, `number`, `boolean` or `null`, or a list of them",
    ).on(&[
        On::Struct, On::NamedEnum, On::InlineEnum, On::Union, On::Text, On::Formatted,
        On::DateTime, On::Boolean, On::IntegerInText, On::Integer, On::Number, On::Any, On::List, On::Map,
        On::Fragment,
    ]);
    Format "format": read(Any, "the Rust type of the value")
        .on(&[
            On::NamedEnum, On::InlineEnum, On::Text, On::Formatted, On::DateTime, On::Boolean, On::IntegerInText, On::Integer,
            On::Number,
        ]);
    Title "title": read(Any, "the description if there is none").on(EVERY).text();
    Description "description": read(Any, "documentation").on(EVERY).text();
    Deprecated "deprecated": read(Any, "`#[deprecated]` on the field, or on every field of the type")
        .on(VALUES).not_at(&[Item, Constant]).flag();
    Default "default": read(Any, "documentation of the field").on(VALUES);
    Example "example": read(Any, "documentation and a test").on(VALUES);
    Examples "examples": read(Any, "documentation and a test").on(VALUES);
    ReadOnly "readOnly": read(Any, "a field without setters").on(EVERY).flag();
    WriteOnly "writeOnly": read(Any, "a field that is always optional in responses").on(EVERY).flag();
    Const "const": read(Any, "an associated constant; an optional choice if it is not required").on(&[
        On::Text, On::Formatted, On::DateTime, On::Boolean, On::IntegerInText, On::Integer,
        On::Number, On::InlineEnum, On::Any, On::List, On::Map, On::Named, On::Fragment,
    ]).advice("describe it in `description`");
    Enum "enum": read(Any, "an enum of strings or integers, closed where only requests have it")
        .on(&[
            On::NamedEnum, On::InlineEnum, On::Text, On::Formatted, On::DateTime, On::Boolean,
            On::IntegerInText, On::Integer, On::Number, On::Any, On::List, On::Map, On::Fragment,
        ]).advice("describe the values in `description`");
    AllOf "allOf": read(Any, "one type, merged from the schemas").on(EVERY);
    AnyOf "anyOf": read(Any, "an enum of the types, or a check")
        .on(CHECKED).advice(ONE_TYPE);
    OneOf "oneOf": read(Any, "an enum of the types, or a check")
        .on(CHECKED).advice(ONE_TYPE);
    Not "not": read(Any, "a check").on(CHECKED)
        .advice("list the other values with `enum`, or describe them in `description`");
    If "if": read(Any, "a check").on(CHECKED).advice("move the condition to the object that has the member");
    Then "then": read(Any, "the rule if `if` holds").on(EVERY);
    Else "else": read(Any, "the rule if `if` does not hold").on(EVERY);
    Properties "properties": read(Objects, "fields").on(&[On::Struct, On::Fragment]);
    Required "required": read(Objects, "required fields").on(&[On::Struct, On::Map, On::Any, On::Fragment]).advice(MEMBERS);
    DependentRequired "dependentRequired": read(Objects, "a rule about members of an object")
        .on(&[On::Struct, On::Map, On::Any, On::Fragment]).advice(MEMBERS);
    AdditionalProperties "additionalProperties":
        read(Objects, "a map, or unknown members that are kept and checked")
        .on(&[On::Struct, On::Map]).advice("remove it, or list the members in `properties`");
    Items "items": read(Arrays, "the items of a list").on(&[On::List]);
    MinItems "minItems": read(Arrays, "a check").on(&[On::List, On::Any]);
    MaxItems "maxItems": read(Arrays, "a check").on(&[On::List, On::Any]);
    MinLength "minLength": read(Strings, "a check").on(TEXTS).advice(LENGTH);
    MaxLength "maxLength": read(Strings, "a check").on(&[
        On::NamedEnum, On::InlineEnum, On::Text, On::Formatted, On::DateTime, On::IntegerInText,
        On::Any,
    ]).advice(LENGTH);
    Pattern "pattern": read(Strings, "a check in generated Rust code").on(&[
        On::NamedEnum, On::InlineEnum, On::Text, On::Formatted, On::DateTime, On::IntegerInText,
        On::Any,
    ]).advice(LENGTH);
    Minimum "minimum": read(Numbers, "a check, also of integers in strings").on(NUMBERS);
    Maximum "maximum": read(Numbers, "a check, also of integers in strings").on(NUMBERS);
    ExclusiveMinimum "exclusiveMinimum": read(Numbers, "a check").on(NUMBERS);
    ExclusiveMaximum "exclusiveMaximum": read(Numbers, "a check").on(NUMBERS);
    MultipleOf "multipleOf": read(Numbers, "a check, also of integers in strings").on(NUMBERS);
    Discriminator "discriminator": read(Objects, "the member that selects the variant")
        .on(&[On::Struct, On::Union]).advice(TOGETHER);
    ExtensibleEnum "x-extensible-enum": read(Strings, "an open enum")
        .on(&[On::NamedEnum, On::InlineEnum]).single();
    RustName "x-rust-name": read(Any, "the Rust name").on(EVERY).advice(RUST_NAME);
    RustType "x-rust-type": read(Any, "the Rust name of the type").on(EVERY).advice(RUST_TYPE);
    RustNames "x-rust-names": read(Strings, "the Rust names of the values")
        .on(&[On::NamedEnum, On::InlineEnum]);
    Sensitive "x-sensitive": read(Any, "redaction").on(VALUES).not_at(&[Constant]);
    Advisory "x-advisory": read(Objects, "advice that validation does not enforce").on(&[On::Struct]).advice(MEMBERS);
    Constructor "x-constructor": read(Objects, "a short constructor").on(&[On::Struct]).advice(MEMBERS);
    Money "x-money": read(Objects, "an amount of money").on(&[On::Struct]).advice(MEMBERS);
    State "x-state": read(Objects, "an enum of the meanings of a message")
        .on(&[On::Struct]).single().advice(MEMBERS);
    Window "x-window": read(Strings, "a check that a date-time is in a time window")
        .on(VALUES).not_at(&[NamedType, Component, Item, Constant]);
    Source "x-source": read(Any, "documentation").on(EVERY).text();
    Comment "$comment": ignored();
    ExternalDocs "externalDocs": ignored();
    Nullable "nullable": read(Any, "a value that may be null").on(VALUES).flag();
    UniqueItems "uniqueItems": read(Arrays, "a check").on(&[On::List, On::Any]);
    Contains "contains": read(Arrays, "a check").on(&[On::List, On::Any]);
    MinContains "minContains": read(Arrays, "the least number of items in `contains`")
        .on(&[On::List, On::Any]);
    MaxContains "maxContains": read(Arrays, "the greatest number of items in `contains`")
        .on(&[On::List, On::Any]);
    PrefixItems "prefixItems": read(Arrays, "a check").on(&[On::List, On::Any]);
    UnevaluatedItems "unevaluatedItems": instead(Arrays, ITEMS);
    MinProperties "minProperties": read(Objects, "a check").on(&[On::Struct, On::Map, On::Any]);
    MaxProperties "maxProperties": read(Objects, "a check").on(&[On::Struct, On::Map, On::Any]);
    PatternProperties "patternProperties":
        read(Objects, "a map if one pattern describes all members, or else a check")
        .on(&[On::Struct, On::Map]);
    PropertyNames "propertyNames": read(Objects, "a check").on(&[On::Struct, On::Map]);
    DependentSchemas "dependentSchemas":
        read(Objects, "a check").on(&[On::Struct, On::Map, On::Any]);
    UnevaluatedProperties "unevaluatedProperties":
        instead(Objects, "write `additionalProperties`");
    ContentEncoding "contentEncoding": read(Strings, CONTENT).on(EVERY);
    ContentMediaType "contentMediaType": read(Strings, CONTENT).on(EVERY);
    ContentSchema "contentSchema": read(Strings, CONTENT_SCHEMA).on(EVERY);
    Xml "xml": ignored();
    Id "$id": instead(Any, REFER);
    Anchor "$anchor": ignored();
    DynamicRef "$dynamicRef": read(Any, "the schema with this anchor").on(VALUES);
    DynamicAnchor "$dynamicAnchor": ignored();
    RecursiveRef "$recursiveRef": read(Any, "the component around it").on(VALUES);
    RecursiveAnchor "$recursiveAnchor": ignored();
    Defs "$defs": ignored();
    Definitions "definitions": ignored();
    Schema "$schema": instead(Any, DIALECT);
    Vocabulary "$vocabulary": instead(Any, DIALECT);
}

const fn read(applies: Applies, purpose: &'static str) -> Row {
    Row {
        support: Support::Read(purpose),
        applies,
        on: &[],
        not_at: &[],
        merges: true,
        advice: "remove it",
        annotation: None,
    }
}

const fn ignored() -> Row {
    Row {
        support: Support::Ignored,
        applies: Applies::Any,
        on: EVERY,
        not_at: &[],
        merges: true,
        advice: "remove it",
        annotation: None,
    }
}

const fn instead(applies: Applies, help: &'static str) -> Row {
    Row {
        support: Support::Instead(help),
        applies,
        on: EVERY,
        not_at: &[],
        merges: true,
        advice: "remove it",
        annotation: None,
    }
}

impl Row {
    const fn on(mut self, on: &'static [Subject]) -> Self {
        self.on = on;
        self
    }

    const fn not_at(mut self, not_at: &'static [SchemaPosition]) -> Self {
        self.not_at = not_at;
        self
    }

    const fn advice(mut self, advice: &'static str) -> Self {
        self.advice = advice;
        self
    }

    const fn text(mut self) -> Self {
        self.annotation = Some(Annotation::Text);
        self
    }

    const fn flag(mut self) -> Self {
        self.annotation = Some(Annotation::Flag);
        self
    }

    const fn single(mut self) -> Self {
        self.merges = false;
        self
    }
}

impl Keyword {
    /// Returns whether a kind of value supports the keyword.
    #[must_use]
    pub fn is_on(self, subject: Subject) -> bool {
        self.row().on.contains(&subject)
    }

    /// Returns whether the keyword belongs to an extension.
    #[must_use]
    pub fn is_extension(self) -> bool {
        self.name().starts_with("x-")
    }
}

impl From<Keyword> for &'static str {
    fn from(keyword: Keyword) -> Self {
        keyword.name()
    }
}

impl fmt::Display for Keyword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
