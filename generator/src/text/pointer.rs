//! JSON pointers (RFC 6901): conversion between names and segments.

use std::borrow::Cow;

/// The directory of the specification in pointers, whatever its real name is.
pub const DIRECTORY: &str = "spec";

/// Returns the pointer to the file with a name in the directory of the specification.
#[must_use]
pub fn of_file(name: &str) -> String {
    format!("{DIRECTORY}/{name}")
}

/// Returns the name in the directory of the specification of the file of a pointer.
#[must_use]
pub fn name_of(pointer: &str) -> Option<&str> {
    let name = file_of(pointer).strip_prefix(DIRECTORY)?;
    name.strip_prefix('/')
}

/// Returns the pointer that a reference in a file means. The name of the other file may be
/// percent-encoded.
#[must_use]
pub fn target(reference: &str, file: &str) -> Option<String> {
    let (other, path) = reference.split_once('#').unwrap_or((reference, ""));
    let name = named_file(other, name_of(file)?)?;
    Some(normalized(&format!("{}#{path}", of_file(&name))))
}

/// Returns the pointer to the member `name` of the value at `pointer`.
#[must_use]
pub fn child(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", escaped(name))
}

/// Returns the segment for a name.
#[must_use]
pub fn escaped(name: &str) -> Cow<'_, str> {
    if name.contains(['~', '/']) {
        Cow::Owned(name.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(name)
    }
}

/// Returns the name for a segment.
#[must_use]
pub fn unescaped(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

/// Returns the pointer to the value that contains the value at `pointer`.
#[must_use]
pub fn parent(pointer: &str) -> &str {
    pointer
        .rsplit_once('/')
        .map_or(pointer, |(parent, _)| parent)
}

/// Returns whether a pointer leads to another one or to a part of it.
#[must_use]
pub fn is_within(pointer: &str, outer: &str) -> bool {
    let rest = pointer.strip_prefix(outer);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Returns a pointer in which nothing is percent-encoded.
#[must_use]
pub fn normalized(pointer: &str) -> String {
    let (file, path) = pointer.split_once('#').unwrap_or((pointer, ""));
    let segments = path.split('/').skip(1);
    segments.fold(format!("{file}#"), |text, segment| {
        let decoded = percent_decoded(segment);
        child(&text, &unescaped(decoded.as_deref().unwrap_or(segment)))
    })
}

/// Returns the file of a pointer or a reference: the part before `#`.
#[must_use]
pub fn file_of(pointer: &str) -> &str {
    pointer.split('#').next().unwrap_or_default()
}

/// Returns the name of a file without its directory and its ending.
#[must_use]
pub fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or_default();
    name.split('.').next().unwrap_or_default()
}

/// Returns the name of what a reference names: the last segment of its pointer, or the name of
/// the file.
#[must_use]
pub fn last_name(reference: &str) -> &str {
    match reference.split_once('#') {
        Some((_, path)) if !path.is_empty() => path.rsplit('/').next().unwrap_or(path),
        Some((file, _)) => stem(file),
        None => stem(reference),
    }
}

/// Returns the name of the file that a reference names in the file `from`. Names are relative
/// to one directory. There is none for a URL and for a file outside of that directory.
#[must_use]
pub fn named_file(reference: &str, from: &str) -> Option<String> {
    let file = file_of(reference);
    if file.is_empty() {
        return Some(from.to_owned());
    }
    if file.starts_with('/') || file.contains([':', '\\']) {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in file.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Decodes the percent-encoding of a part of a reference; returns nothing if there is none
/// or it is malformed.
#[must_use]
pub fn percent_decoded(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    if bytes.len() == text.len() {
        return None;
    }
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        bytes.push(u8::from_str_radix(digits, 16).ok().filter(|_| is_hex)?);
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_one_segment() {
        assert_eq!(child("/paths", "/v1/pets~"), "/paths/~1v1~1pets~0");
        assert_eq!(child("", "name"), "/name");
    }

    #[test]
    fn files_are_relative_to_the_file_with_the_reference() {
        let named = |reference, from| named_file(reference, from);
        let is = |name: &str| Some(name.to_owned());
        assert_eq!(named("#/a", "paths/pets.yaml"), is("paths/pets.yaml"));
        assert_eq!(named("./pet.yaml#/a", "pets.yaml"), is("pet.yaml"));
        assert_eq!(named("../pet.yaml", "paths/pets.yaml"), is("pet.yaml"));
        assert_eq!(named("pet.yaml", "a/b/pets.yaml"), is("a/b/pet.yaml"));
        for outside in [
            "../pet.yaml",
            "/pet.yaml",
            "https://clinic.example/pet.yaml",
            "C:\\pet",
        ] {
            assert_eq!(named(outside, "pets.yaml"), None, "{outside}");
        }
    }

    #[test]
    fn a_segment_leads_back_to_its_name() {
        for name in ["name", "", "/", "~", "~1", "~0", "~01", "/~/", "a/b~c"] {
            assert_eq!(unescaped(&escaped(name)), name);
        }
        assert_eq!(unescaped("~01"), "~1");
    }
}
