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

/// How many characters have to be inserted, removed, replaced or swapped with
/// their neighbour (optimal string alignment).
fn distance(from: &[char], to: &[char]) -> usize {
    // The distances from the characters of `from` so far, and from one less, to
    // each start of `to`.
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    let mut previous = None;
    for (removed, &a) in from.iter().enumerate() {
        let mut next = vec![removed + 1];
        let mut left = removed + 1;
        for (column, (&b, pair)) in to.iter().zip(row.windows(2)).enumerate() {
            let &[diagonal, above] = pair else {
                continue;
            };
            let mut cost = (diagonal + usize::from(a != b))
                .min(above + 1)
                .min(left + 1);
            let swapped = column.checked_sub(1).filter(|&at| to.get(at) == Some(&a));
            if let Some(at) = swapped.filter(|_| previous == Some(b)) {
                cost = cost.min(before.get(at).map_or(cost, |swapped| swapped + 1));
            }
            next.push(cost);
            left = cost;
        }
        previous = Some(a);
        before = row;
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
