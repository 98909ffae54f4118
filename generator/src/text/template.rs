//! Templates: texts with names in braces.

/// Splits a template into constant texts and the names in braces, which are `Err`.
#[must_use]
pub fn pieces(template: &str) -> Vec<Result<&str, &str>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((text, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        if !text.is_empty() {
            pieces.push(Ok(text));
        }
        pieces.push(Err(name));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Ok(rest));
    }
    pieces
}

/// Splits the template of a query into its constant pairs and those whose value is a parameter,
/// which are `Err` with the key and the name.
#[must_use]
pub fn of_query(query: &str) -> Vec<Result<&str, (&str, &str)>> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pair = |pair| match parameter(pair) {
        Some(found) => Err(found),
        None => Ok(pair),
    };
    pairs.map(pair).collect()
}

fn parameter(pair: &str) -> Option<(&str, &str)> {
    let (key, value) = pair.split_once('=')?;
    let name = value.strip_prefix('{')?.strip_suffix('}')?;
    (!key.is_empty() && !name.contains(['{', '}'])).then_some((key, name))
}
