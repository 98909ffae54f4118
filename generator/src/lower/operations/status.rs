//! Status codes of responses.

use crate::model::Status;
use crate::openapi;

/// Returns the response that means success: that of the lowest status code, which is
/// usually the only one.
pub fn success(operation: &openapi::Operation) -> Option<&openapi::Response> {
    let responses = operation.responses.iter();
    let coded = responses.filter_map(|it| Some((it.status.success()?, it)));
    let lowest = coded.min_by_key(|(code, _)| *code);
    lowest.map(|(_, response)| response)
}

/// Returns the status of the body that is the response as a whole: that of the response that
/// states the outcome, or of the only one that means success, if it has one content.
pub fn whole(operation: &openapi::Operation) -> Option<Status> {
    if operation.outcome.is_some() {
        return success(operation).map(|it| it.status);
    }
    let responses = operation.responses.iter();
    let mut successes = responses.filter(|it| it.status.means_success());
    let only = successes.next()?;
    let is_whole = successes.next().is_none() && only.contents.len() < 2;
    is_whole.then_some(only.status)
}
