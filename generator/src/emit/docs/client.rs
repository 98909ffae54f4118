//! The program on the front page that sends the request of any operation.

use crate::emit::context::Context;

use super::doc::Doc;

/// The program, in which `CRATE` stands for the name of the crate.
const PROGRAM: &str = include_str!("../../../templates/client.rs");

/// Adds the program to the front page.
pub fn section(doc: Doc, cx: &Context<'_>) -> Doc {
    let name = cx.crate_name();
    let program = PROGRAM.replace("CRATE", &name);
    doc.lines(["# A client for any operation".to_owned()])
        .paragraph(
            "The traits [`Operation`], [`Response`] and [`ResultCode`] contain what all \
             operations have in common. With them, a client, a retry loop, a log line and \
             a metric are written once for all operations. This one leaves the headers, \
             the signature and the connection to `Transport`:",
        )
        .program(&program)
}
