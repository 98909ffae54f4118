//! Date-times that keep their wire text and are validated by RFC 3339.
//!
//! Reading and building never fail, so a message with an invalid date can still be
//! read. Validation reports an invalid date-time.

use crate::support::read::{DecodeErrorKind, Expected, ReadValue, Scalar};
use crate::support::syntax::{self, Moment};

use super::conversion_error::ConversionError;
use super::text_value::text_value;

/// An RFC 3339 date-time, such as `2026-02-28T12:30:00+08:00`, kept as its text.
///
/// Values are equal if their texts are equal: the same moment with another offset
/// is another value. Use [`unix_seconds`](Self::unix_seconds) to compare moments.
///
/// # Conversions
///
/// | Type | Feature | Written |
/// | --- | --- | --- |
/// | `std::time::SystemTime` | | in UTC |
/// | `jiff::Timestamp`, `jiff::ZonedDateTime` | `jiff` | in UTC; with the offset |
/// | `time::OffsetDateTime` | `time` | with the offset |
/// | `chrono::DateTime` | `chrono` | with the offset |
///
/// Each type converts by `From`, so a setter accepts it. A fraction of a second is
/// written with as many digits as it needs. An offset that RFC 3339 cannot express
/// (with seconds, or of a day or more) is replaced by UTC. RFC 3339 cannot express
/// a year before 0 or after 9999: such a year gives an invalid value, which
/// validation reports.
///
/// `TryFrom` converts back. It returns an error if the text is invalid or the other
/// type cannot hold the moment. Digits beyond the other type's precision are
/// dropped. A leap second becomes the first second of the next minute, as in Unix
/// time.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct DateTime(Box<str>);

text_value!(DateTime);

impl DateTime {
    /// Returns whether the text is an RFC 3339 date-time that exists.
    ///
    /// A leap second is valid at 23:59:60 UTC only.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.unix_seconds().is_some()
    }

    /// Creates a date-time in UTC from seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Self {
        Self::written(Moment {
            seconds,
            nanoseconds: 0,
            offset: 0,
        })
    }

    /// Returns the seconds since 1970-01-01T00:00:00Z without fractions, or `None`
    /// if the text is invalid.
    #[must_use]
    pub fn unix_seconds(&self) -> Option<i64> {
        syntax::unix_seconds(&self.0)
    }

    /// Returns the moment, for conversions.
    pub(in crate::support) fn moment(&self) -> Result<Moment, ConversionError> {
        syntax::moment(&self.0).ok_or(ConversionError::Malformed)
    }

    /// Creates a date-time from a moment, with its offset, or in UTC if RFC 3339
    /// cannot express the offset.
    pub(in crate::support) fn written(moment: Moment) -> Self {
        let Moment {
            seconds,
            nanoseconds,
            offset,
        } = moment;
        let has_form = offset % 60 == 0 && i128::from(offset).abs() < DAY;
        let offset = if has_form { offset } else { 0 };
        let local = i128::from(seconds) + i128::from(offset);
        let (year, month, day) = date(local.div_euclid(DAY));
        let second = local.rem_euclid(DAY);
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        // RFC 3339 has no form for a year of another length, which needs a sign.
        let year = match year {
            0..=9999 => format!("{year:04}"),
            _ => format!("{year:+05}"),
        };
        let fraction = format!("{nanoseconds:09}");
        let fraction = match fraction.trim_end_matches('0') {
            "" => String::new(),
            digits => format!(".{digits}"),
        };
        let offset = match offset / 60 {
            0 => "Z".to_owned(),
            minutes => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        };
        format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{offset}")
            .into()
    }
}
impl ReadValue for DateTime {
    const EXPECTED: Expected = Expected::Text;
    const EMPTY_IS_ABSENT: bool = true;

    fn scalar(scalar: Scalar<'_>) -> Result<Self, DecodeErrorKind> {
        String::scalar(scalar).map(Self::from)
    }
}

const DAY: i128 = 86_400;

/// Returns the year, month and day in the Gregorian calendar of a day since
/// 1970-01-01. Years are counted from March, so that the leap day is the last day
/// of its year.
fn date(days: i128) -> (i128, i128, i128) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let year = year_of_era + era * 400;
    if month < 10 {
        (year, month + 3, day)
    } else {
        (year + 1, month - 9, day)
    }
}
