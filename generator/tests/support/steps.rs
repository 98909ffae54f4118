//! Searches in steps.

use crate::support::{Step, found_anywhere, found_at_start};

/// The steps of `a[ab]{2,300}(x|yy)`.
const STEPS: &[Step] = &[
    Step::text("a", &[1]),
    Step::chars(|c| matches!(c, 'a' | 'b'), 2, 300, &[2, 3]),
    Step::text("x", &[]).ends_anywhere(),
    Step::text("yy", &[]).ends_text(),
];

#[test]
fn a_match_is_found_with_its_counts() {
    for (text, is_found, is_at_start) in [
        ("aabx", true, true),
        ("aabx-", true, true),
        ("aabyy", true, true),
        ("aabyy-", false, false),
        ("abx", false, false),
        ("éaabx", true, false),
        ("abbabyy", true, true),
        ("", false, false),
        ("aab", false, false),
    ] {
        assert_eq!(found_anywhere(text, &[0], STEPS), is_found, "{text}");
        assert_eq!(found_at_start(text, &[0], STEPS), is_at_start, "{text}");
    }
    let long = format!("a{}x", "b".repeat(300));
    assert!(found_at_start(&long, &[0], STEPS));
    let longer = format!("a{}x", "b".repeat(301));
    assert!(!found_at_start(&longer, &[0], STEPS));
}

#[test]
fn overlapping_matches_are_all_followed() {
    // `abab$`
    const TEXT: &[Step] = &[Step::text("abab", &[]).ends_text()];
    // `a{3,4}b`
    const RUN: &[Step] = &[
        Step::chars(|c| c == 'a', 3, 4, &[1]),
        Step::text("b", &[]).ends_anywhere(),
    ];
    assert!(found_anywhere("aaaaaaab", &[0], RUN));
    assert!(!found_at_start("aaaaaaab", &[0], RUN));
    assert!(found_anywhere("ababab", &[0], TEXT));
}

#[test]
fn the_time_grows_with_the_text_only() {
    // `(a+)*a{1,200}a+x`
    const NESTED: &[Step] = &[
        Step::chars(|c| c == 'a', 1, usize::MAX, &[0, 1]),
        Step::chars(|c| c == 'a', 1, 200, &[2]),
        Step::chars(|c| c == 'a', 1, usize::MAX, &[3]),
        Step::text("x", &[]).ends_anywhere(),
    ];
    assert!(!found_anywhere(&"a".repeat(200_000), &[0, 1], NESTED));
}
