//! The keywords of OpenAPI 3.1: which of them are read, and what each is for.
//!
//! The one list of them. [`Fields`](super::Fields) reads no other keyword and
//! takes what to write instead of one that is not supported from here; the table
//! in `spec/README.md` is printed from it.

use std::fmt::{self, Write as _};

/// An object of OpenAPI that has keywords.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The root of a document.
    Document,
    /// `info`.
    Info,
    /// `externalDocs` of a document.
    ExternalDocs,
    /// An entry of `servers`.
    Server,
    /// An entry of `paths`.
    PathItem,
    /// An operation.
    Operation,
    /// `requestBody`.
    RequestBody,
    /// An entry of `responses`.
    Response,
    /// An entry of `content`.
    MediaType,
    /// An entry of `examples`.
    Example,
    /// `components`.
    Components,
    /// A schema.
    Schema,
}

/// The treatment of a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// It is read.
    Read,
    /// It is accepted and has no effect.
    Ignored,
    /// It is read past with a warning: it narrows values, and what breaks it is
    /// accepted.
    Unchecked,
    /// It is refused: what to write instead.
    Instead(&'static str),
}

/// The JSON values that a keyword of a schema speaks of.
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

/// A keyword of a schema.
pub struct Keyword {
    /// Its name.
    pub name: &'static str,
    /// The values that it speaks of.
    pub applies: Applies,
    /// Its treatment.
    pub support: Support,
    /// Its purpose, for the table; empty where `support` says enough.
    purpose: &'static str,
}

const fn read(name: &'static str, applies: Applies, purpose: &'static str) -> Keyword {
    Keyword {
        name,
        applies,
        support: Support::Read,
        purpose,
    }
}

const fn ignored(name: &'static str) -> Keyword {
    Keyword {
        name,
        applies: Applies::Any,
        support: Support::Ignored,
        purpose: "",
    }
}

const fn unchecked(name: &'static str, applies: Applies) -> Keyword {
    Keyword {
        name,
        applies,
        support: Support::Unchecked,
        purpose: "",
    }
}

const fn instead(name: &'static str, applies: Applies, instead: &'static str) -> Keyword {
    Keyword {
        name,
        applies,
        support: Support::Instead(instead),
        purpose: "",
    }
}

const DESCRIBE: &str = "remove it, and say it in `description`";
const REFER: &str = "refer to components: `$ref: \"#/components/schemas/NAME\"`";
const HERE: &str = "write out what it refers to";
const WHERE_USED: &str = "write each of them where it is used";
const DIALECT: &str = "remove it: schemas are read as OpenAPI 3.1 has them";
const TOP: &str = "list the servers at the top of the document";
const BODY: &str = "put what it carries into the body of the request, if the API takes it there";
const METHOD: &str = "describe the call under `post`, `put` or `patch`, if the API takes it";

/// The keywords of schemas.
pub const SCHEMA: &[Keyword] = &[
    read(
        "$ref",
        Applies::Any,
        "the component that describes the value",
    ),
    read(
        "type",
        Applies::Any,
        "`object`, `array`, `string`, `integer` or `boolean`",
    ),
    read(
        "format",
        Applies::Any,
        "`boolean`, `int64`, `uint64`, `decimal`, `date-time` or `uri`",
    ),
    read(
        "title",
        Applies::Any,
        "the description, where there is none",
    ),
    read("description", Applies::Any, "documentation"),
    read(
        "deprecated",
        Applies::Any,
        "a deprecated field, or one whose type is",
    ),
    read("default", Applies::Any, "documentation of a member"),
    read("example", Applies::Any, "documentation, and a test"),
    read("examples", Applies::Any, "documentation, and a test"),
    read("const", Applies::Any, "an associated constant"),
    read(
        "enum",
        Applies::Any,
        "an enum, closed in requests; of strings",
    ),
    read("allOf", Applies::Any, "a merge of schemas"),
    read("anyOf", Applies::Any, "a rule between members of an object"),
    read("oneOf", Applies::Any, "a rule between members of an object"),
    read("not", Applies::Any, "a rule between members of an object"),
    read("if", Applies::Any, "a rule between members of an object"),
    read("then", Applies::Any, "the demand of `if`"),
    read(
        "else",
        Applies::Any,
        "the demand of `if` where it does not hold",
    ),
    read("properties", Applies::Objects, "fields"),
    read("required", Applies::Objects, "required fields"),
    read(
        "dependentRequired",
        Applies::Objects,
        "a rule between members",
    ),
    read(
        "additionalProperties",
        Applies::Objects,
        "a map, or unknown members that are kept",
    ),
    read("items", Applies::Arrays, "the items of a list"),
    read("minItems", Applies::Arrays, "a check"),
    read("maxItems", Applies::Arrays, "a check"),
    read("minLength", Applies::Strings, "a check"),
    read("maxLength", Applies::Strings, "a check"),
    read("pattern", Applies::Strings, "a check, in plain Rust"),
    read(
        "minimum",
        Applies::Numbers,
        "a check; also of integers in strings",
    ),
    read(
        "maximum",
        Applies::Numbers,
        "a check; also of integers in strings",
    ),
    read("x-extensible-enum", Applies::Strings, "an open enum"),
    read("x-rust-name", Applies::Any, "the name in Rust"),
    read(
        "x-rust-names",
        Applies::Strings,
        "the names of values in Rust",
    ),
    read("x-sensitive", Applies::Any, "redaction"),
    read("x-advisory", Applies::Objects, "advice that is no rule"),
    read("x-constructor", Applies::Objects, "a short constructor"),
    read("x-money", Applies::Objects, "an amount of money"),
    read(
        "x-window",
        Applies::Strings,
        "a check of a date-time against a moment",
    ),
    read("x-source", Applies::Any, "documentation"),
    ignored("$comment"),
    ignored("externalDocs"),
    ignored("readOnly"),
    ignored("writeOnly"),
    instead(
        "nullable",
        Applies::Any,
        "remove it, and leave the member out of `required`: null is read as absent",
    ),
    instead(
        "exclusiveMinimum",
        Applies::Numbers,
        "write `minimum` with the next integer above",
    ),
    instead(
        "exclusiveMaximum",
        Applies::Numbers,
        "write `maximum` with the next integer below",
    ),
    unchecked("multipleOf", Applies::Numbers),
    unchecked("uniqueItems", Applies::Arrays),
    unchecked("contains", Applies::Arrays),
    unchecked("minContains", Applies::Arrays),
    unchecked("maxContains", Applies::Arrays),
    instead(
        "prefixItems",
        Applies::Arrays,
        "write `items` with a schema that every item keeps",
    ),
    instead(
        "unevaluatedItems",
        Applies::Arrays,
        "write `items` with a schema that every item keeps",
    ),
    unchecked("minProperties", Applies::Objects),
    unchecked("maxProperties", Applies::Objects),
    instead(
        "patternProperties",
        Applies::Objects,
        "write `additionalProperties` with the schema of the values",
    ),
    unchecked("propertyNames", Applies::Objects),
    instead(
        "dependentSchemas",
        Applies::Objects,
        "write `if: {required: [NAME]}` with the schema as its `then`",
    ),
    instead(
        "unevaluatedProperties",
        Applies::Objects,
        "write `additionalProperties`",
    ),
    instead(
        "discriminator",
        Applies::Objects,
        "list all members in one object, and say with `if` and `then` which belong together",
    ),
    unchecked("contentEncoding", Applies::Strings),
    unchecked("contentMediaType", Applies::Strings),
    unchecked("contentSchema", Applies::Strings),
    instead("xml", Applies::Any, "remove it: bodies are JSON"),
    instead("$id", Applies::Any, REFER),
    instead("$anchor", Applies::Any, REFER),
    instead("$dynamicRef", Applies::Any, REFER),
    instead("$dynamicAnchor", Applies::Any, REFER),
    instead(
        "$defs",
        Applies::Any,
        "move the schemas to `components/schemas`",
    ),
    instead("$schema", Applies::Any, DIALECT),
    instead("$vocabulary", Applies::Any, DIALECT),
];

/// The keywords of another object: those that are read, those without effect,
/// and those that are refused with what to write instead.
type Around = (
    &'static [&'static str],
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
);

/// The keywords of a path item.
const PATH_ITEM: Around = (
    &["post", "put", "patch"],
    &["summary", "description"],
    &[
        ("get", METHOD),
        ("delete", METHOD),
        ("options", METHOD),
        ("head", METHOD),
        ("trace", METHOD),
        ("parameters", BODY),
        ("servers", TOP),
        ("$ref", HERE),
    ],
);

/// The keywords of an operation.
const OPERATION: Around = (
    &[
        "operationId",
        "summary",
        "description",
        "requestBody",
        "responses",
        "x-outcome",
        "x-result-codes",
    ],
    &["tags", "externalDocs", "security", "x-source"],
    &[
        ("parameters", BODY),
        ("callbacks", "remove it: calls alone are generated"),
        ("servers", TOP),
        ("deprecated", DESCRIBE),
    ],
);

/// The keywords of `components`.
const COMPONENTS: Around = (
    &["schemas", "x-result-codes"],
    &["securitySchemes"],
    &[
        ("responses", WHERE_USED),
        ("parameters", WHERE_USED),
        ("examples", WHERE_USED),
        ("requestBodies", WHERE_USED),
        ("headers", WHERE_USED),
        ("links", WHERE_USED),
        ("callbacks", WHERE_USED),
        ("pathItems", WHERE_USED),
    ],
);

impl Place {
    /// Every place.
    pub const ALL: [Self; 12] = [
        Self::Document,
        Self::Info,
        Self::ExternalDocs,
        Self::Server,
        Self::PathItem,
        Self::Operation,
        Self::RequestBody,
        Self::Response,
        Self::MediaType,
        Self::Example,
        Self::Components,
        Self::Schema,
    ];

    /// The keywords of the place; those of schemas stand in [`SCHEMA`].
    const fn around(self) -> Around {
        match self {
            Self::Document => (
                &[
                    "openapi",
                    "info",
                    "externalDocs",
                    "x-product",
                    "servers",
                    "paths",
                    "components",
                ],
                &["tags", "security", "jsonSchemaDialect"],
                &[("webhooks", "remove it: calls alone are generated")],
            ),
            Self::Info => (
                &["title", "version"],
                &[
                    "summary",
                    "description",
                    "termsOfService",
                    "contact",
                    "license",
                    "x-source",
                ],
                &[],
            ),
            Self::ExternalDocs => (&["url"], &["description"], &[]),
            Self::Server => (
                &["url", "description"],
                &[],
                &[("variables", "list the URL of each server without variables")],
            ),
            Self::PathItem => PATH_ITEM,
            Self::Operation => OPERATION,
            Self::RequestBody => (
                &["content"],
                &["description", "required"],
                &[("$ref", HERE)],
            ),
            Self::Response => (
                &["content"],
                &["description", "summary"],
                &[("headers", DESCRIBE), ("links", DESCRIBE), ("$ref", HERE)],
            ),
            Self::MediaType => (
                &["schema", "example", "examples"],
                &[],
                &[("encoding", "remove it: it has no effect on JSON")],
            ),
            Self::Example => (
                &["summary", "value"],
                &["description"],
                &[
                    ("externalValue", "write the example as `value`"),
                    ("$ref", HERE),
                ],
            ),
            Self::Components => COMPONENTS,
            Self::Schema => (&[], &[], &[]),
        }
    }

    /// Every keyword of the place.
    pub fn keywords(self) -> impl Iterator<Item = (&'static str, Support)> {
        let (read, ignored, instead) = self.around();
        let read = read.iter().map(|name| (*name, Support::Read));
        let ignored = ignored.iter().map(|name| (*name, Support::Ignored));
        let instead = instead.iter();
        let instead = instead.map(|(name, help)| (*name, Support::Instead(help)));
        let schema = if self == Self::Schema { SCHEMA } else { &[] };
        let schema = schema.iter().map(|keyword| (keyword.name, keyword.support));
        read.chain(ignored).chain(instead).chain(schema)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Document => "an OpenAPI document",
            Self::Info => "`info`",
            Self::ExternalDocs => "`externalDocs`",
            Self::Server => "a server",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::RequestBody => "a request body",
            Self::Response => "a response",
            Self::MediaType => "a media type",
            Self::Example => "an example",
            Self::Components => "`components`",
            Self::Schema => "a schema",
        })
    }
}

impl Applies {
    /// Returns the values that a keyword of a schema speaks of.
    pub fn of(keyword: &str) -> Self {
        let mut known = SCHEMA.iter().filter(|known| known.name == keyword);
        known.next().map_or(Self::Any, |known| known.applies)
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any value",
            Self::Strings => "strings",
            Self::Numbers => "numbers",
            Self::Arrays => "arrays",
            Self::Objects => "objects",
        }
    }
}

/// Prints the tables of keywords as `spec/README.md` has them.
#[must_use]
pub fn table() -> String {
    let mut text = "| keyword of a schema | speaks of | becomes |\n|---|---|---|\n".to_owned();
    for keyword in SCHEMA {
        let becomes = match keyword.support {
            Support::Read => keyword.purpose.to_owned(),
            Support::Ignored => "nothing: it has no effect".to_owned(),
            Support::Unchecked => "nothing, with a warning: it is not checked".to_owned(),
            Support::Instead(help) => format!("not supported: {help}"),
        };
        let (name, applies) = (keyword.name, keyword.applies.as_str());
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| `{name}` | {applies} | {becomes} |");
    }
    text.push_str("\n| elsewhere | read | without effect | not supported |\n|---|---|---|---|\n");
    let list = |names: &mut dyn Iterator<Item = &str>| {
        let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    for place in Place::ALL
        .into_iter()
        .filter(|place| *place != Place::Schema)
    {
        let (read, ignored, instead) = place.around();
        let read = list(&mut read.iter().copied());
        let ignored = list(&mut ignored.iter().copied());
        let instead = list(&mut instead.iter().map(|(name, _)| *name));
        let _ = writeln!(text, "| {place} | {read} | {ignored} | {instead} |");
    }
    text
}
