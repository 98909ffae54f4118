//! The search for the known text of which an unknown text is probably a
//! misspelling.
//!
//! Only other spellings of the same text and single typing errors count. A text
//! that differs more can be a value that is newer than this crate.

/// The maximum length of compared texts. Longer texts would take long to compare.
const LONGEST: usize = 64;

/// The minimum length of compared texts. In a shorter text, a typing error often
/// gives another valid one.
const SHORTEST: usize = 4;

/// Returns the known text of which `text` is probably a misspelling, or `None` if
/// none or several match.
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

/// Returns the letters and digits, without separators and case.
fn folded(text: &str) -> Vec<char> {
    let separators = ['-', '_', ' ', '.'];
    let characters = text.trim().chars().filter(|c| !separators.contains(c));
    characters.map(|c| c.to_ascii_uppercase()).collect()
}

/// Returns whether one typing error turns `known` into `text`.
fn is_slip(text: &[char], known: &[char]) -> bool {
    if known.len() < SHORTEST {
        return false;
    }
    let (before, text, known) = without_common_ends(text, known);
    match (text, known) {
        // Two swapped keys.
        (&[a, b], &[c, d]) => (a, b) == (d, c),
        // A neighbouring key.
        (&[hit], &[meant]) => are_neighbours(hit, meant),
        // A missed key.
        ([], [missed]) => missed.is_ascii_uppercase(),
        // A key that was pressed twice, or together with a neighbouring one.
        (&[hit], []) => {
            let beside = before.is_some_and(|meant| hit == meant || are_neighbours(hit, meant));
            hit.is_ascii_uppercase() && beside
        }
        _ => false,
    }
}

/// Removes the common beginning and end of two texts, and returns the last
/// character before the difference as well.
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

/// The rows of letters on a keyboard. Each row is half a key to the right of the
/// row above.
const ROWS: [&str; 3] = ["QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"];

/// Returns whether two letters are neighbours on a keyboard.
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
