//! Conversions between values and types of the standard library or, behind a
//! feature of the same name, of other crates.
//!
//! No other file of the support module depends on a feature.

mod macros;
mod system_time;

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "rust_decimal")]
mod rust_decimal;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "url")]
mod url;
#[cfg(feature = "uuid")]
mod uuid;

pub(super) use system_time::unix_moment;
