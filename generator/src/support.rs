//! The Rust source that does not depend on the model. Every generated crate contains a copy,
//! without the modules that it does not use.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// The client of a crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientKind {
    /// The crate has no calls.
    None,
    /// Its client sends requests with credentials.
    Plain,
    /// Its client signs requests and verifies answers. There is a gateway of tests.
    Signed,
}

impl ClientKind {
    /// Returns the directories of the crate beside the support module, with their files.
    /// `has_uploads` is true if a request can have a file.
    fn files(self, has_uploads: bool) -> &'static [(&'static str, Files)] {
        match self {
            Self::None => &[],
            Self::Plain if has_uploads => &[
                ("client", SHARED_CLIENT_FILES),
                ("client", PLAIN_CLIENT_FILES),
                ("client", PIECES_CLIENT_FILES),
            ],
            Self::Plain => &[
                ("client", SHARED_CLIENT_FILES),
                ("client", PLAIN_CLIENT_FILES),
                ("client", WHOLE_CLIENT_FILES),
            ],
            Self::Signed => &[
                ("signature", SIGNATURE_FILES),
                ("client", SHARED_CLIENT_FILES),
                ("client", SIGNED_CLIENT_FILES),
                ("testing", TESTING_FILES),
            ],
        }
    }
}

/// Returns the files of the support module and of the client, with their paths within the
/// package. `used` has the names of the optional modules that the crate uses.
pub fn files(
    client: ClientKind,
    used: &BTreeSet<&'static str>,
) -> impl Iterator<Item = (String, Cow<'static, str>)> + use<> {
    let client = client.files(used.contains(UPLOAD)).iter().copied();
    let directories = std::iter::once(("support", FILES)).chain(client);
    let all = directories.flat_map(|(directory, files)| {
        let files = files.iter();
        files.map(move |(name, text)| (format!("src/{directory}/{name}"), *text))
    });
    let unused = OPTIONAL.iter().map(|(name, _)| *name);
    let unused: Vec<&str> = unused.filter(|name| !used.contains(name)).collect();
    all.filter_map(move |(path, text)| {
        let mut unused = unused.iter();
        let within = OWNERS.iter().find_map(|owner| path.strip_prefix(owner));
        if within == Some("mod.rs") {
            let text = unused.fold(Cow::Borrowed(text), |text, name| {
                without(&text, name).into()
            });
            return Some((path, text));
        }
        let is_of = |name: &str| {
            let own = within.and_then(|it| it.strip_prefix(name));
            own.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
        };
        let is_unused = unused.any(|name| is_of(name));
        (!is_unused).then_some((path, Cow::Borrowed(text)))
    })
}

/// The directories with modules that only some crates have.
const OWNERS: [&str; 2] = ["src/support/", "src/client/"];

/// Returns the files of the whole support module, with its optional modules.
pub fn whole() -> impl Iterator<Item = (String, Cow<'static, str>)> {
    let all = OPTIONAL.iter().map(|(module, _)| *module).collect();
    files(ClientKind::None, &all)
}

/// Returns the files of the client of crates without signatures that have uploads.
pub fn plain_client() -> impl Iterator<Item = (String, &'static str)> {
    let files = ClientKind::Plain.files(true).iter();
    files.flat_map(|(directory, files)| {
        let files = files.iter();
        files.map(move |(name, text)| (format!("src/{directory}/{name}"), *text))
    })
}

/// The modules of `support/` that only some crates have, in order, each with the types that
/// the crate exports. A module of the same name of the client belongs to it.
pub const OPTIONAL: [(&str, &[&str]); 22] = [
    (ASSERTION, &[]),
    (CANONICAL, &[]),
    (CREDENTIALS, &[]),
    (EVENTS, &[]),
    (EXACT, &[]),
    (FORM, &[]),
    (
        FORMATTED,
        &[
            "Base64",
            "Date",
            "Duration",
            "Email",
            "Hostname",
            "Ipv4",
            "Ipv6",
            "Time",
            "UriReference",
            "Uuid",
        ],
    ),
    (FORMS, &[]),
    (HEADERS, &["DocumentsHeaders", "ReadHeaders"]),
    (INTEGER_ENUM, &["UnrecognizedInteger"]),
    (MONEY, &["MoneyError"]),
    (MULTIPART, &[]),
    (NULL, &["Null"]),
    (NULLABLE, &["Nullable"]),
    (NUMBER, &["Number"]),
    (
        OUTCOME,
        &[
            "MalformedReason",
            "OutcomeKind",
            "Response",
            "ResultCode",
            "Retry",
        ],
    ),
    (READ_ONLY, &[]),
    (STEPS, &[]),
    (TYPED, &[]),
    (UNIONS, &["Unmatched"]),
    (UNIQUE, &[]),
    (UPLOAD, &["Upload"]),
];

/// The module of constraints on JSON values.
pub const ASSERTION: &str = "assertion";

/// The module that finds equal JSON values.
pub const CANONICAL: &str = "canonical";

/// The module of the credentials of callers.
pub const CREDENTIALS: &str = "credentials";

/// The module of forms.
pub const FORM: &str = "form";

/// The module that decodes streams of events. The client has one of the same name.
pub const EVENTS: &str = "events";

/// The module of bodies of several parts.
pub const MULTIPART: &str = "multipart";

/// The module of amounts of money.
pub const MONEY: &str = "money";

/// The module of responses that state an outcome.
pub const OUTCOME: &str = "outcome";

/// The module of the contents of files.
pub const UPLOAD: &str = "upload";

/// The module that compares numbers.
pub const EXACT: &str = "exact";

/// The module of the types of further forms of texts.
pub const FORMATTED: &str = "formatted";

/// The module that checks further forms of texts.
pub const FORMS: &str = "forms";

/// The module of the headers of answers.
pub const HEADERS: &str = "headers";

/// The module of numbers that may have fractions, and of integers of 128 bits.
pub const NUMBER: &str = "number";

/// The module of enums over integers.
pub const INTEGER_ENUM: &str = "integer_enum";

/// The module of values of one of several types.
pub const UNIONS: &str = "unions";

/// The module of the value null.
pub const NULL: &str = "null";

/// The module of the type that tells absence from null.
pub const NULLABLE: &str = "nullable";

/// The module that compares the items of lists.
pub const UNIQUE: &str = "unique";

/// The module that reads members that are not listed.
pub const TYPED: &str = "typed";

/// The module that searches for patterns with long repetitions.
pub const STEPS: &str = "steps";

/// The module that removes members that are only read.
pub const READ_ONLY: &str = "read_only";

/// Returns the text of a module without the statements that declare and re-export another
/// one.
fn without(text: &str, module: &str) -> String {
    let starts = ["mod ", "pub mod "].map(|start| format!("{start}{module};"));
    let exports = ["pub use ", "pub(crate) use "].map(|start| format!("{start}{module}::"));
    let mut is_inside = false;
    let mut kept = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut starts = starts.iter().chain(&exports);
        let begins = starts.any(|start| line.starts_with(start));
        let is_removed = begins || is_inside;
        is_inside = is_removed && !line.trim_end().ends_with(';');
        if !is_removed {
            kept.push_str(line);
        }
    }
    kept
}

/// The names and contents of the files in a directory, in order; `build.rs` lists them.
type Files = &'static [(&'static str, &'static str)];

const FILES: Files = include!(concat!(env!("OUT_DIR"), "/support_files.rs"));

const SIGNATURE_FILES: Files = include!(concat!(env!("OUT_DIR"), "/signature_files.rs"));

const SHARED_CLIENT_FILES: Files = include!(concat!(env!("OUT_DIR"), "/client_shared_files.rs"));

const PLAIN_CLIENT_FILES: Files = include!(concat!(env!("OUT_DIR"), "/client_plain_files.rs"));

const PIECES_CLIENT_FILES: Files = include!(concat!(env!("OUT_DIR"), "/client_pieces_files.rs"));

const WHOLE_CLIENT_FILES: Files = include!(concat!(env!("OUT_DIR"), "/client_whole_files.rs"));

const SIGNED_CLIENT_FILES: Files = include!(concat!(env!("OUT_DIR"), "/client_signed_files.rs"));

const TESTING_FILES: Files = include!(concat!(env!("OUT_DIR"), "/testing_files.rs"));

/// A crate whose types convert from and to values of the generated crate, behind a
/// feature of the same name.
pub struct Conversion {
    /// The name of the crate and of the feature.
    pub name: &'static str,
    /// The dependency in TOML, without braces.
    pub dependency: &'static str,
}

/// The crates with conversions, in order; `support/convert/` has a module for each.
pub const CONVERSIONS: &[Conversion] = &[
    Conversion {
        name: "chrono",
        dependency: r#"version = "0.4.35", default-features = false"#,
    },
    Conversion {
        name: "jiff",
        dependency: r#"version = "1", default-features = false, features = ["std"]"#,
    },
    Conversion {
        name: "rust_decimal",
        dependency: r#"version = "1.30", default-features = false, features = ["std"]"#,
    },
    Conversion {
        name: "time",
        dependency: r#"version = "0.3.37", default-features = false, features = ["std"]"#,
    },
    Conversion {
        name: "url",
        dependency: r#"version = "2.4""#,
    },
    Conversion {
        name: "uuid",
        dependency: r#"version = "1.3", features = ["std"]"#,
    },
];

/// Returns the names of the crates with conversions, as a list in Markdown.
#[must_use]
pub fn conversion_names() -> String {
    let names: Vec<String> = CONVERSIONS
        .iter()
        .map(|conversion| format!("`{}`", conversion.name))
        .collect();
    crate::text::words::list(&names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_conversion_has_a_module_behind_its_feature() {
        let (_, modules) = FILES
            .iter()
            .find(|(name, _)| *name == "convert/mod.rs")
            .expect("the conversions have a folder");
        let mut lines = modules.lines();
        let mut found = Vec::new();
        while let Some(line) = lines.next() {
            let feature = line.strip_prefix("#[cfg(feature = \"");
            let Some(feature) = feature.and_then(|line| line.strip_suffix("\")]")) else {
                continue;
            };
            if lines.next() == Some(&format!("mod {feature};")) {
                found.push(feature);
            }
        }
        let names: Vec<&str> = CONVERSIONS.iter().map(|one| one.name).collect();
        assert_eq!(names, found);
    }
}
