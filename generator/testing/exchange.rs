//! Signed messages of HTTP.

use std::time::SystemTime;

use http::header::CONTENT_TYPE;
use http::request::Parts;

use crate::scheme::SCHEME;
use crate::signature::{SignError, Signed, signed_headers};
use crate::support::{Body, DateTime};

use super::keys::TestKeys;
use super::message::Delivery;
use super::reply::Reply;

/// The result of an exchange with the gateway.
pub enum Exchanged {
    Answer(http::Response<Vec<u8>>),
    /// The connection fails.
    Broken,
    /// There is no answer.
    Lost,
}

/// Returns the answer to a request as it arrives.
pub fn answer(head: &Parts, reply: Reply, client_id: &str, keys: &TestKeys) -> Exchanged {
    let path = head.uri.path_and_query().map_or("", |path| path.as_str());
    let time = DateTime::from(SystemTime::now());
    let message = Signed {
        method: head.method.as_str(),
        path,
        client_id,
        time: time.as_str(),
        body: &reply.body,
    };
    let headers = match reply.delivery {
        Delivery::Broken => return Exchanged::Broken,
        Delivery::Lost | Delivery::NotReceived => return Exchanged::Lost,
        Delivery::Signed | Delivery::Unsigned | Delivery::BadlySigned => {
            headers(SCHEME.response_time, message, reply.delivery, keys)
        }
    };
    let answer = http::Response::builder().status(reply.status);
    let answer = headers.map(|headers| {
        headers.into_iter().fold(answer, |answer, (name, value)| answer.header(name, value))
    });
    match answer.map(|answer| answer.body(reply.body)) {
        Ok(Ok(answer)) => Exchanged::Answer(answer),
        // The status code is no status code, or the system gives no random numbers.
        Ok(Err(_)) | Err(_) => Exchanged::Broken,
    }
}

/// The headers of a message.
pub type Headers = Vec<(&'static str, String)>;

/// Returns the headers of a message of the gateway. `time` is the name of the header of
/// its time.
pub fn headers(
    time: &'static str,
    message: Signed<'_>,
    delivery: Delivery,
    keys: &TestKeys,
) -> Result<Headers, SignError> {
    let content_type = (CONTENT_TYPE.as_str(), Body::JSON.to_owned());
    let mut headers = match delivery {
        Delivery::Unsigned | Delivery::Broken | Delivery::Lost | Delivery::NotReceived => {
            Headers::new()
        }
        Delivery::Signed => signed_headers(&SCHEME, time, message, keys.signing_key())?,
        Delivery::BadlySigned => {
            let other = Signed {
                body: b"another message",
                ..message
            };
            signed_headers(&SCHEME, time, other, keys.signing_key())?
        }
    };
    headers.push(content_type);
    Ok(headers)
}
