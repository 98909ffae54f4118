//! Conversions of date-times from and to `time`.

use ::time::{OffsetDateTime, UtcOffset};

use crate::support::syntax::Moment;
use crate::support::value::{ConversionError, DateTime};

use super::macros::{value_from, value_into};

value_from! { DateTime:
    OffsetDateTime => |time: OffsetDateTime| DateTime::written(Moment {
        seconds: time.unix_timestamp(),
        nanoseconds: time.nanosecond(),
        offset: time.offset().whole_seconds(),
    });
}

value_into! { DateTime:
    OffsetDateTime => |value: &DateTime| offset_date_time(value.moment()?);
}

fn offset_date_time(moment: Moment) -> Result<OffsetDateTime, ConversionError> {
    let offset = UtcOffset::from_whole_seconds(moment.offset);
    let whole = OffsetDateTime::from_unix_timestamp(moment.seconds);
    let (Ok(offset), Ok(whole)) = (offset, whole) else {
        return Err(ConversionError::OutOfRange);
    };
    whole
        .replace_nanosecond(moment.nanoseconds)
        .ok()
        .and_then(|time| time.checked_to_offset(offset))
        .ok_or(ConversionError::OutOfRange)
}
