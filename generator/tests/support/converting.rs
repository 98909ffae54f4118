//! Tests conversions into values and back: texts, enums, and moments of the system clock.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::model::{Size, Species};
use crate::support::{ConversionError, DateTime, Decimal, Sensitive, Uri};

/// Converts every form of a text into a type and into a sensitive one.
macro_rules! takes_every_text {
    ($($target:ty),*) => {$({
        let text = String::from("a:b");
        let plain: [$target; 5] = [
            "a:b".into(),
            (&text).into(),
            Cow::Borrowed("a:b").into(),
            Box::<str>::from("a:b").into(),
            text.clone().into(),
        ];
        assert!(plain.iter().all(|value| *value == plain[0]));
        let sensitive: [Sensitive<$target>; 6] = [
            "a:b".into(),
            (&text).into(),
            Cow::Borrowed("a:b").into(),
            Box::<str>::from("a:b").into(),
            plain[0].clone().into(),
            text.into(),
        ];
        assert!(sensitive.iter().all(|value| *value.expose() == plain[0]));
    })*};
}

#[test]
fn every_text_type_accepts_every_form_of_text() {
    takes_every_text!(String, DateTime, Decimal, Uri, Species);
}

#[test]
fn addresses_convert_into_sensitive_text() {
    let v4 = Ipv4Addr::new(192, 0, 2, 1);
    let v6 = Ipv6Addr::LOCALHOST;
    for (value, text) in [
        (Sensitive::<String>::from(v4), "192.0.2.1"),
        (IpAddr::from(v4).into(), "192.0.2.1"),
        (v6.into(), "::1"),
    ] {
        assert_eq!(value.expose(), text);
    }
}

#[test]
fn text_values_compare_with_text_and_parse_what_is_valid() {
    let uri = Uri::from("a:b");
    assert!(uri == "a:b" && uri == *"a:b" && uri != "a:c");
    assert_eq!("a:b".parse(), Ok(uri));
    assert_eq!("a b".parse::<Uri>(), Err(ConversionError::Malformed));
    assert_eq!("1.50".parse(), Ok(Decimal::from("1.50")));
    assert_eq!("1e5".parse::<Decimal>(), Err(ConversionError::Malformed));
    assert_eq!(DateTime::from("soon"), "soon");
    assert_eq!("soon".parse::<DateTime>(), Err(ConversionError::Malformed));
}

#[test]
fn enums_are_ordered_by_text_parsed_and_listed() {
    let known: Vec<Species> = Species::known().collect();
    assert_eq!(known, [Species::Cat, Species::GuineaPig]);
    assert_eq!(Species::known().len(), 2);
    assert_eq!(Species::known().next_back(), Some(Species::GuineaPig));
    assert_eq!("CAT".parse(), Ok(Species::Cat));
    let new: Species = "BIRD".into();
    assert_eq!("BIRD".parse(), Ok(new.clone()));
    let sorted: BTreeSet<Species> = known.into_iter().chain([new.clone()]).collect();
    let sorted: Vec<&str> = sorted.iter().map(Species::as_str).collect();
    assert_eq!(sorted, ["BIRD", "CAT", "GUINEA_PIG"]);
    assert!(new < Species::Cat && new == "BIRD");

    assert_eq!(
        Size::known().collect::<Vec<_>>(),
        [Size::Small, Size::Large]
    );
    assert_eq!("L".parse(), Ok(Size::Large));
    assert_eq!("XL".parse::<Size>(), Err(ConversionError::UnknownValue));
    assert!(Size::Large < Size::Small && Size::Large == "L", "by text");
    assert_eq!(HashSet::from([Size::Small, Size::Small]).len(), 1);
}

fn at(seconds: i64, nanoseconds: u32) -> SystemTime {
    let whole = Duration::from_secs(seconds.unsigned_abs());
    let whole = if seconds < 0 {
        UNIX_EPOCH - whole
    } else {
        UNIX_EPOCH + whole
    };
    whole + Duration::from_nanos(nanoseconds.into())
}

#[test]
fn moments_are_written_in_utc_and_read_back() {
    for (seconds, nanoseconds, text) in [
        (0, 0, "1970-01-01T00:00:00Z"),
        (-1, 0, "1969-12-31T23:59:59Z"),
        (-1, 999_999_999, "1969-12-31T23:59:59.999999999Z"),
        (-1, 1, "1969-12-31T23:59:59.000000001Z"),
        (951_782_399, 0, "2000-02-28T23:59:59Z"),
        (951_782_400, 0, "2000-02-29T00:00:00Z"),
        (951_868_800, 0, "2000-03-01T00:00:00Z"),
        (4_107_542_400, 0, "2100-03-01T00:00:00Z"),
        (1_483_228_800, 0, "2017-01-01T00:00:00Z"),
        (1_772_253_000, 500_000_000, "2026-02-28T04:30:00.5Z"),
        (-62_167_219_200, 0, "0000-01-01T00:00:00Z"),
        (253_402_300_799, 0, "9999-12-31T23:59:59Z"),
        (
            253_402_300_799,
            999_999_999,
            "9999-12-31T23:59:59.999999999Z",
        ),
    ] {
        let moment = at(seconds, nanoseconds);
        let written = DateTime::from(moment);
        assert_eq!(written, text);
        assert!(written.is_valid(), "{text}");
        assert_eq!(written.unix_seconds(), Some(seconds), "{text}");
        assert_eq!(SystemTime::try_from(&written), Ok(moment), "{text}");
        assert_eq!(SystemTime::try_from(written), Ok(moment), "{text}");
        let sensitive = Sensitive::<DateTime>::from(moment);
        assert_eq!(*sensitive.expose(), text);
    }
    assert_eq!(DateTime::from_unix_seconds(-1), "1969-12-31T23:59:59Z");
}

#[test]
fn years_outside_of_rfc_3339_are_not_valid() {
    for (seconds, text) in [
        (253_402_300_800, "+10000-01-01T00:00:00Z"),
        (-62_167_219_201, "-0001-12-31T23:59:59Z"),
        (i64::MAX, "+292277026596-12-04T15:30:07Z"),
        (i64::MIN, "-292277022657-01-27T08:29:52Z"),
    ] {
        let written = DateTime::from_unix_seconds(seconds);
        assert_eq!(written, text);
        assert!(!written.is_valid(), "{text}");
        assert_eq!(
            SystemTime::try_from(&written),
            Err(ConversionError::Malformed)
        );
    }
}

#[test]
fn moments_with_offsets_fractions_and_leap_seconds_are_read() {
    for (text, seconds, nanoseconds) in [
        ("2026-02-28T12:30:00+08:00", 1_772_253_000, 0),
        ("2026-02-28T12:30:00.25+08:00", 1_772_253_000, 250_000_000),
        ("1969-12-31T23:59:59.9z", -1, 900_000_000),
        // Digits beyond nanoseconds are dropped.
        ("1970-01-01t00:00:00.1234567899Z", 0, 123_456_789),
        // A leap second is the first one of the next day.
        ("2016-12-31T23:59:60Z", 1_483_228_800, 0),
        ("2016-12-31T23:59:60.5Z", 1_483_228_800, 500_000_000),
    ] {
        let read = SystemTime::try_from(DateTime::from(text));
        assert_eq!(read, Ok(at(seconds, nanoseconds)), "{text}");
    }
    for text in ["", "soon", "2026-02-30T00:00:00Z", "2026-01-01T00:00:00.Z"] {
        let read = SystemTime::try_from(DateTime::from(text));
        assert_eq!(read, Err(ConversionError::Malformed), "{text}");
    }
}
