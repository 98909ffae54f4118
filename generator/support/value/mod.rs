//! Values of fields: texts, date-times, decimals, URIs, enums and sensitive values.

mod conversion_error;
mod date_time;
mod decimal;
mod enum_macros;
mod into_text;
mod sensitive;
mod text_enum;
mod text_value;
mod unrecognized;
mod uri;

pub use conversion_error::ConversionError;
pub use date_time::DateTime;
pub use decimal::Decimal;
pub(crate) use enum_macros::{closed_enum, open_enum, text_enum};
pub use into_text::{FromText, IntoText};
pub use sensitive::Sensitive;
pub use text_enum::{Known, OpenText, TextEnum, position};
pub(crate) use text_value::{equals_text, text_form, text_value};
pub use unrecognized::Unrecognized;
pub use uri::Uri;
