//! Messages of HTTP as the gateway sees them, with its own reading and writing of
//! signatures. The judge's library signs and verifies.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

use super::keys::Pair;

/// The client id of the merchant.
pub const CLIENT: &str = "SANDBOX_5X00000000000000";

/// The headers of a message.
pub type Headers = Vec<(String, String)>;

/// A request as it arrives at the gateway.
#[derive(Clone, Debug)]
pub struct Message {
    pub path: String,
    pub headers: Headers,
    pub body: Vec<u8>,
}

impl Message {
    pub fn new(request: http::Request<Vec<u8>>) -> Self {
        let (head, body) = request.into_parts();
        let headers = head.headers.iter().map(|(name, value)| {
            let value = value.to_str().expect("the client writes text");
            (name.as_str().to_owned(), value.to_owned())
        });
        Self {
            path: head.uri.path().to_owned(),
            headers: headers.collect(),
            body,
        }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Returns whether the merchant signed the request.
    pub fn is_signed_by(&self, merchant: &Pair) -> bool {
        self.signature().is_some_and(|(time, signature)| {
            let text = text(&self.path, time, &self.body);
            merchant.accepts(&text, &signature)
        })
    }

    /// Returns the time and the signature.
    fn signature(&self) -> Option<(&str, Vec<u8>)> {
        if self.header("client-id") != Some(CLIENT) {
            return None;
        }
        let time = self.header("request-time")?;
        let items = self.header("signature")?.split(',');
        let items: Vec<(&str, &str)> = items.filter_map(|item| item.split_once('=')).collect();
        let item = |name: &str| {
            let mut items = items.iter();
            items.find(|(known, _)| *known == name).map(|(_, it)| *it)
        };
        if item("algorithm") != Some("RSA256") || item("keyVersion") != Some("1") {
            return None;
        }
        let base64: Vec<u8> = percent_decode_str(item("signature")?).collect();
        Some((time, STANDARD.decode(base64).ok()?))
    }
}

/// Returns the headers of an answer that a key signs. The answer is `age` old.
pub fn signed(key: &Pair, path: &str, body: &[u8], age: Duration) -> Headers {
    let time = response_time(SystemTime::now() - age);
    let signature = signature(key, text(path, &time, body));
    let signature = utf8_percent_encode(&signature, NON_ALPHANUMERIC);
    let signature = format!("algorithm=RSA256,keyVersion=1,signature={signature}");
    [
        ("signature", signature.as_str()),
        ("response-time", &time),
        ("client-id", CLIENT),
        ("content-type", "application/json; charset=UTF-8"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

/// Signatures by the address of the key and the text.
type Signatures = HashMap<(usize, Vec<u8>), String>;

/// Returns the signature of a text in base64.
///
/// Equal texts have equal signatures, and worlds with other seeds have equal texts. The
/// judge's library is slow, so a signature is made once.
fn signature(key: &Pair, text: Vec<u8>) -> String {
    const MOST: usize = 100_000;
    static MADE: OnceLock<Mutex<Signatures>> = OnceLock::new();
    let made = MADE.get_or_init(Mutex::default);
    let name = (std::ptr::from_ref(key).addr(), text);
    if let Some(signature) = made.lock().expect("no thread panics").get(&name) {
        return signature.clone();
    }
    let signature = STANDARD.encode(key.sign(&name.1));
    let mut made = made.lock().expect("no thread panics");
    if made.len() >= MOST {
        made.clear();
    }
    made.insert(name, signature.clone());
    signature
}

/// Returns the text that is signed.
fn text(path: &str, time: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("POST {path}\n{CLIENT}.{time}.");
    [head.as_bytes(), body].concat()
}

/// Writes a time as the gateway does: in whole seconds, with an offset. Its clock advances
/// once per minute, so that most texts that it signs are the same for a minute.
fn response_time(time: SystemTime) -> String {
    const MINUTE: u64 = 60;
    let seconds = time
        .duration_since(UNIX_EPOCH)
        .expect("it is after 1970")
        .as_secs();
    let seconds = seconds / MINUTE * MINUTE;
    let seconds = i64::try_from(seconds).expect("the year has few digits");
    let time = OffsetDateTime::from_unix_timestamp(seconds).expect("the year has few digits");
    let singapore = UtcOffset::from_hms(8, 0, 0).expect("it is an offset");
    let time = time.to_offset(singapore).format(&Rfc3339);
    time.expect("the year has four digits")
}
