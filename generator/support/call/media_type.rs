//! Comparison of content types. Their parameters and the case are ignored.

/// Returns the position of the documented content type that fits one best: the same, then
/// another one of JSON, then a range such as `image/*`.
pub fn position(content_type: &str, documented: &[&str]) -> Option<usize> {
    let sent = essence(content_type);
    let find = |fits: &dyn Fn(&str) -> bool| documented.iter().position(|it| fits(essence(it)));
    let same = find(&|it| it.eq_ignore_ascii_case(sent));
    let json = || find(&is_json).filter(|_| is_json(sent));
    let range = || find(&|it| is_within(sent, it));
    same.or_else(json)
        .or_else(range)
        .or_else(|| find(&|it| it == "*/*"))
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
