//! The program of the front page that sends the request of any operation.

use crate::emit::context::Context;

use super::doc::Doc;

/// The program, which names the crate `CRATE`.
const PROGRAM: &str = include_str!("../../../templates/client.rs");

/// Adds the program to the front page.
pub fn section(doc: Doc, cx: &Context<'_>) -> Doc {
    let name = cx.crate_name();
    let program = PROGRAM.replace("CRATE", &name);
    let lines = program.lines().map(str::to_owned);
    let fence = || std::iter::once("```".to_owned());
    doc.lines(["# A client for any operation".to_owned()])
        .paragraph(
            "The traits [`Operation`], [`Response`] and [`ResultCode`] say what all operations have in \
             common. A client, a loop that sends again, a log line and a metric are written once with \
             them; the headers, the text to sign and the HTTP client are yours:",
        )
        .lines(fence().chain(lines).chain(fence()))
}
