//! The objects of OpenAPI 3.1, and the keywords of each.

use std::fmt;

use super::keyword::{Keyword, Support};

/// An object of OpenAPI that has keywords.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Object {
    /// The root of a document.
    Document,
    /// `info`.
    Info,
    /// `externalDocs` of a document.
    ExternalDocs,
    /// An entry of `tags` of a document.
    Tag,
    /// An entry of `servers`.
    Server,
    /// An entry of `variables` of a server.
    ServerVariable,
    /// An entry of `paths` or `webhooks`.
    PathItem,
    /// An operation.
    Operation,
    /// An entry of `parameters`.
    Parameter,
    /// `requestBody`.
    RequestBody,
    /// An entry of `responses`.
    Response,
    /// An entry of `headers` of a response.
    Header,
    /// An entry of `links` of a response.
    Link,
    /// An entry of `content`.
    MediaType,
    /// An entry of `encoding`.
    Encoding,
    /// An entry of `examples`.
    Example,
    /// `components`.
    Components,
    /// An entry of `securitySchemes`.
    SecurityScheme,
    /// `flows` of a security scheme.
    Flows,
    /// An entry of `flows`.
    Flow,
    /// `discriminator` of a schema.
    Discriminator,
    /// A schema.
    Schema,
}

const DESCRIBE: &str = "remove it, and describe it in `description`";

/// The keywords of an object other than a schema: those that are read, those without
/// effect, and those that are refused, with the replacement to write.
pub(super) struct Keywords {
    pub read: &'static [&'static str],
    pub ignored: &'static [&'static str],
    pub instead: &'static [(&'static str, &'static str)],
}

const DOCUMENT: Keywords = Keywords {
    read: &[
        "openapi",
        "info",
        "externalDocs",
        "x-product",
        "servers",
        "tags",
        "paths",
        "webhooks",
        "components",
        "security",
    ],
    ignored: &["jsonSchemaDialect"],
    instead: &[],
};

const INFO: Keywords = Keywords {
    read: &["title", "version"],
    ignored: &[
        "summary",
        "description",
        "termsOfService",
        "contact",
        "license",
        "x-source",
    ],
    instead: &[],
};

const PATH_ITEM: Keywords = Keywords {
    read: &[
        "get",
        "put",
        "post",
        "delete",
        "options",
        "head",
        "patch",
        "trace",
        "query",
        "parameters",
        "servers",
        "$ref",
    ],
    ignored: &["summary", "description"],
    instead: &[(
        "additionalOperations",
        "use a method of its own, such as `post`",
    )],
};

const OPERATION: Keywords = Keywords {
    read: &[
        "operationId",
        "tags",
        "summary",
        "description",
        "parameters",
        "requestBody",
        "responses",
        "callbacks",
        "security",
        "servers",
        "deprecated",
        "x-idempotency",
        "x-ids",
        "x-inquiry",
        "x-outcome",
        "x-resends",
        "x-resolve",
        "x-result-codes",
        "x-rust-name",
    ],
    ignored: &["externalDocs", "x-source"],
    instead: &[],
};

const PARAMETER: Keywords = Keywords {
    read: &[
        "name",
        "in",
        "description",
        "required",
        "deprecated",
        "style",
        "explode",
        "allowReserved",
        "schema",
        "content",
        "example",
        "examples",
        "$ref",
        "x-rust-name",
    ],
    // Every text can be sent, also the empty one.
    ignored: &["allowEmptyValue"],
    instead: &[],
};

const COMPONENTS: Keywords = Keywords {
    read: &[
        "schemas",
        "responses",
        "parameters",
        "examples",
        "requestBodies",
        "headers",
        "links",
        "callbacks",
        "pathItems",
        "securitySchemes",
        "x-result-codes",
    ],
    ignored: &[],
    instead: &[],
};

const SECURITY_SCHEME: Keywords = Keywords {
    read: &[
        "type",
        "description",
        "name",
        "in",
        "scheme",
        "bearerFormat",
        "flows",
        "openIdConnectUrl",
        "$ref",
        "x-rust-name",
        "x-signature",
    ],
    ignored: &[],
    instead: &[],
};

const FLOWS: Keywords = Keywords {
    read: &[
        "implicit",
        "password",
        "clientCredentials",
        "authorizationCode",
        "deviceAuthorization",
    ],
    ignored: &[],
    instead: &[],
};

const FLOW: Keywords = Keywords {
    read: &["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"],
    ignored: &["deviceAuthorizationUrl"],
    instead: &[],
};

const EXTERNAL_DOCS: Keywords = Keywords {
    read: &["url"],
    ignored: &["description"],
    instead: &[],
};

const TAG: Keywords = Keywords {
    read: &["name", "description", "x-rust-name"],
    // Those of 3.2 order and nest the pages of documentation.
    ignored: &["externalDocs", "summary", "parent", "kind"],
    instead: &[],
};

const SERVER: Keywords = Keywords {
    read: &[
        "url",
        "variables",
        "description",
        "x-environment",
        "x-rust-name",
    ],
    ignored: &["name"],
    instead: &[],
};

const SERVER_VARIABLE: Keywords = Keywords {
    read: &["default", "enum", "description", "x-sensitive"],
    ignored: &[],
    instead: &[],
};

const REQUEST_BODY: Keywords = Keywords {
    read: &["content", "required", "$ref"],
    ignored: &["description"],
    instead: &[],
};

const RESPONSE: Keywords = Keywords {
    read: &["description", "headers", "content", "links", "$ref"],
    ignored: &["summary"],
    instead: &[],
};

const LINK: Keywords = Keywords {
    read: &["operationId", "operationRef", "description", "$ref"],
    ignored: &["parameters", "requestBody", "server"],
    instead: &[],
};

/// Those of parameters, except for the name and the place.
const HEADER: Keywords = Keywords {
    read: &[
        "description",
        "required",
        "deprecated",
        "style",
        "explode",
        "schema",
        "content",
        "example",
        "examples",
        "$ref",
        "x-rust-name",
    ],
    ignored: &["allowEmptyValue", "allowReserved"],
    instead: &[],
};

const MEDIA_TYPE: Keywords = Keywords {
    read: &["schema", "itemSchema", "encoding", "example", "examples"],
    ignored: &[],
    instead: &[],
};

const ENCODING: Keywords = Keywords {
    read: &["contentType", "style", "explode", "allowReserved"],
    ignored: &[],
    instead: &[("headers", DESCRIBE)],
};

const EXAMPLE: Keywords = Keywords {
    read: &["summary", "value", "$ref"],
    ignored: &["description"],
    instead: &[("externalValue", "write the example as `value`")],
};

const DISCRIMINATOR: Keywords = Keywords {
    read: &["propertyName", "mapping"],
    ignored: &[],
    instead: &[],
};

/// Those of schemas are [`Keyword`]s.
const SCHEMA: Keywords = Keywords {
    read: &[],
    ignored: &[],
    instead: &[],
};

impl Object {
    /// Every object.
    pub const ALL: [Self; 22] = [
        Self::Document,
        Self::Info,
        Self::ExternalDocs,
        Self::Tag,
        Self::Server,
        Self::ServerVariable,
        Self::PathItem,
        Self::Operation,
        Self::Parameter,
        Self::RequestBody,
        Self::Response,
        Self::Header,
        Self::Link,
        Self::MediaType,
        Self::Encoding,
        Self::Example,
        Self::Components,
        Self::SecurityScheme,
        Self::Flows,
        Self::Flow,
        Self::Discriminator,
        Self::Schema,
    ];

    /// Returns the keywords of the object.
    pub(super) const fn own(self) -> Keywords {
        match self {
            Self::Document => DOCUMENT,
            Self::Info => INFO,
            Self::ExternalDocs => EXTERNAL_DOCS,
            Self::Tag => TAG,
            Self::Server => SERVER,
            Self::ServerVariable => SERVER_VARIABLE,
            Self::PathItem => PATH_ITEM,
            Self::Operation => OPERATION,
            Self::Parameter => PARAMETER,
            Self::RequestBody => REQUEST_BODY,
            Self::Response => RESPONSE,
            Self::Header => HEADER,
            Self::Link => LINK,
            Self::MediaType => MEDIA_TYPE,
            Self::Encoding => ENCODING,
            Self::Example => EXAMPLE,
            Self::Components => COMPONENTS,
            Self::SecurityScheme => SECURITY_SCHEME,
            Self::Flows => FLOWS,
            Self::Flow => FLOW,
            Self::Discriminator => DISCRIMINATOR,
            Self::Schema => SCHEMA,
        }
    }

    /// Returns whether the object has a keyword of this name.
    pub fn knows(self, name: &str) -> bool {
        let own = self.own();
        own.read.contains(&name)
            || own.ignored.contains(&name)
            || own.instead.iter().any(|(known, _)| *known == name)
            || self == Self::Schema && Keyword::named(name).is_some()
    }

    /// Returns the objects that have this extension of the generator, or none if it is one
    /// of another tool.
    pub fn with_extension(name: &str) -> impl Iterator<Item = Self> {
        let is_extension = name.starts_with("x-");
        let all = Self::ALL.into_iter();
        all.filter(move |object| is_extension && object.knows(name))
    }

    /// Returns every keyword of the object.
    pub fn keywords(self) -> impl Iterator<Item = (&'static str, Support)> {
        let own = self.own();
        let read = own.read.iter().map(|name| (*name, Support::Read("")));
        let ignored = own.ignored.iter().map(|name| (*name, Support::Ignored));
        let instead = own.instead.iter();
        let instead = instead.map(|(name, help)| (*name, Support::Instead(help)));
        let schema = if self == Self::Schema {
            Keyword::ALL
        } else {
            &[]
        };
        let schema = schema.iter().map(|it| (it.name(), it.row().support));
        read.chain(ignored).chain(instead).chain(schema)
    }
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Document => "an OpenAPI document",
            Self::Info => "`info`",
            Self::ExternalDocs => "`externalDocs`",
            Self::Tag => "a tag",
            Self::Server => "a server",
            Self::ServerVariable => "a variable of a server",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::Response => "a response",
            Self::Header => "a header",
            Self::Link => "a link",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Example => "an example",
            Self::Components => "`components`",
            Self::SecurityScheme => "a security scheme",
            Self::Flows => "`flows`",
            Self::Flow => "a flow",
            Self::Discriminator => "`discriminator`",
            Self::Schema => "a schema",
        })
    }
}
