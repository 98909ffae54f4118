//! Conversions of URIs from and to `url`.

use ::url::Url;

use crate::support::value::{ConversionError, Uri};

use super::macros::{value_from, value_into};

value_from! { Uri:
    Url => |url: Url| Uri::from(String::from(url));
    &Url => |url: &Url| Uri::from(url.as_str());
}

value_into! { Uri:
    Url => |uri: &Uri| parsed(uri);
}

fn parsed(uri: &Uri) -> Result<Url, ConversionError> {
    if !uri.is_valid() {
        return Err(ConversionError::Malformed);
    }
    Url::parse(uri.as_str()).map_err(|_| ConversionError::OutOfRange)
}
