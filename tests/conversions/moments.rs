//! Tests date-times: every type gives the same text for the same moment, and reads it
//! back.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use antom::{ConversionError, DateTime, Sensitive};
use chrono::{FixedOffset, TimeZone as _, Utc};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};
use proptest::prelude::*;
use time::{OffsetDateTime, UtcOffset};

/// The first and the last second of RFC 3339.
const FIRST: i64 = -62_167_219_200;
const LAST: i64 = 253_402_300_799;

fn system_time(seconds: i64, nanoseconds: u32) -> SystemTime {
    let whole = Duration::from_secs(seconds.unsigned_abs());
    let whole = if seconds < 0 {
        UNIX_EPOCH - whole
    } else {
        UNIX_EPOCH + whole
    };
    whole + Duration::from_nanos(nanoseconds.into())
}

fn timestamp(seconds: i64, nanoseconds: u32) -> Timestamp {
    let whole = i128::from(seconds) * 1_000_000_000;
    Timestamp::from_nanosecond(whole + i128::from(nanoseconds)).expect("in range")
}

fn chrono_utc(seconds: i64, nanoseconds: u32) -> chrono::DateTime<Utc> {
    chrono::DateTime::from_timestamp(seconds, nanoseconds).expect("in range")
}

fn time_utc(seconds: i64, nanoseconds: u32) -> OffsetDateTime {
    let whole = OffsetDateTime::from_unix_timestamp(seconds).expect("in range");
    whole.replace_nanosecond(nanoseconds).expect("in range")
}

/// Returns seconds, nanoseconds and an offset in minutes.
fn moments() -> impl Strategy<Value = (i64, u32, i32)> {
    // A local time must also be in the years 0 to 9999.
    let seconds = prop_oneof![
        FIRST + 86_400..=LAST - 86_400,
        -100_000..100_000_i64,
        Just(1_483_228_799)
    ];
    let nanoseconds = prop_oneof![Just(0), 0..1_000_000_000_u32, Just(999_999_999)];
    (seconds, nanoseconds, -1_439..=1_439)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_type_gives_the_same_text_for_a_moment_in_utc((seconds, nanoseconds, _) in moments()) {
        let text = DateTime::from(system_time(seconds, nanoseconds));
        prop_assert!(text.is_valid(), "{}", text);
        prop_assert_eq!(text.unix_seconds(), Some(seconds));
        prop_assert_eq!(&text, &DateTime::from(timestamp(seconds, nanoseconds)));
        prop_assert_eq!(&text, &DateTime::from(time_utc(seconds, nanoseconds)));
        prop_assert_eq!(&text, &DateTime::from(chrono_utc(seconds, nanoseconds)));
        prop_assert_eq!(SystemTime::try_from(&text), Ok(system_time(seconds, nanoseconds)));
        prop_assert_eq!(Timestamp::try_from(&text), Ok(timestamp(seconds, nanoseconds)));
        prop_assert_eq!(OffsetDateTime::try_from(&text), Ok(time_utc(seconds, nanoseconds)));
        prop_assert_eq!(
            chrono::DateTime::<Utc>::try_from(&text),
            Ok(chrono_utc(seconds, nanoseconds))
        );
        // Each crate parses the text itself and must find the same moment.
        prop_assert_eq!(text.as_str().parse(), Ok(chrono_utc(seconds, nanoseconds)));
        let read: Timestamp = text.as_str().parse().expect("jiff reads it");
        prop_assert_eq!(read, timestamp(seconds, nanoseconds));
    }

    #[test]
    fn an_offset_is_kept((seconds, nanoseconds, minutes) in moments()) {
        let offset = minutes * 60;
        let chrono = FixedOffset::east_opt(offset).expect("in range");
        let chrono = chrono_utc(seconds, nanoseconds).with_timezone(&chrono);
        let text = DateTime::from(chrono);
        prop_assert!(text.is_valid(), "{}", text);
        prop_assert_eq!(text.unix_seconds(), Some(seconds));

        let time = UtcOffset::from_whole_seconds(offset).expect("in range");
        let time = time_utc(seconds, nanoseconds).to_offset(time);
        prop_assert_eq!(&text, &DateTime::from(time));

        let zone = TimeZone::fixed(Offset::from_seconds(offset).expect("in range"));
        let jiff = timestamp(seconds, nanoseconds).to_zoned_datetime(zone);
        prop_assert_eq!(&text, &DateTime::from(&jiff));
        prop_assert_eq!(&text, &DateTime::from(jiff.clone()));

        prop_assert_eq!(
            chrono::DateTime::<FixedOffset>::try_from(&text).map(|read| (read, *read.offset())),
            Ok((chrono, *chrono.offset()))
        );
        let read = OffsetDateTime::try_from(&text);
        prop_assert_eq!(read.map(|read| (read, read.offset())), Ok((time, time.offset())));
        let read = ZonedDateTime::try_from(&text).expect("in range");
        prop_assert_eq!((read.timestamp(), read.offset()), (jiff.timestamp(), jiff.offset()));
    }

    #[test]
    fn any_text_is_read_or_refused(text in r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,12})?(Z|[+-][0-9]{2}:[0-9]{2})") {
        let text = DateTime::from(text);
        let read = [
            SystemTime::try_from(&text).is_ok(),
            Timestamp::try_from(&text).is_ok(),
            OffsetDateTime::try_from(&text).is_ok(),
            chrono::DateTime::<Utc>::try_from(&text).is_ok(),
        ];
        // A valid text is a moment, but another type may not support it.
        prop_assert!(text.is_valid() || read == [false; 4], "{}", text);
        prop_assert!(!text.is_valid() || read[0], "{}", text);
    }
}

#[test]
fn leap_seconds_are_the_first_second_of_the_next_day() {
    for (text, nanoseconds) in [
        ("2016-12-31T23:59:60Z", 0),
        ("2017-01-01T07:59:60.5+08:00", 500_000_000),
    ] {
        let text = DateTime::from(text);
        let seconds = 1_483_228_800;
        assert_eq!(
            SystemTime::try_from(&text),
            Ok(system_time(seconds, nanoseconds))
        );
        assert_eq!(
            Timestamp::try_from(&text),
            Ok(timestamp(seconds, nanoseconds))
        );
        assert_eq!(
            OffsetDateTime::try_from(&text),
            Ok(time_utc(seconds, nanoseconds))
        );
        assert_eq!(
            chrono::DateTime::<Utc>::try_from(&text),
            Ok(chrono_utc(seconds, nanoseconds))
        );
    }
    // Only chrono has leap seconds.
    let leap = Utc
        .with_ymd_and_hms(2016, 12, 31, 23, 59, 59)
        .single()
        .and_then(|time| chrono::DateTime::from_timestamp(time.timestamp(), 1_500_000_000));
    let leap = leap.expect("a leap second");
    assert_eq!(DateTime::from(leap), "2017-01-01T00:00:00.5Z");
}

#[test]
fn offsets_outside_of_rfc_3339_become_utc() {
    let seconds = 1_772_253_000;
    let utc = "2026-02-28T04:30:00Z";
    for offset in [1, -3_599, 24 * 3_600 + 60, -25 * 3_600] {
        let zone = Offset::from_seconds(offset).expect("jiff has such offsets");
        let jiff = timestamp(seconds, 0).to_zoned_datetime(TimeZone::fixed(zone));
        assert_eq!(DateTime::from(&jiff), utc, "{offset}");
        let zone = UtcOffset::from_whole_seconds(offset).expect("time has such offsets");
        assert_eq!(DateTime::from(time_utc(seconds, 0).to_offset(zone)), utc);
    }
    let zone = FixedOffset::east_opt(3_601).expect("chrono has such offsets");
    let chrono = chrono_utc(seconds, 0).with_timezone(&zone);
    assert_eq!(DateTime::from(chrono), utc);
}

#[test]
fn moments_outside_of_another_type_are_out_of_range() {
    // The first local day of RFC 3339 begins before year 0 in UTC.
    let text = DateTime::from("0000-01-01T00:00:00+23:59");
    assert!(text.is_valid());
    assert!(Timestamp::try_from(&text).is_ok());
    let text = DateTime::from("9999-12-31T23:59:59-23:59");
    assert!(text.is_valid());
    assert!(SystemTime::try_from(&text).is_ok());
    assert_eq!(
        OffsetDateTime::try_from(&text),
        Err(ConversionError::OutOfRange)
    );
    assert_eq!(Timestamp::try_from(&text), Err(ConversionError::OutOfRange));
}

#[test]
fn years_outside_of_rfc_3339_are_not_valid() {
    let late = DateTime::from(chrono_utc(LAST + 1, 0));
    let early = DateTime::from(timestamp(FIRST - 1, 0));
    for (text, shown) in [
        (late, "+10000-01-01T00:00:00Z"),
        (early, "-0001-12-31T23:59:59Z"),
    ] {
        assert_eq!(text, shown);
        assert!(!text.is_valid());
        assert_eq!(
            OffsetDateTime::try_from(text),
            Err(ConversionError::Malformed)
        );
    }
}

#[test]
fn sensitive_date_times_accept_the_same_types() {
    let utc = "2026-02-28T04:30:00Z";
    let seconds = 1_772_253_000;
    let zoned = timestamp(seconds, 0).to_zoned_datetime(TimeZone::UTC);
    let all: [Sensitive<DateTime>; 6] = [
        system_time(seconds, 0).into(),
        timestamp(seconds, 0).into(),
        (&zoned).into(),
        zoned.into(),
        time_utc(seconds, 0).into(),
        chrono_utc(seconds, 0).into(),
    ];
    assert!(all.iter().all(|value| *value.expose() == utc));
}
