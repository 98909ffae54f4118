//! Warns about servers to which no client sends.

use std::net::IpAddr;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Server};
use crate::text::places::Places;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let is_refused = |server: &Server| server.is_unencrypted() && !is_local(server);
    if api.operations.is_empty() || !api.servers.iter().all(is_refused) {
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

/// Returns whether a server is on this machine: clients send to it if they are told to.
fn is_local(server: &Server) -> bool {
    let rest = server.url.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split('/').next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(address) => address.split(']').next(),
        None => authority.split(':').next(),
    };
    let host = host.unwrap_or_default();
    host.eq_ignore_ascii_case("localhost") || host.parse().is_ok_and(|it: IpAddr| it.is_loopback())
}
