//! Requests and answers of the tests.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use antom::pay::entry_code::Request;
use antom::servers;
use antom::signature::{Gateway, Prepared, Verifier};

use super::keys::{Pair, gateway, loaded};

/// The client id of the tests.
pub const CLIENT: &str = "SANDBOX_5X00000000000000";

/// The path of a request, as it is signed.
pub const PATH: &str = "/ams/sandbox/api/v1/payments/pay";

/// The time of an answer.
pub const TIME: &str = "2026-11-26T12:12:14+08:00";

/// Returns [`TIME`] as a moment.
pub fn answer_time() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_666_334)
}

pub fn sandbox() -> Gateway {
    Gateway::new(servers::ASIA_SANDBOX, CLIENT).expect("it is a client id")
}

pub fn verifier() -> Verifier {
    sandbox().verifier(loaded().gateway)
}

pub fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(1_685_599_933_871)
}

/// The request of the vendor's sample.
pub fn request() -> Request {
    let sample = include_bytes!("../samples/pay.entry_code/request.json");
    Request::from_json(sample).expect("the sample can be read")
}

pub fn prepared() -> Prepared<Request> {
    request().prepare(&sandbox()).expect("it can be prepared")
}

/// Returns the text that is signed, made without the crate.
pub fn text(path: &str, client: &str, time: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("POST {path}\n{client}.{time}.");
    [head.as_bytes(), body].concat()
}

/// Returns the header of a signature, made without the crate's code.
pub fn header(signature: &[u8]) -> String {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut base64 = String::new();
    for chunk in signature.chunks(3) {
        let bytes = [
            chunk[0],
            *chunk.get(1).unwrap_or(&0),
            *chunk.get(2).unwrap_or(&0),
        ];
        let bits = u32::from_be_bytes([0, bytes[0], bytes[1], bytes[2]]);
        for place in 0..4 {
            let digit = digits[(bits >> (18 - 6 * place)) as usize & 63];
            let is_padding = place > chunk.len();
            base64.push(if is_padding { '=' } else { char::from(digit) });
        }
    }
    let encoded = base64
        .replace('+', "%2B")
        .replace('/', "%2F")
        .replace('=', "%3D");
    format!("algorithm=RSA256,keyVersion=1,signature={encoded}")
}

/// The headers of an answer.
pub type Headers = Vec<(String, Vec<u8>)>;

/// Returns the headers of an answer that a key signs.
pub fn answer_headers(key: &Pair, path: &str, client: &str, body: &[u8]) -> Headers {
    let signature = key.sign(&text(path, client, TIME, body));
    vec![
        ("Signature".to_owned(), header(&signature).into_bytes()),
        ("response-time".to_owned(), TIME.as_bytes().to_vec()),
        ("client-id".to_owned(), client.as_bytes().to_vec()),
    ]
}

/// Returns the headers of an answer of the gateway to the request of the tests.
pub fn genuine(body: &[u8]) -> Headers {
    answer_headers(gateway(), PATH, CLIENT, body)
}

/// An answer that is about the request of the tests.
pub fn answer() -> Vec<u8> {
    let id = request().payment_request_id;
    let result = r#"{"resultStatus":"U","resultCode":"PAYMENT_IN_PROCESS","resultMessage":"wait"}"#;
    format!(r#"{{"result":{result},"paymentRequestId":"{id}"}}"#).into_bytes()
}
