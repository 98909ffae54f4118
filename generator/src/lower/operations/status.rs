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
/// states the outcome, or of the only one that means success, if it has one content. Without one,
/// it is that of the only redirection.
pub fn whole(operation: &openapi::Operation) -> Option<Status> {
    if operation.outcome.is_some() {
        return success(operation).map(|it| it.status);
    }
    let means_success = |it: &&openapi::Response| it.status.means_success();
    let redirects = |it: &&openapi::Response| it.status.redirects();
    let responses = || operation.responses.iter();
    let mut successes: Vec<&openapi::Response> = responses().filter(means_success).collect();
    if successes.is_empty() {
        successes = responses().filter(redirects).collect();
    }
    let mut successes = successes.into_iter();
    let only = successes.next()?;
    let is_whole = successes.next().is_none() && only.contents.len() < 2;
    is_whole.then_some(only.status)
}
