//! Variants of the enum of retry advice in the generated crate.

use crate::model::Retry;

/// Returns the name of the variant for an advice.
#[must_use]
pub const fn retry_variant(retry: Retry) -> &'static str {
    match retry {
        Retry::NotNeeded => "NotNeeded",
        Retry::SameRequest => "SameRequest",
        Retry::BackOff => "BackOff",
        Retry::NewRequestId => "NewRequestId",
        Retry::FixRequest => "FixRequest",
        Retry::FixAccount => "FixAccount",
        Retry::InquireFirst => "InquireFirst",
        Retry::ContactSupport => "ContactSupport",
        Retry::Never => "Never",
    }
}
