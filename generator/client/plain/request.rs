//! Requests of any operation as messages of HTTP.

use std::fmt;

use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE};
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::support::{
    Authorization, Body, EncodeError, MissingCredentials, Operation, Parameter, Secrets, Sensitive,
    Server, Style, debug_as_text, encoded, query,
};

use super::payload::Payload;

/// Returns the message of a request to a server, with the credentials that its operation
/// needs; `()` are none. A credential replaces a parameter of the same name and place. The
/// request is not validated.
///
/// The whole body is in memory; [`body`](Operation::body) of the request has a reader of a
/// larger one.
///
/// `Debug` of the result shows the URL and the body: do not log it.
///
/// # Errors
///
/// Returns an error if credentials are missing, or if a part cannot be written.
pub fn http_request<O: Operation>(
    request: &O,
    server: &Server,
    credentials: &(impl AsRef<Secrets> + ?Sized),
) -> Result<http::Request<Vec<u8>>, RequestError> {
    let (head, payload) = message(request, server, credentials.as_ref())?.into_parts();
    let body = payload.map_or_else(|| Ok(Vec::new()), Body::into_bytes);
    let body = body.map_err(RequestError::Encode)?;
    Ok(http::Request::from_parts(head, body))
}

/// Returns the message of a request, with a body that is read when it is sent.
pub fn message<O: Operation>(
    request: &O,
    server: &Server,
    credentials: &Secrets,
) -> Result<http::Request<Payload>, RequestError> {
    let authorization = credentials.authorize(O::SECURITY);
    let authorization = authorization.map_err(RequestError::MissingCredentials)?;
    let url = url(request, server, &authorization.query)?;
    let message = http::Request::builder().method(O::METHOD).uri(url);
    let mut message = message.body(None).map_err(|_| RequestError::Path)?;
    let headers = message.headers_mut();
    let accept = HeaderValue::from_str(O::ACCEPT);
    let accept = accept.map_err(|_| RequestError::Header { name: ACCEPT.to_string() })?;
    headers.insert(ACCEPT, accept);
    for (name, value) in request.headers() {
        let (name, value) = header(name, &value)?;
        headers.append(name, value);
    }
    for (name, value) in &authorization.headers {
        let (name, value) = header(name, value.expose())?;
        if name != COOKIE {
            headers.insert(name, value);
        }
    }
    if let Some(cookies) = cookies(headers, &authorization)? {
        let (name, value) = header(COOKIE.as_str(), cookies.expose())?;
        headers.insert(name, value);
    }
    if let Some(body) = request.body().map_err(RequestError::Encode)? {
        let value = HeaderValue::from_str(body.content_type());
        let unwritable = |_| RequestError::Header { name: CONTENT_TYPE.to_string() };
        headers.insert(CONTENT_TYPE, value.map_err(unwritable)?);
        // Without a length, a transport sends chunks, which not every server accepts.
        headers.insert(CONTENT_LENGTH, body.len().into());
        *message.body_mut() = Some(body);
    } else if [Method::POST, Method::PUT, Method::PATCH].contains(message.method()) {
        // These methods usually have one (RFC 9110, section 8.6), and a transport may send
        // chunks.
        message.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    Ok(message)
}

/// Returns the URL of a request.
fn url<O: Operation>(
    request: &O,
    server: &Server,
    secrets: &[(&'static str, Sensitive<String>)],
) -> Result<String, RequestError> {
    let path = request.path();
    if !path.starts_with('/') || path.split('/').any(is_dots) {
        return Err(RequestError::Path);
    }
    let mut target = format!("{}{path}", server.base_path());
    let secrets = secrets.iter();
    let secrets = secrets.map(|(name, value)| (*name, Style::FORM, value as &dyn Parameter));
    let secrets: Vec<(&'static str, Style, &dyn Parameter)> = secrets.collect();
    let queries = [without(&request.query(), &secrets), query(&secrets)];
    let queries = queries.iter().map(String::as_str).filter(|it| !it.is_empty());
    let query: Vec<&str> = queries.collect();
    if !query.is_empty() {
        target.push('?');
        target.push_str(&query.join("&"));
    }
    // Any other text behind the host could name another host.
    let is_target = |it: PathAndQuery| it.as_str() == target;
    if !target.parse().is_ok_and(is_target) {
        return Err(RequestError::Path);
    }
    Ok(format!("{}://{}{target}", server.scheme(), server.authority()))
}

/// Returns a query without the parameters that have the name of a credential, which replaces
/// them.
fn without(own: &str, secrets: &[(&'static str, Style, &dyn Parameter)]) -> String {
    let names: Vec<String> = secrets.iter().map(|(name, ..)| encoded(name)).collect();
    let pairs = own.split('&').filter(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        !names.iter().any(|known| known == name)
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// Returns whether a part of a path leads to another part: `.` or `..`.
fn is_dots(segment: &str) -> bool {
    let segment = segment.to_ascii_lowercase().replace("%2e", ".");
    segment == "." || segment == ".."
}

/// Returns the header of the cookies of a request and of its credentials, if there are any.
/// HTTP allows one such header only.
fn cookies(
    headers: &HeaderMap,
    authorization: &Authorization,
) -> Result<Option<Sensitive<String>>, RequestError> {
    let own = headers.get_all(COOKIE).iter();
    let own = own.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split("; "));
    let own = own.filter(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        let is_sent_twice = authorization.cookies.iter().any(|(known, _)| *known == name);
        !pair.is_empty() && !is_sent_twice
    });
    let mut all: Vec<String> = own.map(str::to_owned).collect();
    let keys = authorization.headers.iter();
    let keys = keys.filter(|(name, _)| name.eq_ignore_ascii_case(COOKIE.as_str()));
    all.extend(keys.map(|(_, value)| value.expose().clone()));
    for (name, value) in &authorization.cookies {
        // These characters end a cookie (RFC 6265).
        let is_allowed = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
        if !value.expose().bytes().all(is_allowed) {
            return Err(RequestError::Cookie { name });
        }
        all.push(format!("{name}={}", value.expose()));
    }
    Ok((!all.is_empty()).then(|| Sensitive::new(all.join("; "))))
}

/// Returns a header whose value `Debug` does not show.
fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), RequestError> {
    let key = HeaderName::from_bytes(name.as_bytes()).ok();
    let value = HeaderValue::from_str(value).ok();
    let (Some(key), Some(mut value)) = (key, value) else {
        return Err(RequestError::Header { name: name.to_owned() });
    };
    value.set_sensitive(true);
    Ok((key, value))
}

/// The reason why a request cannot be a message of HTTP. It shows no value.
#[non_exhaustive]
pub enum RequestError {
    /// The credentials of the operation are not set.
    MissingCredentials(MissingCredentials),
    /// The request cannot be written.
    Encode(EncodeError),
    /// The path does not begin with a slash, has a part `.` or `..`, or has a character that
    /// no URL can have.
    Path,
    /// The value of a header has a character that no header can have.
    Header {
        /// The name of the header.
        name: String,
    },
    /// The value of a cookie has a character that no cookie can have.
    Cookie {
        /// The name of the cookie.
        name: &'static str,
    },
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingCredentials(error) => error.fmt(f),
            Self::Encode(error) => error.fmt(f),
            Self::Path => f.write_str(
                "the path does not begin with `/`, has a part `.` or `..`, or has a character that no URL can have",
            ),
            Self::Header { name } => {
                write!(f, "the header `{name}` has a character that no header can have")
            }
            Self::Cookie { name } => {
                write!(f, "the cookie `{name}` has a character that no cookie can have")
            }
        }
    }
}

debug_as_text!(RequestError);

impl std::error::Error for RequestError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Encode(error) => error.source(),
            Self::MissingCredentials(_)
            | Self::Path
            | Self::Header { .. }
            | Self::Cookie { .. } => None,
        }
    }
}
