//! Status codes of responses.

use crate::openapi;

/// Returns the response that means success: that of the lowest status code, which is
/// usually the only one.
pub fn success(operation: &openapi::Operation) -> Option<&openapi::Response> {
    let responses = operation.responses.iter();
    let coded = responses.filter_map(|it| Some((it.status.success()?, it)));
    let lowest = coded.min_by_key(|(code, _)| *code);
    lowest.map(|(_, response)| response)
}
