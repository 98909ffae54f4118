//! The look-around of a pattern, which the parser of regular expressions does not know.

use std::collections::BTreeMap;

/// A kind of look-around.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    /// True if the text before is tested.
    pub(super) behind: bool,
    /// True if the expression must not match.
    pub(super) negated: bool,
}

/// The start of each kind of look-around, and that of a plain group of the same length.
const KINDS: [(&str, &str, Kind); 4] = [
    ("(?=", "(?:", kind(false, false)),
    ("(?!", "(?:", kind(false, true)),
    ("(?<=", "(?u:", kind(true, false)),
    ("(?<!", "(?u:", kind(true, true)),
];

const fn kind(behind: bool, negated: bool) -> Kind {
    Kind { behind, negated }
}

/// Returns the pattern with a plain group in place of each look-around, and their kinds by
/// their positions, which stay the same.
pub(super) fn as_groups(pattern: &str) -> (String, BTreeMap<usize, Kind>) {
    let mut text = String::with_capacity(pattern.len());
    let mut found = BTreeMap::new();
    let (mut is_escaped, mut is_in_class) = (false, false);
    while let Some(rest) = pattern.get(text.len()..).filter(|rest| !rest.is_empty()) {
        let is_plain = !is_escaped && !is_in_class;
        let mut kinds = KINDS.iter().filter(|_| is_plain);
        if let Some((_, group, kind)) = kinds.find(|(start, ..)| rest.starts_with(start)) {
            found.insert(text.len(), *kind);
            text.push_str(group);
            continue;
        }
        let Some(c) = rest.chars().next() else {
            break;
        };
        is_in_class = !is_escaped && c == '[' || is_in_class && (is_escaped || c != ']');
        is_escaped = !is_escaped && c == '\\';
        text.push(c);
    }
    (text, found)
}
