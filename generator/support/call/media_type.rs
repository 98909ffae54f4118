//! Comparison of content types. Their case is ignored, and so are parameters that tell no
//! documented types apart.

/// Returns whether a body that was sent with a content type can be what is documented with
/// another one. Documents have `application/octet-stream` for files of any type, and plain text
/// can be any text.
pub fn fits(sent: &str, documented: &str) -> bool {
    let [sent_name, name] = [sent, documented].map(|it| normal(essence(it)));
    let is_any = name == "application/octet-stream";
    let is_text = sent_name == "text/plain" && name.starts_with("text/");
    let has_xml = |name: &str| name == XML || name.ends_with("+xml");
    let is_xml = has_xml(&sent_name) && has_xml(&name) && [&*sent_name, &*name].contains(&XML);
    is_unknown(sent) || is_any || is_text || is_xml || position(sent, &[documented]).is_some()
}

/// Returns whether a content type says nothing about the body: servers that do not know the type
/// of a file send `application/octet-stream`.
pub fn is_unknown(content_type: &str) -> bool {
    let name = normal(essence(content_type));
    !name.contains('/') || name.ends_with("/octet-stream")
}

/// The content type of XML that has no other one.
const XML: &str = "application/xml";

/// Other names of content types, without `x-`.
const ALIASES: [(&str, &str); 6] = [
    ("application/csv", "text/csv"),
    ("application/javascript", "text/javascript"),
    ("application/zip-compressed", "application/zip"),
    ("audio/mp3", "audio/mpeg"),
    ("image/jpg", "image/jpeg"),
    ("text/xml", XML),
];

/// Returns a content type without parameters in small letters, with the name that most servers
/// use.
fn normal(essence: &str) -> String {
    let name = essence.to_ascii_lowercase().replacen("/x-", "/", 1);
    let mut aliases = ALIASES.iter();
    let known = aliases.find(|(alias, _)| *alias == name);
    known.map_or(name, |(_, known)| (*known).to_owned())
}

/// Returns the position of the documented content type that fits one best: the same, then
/// one with another name, then another one of JSON, then a range such as `image/*`. Of types
/// that differ in parameters only, the one with the most parameters that were sent fits best,
/// and then the first one.
pub fn position(content_type: &str, documented: &[&str]) -> Option<usize> {
    let sent = essence(content_type);
    let find = |fits: &dyn Fn(&str) -> bool| documented.iter().position(|it| fits(essence(it)));
    let json = || find(&is_json).filter(|_| is_json(sent));
    let range = || find(&|it| is_within(sent, it));
    same(content_type, documented, str::to_ascii_lowercase)
        .or_else(|| same(content_type, documented, normal))
        .or_else(json)
        .or_else(range)
        .or_else(|| find(&|it| it == "*/*"))
}

fn same(content_type: &str, documented: &[&str], name: fn(&str) -> String) -> Option<usize> {
    let sent = name(essence(content_type));
    let mut best = None;
    for (position, it) in documented.iter().enumerate() {
        if name(essence(it)) == sent {
            let fit = shared_parameters(content_type, it);
            if best.is_none_or(|(known, _)| known < fit) {
                best = Some((fit, position));
            }
        }
    }
    best.map(|(_, position)| position)
}

/// Returns the number of documented parameters, or `None` if one of them was not sent.
fn shared_parameters(sent: &str, documented: &str) -> Option<usize> {
    let mut number = 0;
    for parameter in parameters(documented) {
        if !parameters(sent).any(|it| it == parameter) {
            return None;
        }
        number += 1;
    }
    Some(number)
}

/// Returns the parameters, each with its value without quotes.
fn parameters(content_type: &str) -> impl Iterator<Item = (String, String)> + '_ {
    let parameters = content_type.split(';').skip(1);
    parameters.map(|it| {
        let (name, value) = it.split_once('=').unwrap_or((it, ""));
        let value = value.trim().trim_matches('"');
        (name.trim().to_ascii_lowercase(), value.to_ascii_lowercase())
    })
}

/// Returns whether a content type is JSON.
pub fn is_json(content_type: &str) -> bool {
    let essence = essence(content_type).to_ascii_lowercase();
    matches!(essence.as_str(), "application/json" | "text/json") || essence.ends_with("+json")
}

/// Returns whether a content type is in a range such as `image/*` or `application/*+json`.
fn is_within(content_type: &str, range: &str) -> bool {
    let [sent, range] = [content_type, range].map(str::to_ascii_lowercase);
    let parts = range.split_once('*').filter(|_| range != "*/*");
    parts.is_some_and(|(start, end)| {
        let rest = sent.strip_prefix(start);
        rest.is_some_and(|rest| rest.ends_with(end))
    })
}

fn essence(content_type: &str) -> &str {
    let essence = content_type.split(';').next();
    essence.unwrap_or_default().trim()
}
