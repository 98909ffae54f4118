//! Tables of result codes, retry advice and outcomes for the documentation.

use crate::emit::context::Context;
use crate::markdown;
use crate::model::{Api, CodeSetId, Operation, ResultCode, Retry};
use crate::plan::{Call, retry_text, retry_variant};

/// The result codes of an operation as a table.
pub struct CodeTable {
    /// The heading.
    pub title: String,
    /// The module, such as `pets::adopt`.
    pub module: String,
    /// The method and the path.
    pub call: String,
    /// The codes that the document lists.
    pub rows: Vec<CodeRow>,
    /// The codes of each set that the document does not list.
    pub others: Vec<Others>,
}

/// The codes that an operation has from a set.
pub struct Others {
    /// The set, as a link to its table.
    pub set: String,
    /// The codes, in one line.
    pub codes: String,
}

/// The codes of a set as a table.
pub struct SetTable {
    /// The heading.
    pub title: String,
    /// The set's description; may be empty.
    pub description: String,
    /// The rows.
    pub rows: Vec<CodeRow>,
}

/// A row of a code table, each cell ready for Markdown.
pub struct CodeRow {
    /// The code.
    pub code: String,
    /// The usual status.
    pub status: String,
    /// The meaning.
    pub message: String,
    /// The advice for people.
    pub action: String,
    /// The retry advice.
    pub retry: String,
    /// A note; may be empty.
    pub note: String,
}

/// Returns the tables of all operations that have result codes.
#[must_use]
pub fn code_tables(cx: &Context<'_>) -> Vec<CodeTable> {
    let stated = cx.calls.iter().filter_map(Call::stated);
    let operations = stated.map(|stated| stated.operation);
    operations
        .filter(|operation| !operation.codes.is_empty())
        .map(|operation| CodeTable {
            title: markdown::inline(&operation.document.title),
            module: cx.module_path(operation.module),
            call: operation.http.to_string(),
            rows: operation.listed_codes().map(row).collect(),
            others: others(cx.api, operation),
        })
        .collect()
}

fn others(api: &Api, operation: &Operation) -> Vec<Others> {
    let others = operation.code_sets().into_iter().filter_map(|id| {
        let set = api.code_sets.get(id.0)?;
        let codes = operation
            .codes_of(id)
            .map(|code| markdown::code(&code.name.wire));
        Some(Others {
            set: markdown::inline(&set.name),
            codes: codes.collect::<Vec<_>>().join(", "),
        })
    });
    others.collect()
}

/// Returns the tables of all sets, with the codes that an operation uses.
#[must_use]
pub fn set_tables(api: &Api) -> Vec<SetTable> {
    let sets = api.code_sets.iter().enumerate().map(|(position, set)| {
        let codes = api.shown_codes(CodeSetId(position)).into_iter();
        SetTable {
            title: markdown::inline(&set.name),
            description: markdown::inline(&set.description),
            rows: codes.map(row).collect(),
        }
    });
    sets.filter(|table| !table.rows.is_empty()).collect()
}

fn row(code: &ResultCode) -> CodeRow {
    CodeRow {
        code: markdown::table_cell(&markdown::code(&code.name.wire)),
        status: markdown::table_cell(&markdown::code(&code.status)),
        message: markdown::table_cell(&code.message),
        action: markdown::table_cell(&code.action),
        retry: format!("`{}`", retry_variant(code.retry)),
        note: code
            .note
            .as_deref()
            .map(markdown::table_cell)
            .unwrap_or_default(),
    }
}

/// Returns the table for the documentation of an operation's module.
pub fn code_table_lines<'a>(codes: impl Iterator<Item = &'a ResultCode>) -> Vec<String> {
    let head = [
        "| Code | Status | Meaning | Action | Retry |".to_owned(),
        "| --- | --- | --- | --- | --- |".to_owned(),
    ];
    let rows = codes.map(|code| {
        let row = row(code);
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

/// Returns a table of the retry advice.
#[must_use]
pub fn retry_table() -> Vec<String> {
    let head = ["| Retry | Advice for a program |", "| --- | --- |"].map(str::to_owned);
    let rows = Retry::ALL.map(|retry| {
        let (name, text) = (retry_variant(retry), retry_text(retry));
        format!("| `{name}` | {text} |")
    });
    head.into_iter().chain(rows).collect()
}

/// The possible results of any call, and the steps after each.
const ANSWERS: [[&str; 3]; 7] = [
    ["Result", "Outcome of the call", "Next step"],
    ["---", "---", "---"],
    [
        "`Outcome::Success`",
        "The call succeeded.",
        "Continue with the data of the success, as the operation's documentation describes.",
    ],
    [
        "`Outcome::Failure`",
        "The call failed.",
        "`retry()` is the advice for a program; `action()` of the `code` is the advice \
         for people.",
    ],
    [
        "`Outcome::Unknown`",
        "The call may have taken effect, or may still do so.",
        "`retry()` is the advice for a program. If it is `None`, inquire with the ids of the \
         request. Never start over before the outcome is known.",
    ],
    [
        "`Outcome::Malformed`",
        "Unknown: the response does not state it.",
        "Treat it like `Unknown`.",
    ],
    [
        "`DecodeError`",
        "Unknown: the text cannot be read as a response.",
        "Treat it like `Unknown`; `result()` has the readable part of the result.",
    ],
];

/// Returns the possible results of a call as a table.
pub fn answers_table() -> Vec<String> {
    let row = |cells: &[&str; 3]| format!("| {} |", cells.join(" | "));
    ANSWERS.iter().map(row).collect()
}
