//! The retry advice in the generated crate.

use crate::model::Retry;

/// Returns the name of the variant for the retry advice.
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

/// Returns the retry advice as an instruction. The variant of the generated crate has the
/// same text as its documentation.
#[must_use]
pub const fn retry_text(retry: Retry) -> &'static str {
    match retry {
        Retry::NotNeeded => "Do nothing: the request is complete.",
        Retry::SameRequest => "Send the same request again, with the same id.",
        Retry::BackOff => {
            "Send the same request again later, with the same id and increasing delays."
        }
        Retry::NewRequestId => "Send the request again with a new id.",
        Retry::FixRequest => "Correct the request before sending it again.",
        Retry::FixAccount => {
            "Correct the keys, the client or the account before sending the same request again."
        }
        Retry::InquireFirst => "Inquire about the request before any other step.",
        Retry::ContactSupport => "Contact the operator's support; a retry alone does not help.",
        Retry::Never => "Do not send the request again.",
    }
}

#[cfg(test)]
mod tests {
    use super::{retry_text, retry_variant};
    use crate::model::Retry;
    use crate::support;

    #[test]
    fn variants_of_the_generated_crate_have_the_same_texts() {
        let mut files = support::whole();
        let (_, text) = files
            .find(|(path, _)| path == "src/support/outcome/retry.rs")
            .expect("the support module has the enum");
        let lines = text.lines().map(|line| line.trim_start_matches([' ', '/']));
        let words = lines.collect::<Vec<_>>().join(" ");
        for retry in Retry::ALL {
            let expected = format!("{} {},", retry_text(retry), retry_variant(retry));
            assert!(words.contains(&expected), "{expected}");
        }
    }
}
