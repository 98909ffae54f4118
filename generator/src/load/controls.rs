//! Control characters in the strings of JSON.
//!
//! Input: a text with characters such as U+0080, which JSON allows in strings and the YAML
//! parser does not. Documents that were once decoded wrongly have them. Output: the text with
//! characters of the same length in their place, and the way back for its tree. U+007F,
//! U+FFFE and U+FFFF, which JSON allows too, are still refused.

use std::ops::RangeInclusive;

use crate::diagnostics::Diagnostics;
use crate::text::tree::{Node, Value};

/// The control characters that need two bytes.
const CONTROLS: RangeInclusive<u32> = 0x80..=0x9F;

/// The first characters of blocks whose characters need two bytes too. Documents seldom have
/// one of them, and never all.
const BLOCKS: [u32; 4] = [0x07C0, 0x0780, 0x0710, 0x0560];

/// Parses a text of JSON by a function that does not allow control characters in strings.
/// One in the name of a member stays an error, because members are found by the order of
/// their names.
pub fn parse(
    text: &str,
    parse: impl Fn(&str) -> (Option<Node>, Diagnostics),
) -> (Option<Node>, Diagnostics) {
    if let Some(stand_ins) = StandIns::of(text) {
        let (mut root, found) = parse(&stand_ins.text);
        if root.as_mut().is_none_or(|root| stand_ins.restore(root)) {
            return (root, found);
        }
    }
    parse(text)
}

/// A text with other characters in the place of control characters.
struct StandIns {
    /// The text, in which every place is the same as in the first text.
    text: String,
    /// The distance between a control character and the one in its place.
    distance: u32,
}

impl StandIns {
    /// Returns nothing for a text that needs no other characters, or has those of all blocks.
    fn of(text: &str) -> Option<Self> {
        if !text.chars().any(|it| CONTROLS.contains(&u32::from(it))) {
            return None;
        }
        let distance = |first: u32| first - CONTROLS.start();
        let is_free = |first: &u32| {
            let taken =
                |it: char| CONTROLS.contains(&(u32::from(it).wrapping_sub(distance(*first))));
            !text.chars().any(taken)
        };
        let distance = distance(BLOCKS.into_iter().find(is_free)?);
        let character = |it: char| {
            if CONTROLS.contains(&u32::from(it)) {
                moved(it, distance)
            } else {
                it
            }
        };
        Some(Self {
            text: text.chars().map(character).collect(),
            distance,
        })
    }

    /// Puts the control characters back into a tree. Returns false if the name of a member
    /// has one.
    fn restore(&self, node: &mut Node) -> bool {
        match &mut node.value {
            Value::String(text) => {
                if text.chars().any(|it| self.is_stand_in(it)) {
                    *text = text.chars().map(|it| self.original(it)).collect();
                }
                true
            }
            Value::Sequence(items) => items.iter_mut().all(|item| self.restore(item)),
            Value::Mapping(mapping) => mapping.entries.iter_mut().all(|entry| {
                let has_control = entry.key.text.chars().any(|it| self.is_stand_in(it));
                !has_control && self.restore(&mut entry.value)
            }),
            Value::Null | Value::Bool(_) | Value::Number(_) => true,
        }
    }

    fn is_stand_in(&self, character: char) -> bool {
        CONTROLS.contains(&u32::from(character).wrapping_sub(self.distance))
    }

    fn original(&self, character: char) -> char {
        if self.is_stand_in(character) {
            moved(character, self.distance.wrapping_neg())
        } else {
            character
        }
    }
}

fn moved(character: char, distance: u32) -> char {
    char::from_u32(u32::from(character).wrapping_add(distance)).unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;
    use crate::load::yaml;
    use crate::text::source::FileId;

    fn read(text: &str) -> (Option<Node>, Diagnostics) {
        parse(text, |text| {
            let mut found = Diagnostics::default();
            let root = yaml::parse(text, FileId(0), &mut found);
            (root, found)
        })
    }

    #[test]
    fn control_characters_in_strings_are_kept() {
        for text in [
            "\u{80}",
            "a\u{9f}\u{85}b\u{7c0}",
            "\u{80}\u{7c0}\u{780}\u{710}",
        ] {
            let (root, found) = read(&format!("{{\"a\": \"{text}\"}}"));
            let root = root.expect(text);
            let member = root.as_mapping().and_then(|it| it.get("a")).expect(text);
            assert_eq!(member.value.as_str(), Some(text));
            let span = member.value.span;
            assert_eq!((span.end - span.start) as usize, text.len() + 2);
            assert!(found.is_empty(), "{text:?}");
        }
    }

    #[test]
    fn a_control_character_in_a_name_is_an_error() {
        let (root, found) = read("{\"a\": 1, \"a\": 2, \"a\u{80}\": 1}");
        assert_eq!(root, None);
        // What the other characters let it find is not reported.
        let codes: Vec<Code> = found.iter().map(|it| it.code).collect();
        assert_eq!(codes, [Code::YamlSyntax]);
    }

    #[test]
    fn a_text_with_characters_of_all_blocks_is_an_error() {
        let all: String = BLOCKS.into_iter().filter_map(char::from_u32).collect();
        let (root, found) = read(&format!("[\"\u{80}{all}\"]"));
        assert_eq!(root, None);
        assert!(found.has_errors());
    }
}
