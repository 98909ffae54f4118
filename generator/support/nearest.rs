//! The known text that an unknown one probably stands for: takes the text and
//! the known ones, yields one that differs by case or by a slip of the pen.

/// Longer texts are no slips of the pen, and would take long to compare.
const LONGEST: usize = 64;

/// The known text nearest to `text`, if one is near.
pub fn nearest(text: &str, known: &'static [&'static str]) -> Option<&'static str> {
    if text.len() > LONGEST {
        return None;
    }
    let text = folded(text);
    known
        .iter()
        .map(|known| (distance(&text, &folded(known)), *known))
        .filter(|(distance, known)| *distance <= tolerance(known))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// How many edits a text may be away: none for the shortest, then one in three
/// characters, and three at most.
fn tolerance(known: &str) -> usize {
    (known.chars().count() / 3).min(3)
}

/// The characters, without what merely is another way to write them.
fn folded(text: &str) -> Vec<char> {
    text.trim()
        .chars()
        .map(|character| match character {
            '-' | ' ' | '.' => '_',
            other => other.to_ascii_uppercase(),
        })
        .collect()
}

/// How many characters have to be inserted, removed or replaced (Levenshtein).
fn distance(from: &[char], to: &[char]) -> usize {
    // The distances from the characters of `from` so far to each start of `to`.
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (removed, a) in from.iter().enumerate() {
        let mut diagonal = removed;
        let mut left = removed + 1;
        for (slot, b) in row
            .iter_mut()
            .zip(std::iter::once(None).chain(to.iter().map(Some)))
        {
            let above = *slot;
            *slot = match b {
                None => left,
                Some(b) => (diagonal + usize::from(a != b))
                    .min(above + 1)
                    .min(left + 1),
            };
            diagonal = above;
            left = *slot;
        }
    }
    row.last().copied().unwrap_or_default()
}
