//! Conversions of date-times from and to `jiff`.

use ::jiff::tz::{Offset, TimeZone};
use ::jiff::{Timestamp, ZonedDateTime};

use crate::support::syntax::Moment;
use crate::support::value::{ConversionError, DateTime};

use super::macros::{value_from, value_into};

value_from! { DateTime:
    Timestamp => |time: Timestamp| DateTime::written(moment(time, Offset::UTC));
    ZonedDateTime => |time: ZonedDateTime| DateTime::from(&time);
    &ZonedDateTime => |time: &ZonedDateTime| DateTime::written(moment(time.timestamp(), time.offset()));
}

value_into! { DateTime:
    Timestamp => |value: &DateTime| timestamp(value.moment()?);
    ZonedDateTime => |value: &DateTime| zoned(value.moment()?);
}

fn moment(time: Timestamp, offset: Offset) -> Moment {
    // Both have the sign of the timestamp.
    let (seconds, nanoseconds) = (time.as_second(), time.subsec_nanosecond());
    let (seconds, nanoseconds) = if nanoseconds < 0 {
        (seconds - 1, nanoseconds + 1_000_000_000)
    } else {
        (seconds, nanoseconds)
    };
    Moment {
        seconds,
        nanoseconds: nanoseconds.unsigned_abs(),
        offset: offset.seconds(),
    }
}

fn timestamp(moment: Moment) -> Result<Timestamp, ConversionError> {
    let whole = i128::from(moment.seconds) * 1_000_000_000;
    Timestamp::from_nanosecond(whole + i128::from(moment.nanoseconds))
        .map_err(|_| ConversionError::OutOfRange)
}

/// Returns the moment in a time zone with a constant offset.
fn zoned(moment: Moment) -> Result<ZonedDateTime, ConversionError> {
    let offset = Offset::from_seconds(moment.offset).map_err(|_| ConversionError::OutOfRange)?;
    Ok(timestamp(moment)?.to_zoned_datetime(TimeZone::fixed(offset)))
}
