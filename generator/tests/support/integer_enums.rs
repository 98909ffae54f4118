//! Tests enums of integers.

use crate::support::{ConversionError, UnrecognizedInteger};
use crate::support::{closed_integer_enum, open_integer_enum};

/// An open enum.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Size {
    N1,
    Minus2,
    Unrecognized(UnrecognizedInteger),
}

impl Size {
    const KNOWN: &'static [i64] = &[1, -2];

    const VARIANTS: &'static [Self] = &[Self::N1, Self::Minus2];

    fn as_i64(self) -> i64 {
        match self {
            Self::N1 => 1,
            Self::Minus2 => -2,
            Self::Unrecognized(value) => value.get(),
        }
    }
}

open_integer_enum!(Size);

/// A closed enum.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Level {
    N1,
    N2,
}

impl Level {
    const KNOWN: &'static [i64] = &[1, 2];

    const VARIANTS: &'static [Self] = &[Self::N1, Self::N2];

    fn as_i64(self) -> i64 {
        match self {
            Self::N1 => 1,
            Self::N2 => 2,
        }
    }
}

closed_integer_enum!(Level);

#[test]
fn unknown_integers_are_kept_and_written_back() {
    for (json, is_known) in [("1", true), ("-2", true), ("7", false), ("-9", false)] {
        let size: Size = serde_json::from_str(json).expect("an integer");
        assert_eq!(size.is_recognized(), is_known, "{json}");
        assert_eq!(serde_json::to_string(&size).expect("an integer"), json);
        assert_eq!(size.to_string(), json);
        assert_eq!(json.parse(), Ok(size));
        assert_eq!(size, size.as_i64());
    }
    assert_eq!(Size::from(1), Size::N1);
    assert_eq!("one".parse::<Size>(), Err(ConversionError::Malformed));
    assert!(Size::known().eq([Size::N1, Size::Minus2]));
    assert!(Size::Minus2 < Size::N1);
}

#[test]
fn a_closed_enum_refuses_other_integers() {
    assert_eq!(Level::try_from(2), Ok(Level::N2));
    assert_eq!(Level::try_from(3), Err(ConversionError::UnknownValue));
    assert_eq!("3".parse::<Level>(), Err(ConversionError::UnknownValue));
    assert!(serde_json::from_str::<Level>("3").is_err());
    assert!(Level::known().eq([Level::N1, Level::N2]));
    assert_eq!(i64::from(Level::N1), 1);
}

#[test]
fn floats_and_words_are_no_integers() {
    for json in ["1.0", "true", "\"one\"", "null"] {
        assert!(serde_json::from_str::<Size>(json).is_err(), "{json}");
    }
    let quoted: Size = serde_json::from_str("\"1\"").expect("an integer in a string");
    assert_eq!(quoted, Size::N1);
}
