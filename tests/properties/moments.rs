//! Strategies for date-times inside and outside the limits of RFC 3339.

use proptest::prelude::*;
use proptest::sample::select;

/// Returns date-times, most of them valid, some with a length in `lengths`.
pub fn texts(lengths: &[usize]) -> BoxedStrategy<String> {
    let lengths = lengths.iter().copied().filter(|length| *length > 20);
    let long: Vec<usize> = lengths.collect();
    let moments = prop_oneof![8 => assembled(), 2 => leap_seconds(), 1 => malformed()];
    if long.is_empty() {
        return moments.boxed();
    }
    let long = select(long).prop_map(|length| {
        // The digits of the fraction fill up the length.
        format!("2026-02-28T12:30:00.{}Z", "7".repeat(length - 21))
    });
    prop_oneof![4 => moments, 1 => long].boxed()
}

/// Returns values mostly of the first strategy, sometimes of the second.
fn mostly(
    right: &'static [&'static str],
    wrong: &'static [&'static str],
) -> impl Strategy<Value = &'static str> {
    prop_oneof![12 => select(right), 1 => select(wrong)]
}

fn assembled() -> impl Strategy<Value = String> {
    let date = (
        mostly(
            &[
                "0000", "0001", "1582", "1900", "1970", "2000", "2023", "2024", "2100", "9999",
            ],
            &["", "99", "10000", "-001", "+2024", "２０２４"],
        ),
        mostly(
            &["01", "02", "02", "04", "06", "11", "12"],
            &["00", "13", "1", "Jan"],
        ),
        mostly(&["01", "28", "29", "30", "31"], &["00", "32", "1"]),
        mostly(&["T", "t"], &[" ", "_", "", "TT"]),
    );
    let time = (
        mostly(&["00", "12", "23"], &["24", "1", "-1"]),
        mostly(&["00", "30", "59"], &["60", "5"]),
        mostly(&["00", "30", "59"], &["60", "61", "5", ""]),
        mostly(
            &["", "", ".0", ".123456789012345678901234567890"],
            &[".", ",5", ".5.5", "."],
        ),
        offset(),
    );
    (date, time).prop_map(
        |((year, month, day, t), (hour, minute, second, fraction, offset))| {
            format!("{year}-{month}-{day}{t}{hour}:{minute}:{second}{fraction}{offset}")
        },
    )
}

fn offset() -> impl Strategy<Value = &'static str> {
    let right = select(&[
        "Z", "z", "+00:00", "-00:00", "+08:00", "-03:30", "+14:00", "+23:59", "-23:59",
    ]);
    let wrong = select(&[
        "",
        "+24:00",
        "+00:60",
        "+0800",
        "+08",
        "+8:00",
        "\u{2212}08:00",
        "Z ",
        "ZZ",
        "UTC",
        "+08:00Z",
    ]);
    prop_oneof![8 => right, 1 => wrong]
}

/// Returns a 60th second with any offset, mostly at 23:59 UTC, where it is valid.
fn leap_seconds() -> impl Strategy<Value = String> {
    let offset = prop_oneof![-1439..=1439_i32, Just(0)];
    let slip = prop_oneof![4 => Just(0), 1 => -61..=61_i32];
    (offset, slip).prop_map(|(offset, slip)| {
        let local = (23 * 60 + 59 + offset + slip).rem_euclid(24 * 60);
        let sign = if offset < 0 { '-' } else { '+' };
        let (hour, minute) = (local / 60, local % 60);
        let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
        format!("2016-12-31T{hour:02}:{minute:02}:60{sign}{hours:02}:{minutes:02}")
    })
}

fn malformed() -> impl Strategy<Value = String> {
    select(&[
        "",
        "yesterday",
        "2026-02-28",
        "12:30:00Z",
        "20260228T123000Z",
        "2026-02-28T12:30Z",
        "2026-W09-6T12:30:00Z",
        "2026-059T12:30:00Z",
        " 2026-02-28T12:30:00Z",
        "2026-02-28T12:30:00Z\n",
        "2026/02/28T12:30:00Z",
        "1772281800",
    ])
    .prop_map(str::to_owned)
}
