//! Renders the files that are not Rust, each from its template.

use std::collections::HashSet;
use std::fmt::Write as _;

use askama::Template;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, is_hidden};
use crate::emit::Context;
use crate::emit::docs::code_tables::{self, CodeTable, SetTable};
use crate::emit::docs::{calling, example, features, title_text};
use crate::markdown;
use crate::model::{Operation, Source, Webhook};
use crate::package::Package;
use crate::plan::NoFeatures;
use crate::support::{self, CONVERSIONS, ClientKind, Conversion};

/// The manifest of the package. Each value is written as TOML.
#[derive(Template)]
#[template(path = "Cargo.toml", escape = "none")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a condition of the template"
)]
struct Manifest {
    name: String,
    version: String,
    rust_version: String,
    description: String,
    license: Option<String>,
    repository: Option<String>,
    keywords: Option<String>,
    categories: Option<String>,
    conversions: &'static [Conversion],
    modules: Vec<(String, String)>,
    defaults: String,
    is_plain: bool,
    has_uploads: bool,
    is_signed: bool,
    has_outcomes: bool,
    origin: &'static str,
}

impl Manifest {
    fn of(cx: &Context<'_>) -> Self {
        let package = &cx.plan.package;
        let modules = cx.plan.features.all().into_iter();
        let modules = modules.map(|it| (it.name, toml_texts(&it.enables)));
        Self {
            name: toml(&package.name),
            version: toml(&package.version),
            rust_version: toml(&package.rust_version),
            description: toml(&package.description),
            license: package.license.as_deref().map(toml),
            repository: package.repository.as_deref().map(toml),
            keywords: toml_list(&package.keywords),
            categories: toml_list(&package.categories),
            conversions: CONVERSIONS,
            defaults: toml_texts(&cx.plan.features.defaults()),
            modules: modules.collect(),
            is_plain: cx.plan.client == ClientKind::Plain,
            has_uploads: cx.plan.support.contains(support::UPLOAD),
            is_signed: cx.api.signature().is_some(),
            has_outcomes: cx.has_outcomes(),
            origin: package.origin.of_package(),
        }
    }
}

/// The readme of the package, which a registry shows.
#[derive(Template)]
#[template(path = "README.md", escape = "none")]
struct Readme<'a> {
    package: &'a Package,
    description: String,
    license: Option<String>,
    operations: Vec<Row>,
    webhooks: Vec<WebhookRow>,
    documents: Vec<String>,
    is_plain: bool,
    is_signed: bool,
    has_outcomes: bool,
    answers: Vec<String>,
    program: Option<String>,
    conversions: String,
    /// The dependency of a program that uses one group of operations.
    one_group: Option<String>,
    /// The reason why groups of operations have no features.
    no_features: Option<String>,
}

/// The page of the result codes of all operations.
#[derive(Template)]
#[template(path = "RESULT_CODES.md", escape = "none")]
struct ResultCodes {
    retries: Vec<String>,
    tables: Vec<CodeTable>,
    sets: Vec<SetTable>,
}

/// A row of the table of operations.
struct Row {
    module: String,
    call: String,
    summary: String,
}

/// A row of the table of webhooks.
struct WebhookRow {
    module: String,
    summary: String,
}

/// The configuration that keeps rustfmt from changing the package.
const RUSTFMT: &str = include_str!("../../templates/rustfmt.toml");

/// Renders the text files and returns each with its path.
pub fn texts(cx: &Context<'_>, diagnostics: &mut Diagnostics) -> Vec<(&'static str, String)> {
    let mut rendered = vec![
        ("Cargo.toml", Manifest::of(cx).render()),
        ("README.md", readme(cx).render()),
    ];
    if cx.has_outcomes() {
        let page = ResultCodes {
            retries: code_tables::retry_table(),
            tables: code_tables::code_tables(cx),
            sets: code_tables::set_tables(cx.api),
        };
        rendered.push(("RESULT_CODES.md", page.render()));
    }
    let mut texts = vec![("rustfmt.toml", RUSTFMT.to_owned())];
    for (path, text) in rendered {
        match text {
            Ok(mut text) => {
                // A template ends without the line break of its last line.
                text.truncate(text.trim_end().len());
                text.push('\n');
                texts.push((path, text));
            }
            Err(error) => diagnostics.push(
                Diagnostic::error(
                    Code::Internal,
                    None,
                    format!("the file `{path}` cannot be rendered: {error}"),
                )
                .help("report this error of the generator together with the specification"),
            ),
        }
    }
    texts
}

fn readme<'a>(cx: &Context<'a>) -> Readme<'a> {
    let is_plain = cx.plan.client == ClientKind::Plain;
    let program = if is_plain {
        calling::program(cx, "main")
    } else {
        example::first(cx).map(|(_, sample)| whole(&sample.program()))
    };
    let package = &cx.plan.package;
    Readme {
        package,
        description: markdown::sentence(&markdown::inline(&package.description)),
        license: package.license.as_deref().map(markdown::inline),
        operations: cx.api.operations.iter().map(|it| row(cx, it)).collect(),
        webhooks: cx
            .api
            .webhooks
            .iter()
            .map(|it| webhook_row(cx, it))
            .collect(),
        documents: documents(cx),
        is_plain,
        is_signed: cx.api.signature().is_some(),
        has_outcomes: cx.has_outcomes(),
        answers: code_tables::answers_table(),
        program,
        conversions: support::conversion_names(),
        one_group: features::dependency(cx),
        no_features: cx.plan.features.absence().map(NoFeatures::because),
    }
}

/// Turns the body of a documentation test into a complete program: adds `fn main` and
/// removes the lines that rustdoc hides.
fn whole(body: &str) -> String {
    let shown = |line: &&str| !line.starts_with("# ");
    let (imports, statements): (Vec<&str>, Vec<&str>) = match body.split_once("\n\n") {
        Some((imports, statements)) => (
            imports.lines().filter(shown).collect(),
            statements.lines().filter(shown).collect(),
        ),
        None => (Vec::new(), body.lines().filter(shown).collect()),
    };
    let mut program = String::new();
    for line in imports {
        program.push_str(line);
        program.push('\n');
    }
    program.push_str("\nfn main() -> Result<(), Box<dyn std::error::Error>> {\n");
    for line in statements {
        if !line.is_empty() {
            program.push_str("    ");
            program.push_str(line);
        }
        program.push('\n');
    }
    program.push_str("    Ok(())\n}\n");
    program
}

fn row(cx: &Context<'_>, operation: &Operation) -> Row {
    Row {
        module: cx.module_path(operation.module),
        call: operation.http.to_string(),
        summary: markdown::table_cell(&operation.summary),
    }
}

fn webhook_row(cx: &Context<'_>, webhook: &Webhook) -> WebhookRow {
    WebhookRow {
        module: cx.module_path(webhook.module),
        summary: markdown::table_cell(&webhook.summary),
    }
}

/// Returns the documents of the operations and the webhooks, each once.
fn documents(cx: &Context<'_>) -> Vec<String> {
    let operations = cx.api.operations.iter().map(|it| &it.document);
    let sources = operations.chain(cx.api.webhooks.iter().map(|it| &it.document));
    let mut known = HashSet::new();
    sources
        .map(document)
        .filter(|it| known.insert(it.clone()))
        .collect()
}

/// Returns a document's title as a link to its page, and its version.
fn document(source: &Source) -> String {
    let version = markdown::inline(&source.version);
    format!("{}, {version}", title_text(source))
}

/// Returns any text as a basic string of TOML.
fn toml(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if is_hidden(c) => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\U{:08X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Returns a TOML list of strings, unless there are none.
fn toml_list(texts: &[String]) -> Option<String> {
    (!texts.is_empty()).then(|| format!("[{}]", toml_texts(texts)))
}

/// Writes texts in TOML, with commas between them.
fn toml_texts(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| toml(text)).collect();
    texts.join(", ")
}
