//! Conversions of date-times from and to `chrono`.

use ::chrono::{FixedOffset, Offset, TimeZone, Utc};

use crate::support::syntax::Moment;
use crate::support::value::{ConversionError, DateTime, Sensitive};

use super::macros::value_into;

impl<Z: TimeZone> From<::chrono::DateTime<Z>> for DateTime {
    fn from(time: ::chrono::DateTime<Z>) -> Self {
        Self::written(moment(&time))
    }
}

impl<Z: TimeZone> From<::chrono::DateTime<Z>> for Sensitive<DateTime> {
    fn from(time: ::chrono::DateTime<Z>) -> Self {
        Self::new(time.into())
    }
}

value_into! { DateTime:
    ::chrono::DateTime<Utc> => |value: &DateTime| utc(value.moment()?);
    ::chrono::DateTime<FixedOffset> => |value: &DateTime| fixed(value.moment()?);
}

fn moment<Z: TimeZone>(time: &::chrono::DateTime<Z>) -> Moment {
    // During a leap second, the nanoseconds include one more second.
    let nanoseconds = time.timestamp_subsec_nanos();
    Moment {
        seconds: time.timestamp() + i64::from(nanoseconds / NANOSECONDS),
        nanoseconds: nanoseconds % NANOSECONDS,
        offset: time.offset().fix().local_minus_utc(),
    }
}

const NANOSECONDS: u32 = 1_000_000_000;

fn utc(moment: Moment) -> Result<::chrono::DateTime<Utc>, ConversionError> {
    ::chrono::DateTime::from_timestamp(moment.seconds, moment.nanoseconds)
        .ok_or(ConversionError::OutOfRange)
}

fn fixed(moment: Moment) -> Result<::chrono::DateTime<FixedOffset>, ConversionError> {
    let offset = FixedOffset::east_opt(moment.offset).ok_or(ConversionError::OutOfRange)?;
    Ok(utc(moment)?.with_timezone(&offset))
}
