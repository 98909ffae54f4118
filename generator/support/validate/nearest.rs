//! The known text that an unknown one is probably a misspelling of.
//!
//! Only other ways to write the same text and single slips of a key count: a
//! text that differs more may be a value that is newer than this crate.

/// Longer texts are no slips of a key, and would take long to compare.
const LONGEST: usize = 64;

/// Of shorter texts, a slip of a key often makes another valid one.
const SHORTEST: usize = 4;

/// Returns the known text that `text` is probably a misspelling of, unless none
/// or several may be meant.
pub fn nearest(
    text: &str,
    known: impl Iterator<Item = &'static str> + Clone,
) -> Option<&'static str> {
    if text.len() > LONGEST {
        return None;
    }
    let text = folded(text);
    let written_otherwise = known.clone().find(|known| folded(known) == text);
    written_otherwise.or_else(|| {
        let mut slips = known.filter(|known| is_slip(&text, &folded(known)));
        let slip = slips.next()?;
        slips.next().is_none().then_some(slip)
    })
}

/// Returns the letters and digits, without what merely is another way to write
/// them.
fn folded(text: &str) -> Vec<char> {
    let separators = ['-', '_', ' ', '.'];
    let characters = text.trim().chars().filter(|c| !separators.contains(c));
    characters.map(|c| c.to_ascii_uppercase()).collect()
}

/// Returns whether one slip of a key turns `known` into `text`.
fn is_slip(text: &[char], known: &[char]) -> bool {
    if known.len() < SHORTEST {
        return false;
    }
    let (before, text, known) = without_common_ends(text, known);
    match (text, known) {
        // Two keys in the wrong order.
        (&[a, b], &[c, d]) => (a, b) == (d, c),
        // The key beside the right one.
        (&[hit], &[meant]) => are_neighbours(hit, meant),
        // A key that was not hit.
        ([], [missed]) => missed.is_ascii_uppercase(),
        // A key that was hit twice, or with the one beside it.
        (&[hit], []) => {
            let beside = before.is_some_and(|meant| hit == meant || are_neighbours(hit, meant));
            hit.is_ascii_uppercase() && beside
        }
        _ => false,
    }
}

/// Cuts off what two texts begin and end with, and returns the last character
/// before the difference as well.
fn without_common_ends<'a>(
    left: &'a [char],
    right: &'a [char],
) -> (Option<char>, &'a [char], &'a [char]) {
    let common = |pairs: &mut dyn Iterator<Item = (&char, &char)>| {
        pairs.take_while(|(one, other)| one == other).count()
    };
    let start = common(&mut left.iter().zip(right));
    let (head, left) = left.split_at(start);
    let right = right.get(start..).unwrap_or_default();
    let end = common(&mut left.iter().rev().zip(right.iter().rev()));
    let inner = |text: &'a [char]| text.get(..text.len() - end).unwrap_or_default();
    (head.last().copied(), inner(left), inner(right))
}

/// The rows of letters on a keyboard; each is half a key to the right of the one
/// above.
const ROWS: [&str; 3] = ["QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"];

/// Returns whether two letters are beside each other on a keyboard.
fn are_neighbours(one: char, other: char) -> bool {
    let place = |letter: char| {
        let mut rows = ROWS.iter().enumerate();
        rows.find_map(|(row, keys)| Some((row, keys.find(letter)?)))
    };
    let (Some(one), Some(other)) = (place(one), place(other)) else {
        return false;
    };
    let ((upper, above), (lower, below)) = (one.min(other), one.max(other));
    match lower - upper {
        0 => above + 1 == below,
        1 => below == above || below + 1 == above,
        _ => false,
    }
}
