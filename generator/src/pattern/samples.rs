//! Samples of a range of integers, to compare it with a pattern.

/// Returns samples of a wide range of integers: its ends, and the neighbours of every
/// power of ten and every round number.
pub fn samples(low: i128, high: i128) -> impl Iterator<Item = i128> {
    let near = |middle: i128| (middle - 1000)..=(middle + 1000);
    let powers = (0..20).filter_map(|exponent| 10_i128.checked_pow(exponent));
    let digits = powers
        .clone()
        .flat_map(|power| (1..=9).map(move |digit| digit * power));
    let negative = digits.clone().map(|value| -value);
    [low, high, 0]
        .into_iter()
        .flat_map(near)
        .chain(digits)
        .chain(negative)
        .filter(move |value| (low..=high).contains(value))
}
