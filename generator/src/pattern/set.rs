//! Sets of characters as sorted ranges, with the operations that classes need.

/// A set of characters: sorted ranges that do not touch.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CharSet {
    ranges: Vec<(char, char)>,
}

impl CharSet {
    /// Returns the set of every character.
    #[must_use]
    pub fn full() -> Self {
        Self {
            ranges: vec![(char::MIN, char::MAX)],
        }
    }

    /// Creates the set of these ranges, ends included, in any order.
    #[must_use]
    pub fn new(ranges: impl IntoIterator<Item = (char, char)>) -> Self {
        let mut sorted: Vec<_> = ranges.into_iter().collect();
        sorted.sort_unstable();
        let mut ranges: Vec<(char, char)> = Vec::with_capacity(sorted.len());
        for (low, high) in sorted {
            match ranges.last_mut() {
                Some((_, end)) if after(*end).is_none_or(|next| low <= next) => {
                    *end = high.max(*end);
                }
                _ => ranges.push((low, high)),
            }
        }
        Self { ranges }
    }

    /// Returns the set of all other characters.
    #[must_use]
    pub fn negated(&self) -> Self {
        let mut ranges = Vec::with_capacity(self.ranges.len() + 1);
        let mut from = Some(char::MIN);
        for &(low, high) in &self.ranges {
            if let (Some(from), Some(to)) = (from, before(low))
                && from <= to
            {
                ranges.push((from, to));
            }
            from = after(high);
        }
        ranges.extend(from.map(|from| (from, char::MAX)));
        Self { ranges }
    }

    /// Returns the union of both sets.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::new(self.ranges.iter().chain(&other.ranges).copied())
    }

    /// Returns the ranges, ends included.
    #[must_use]
    pub fn ranges(&self) -> &[(char, char)] {
        &self.ranges
    }

    /// Returns whether the set contains a character.
    #[must_use]
    pub fn contains(&self, c: char) -> bool {
        self.ranges
            .iter()
            .any(|&(low, high)| (low..=high).contains(&c))
    }

    /// Returns whether the set contains every character.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.ranges == [(char::MIN, char::MAX)]
    }

    /// Returns whether the set is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Returns whether the set contains only ASCII.
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.ranges.iter().all(|(_, high)| high.is_ascii())
    }

    /// Returns the only character of the set, if it has just one.
    #[must_use]
    pub fn single(&self) -> Option<char> {
        match *self.ranges.as_slice() {
            [(low, high)] if low == high => Some(low),
            _ => None,
        }
    }
}

/// Returns the next character, skipping the surrogates.
pub(super) fn after(c: char) -> Option<char> {
    (c..=char::MAX).nth(1)
}

/// Returns the previous character, skipping the surrogates.
pub(super) fn before(c: char) -> Option<char> {
    (char::MIN..c).next_back()
}
