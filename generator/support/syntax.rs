//! Parsers for the forms of texts: RFC 3339 date-times, RFC 3986 URIs, decimal numbers,
//! texts in paths and headers, and strings of JSON.
//!
//! These are plain functions over text without dependencies, so that a program that
//! prepares messages can apply the same rules as one that sends them.

use std::net::Ipv6Addr;

/// Returns whether the text is a date-time that exists.
pub fn is_date_time(text: &str) -> bool {
    unix_seconds(text).is_some()
}

/// Returns the seconds since 1970-01-01T00:00:00Z without fractions, or `None` if
/// the text is not a date-time that exists.
pub fn unix_seconds(text: &str) -> Option<i64> {
    moment(text).map(|moment| moment.seconds)
}

/// A moment with the offset from UTC in which it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moment {
    /// Seconds since 1970-01-01T00:00:00Z, rounded down.
    pub seconds: i64,
    /// Nanoseconds after `seconds`, less than a second, rounded down.
    pub nanoseconds: u32,
    /// Seconds by which the local time is ahead of UTC.
    pub offset: i32,
}

/// Returns the moment of a date-time, or `None` if the text is not a date-time that
/// exists. Digits beyond nanoseconds are dropped.
pub fn moment(text: &str) -> Option<Moment> {
    exact_moment(text).map(|(moment, _)| moment)
}

/// Returns the moment of a date-time, and whether the text has further digits,
/// which make it later than that moment.
pub fn exact_moment(text: &str) -> Option<(Moment, bool)> {
    let (head, tail) = text.as_bytes().split_first_chunk::<19>()?;
    let (local, is_leap_second) = local_seconds(head)?;
    let (digits, tail) = fraction(tail)?;
    let (nanoseconds, is_later) = nanoseconds(digits);
    let offset = offset(tail)?;
    let seconds = local - i64::from(offset);
    // The 60th second belongs to the last minute of a UTC day: counted as the
    // first second of the next day, it must be the first of a day.
    let moment = Moment {
        seconds,
        nanoseconds,
        offset,
    };
    (!is_leap_second || seconds.rem_euclid(DAY) == 0).then_some((moment, is_later))
}

/// Returns the end of the string in JSON with which a text begins, after its closing quote.
pub fn end_of_string(json: &str) -> usize {
    let mut is_escaped = false;
    let closing = json.bytes().skip(1).position(|byte| {
        let is_closing = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_closing
    });
    closing.map_or(json.len(), |at| at + 2)
}

/// Returns whether the text can be a part of a path. The parts `.` and `..` and an empty
/// one would make it the path of something else.
pub fn is_path_value(text: &str) -> bool {
    !matches!(text, "" | "." | "..")
}

/// Returns whether the text can be the value of a header: printable ASCII and tabs.
/// Space around it would be lost.
pub fn is_header_value(text: &str) -> bool {
    let is_allowed = |byte: u8| matches!(byte, b'\t' | b' '..=b'~');
    text.bytes().all(is_allowed) && text.trim_ascii() == text
}

/// Returns the host and the port of a URL's authority, if it has no user and the host is one. The
/// port is empty if there is none.
pub fn host_and_port(authority: &str) -> Option<(&str, &str)> {
    let end = match authority.find(']') {
        Some(bracket) => bracket + 1,
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, rest) = authority.split_at_checked(end)?;
    let port = if rest.is_empty() {
        rest
    } else {
        rest.strip_prefix(':')?
    };
    let is_host = if let Some(address) = host.strip_prefix('[') {
        let address = address.strip_suffix(']')?;
        address.parse::<Ipv6Addr>().is_ok()
    } else {
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
        !host.is_empty() && host.bytes().all(is_allowed)
    };
    is_host.then_some((host, port))
}

/// Returns whether the text is the number of a port, or empty.
pub fn is_port_number(text: &str) -> bool {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    text.is_empty() || (is_number && text.parse::<u16>().is_ok())
}

/// Returns whether the text can be a path of a URL, to which others are appended.
pub fn is_base_path(text: &str) -> bool {
    let is_allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@%".contains(&byte);
    let mut after_percent = text.split('%').skip(1).map(str::as_bytes);
    text.bytes().all(is_allowed)
        && after_percent.all(|it| {
            matches!(it, [high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
        })
}

/// Returns whether a path has a segment `.` or `..`, encoded or not, which names another path.
pub fn has_dot_segment(path: &str) -> bool {
    let mut segments = path.split('/');
    segments.any(|segment| {
        let segment = segment.to_ascii_lowercase().replace("%2e", ".");
        matches!(segment.as_str(), "." | "..")
    })
}

/// Returns whether the text is a URI with a scheme.
pub fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (hierarchy, query) = rest.split_once('?').unwrap_or((rest, ""));
    is_scheme(scheme)
        && is_hierarchy(hierarchy)
        && consists_of(query, b":@/?")
        && consists_of(fragment, b":@/?")
}

/// Returns whether the text consists of digits with an optional sign and an
/// optional fraction, without an exponent.
pub fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    [whole, fraction]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

/// The number of seconds in a day.
const DAY: i64 = 86_400;

/// Returns the seconds since 1970-01-01T00:00:00 in local time, and whether the
/// last one is a leap second.
fn local_seconds(text: &[u8; 19]) -> Option<(i64, bool)> {
    #[rustfmt::skip]
    let &[
        y1, y2, y3, y4, b'-', mo1, mo2, b'-', d1, d2, b'T' | b't',
        h1, h2, b':', mi1, mi2, b':', s1, s2,
    ] = text else {
        return None;
    };
    let days = days(
        number(&[y1, y2, y3, y4])?,
        number(&[mo1, mo2])?,
        number(&[d1, d2])?,
    )?;
    let (hour, minute) = (below(24, h1, h2)?, below(60, mi1, mi2)?);
    let second = below(61, s1, s2)?;
    let seconds = days * DAY + hour * 3_600 + minute * 60 + second;
    Some((seconds, second == 60))
}

/// Returns the digits after a decimal point, if any, and the text after them.
pub(super) fn fraction(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let Some((b'.', digits)) = text.split_first() else {
        return Some((&[], text));
    };
    let count = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    (count > 0).then(|| digits.split_at(count))
}

/// Returns the nanoseconds of a fraction of a second, and whether digits are left.
fn nanoseconds(fraction: &[u8]) -> (u32, bool) {
    if fraction.is_empty() {
        return (0, false);
    }
    let (whole, rest) = fraction.split_at(fraction.len().min(9));
    let digits = whole.iter().chain(&[b'0'; 9]).take(9);
    let nanoseconds = digits.fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
    (nanoseconds, rest.iter().any(|digit| *digit != b'0'))
}

pub(super) fn offset(text: &[u8]) -> Option<i32> {
    match *text {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let seconds = below(24, h1, h2)? * 3_600 + below(60, m1, m2)? * 60;
            let seconds = i32::try_from(seconds).ok()?;
            Some(if sign == b'-' { -seconds } else { seconds })
        }
        _ => None,
    }
}

/// Returns the days since 1970-01-01 of a date in the Gregorian calendar. Years are
/// counted from March, so that the leap day is the last day of its year.
pub(super) fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=days_in_month(year, month)?).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

fn days_in_month(year: i64, month: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if leap => Some(29),
        2 => Some(28),
        _ => None,
    }
}

pub(super) fn below(limit: i64, tens: u8, ones: u8) -> Option<i64> {
    number(&[tens, ones]).filter(|value| *value < limit)
}

pub(super) fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |value, digit| {
        digit
            .is_ascii_digit()
            .then(|| value * 10 + i64::from(digit - b'0'))
    })
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

pub(super) fn is_hierarchy(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("//") else {
        return consists_of(text, b":@/");
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    is_authority(authority) && consists_of(path, b":@/")
}

fn is_authority(text: &str) -> bool {
    let (user, host_and_port) = text.split_once('@').unwrap_or(("", text));
    consists_of(user, b":") && is_host_and_port(host_and_port)
}

fn is_host_and_port(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix('[') {
        return rest.split_once(']').is_some_and(|(literal, rest)| {
            is_ip_literal(literal) && rest.strip_prefix(':').map_or(rest.is_empty(), is_port)
        });
    }
    let (host, port) = text.split_once(':').unwrap_or((text, ""));
    consists_of(host, b"") && is_port(port)
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

fn is_ip_literal(text: &str) -> bool {
    let Some(future) = text.strip_prefix(['v', 'V']) else {
        return text.parse::<Ipv6Addr>().is_ok();
    };
    future.split_once('.').is_some_and(|(version, address)| {
        !version.is_empty()
            && version.bytes().all(|b| b.is_ascii_hexdigit())
            && !address.is_empty()
            && !address.contains('%')
            && consists_of(address, b":")
    })
}

/// Returns whether the text consists of percent-encoded bytes, characters that are
/// allowed anywhere in a URI, and the given characters.
pub(super) fn consists_of(text: &str, also: &[u8]) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let fits = match byte {
            b'%' => {
                let mut hex = || bytes.next().is_some_and(|b| b.is_ascii_hexdigit());
                hex() && hex()
            }
            _ => {
                byte.is_ascii_alphanumeric()
                    || b"-._~!$&'()*+,;=".contains(&byte)
                    || also.contains(&byte)
            }
        };
        if !fits {
            return false;
        }
    }
    true
}
