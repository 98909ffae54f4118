//! JSON pointers (RFC 6901): takes names, gives the segments that stand for
//! them, and the other way round.

/// The pointer to the member `name` of what stands at `pointer`.
#[must_use]
pub fn child(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", escaped(name))
}

/// The segment for a name.
#[must_use]
pub fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The name that a segment stands for.
#[must_use]
pub fn unescaped(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
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
