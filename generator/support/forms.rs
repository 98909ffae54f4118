//! Parsers for further forms of texts: dates, times, durations, identifiers and addresses.
//!
//! These are plain functions over text without dependencies, like those of `syntax`.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::syntax::{below, consists_of, days, fraction, is_hierarchy, is_uri, number, offset};

/// Returns whether the text is a date of RFC 3339 that exists.
pub fn is_date(text: &str) -> bool {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return false;
    };
    let date = || {
        days(
            number(&[y1, y2, y3, y4])?,
            number(&[m1, m2])?,
            number(&[d1, d2])?,
        )
    };
    date().is_some()
}

/// Returns whether the text is a time of RFC 3339, with its offset. A leap second is valid at
/// 23:59:60 UTC only.
pub fn is_time(text: &str) -> bool {
    let Some((&[h1, h2, b':', m1, m2, b':', s1, s2], tail)) = text.as_bytes().split_first_chunk()
    else {
        return false;
    };
    let seconds = || {
        let (hour, minute) = (below(24, h1, h2)?, below(60, m1, m2)?);
        let second = below(61, s1, s2)?;
        let (_, tail) = fraction(tail)?;
        let ahead = i64::from(offset(tail)?);
        let utc = (hour * 3_600 + minute * 60 - ahead).rem_euclid(86_400);
        (second < 60 || utc == 86_340).then_some(())
    };
    seconds().is_some()
}

/// Returns whether the text is a duration of ISO 8601, by the grammar of RFC 3339.
pub fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    let (date, time) = match rest.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (rest, None),
    };
    let is_week = || time.is_none() && has_units(date, "W") && !date.is_empty();
    let has_time = time.is_none_or(|time| !time.is_empty() && has_units(time, "HMS"));
    is_week() || (has_units(date, "YMD") && has_time && !rest.is_empty())
}

/// Returns whether a text consists of numbers with consecutive units.
fn has_units(mut text: &str, units: &str) -> bool {
    let mut last = None;
    while !text.is_empty() {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let rest = text.get(digits..).unwrap_or_default();
        let unit = rest.chars().next().and_then(|unit| units.find(unit));
        let follows = match (last, unit) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(last), Some(unit)) => unit == last + 1,
        };
        if digits == 0 || !follows {
            return false;
        }
        last = unit;
        text = rest.get(1..).unwrap_or_default();
    }
    true
}

/// Returns whether the text is a UUID: groups of 8, 4, 4, 4 and 12 hexadecimal digits.
pub fn is_uuid(text: &str) -> bool {
    let groups = text.split('-').map(|group| {
        let is_hex = group.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex.then_some(group.len())
    });
    groups.eq([8, 4, 4, 4, 12].map(Some))
}

/// Returns whether the text is Base64 with padding.
#[allow(
    clippy::manual_is_multiple_of,
    reason = "generated crates build with an older Rust"
)]
pub fn is_base64(text: &str) -> bool {
    let data = text.trim_end_matches('=');
    let is_data = |byte: u8| byte.is_ascii_alphanumeric() || b"+/".contains(&byte);
    text.len() % 4 == 0 && text.len() - data.len() <= 2 && data.bytes().all(is_data)
}

/// Returns whether the text is the name of a host.
pub fn is_hostname(text: &str) -> bool {
    let is_label = |label: &str| {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len())
            && label.bytes().all(is_part)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

/// Returns whether the text is an e-mail address: atoms separated by dots, and a host.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let is_atom = |atom: &str| !atom.is_empty() && atom.bytes().all(is_part);
    local.len() <= 64 && local.split('.').all(is_atom) && is_hostname(domain)
}

/// Returns whether the text is an IPv4 address.
pub fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// Returns whether the text is an IPv6 address.
pub fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

/// Returns whether the text is a URI, with or without a scheme.
pub fn is_uri_reference(text: &str) -> bool {
    if is_uri(text) {
        return true;
    }
    let (rest, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (hierarchy, query) = rest.split_once('?').unwrap_or((rest, ""));
    let first = hierarchy.split('/').next().unwrap_or_default();
    !first.contains(':')
        && is_hierarchy(hierarchy)
        && consists_of(query, b":@/?")
        && consists_of(fragment, b":@/?")
}
