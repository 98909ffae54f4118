//! Comparison of content types. Their case is ignored, and so are parameters that tell no
//! documented types apart.

/// Returns the position of the documented content type that fits one best: the same, then
/// another one of JSON, then a range such as `image/*`. Of types that differ in parameters
/// only, the one with the most parameters that were sent fits best, and then the first one.
pub fn position(content_type: &str, documented: &[&str]) -> Option<usize> {
    let sent = essence(content_type);
    let find = |fits: &dyn Fn(&str) -> bool| documented.iter().position(|it| fits(essence(it)));
    let json = || find(&is_json).filter(|_| is_json(sent));
    let range = || find(&|it| is_within(sent, it));
    same(content_type, documented)
        .or_else(json)
        .or_else(range)
        .or_else(|| find(&|it| it == "*/*"))
}

fn same(content_type: &str, documented: &[&str]) -> Option<usize> {
    let sent = essence(content_type);
    let mut best = None;
    for (position, it) in documented.iter().enumerate() {
        if essence(it).eq_ignore_ascii_case(sent) {
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

/// Returns whether a content type is in a range such as `image/*`.
fn is_within(content_type: &str, range: &str) -> bool {
    let kind = range.strip_suffix("/*").filter(|kind| *kind != "*");
    let sent = content_type.split('/').next().unwrap_or_default();
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case(sent))
}

fn essence(content_type: &str) -> &str {
    let essence = content_type.split(';').next();
    essence.unwrap_or_default().trim()
}
