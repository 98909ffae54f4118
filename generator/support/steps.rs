//! Searches for texts that match patterns with long repetitions.
//!
//! A pattern is a list of steps. Each takes characters and names the steps that may follow
//! it. All ways to match are followed at once, so the time grows with the length of the text
//! and the number of steps, whatever the text is.

use std::collections::VecDeque;

/// A step of a pattern. `S` is the test of a character.
pub struct Step<'a, S = fn(char) -> bool> {
    takes: Takes<'a, S>,
    next: &'a [usize],
    last: Last,
}

/// The characters that a step takes.
enum Takes<'a, S> {
    Text(&'a str),
    /// At least and at most so many characters.
    Chars(S, usize, usize),
}

/// The place of the end of a match after a step, if it can be there.
enum Last {
    No,
    AtEnd,
    Anywhere,
}

impl Step<'static> {
    /// Creates a step that takes from `least` to `most` characters of a set.
    pub const fn chars(
        set: fn(char) -> bool,
        least: usize,
        most: usize,
        next: &'static [usize],
    ) -> Self {
        Self::of(set, least, most, next)
    }
}

impl<'a, S> Step<'a, S> {
    /// Creates a step that takes from `least` to `most` characters of a set. Neither is 0.
    pub const fn of(set: S, least: usize, most: usize, next: &'a [usize]) -> Self {
        Self {
            takes: Takes::Chars(set, least, most),
            next,
            last: Last::No,
        }
    }

    /// Creates a step that takes a text, which is not empty.
    pub const fn text(text: &'a str, next: &'a [usize]) -> Self {
        Self {
            takes: Takes::Text(text),
            next,
            last: Last::No,
        }
    }

    /// Allows a match to end after the step, wherever that is.
    #[must_use]
    pub const fn ends_anywhere(mut self) -> Self
    where
        S: Copy,
    {
        self.last = Last::Anywhere;
        self
    }

    /// Allows a match to end after the step if the text ends there.
    #[must_use]
    pub const fn ends_text(mut self) -> Self
    where
        S: Copy,
    {
        self.last = Last::AtEnd;
        self
    }
}

/// Returns whether a text begins with a match whose first step is one of `first`.
pub fn found_at_start<S: Fn(char) -> bool>(
    text: &str,
    first: &[usize],
    steps: &[Step<'_, S>],
) -> bool {
    is_found(text, first, &[], steps)
}

/// Returns whether a text contains a match whose first step is one of `first`.
pub fn found_anywhere<S: Fn(char) -> bool>(
    text: &str,
    first: &[usize],
    steps: &[Step<'_, S>],
) -> bool {
    is_found(text, first, first, steps)
}

/// Searches for a match that begins with one of `first` at the start of the text, or with one
/// of `later` at a later place.
fn is_found<S: Fn(char) -> bool>(
    text: &str,
    first: &[usize],
    later: &[usize],
    steps: &[Step<'_, S>],
) -> bool {
    // The starts of each step that is under way: the places of sets count characters, and those
    // of texts are the bytes at which they end.
    let mut under_way: Vec<VecDeque<usize>> = steps.iter().map(|_| VecDeque::new()).collect();
    let mut begun = first.to_vec();
    for (place, (at, c)) in text.char_indices().enumerate() {
        for number in begun.drain(..) {
            if let (Some(step), Some(starts)) = (steps.get(number), under_way.get_mut(number)) {
                step.begin(starts, place, text.get(at..).unwrap_or_default(), at);
            }
        }
        let end = at + c.len_utf8();
        for (step, starts) in steps.iter().zip(&mut under_way) {
            if starts.is_empty() || !step.can_end(starts, c, place + 1, end) {
                continue;
            }
            match step.last {
                Last::Anywhere => return true,
                Last::AtEnd if end == text.len() => return true,
                Last::AtEnd | Last::No => begun.extend(step.next),
            }
        }
        begun.extend(later);
    }
    false
}

impl<S: Fn(char) -> bool> Step<'_, S> {
    /// Begins the step at a place, with the rest of the text at a byte.
    fn begin(&self, starts: &mut VecDeque<usize>, place: usize, rest: &str, at: usize) {
        let start = match self.takes {
            Takes::Text(text) if rest.starts_with(text) => at + text.len(),
            Takes::Text(_) => return,
            // The first start allows all that later ones do.
            Takes::Chars(_, _, usize::MAX) if !starts.is_empty() => return,
            Takes::Chars(..) => place,
        };
        if starts.back() != Some(&start) {
            starts.push_back(start);
        }
    }

    /// Takes a character, and returns whether the step can end after it.
    fn can_end(&self, starts: &mut VecDeque<usize>, c: char, place: usize, at: usize) -> bool {
        match &self.takes {
            Takes::Text(_) => {
                let is_end = starts.front() == Some(&at);
                if is_end {
                    starts.pop_front();
                }
                is_end
            }
            Takes::Chars(set, least, most) => {
                if !set(c) {
                    starts.clear();
                }
                while starts.front().is_some_and(|start| place - start > *most) {
                    starts.pop_front();
                }
                starts.front().is_some_and(|start| place - start >= *least)
            }
        }
    }
}
