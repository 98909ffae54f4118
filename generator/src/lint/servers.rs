//! Warns about servers to which no client sends.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Server};
use crate::text::places::Places;

/// The hosts of this machine, to which clients send without encryption if they are told to.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let is_refused = |server: &Server| server.is_unencrypted() && !is_local(server);
    if !api.servers.iter().all(is_refused) {
        return;
    }
    let Some(first) = api.servers.first() else {
        return;
    };
    let pointer = format!("{}/url", first.origin);
    let span = places.value_span(&pointer);
    let message = "clients send to none of the servers: all are called by `http`";
    diagnostics.push(
        Diagnostic::warning(Code::NotSupported, span, message)
            .at(pointer)
            .help("if the server can be called by `https`, correct the URL, such as by an overlay"),
    );
}

fn is_local(server: &Server) -> bool {
    let rest = server.url.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or_default();
    LOOPBACK.iter().any(|name| {
        let port = host.strip_prefix(name);
        port.is_some_and(|port| port.is_empty() || port.starts_with(':'))
    })
}
