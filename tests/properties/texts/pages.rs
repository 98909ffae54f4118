//! Checks the files that are not Rust: they keep their keys, headings, tables and blocks.

use generator::files::FileSet;
use proptest::test_runner::TestCaseError;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;
use toml::Table;

use super::super::ensure;

/// Checks the text files of `after`, whose package has this description.
pub fn check(before: &FileSet, after: &FileSet, package: &Value) -> Result<(), TestCaseError> {
    manifest(get(before, "Cargo.toml"), get(after, "Cargo.toml"), package)?;
    for path in ["README.md", "RESULT_CODES.md"] {
        let (old, new) = (shape(get(before, path))?, shape(get(after, path))?);
        // An example that a program cannot show is left out.
        let shows = |shape: &[String]| shape.iter().any(|block| block == "code rust");
        let is_shown = path == "README.md" && shows(&old) != shows(&new);
        ensure(old == new || is_shown, || {
            let differing = old.iter().zip(&new).find(|(old, new)| old != new);
            format!(
                "{path} has other blocks: {differing:?} in\n{}",
                get(after, path)
            )
        })?;
    }
    Ok(())
}

fn get<'f>(files: &'f FileSet, path: &str) -> &'f str {
    files.get(path).unwrap_or_default()
}

fn manifest(before: &str, after: &str, package: &Value) -> Result<(), TestCaseError> {
    let parse = |text: &str| {
        text.parse::<Table>()
            .map_err(|error| TestCaseError::fail(format!("{error} in {text}")))
    };
    let (mut old, mut new) = (parse(before)?, parse(after)?);
    let keys = [
        "name",
        "version",
        "description",
        "license",
        "repository",
        "rust-version",
        "keywords",
        "categories",
    ];
    for key in keys {
        // A list without texts is left out.
        let described = match &package[key] {
            Value::Array(texts) if texts.is_empty() => Value::Null,
            described => described.clone(),
        };
        let written = new["package"]
            .as_table_mut()
            .and_then(|table| table.remove(key));
        let _ = old["package"]
            .as_table_mut()
            .and_then(|table| table.remove(key));
        let written = serde_json::to_value(written).unwrap_or_default();
        // Without `package.yaml`, the values follow from the document.
        ensure(written == described || package.is_null(), || {
            format!("{key} is {written}, not {described}")
        })?;
    }
    let modules = [&mut old, &mut new].map(take_modules);
    ensure(modules[0] == modules[1], || {
        format!("other features in {after}")
    })?;
    ensure(old == new, || format!("other keys in {after}"))
}

/// Removes the features of modules, whose names follow the specification, and returns their
/// number. The others enable dependencies.
fn take_modules(manifest: &mut Table) -> usize {
    let features = manifest.get_mut("features");
    let Some(features) = features.and_then(toml::Value::as_table_mut) else {
        return 0;
    };
    let all = features.len();
    features.retain(|_, enabled| {
        let enabled = enabled.as_array().into_iter().flatten();
        let mut enabled = enabled.filter_map(toml::Value::as_str);
        enabled.any(|name| name.starts_with("dep:"))
    });
    all - features.len()
}

/// Returns the blocks of a page, the targets of its links except those to the web, and
/// the last cells of its rows, which have no text of the specification.
fn shape(page: &str) -> Result<Vec<String>, TestCaseError> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS;
    let mut shape = Vec::new();
    let mut cell = String::new();
    for event in Parser::new_ext(page, options) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => shape.push(level.to_string()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                shape.push(format!("code {info}"));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => shape.push("code".to_owned()),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if !dest_url.starts_with("https://") && !dest_url.starts_with("http://") =>
            {
                shape.push(format!("link {dest_url}"));
            }
            Event::Start(Tag::TableCell) => cell.clear(),
            Event::Text(text) | Event::Code(text) => cell.push_str(&text),
            Event::End(TagEnd::TableRow) => {
                let is_last = [
                    "NotNeeded",
                    "SameRequest",
                    "NewRequestId",
                    "FixRequest",
                    "InquireFirst",
                    "ContactSupport",
                    "Never",
                ]
                .contains(&cell.as_str());
                shape.push(format!("row {is_last}"));
            }
            Event::Html(html) if !html.contains("@generated") => {
                return Err(TestCaseError::fail(format!("HTML {html:?} in\n{page}")));
            }
            Event::InlineHtml(html) => {
                return Err(TestCaseError::fail(format!("HTML {html:?} in\n{page}")));
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::Rule => {
                shape.push("extension".to_owned());
            }
            Event::Start(tag) if !is_inline(&tag) => shape.push(format!("{tag:?}")),
            _ => {}
        }
    }
    Ok(shape)
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}
