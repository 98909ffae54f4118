//! What the text files of the package show of the model.

use crate::docs;
use crate::model::{Api, Operation};

use super::enums::retry_variant;

/// The result codes of an operation as a table.
pub struct CodeTable {
    /// The heading.
    pub title: String,
    /// The module, such as `pets::adopt`.
    pub module: String,
    /// The method and the path.
    pub call: String,
    /// The rows.
    pub rows: Vec<Cell>,
}

/// A row of a code table, each cell ready for Markdown.
pub struct Cell {
    /// The code.
    pub code: String,
    /// The status it usually comes with.
    pub status: String,
    /// What it means.
    pub message: String,
    /// What to do.
    pub action: String,
    /// What a program may do.
    pub retry: String,
    /// What else is to be known; may be empty.
    pub note: String,
}

/// The tables of all operations.
#[must_use]
pub fn code_tables(api: &Api) -> Vec<CodeTable> {
    api.operations
        .iter()
        .map(|operation| CodeTable {
            title: docs::inline(&operation.document.title),
            module: format!("{}::{}", operation.id.rust, operation.product.rust),
            call: format!("{} {}", operation.method, operation.path),
            rows: rows(operation),
        })
        .collect()
}

fn rows(operation: &Operation) -> Vec<Cell> {
    operation
        .codes
        .iter()
        .map(|code| Cell {
            code: docs::table_cell(&docs::code(&code.name.wire)),
            status: docs::table_cell(&docs::code(&code.status)),
            message: docs::table_cell(&code.message),
            action: docs::table_cell(&code.action),
            retry: format!("`{}`", retry_variant(code.retry)),
            note: code
                .note
                .as_deref()
                .map(docs::table_cell)
                .unwrap_or_default(),
        })
        .collect()
}

/// The table for the documentation of an operation's module.
pub fn code_table_lines(operation: &Operation) -> Vec<String> {
    let head = [
        "| Code | Status | Meaning | What to do | Retry |".to_owned(),
        "| --- | --- | --- | --- | --- |".to_owned(),
    ];
    let rows = operation
        .codes
        .iter()
        .zip(rows(operation))
        .map(|(code, row)| {
            format!(
                "| [{}](ResultCode::{}) | {} | {} | {} | [`{retry}`](crate::Retry::{retry}) |",
                row.code,
                code.name.rust,
                row.status,
                row.message,
                row.action,
                retry = retry_variant(code.retry),
            )
        });
    head.into_iter().chain(rows).collect()
}

/// What can come back from any call, and what to do then.
const ANSWERS: [[&str; 3]; 7] = [
    ["Answer", "What became of the call", "What to do"],
    ["---", "---", "---"],
    [
        "`Outcome::Success`",
        "It succeeded.",
        "Go on with what the success carries, as the operation's documentation says.",
    ],
    [
        "`Outcome::Failure`",
        "It failed.",
        "`retry()` tells a program whether to send it again, and how; `action()` of the `code` tells \
         people.",
    ],
    [
        "`Outcome::Unknown`",
        "It may have taken effect, or may yet.",
        "`retry()` tells what may be sent. If that is `None`, inquire; never start over before the \
         outcome is known.",
    ],
    [
        "`Outcome::Malformed`",
        "The response does not say.",
        "Treat it like `Unknown`.",
    ],
    [
        "`DecodeError`",
        "The text cannot be read as a response.",
        "Treat it like `Unknown`; `result()` has what could be read of the result.",
    ],
];

/// What can come back, as a table.
pub fn answers_table() -> Vec<String> {
    let row = |cells: &[&str; 3]| format!("| {} |", cells.join(" | "));
    ANSWERS.iter().map(row).collect()
}
