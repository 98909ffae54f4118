//! Suggestions: the known word that is nearest to a misspelt one.

use crate::text::source::Span;

use super::{Code, Diagnostic};

/// The largest length of a compared word, in bytes.
const MAX_WORD: usize = 200;

/// Returns the known word that is nearest to `word`.
///
/// A word that differs only in case wins. Otherwise at most a third of the letters may
/// differ (one in a short word), and the first of the nearest words wins.
pub fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > MAX_WORD {
        return None;
    }
    let folded: Vec<char> = word.to_lowercase().chars().collect();
    let limit = (folded.len() / 3).max(1);
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in known {
        if candidate.len() > 2 * MAX_WORD {
            continue;
        }
        let other: Vec<char> = candidate.to_lowercase().chars().collect();
        if other == folded {
            return Some(candidate);
        }
        if other.len().abs_diff(folded.len()) > limit {
            continue;
        }
        let distance = distance(&folded, &other);
        if distance <= limit && best.is_none_or(|(nearest, _)| distance < nearest) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Creates the warning about a word that is none of the known ones.
#[must_use]
pub fn not_one_of<const N: usize>(
    (word, span): (&str, Span),
    what: &str,
    known: [&str; N],
) -> Diagnostic {
    let message = format!("`{word}` is not a {what}");
    let report = Diagnostic::warning(Code::InvalidValue, span, message);
    match suggestion(word, known) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help(format!("write one of {}", known.join(", "))),
    }
}

/// The search for the nearest words to the unknown ones of a list. Each search compares all
/// known words, so only some of the unknown ones are searched.
#[derive(Debug)]
pub struct Suggestions {
    left: usize,
}

impl Default for Suggestions {
    fn default() -> Self {
        Self { left: 32 }
    }
}

impl Suggestions {
    /// Returns the known word that is nearest to the next unknown one, as [`suggestion`] does.
    pub fn next<'a>(
        &mut self,
        word: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        self.left = self.left.checked_sub(1)?;
        suggestion(word, known)
    }
}

/// Returns whether two words differ by at most one letter, or two swapped ones, apart from
/// case and separators.
#[must_use]
pub fn is_slip(word: &str, known: &str) -> bool {
    // Most words differ in their lengths, which is cheaper to see.
    if letters(word).count().abs_diff(letters(known).count()) > 1 {
        return false;
    }
    let letters = |word| -> Vec<char> { letters(word).collect() };
    word.len() <= MAX_WORD && distance(&letters(word), &letters(known)) <= 1
}

/// Returns the letters and digits of a word in lower case.
fn letters(word: &str) -> impl Iterator<Item = char> {
    let lower = word.chars().flat_map(char::to_lowercase);
    lower.filter(|it| it.is_alphanumeric())
}

/// Returns the number of letters to insert, drop, replace or swap with a neighbour to get
/// from one word to the other (optimal string alignment).
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    let mut previous = None;
    for (row, &a) in from.iter().enumerate() {
        let mut current = vec![row + 1];
        let mut left = row + 1;
        for (column, &b) in to.iter().enumerate() {
            let get = |cells: &[usize], at: usize| cells.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut cost = (get(&last, column) + usize::from(a != b))
                .min(get(&last, column + 1) + 1)
                .min(left + 1);
            let swapped = column
                .checked_sub(1)
                .filter(|&at| to.get(at) == Some(&a) && previous == Some(b));
            if let Some(at) = swapped {
                cost = cost.min(get(&before_last, at) + 1);
            }
            current.push(cost);
            left = cost;
        }
        previous = Some(a);
        before_last = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 5] = ["maxLength", "minLength", "maximum", "required", "if"];

    #[test]
    fn near_words_are_suggested() {
        assert_eq!(suggestion("maxLenght", KNOWN), Some("maxLength"));
        assert_eq!(suggestion("requird", KNOWN), Some("required"));
        assert_eq!(suggestion("maxmum", KNOWN), Some("maximum"));
        assert_eq!(suggestion("fi", KNOWN), Some("if"));
    }

    #[test]
    fn case_alone_always_wins() {
        assert_eq!(suggestion("MINLENGTH", KNOWN), Some("minLength"));
        assert_eq!(
            suggestion("OrderID", ["orderIds", "orderId"]),
            Some("orderId")
        );
    }

    #[test]
    fn far_words_are_not() {
        assert_eq!(suggestion("discriminator", KNOWN), None);
        assert_eq!(suggestion("", KNOWN), None);
        assert_eq!(suggestion("xyz", KNOWN), None);
        assert_eq!(suggestion("maximum", std::iter::empty()), None);
    }

    #[test]
    fn a_long_list_has_few_suggestions() {
        let mut suggestions = Suggestions::default();
        let found = (0..100).filter_map(|_| suggestions.next("requird", KNOWN));
        assert_eq!(found.count(), 32);
    }

    #[test]
    fn distances_count_edits() {
        let between = |a: &str, b: &str| {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            distance(&chars(a), &chars(b))
        };
        assert_eq!(between("", ""), 0);
        assert_eq!(between("", "ab"), 2);
        assert_eq!(between("ab", ""), 2);
        assert_eq!(between("kitten", "sitting"), 3);
        assert_eq!(between("ab", "ba"), 1);
    }
}
