//! The programs on the front page that send the request of any operation.

use crate::emit::context::Context;

use super::doc::Doc;

/// The program, in which `CRATE` stands for the name of the crate.
const PROGRAM: &str = include_str!("../../../templates/client.rs");

/// The program for an API whose responses state no outcome.
const PLAIN_PROGRAM: &str = include_str!("../../../templates/plain_client.rs");

/// The program that sends with the module `client`. It compiles if that module is enabled.
const SENDING_PROGRAM: &str = include_str!("../../../templates/sending.rs");

/// The program that finds out an open outcome. It compiles if the module `client` is enabled.
const RESOLVING_PROGRAM: &str = include_str!("../../../templates/resolving.rs");

/// Returns the program that finds out an open outcome, if the API has inquiries.
pub fn resolving(cx: &Context<'_>) -> Option<String> {
    let mut operations = cx.api.operations.iter();
    let has_inquiries = operations.any(|operation| operation.resolution.is_some());
    has_inquiries.then(|| RESOLVING_PROGRAM.replace("CRATE", &cx.crate_name()))
}

/// The program that cancels a request whose outcome stays open. It compiles if the module
/// `client` is enabled.
const CANCELLING_PROGRAM: &str = include_str!("../../../templates/cancelling.rs");

/// Returns the program that cancels a request, if an operation of the API cancels others.
pub fn cancelling(cx: &Context<'_>) -> Option<String> {
    let mut resolutions = cx.api.operations.iter().flat_map(|it| &it.resolution);
    let can_cancel = resolutions.any(|resolution| resolution.cancel.is_some());
    can_cancel.then(|| CANCELLING_PROGRAM.replace("CRATE", &cx.crate_name()))
}

/// The program that sends to the gateway of tests. It compiles if that module is enabled.
const TESTING_PROGRAM: &str = include_str!("../../../templates/testing.rs");

/// Returns the program that sends to the gateway of tests.
pub fn testing(cx: &Context<'_>) -> String {
    TESTING_PROGRAM.replace("CRATE", &cx.crate_name())
}

/// Returns the program that sends with the module `client`.
pub fn sending(cx: &Context<'_>) -> String {
    SENDING_PROGRAM.replace("CRATE", &cx.crate_name())
}

/// Returns how a client of one's own gets credentials.
fn authorizing(cx: &Context<'_>) -> &'static str {
    if cx.has_credentials() {
        " This one leaves out the credentials: \
         [`authorize`](credentials::Credentials::authorize) returns the headers, parameters and \
         cookies of the [`SECURITY`](Operation::SECURITY) of a request."
    } else {
        ""
    }
}

/// Adds the program to the front page.
pub fn section(doc: Doc, cx: &Context<'_>) -> Doc {
    let name = cx.crate_name();
    let doc = doc.lines(["# A client for any operation".to_owned()]);
    if !cx.has_outcomes() {
        return doc
            .paragraph(format!(
                "The trait [`Operation`] contains what all operations have in common. With it, \
                 a client is written once for all operations.{} You provide the HTTP client:",
                authorizing(cx)
            ))
            .program(&PLAIN_PROGRAM.replace("CRATE", &name));
    }
    let query = if cx.has_query_or_headers() {
        "Some requests also have a [`query`](Operation::query) or \
         [`headers`](Operation::headers), which the program leaves out."
    } else {
        ""
    };
    doc.paragraph(
        "The traits [`Operation`], [`Response`] and [`ResultCode`] contain what all \
             operations have in common. With them, a client, a retry loop, a log line and \
             a metric are written once for all operations. This one leaves the headers, \
             the signature and the connection to `Transport`:",
    )
    .paragraph(query)
    .program(&PROGRAM.replace("CRATE", &name))
}
