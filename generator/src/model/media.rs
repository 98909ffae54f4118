//! Content types of bodies.

/// The kind of a content type: the way in which a body is written and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaKind {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`
    Multipart,
    /// A stream of events (`text/event-stream`).
    Events(DataForm),
    /// A text in UTF-8.
    Text,
    /// Anything else, as bytes.
    Bytes,
}

/// The form of the data of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DataForm {
    /// A text, which is the value itself.
    Text,
    /// The JSON text of a value.
    Json,
    /// The JSON text of a value, or a text that is the value itself, such as a mark of the end.
    JsonOrText,
    /// One of several types. The name of the event selects it, so the value is an object with
    /// the fields of the event.
    Fields,
}

impl MediaKind {
    /// Returns the kind of a content type or of a range of them. A range has no form of its
    /// own, and neither has a text in another charset than UTF-8. As far as a content type
    /// tells, the data of events is text.
    #[must_use]
    pub fn of(media_type: &str) -> Self {
        let folded = media_type.to_ascii_lowercase();
        let mut parts = folded.split(';').skip(1).map(str::trim);
        let charset = parts.find_map(|part| part.strip_prefix("charset="));
        let is_utf_8 =
            charset.is_none_or(|it| matches!(it.trim_matches('"'), "utf-8" | "us-ascii"));
        match essence(media_type).as_str() {
            "application/json" | "text/json" => Self::Json,
            essence if essence.contains('*') => Self::Bytes,
            essence if essence.ends_with("+json") => Self::Json,
            "application/x-www-form-urlencoded" => Self::Form,
            "multipart/form-data" => Self::Multipart,
            "text/event-stream" => Self::Events(DataForm::Text),
            // XML states its own encoding.
            "text/xml" => Self::Bytes,
            essence if essence.starts_with("text/") && is_utf_8 => Self::Text,
            _ => Self::Bytes,
        }
    }
}

impl MediaKind {
    /// Returns whether the schema describes the value, and not only its bytes.
    #[must_use]
    pub const fn has_schema(self) -> bool {
        match self {
            Self::Json | Self::Form | Self::Multipart => true,
            // The schema of a stream describes an event.
            Self::Events(_) | Self::Text | Self::Bytes => false,
        }
    }

    /// Returns whether it is a stream of events.
    #[must_use]
    pub const fn is_events(self) -> bool {
        match self {
            Self::Events(_) => true,
            Self::Json | Self::Form | Self::Multipart | Self::Text | Self::Bytes => false,
        }
    }
}

/// Returns a content type without its parameters, in small letters.
#[must_use]
pub fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Returns a content type in small letters, without quotes and with its parameters in order,
/// but without those that only say how its bytes are written: a character set, and the boundary
/// of parts.
#[must_use]
pub fn meaning(media_type: &str) -> String {
    let parameters = media_type.split(';').skip(1).filter_map(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let name = name.trim().to_ascii_lowercase();
        let value = value.trim().trim_matches('"').to_ascii_lowercase();
        let is_meant = !matches!(name.as_str(), "" | "charset" | "boundary");
        is_meant.then(|| format!("{name}={value}"))
    });
    let mut parameters: Vec<String> = parameters.collect();
    parameters.sort_unstable();
    let mut meaning = essence(media_type);
    for parameter in parameters {
        meaning.push(';');
        meaning.push_str(&parameter);
    }
    meaning
}

/// Returns whether a text is a token of HTTP (RFC 9110), such as the name of a header.
#[must_use]
pub fn is_token(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_allowed)
}

/// The headers that HTTP itself needs, which follow from the server, the body and the connection.
const WRITTEN_BY_HTTP: [&str; 8] = [
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-connection",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Returns whether a client of HTTP writes a header by itself, so that no other value can be in
/// it.
#[must_use]
pub fn has_own_meaning(header: &str) -> bool {
    WRITTEN_BY_HTTP.contains(&&*header.to_ascii_lowercase())
}

/// Returns whether a text is a content type or a range of them (RFC 9110), which a header can
/// have.
#[must_use]
pub fn is_media_type(text: &str) -> bool {
    let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
    let is_visible = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
    let (kind, subtype) = essence.trim().split_once('/').unwrap_or_default();
    is_token(kind) && is_token(subtype) && parameters.bytes().all(is_visible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_type_has_two_tokens() {
        for text in [
            "text/plain",
            "*/*",
            "a/b; charset=\"x y\"",
            "application/vnd.a+json",
        ] {
            assert!(is_media_type(text), "{text}");
        }
        for text in [
            "",
            "text",
            "/json",
            "a/b c",
            "a/b\r\nX: y",
            "a/b; x=\n",
            "\u{e9}/x",
        ] {
            assert!(!is_media_type(text), "{text}");
        }
    }

    #[test]
    fn a_content_type_means_the_same_however_its_parameters_are_written() {
        for (one, other) in [
            ("a/b; v=1; w=2", "A/B;w=\"2\"; V=1"),
            ("a/b;", "a/b; charset=\"UTF-8\""),
            ("a/b; v=1", "a/b; boundary=x; v=\"1\""),
        ] {
            assert_eq!(meaning(one), meaning(other), "{one}");
        }
        assert_ne!(meaning("a/b; v=1"), meaning("a/b; v=2"));
    }

    #[test]
    fn the_kind_follows_from_the_content_type_without_its_parameters() {
        for (media_type, kind) in [
            ("application/json", MediaKind::Json),
            ("Application/JSON; charset=utf-8", MediaKind::Json),
            ("application/problem+json", MediaKind::Json),
            ("application/x-www-form-urlencoded", MediaKind::Form),
            ("multipart/form-data; boundary=x", MediaKind::Multipart),
            ("multipart/mixed", MediaKind::Bytes),
            ("text/plain", MediaKind::Text),
            ("text/csv; charset=\"UTF-8\"", MediaKind::Text),
            ("text/plain; charset=latin1", MediaKind::Bytes),
            ("text/*", MediaKind::Bytes),
            ("application/*+json", MediaKind::Bytes),
            ("text/xml", MediaKind::Bytes),
            (
                "text/event-stream; charset=utf-8",
                MediaKind::Events(DataForm::Text),
            ),
            ("application/jsonlines", MediaKind::Bytes),
            ("*/*", MediaKind::Bytes),
            ("", MediaKind::Bytes),
        ] {
            assert_eq!(MediaKind::of(media_type), kind, "{media_type}");
        }
    }
}
