//! Conversions of date-times from and to `std::time::SystemTime`.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::support::syntax::Moment;
use crate::support::value::{ConversionError, DateTime};

use super::macros::{value_from, value_into};

value_from! { DateTime:
    SystemTime => |time: SystemTime| DateTime::written(unix_moment(time));
}

value_into! { DateTime:
    SystemTime => |value: &DateTime| system_time(value.moment()?);
}

/// Returns the moment of a system time, in UTC.
pub fn unix_moment(time: SystemTime) -> Moment {
    let whole = |seconds: u64| i64::try_from(seconds).unwrap_or(i64::MAX);
    let (seconds, nanoseconds) = match time.duration_since(UNIX_EPOCH) {
        Ok(after) => (whole(after.as_secs()), after.subsec_nanos()),
        Err(before) => {
            let before = before.duration();
            match before.subsec_nanos() {
                0 => (-whole(before.as_secs()), 0),
                nanoseconds => (-whole(before.as_secs()) - 1, 1_000_000_000 - nanoseconds),
            }
        }
    };
    Moment {
        seconds,
        nanoseconds,
        offset: 0,
    }
}

fn system_time(moment: Moment) -> Result<SystemTime, ConversionError> {
    let seconds = Duration::from_secs(moment.seconds.unsigned_abs());
    let whole = if moment.seconds < 0 {
        UNIX_EPOCH.checked_sub(seconds)
    } else {
        UNIX_EPOCH.checked_add(seconds)
    };
    let fraction = Duration::from_nanos(moment.nanoseconds.into());
    whole
        .and_then(|whole| whole.checked_add(fraction))
        .ok_or(ConversionError::OutOfRange)
}
