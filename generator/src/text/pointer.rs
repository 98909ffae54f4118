//! JSON pointers (RFC 6901): conversion between names and segments.

/// Returns the pointer to the member `name` of the value at `pointer`.
#[must_use]
pub fn child(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", escaped(name))
}

/// Returns the segment for a name.
#[must_use]
pub fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Returns the name for a segment.
#[must_use]
pub fn unescaped(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}

/// Returns the pointer to the value that contains the value at `pointer`.
#[must_use]
pub fn parent(pointer: &str) -> &str {
    pointer
        .rsplit_once('/')
        .map_or(pointer, |(parent, _)| parent)
}

/// Returns the file of a pointer or a reference: the part before `#`.
#[must_use]
pub fn file_of(pointer: &str) -> &str {
    pointer.split('#').next().unwrap_or_default()
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
    fn a_segment_leads_back_to_its_name() {
        for name in ["name", "", "/", "~", "~1", "~0", "~01", "/~/", "a/b~c"] {
            assert_eq!(unescaped(&escaped(name)), name);
        }
        assert_eq!(unescaped("~01"), "~1");
    }
}
