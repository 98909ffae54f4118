//! Tests conversions of texts with a format: dates, UUIDs and IP addresses.

use std::net::{Ipv4Addr, Ipv6Addr};

use chrono::Datelike as _;
use proptest::prelude::*;
use uuid::Uuid;

use crate::support::{ConversionError, Date, Ipv4, Ipv6, Sensitive, Uuid as UuidText};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_type_gives_the_same_text_for_a_date(days in -719_528..=2_932_896_i32) {
        let epoch = chrono::NaiveDate::from_ymd_opt(1970, 1, 1).expect("a date");
        let date = epoch
            .checked_add_signed(chrono::TimeDelta::days(days.into()))
            .expect("in range");
        let text = Date::from(date);
        prop_assert!(text.is_valid(), "{}", text);
        prop_assert_eq!(chrono::NaiveDate::try_from(&text), Ok(date));

        let jiff = jiff::civil::Date::try_from(&text).expect("in range");
        prop_assert_eq!(i32::from(jiff.year()), date.year());
        prop_assert_eq!(&Date::from(jiff), &text);

        let time = time::Date::try_from(&text).expect("in range");
        prop_assert_eq!(time.ordinal(), u16::try_from(date.ordinal()).expect("small"));
        prop_assert_eq!(&Date::from(time), &text);
    }

    #[test]
    fn uuids_survive_a_round_trip(number in any::<u128>()) {
        let id = Uuid::from_u128(number);
        let text = UuidText::from(id);
        prop_assert!(text.is_valid(), "{}", text);
        prop_assert_eq!(Uuid::try_from(&text), Ok(id));
        prop_assert_eq!(Uuid::try_from(text), Ok(id));
        let sensitive = Sensitive::<UuidText>::from(id);
        prop_assert_eq!(sensitive.expose().as_str(), id.to_string());
    }

    #[test]
    fn addresses_survive_a_round_trip(number in any::<u128>(), short in any::<u32>()) {
        let (long, short) = (Ipv6Addr::from(number), Ipv4Addr::from(short));
        prop_assert_eq!(Ipv6Addr::try_from(Ipv6::from(long)), Ok(long));
        prop_assert_eq!(Ipv4Addr::try_from(Ipv4::from(short)), Ok(short));
    }
}

#[test]
fn invalid_texts_do_not_convert() {
    for text in [
        "2026-02-29",
        "2026-2-1",
        "",
        "+2026-01-01",
        "2026-02-01T00:00:00Z",
    ] {
        let date = Date::from(text);
        let malformed = Some(ConversionError::Malformed);
        assert_eq!(
            chrono::NaiveDate::try_from(&date).err(),
            malformed,
            "{text}"
        );
        assert_eq!(
            jiff::civil::Date::try_from(&date).err(),
            malformed,
            "{text}"
        );
        assert_eq!(time::Date::try_from(&date).err(), malformed, "{text}");
    }
    for text in [
        "67e5504410b1426f9247bb680e5fe0c8",
        "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
    ] {
        let id = UuidText::from(text);
        assert_eq!(
            Uuid::try_from(id),
            Err(ConversionError::Malformed),
            "{text}"
        );
    }
}

#[test]
fn years_beyond_rfc_3339_are_not_valid() {
    let year = |year| chrono::NaiveDate::from_ymd_opt(year, 1, 1).expect("a date");
    assert!(!Date::from(year(10_000)).is_valid());
    assert!(!Date::from(year(-1)).is_valid());
    let before = jiff::civil::date(-1, 1, 1);
    assert!(!Date::from(before).is_valid());
    let before = time::Date::from_calendar_date(-1, time::Month::January, 1).expect("a date");
    assert!(!Date::from(before).is_valid());
}
