//! What the text files of the package show of the model.

use crate::emit::context::Context;
use crate::markdown;
use crate::model::{Api, CodeSetId, Operation, ResultCode, Retry};

/// The result codes of an operation as a table.
pub struct CodeTable {
    /// The heading.
    pub title: String,
    /// The module, such as `pets::adopt`.
    pub module: String,
    /// The method and the path.
    pub call: String,
    /// The codes that the document lists.
    pub rows: Vec<Cell>,
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
pub fn code_tables(cx: &Context<'_>) -> Vec<CodeTable> {
    cx.api
        .operations
        .iter()
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

/// Returns the tables of all sets, with the codes that some operation has from them.
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

fn row(code: &ResultCode) -> Cell {
    Cell {
        code: markdown::table_cell(&markdown::code(&code.name.wire)),
        status: markdown::table_cell(&markdown::code(&code.status)),
        message: markdown::table_cell(&code.message),
        action: markdown::table_cell(&code.action),
        retry: format!("`{}`", code.retry.as_str()),
        note: code
            .note
            .as_deref()
            .map(markdown::table_cell)
            .unwrap_or_default(),
    }
}

/// The table for the documentation of an operation's module.
pub fn code_table_lines<'a>(codes: impl Iterator<Item = &'a ResultCode>) -> Vec<String> {
    let head = [
        "| Code | Status | Meaning | What to do | Retry |".to_owned(),
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
            retry = code.retry.as_str(),
        )
    });
    head.into_iter().chain(rows).collect()
}

/// Returns a table of what each advice says.
#[must_use]
pub fn retry_table() -> Vec<String> {
    let head = ["| Retry | What a program may do |", "| --- | --- |"].map(str::to_owned);
    let rows = Retry::ALL.map(|retry| {
        let words = match retry {
            Retry::NotNeeded => "Nothing is left to do.",
            Retry::SameRequest => "Send the same request again, with the same request id.",
            Retry::BackOff => {
                "Send the same request again later, with the same request id and growing pauses."
            }
            Retry::NewRequestId => "Start over under a new request id.",
            Retry::FixRequest => "Correct the request before sending it again.",
            Retry::FixAccount => {
                "Correct the keys, the client or the account before sending the same request again."
            }
            Retry::InquireFirst => "Ask what became of the request before doing anything else.",
            Retry::ContactSupport => {
                "A person has to ask support; sending again does not help by itself."
            }
            Retry::Never => "Do not send the request again.",
        };
        format!("| `{}` | {words} |", retry.as_str())
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
        "`retry()` tells what may be sent. If that is `None`, inquire, with the ids that `response` \
         holds; never start over before the outcome is known.",
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
