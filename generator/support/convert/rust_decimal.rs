//! Conversions of decimal numbers from and to `rust_decimal`.

use crate::support::value::{ConversionError, Decimal};

use super::macros::{value_from, value_into};

value_from! { Decimal:
    ::rust_decimal::Decimal => |value: ::rust_decimal::Decimal| Decimal::from(value.to_string());
}

value_into! { Decimal:
    ::rust_decimal::Decimal => exact;
}

/// Returns the number with all digits as written.
fn exact(value: &Decimal) -> Result<::rust_decimal::Decimal, ConversionError> {
    if !value.is_valid() {
        return Err(ConversionError::Malformed);
    }
    ::rust_decimal::Decimal::from_str_exact(value.as_str()).map_err(|_| ConversionError::OutOfRange)
}
