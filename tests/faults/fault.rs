//! The faults of a call, and the answers that they spoil.

use std::time::Duration;

use super::keys::{gateway, merchant};
use super::wire::{Headers, signed};

/// The fault of a call.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fault {
    Nothing,
    /// There is no connection.
    NotConnected,
    /// The request is lost.
    LostRequest,
    /// The request arrives with another byte.
    FlippedRequest,
    /// The answer is lost.
    LostAnswer,
    /// The request arrives after the caller has given up, and after newer requests.
    LateRequest,
    /// The request arrives twice.
    Duplicate,
    /// The gateway denies the call, whatever the state of the payment is.
    Denied,
    /// The gateway is busy.
    Busy,
    /// The caller receives another answer than the gateway's.
    Spoilt(Spoil),
    /// The merchant's program crashes while the call is under way.
    Crash,
}

/// A change of an answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Spoil {
    /// The body is cut, and this is not noticed by the transport.
    Cut,
    /// The connection fails within the body.
    Broken,
    /// The body never ends.
    Stalled,
    FlippedBody,
    FlippedSignature,
    FlippedTime,
    OtherClient,
    /// The signature is removed.
    Unsigned,
    /// The signature is removed, but not its time.
    HalfUnsigned,
    /// An answer to another request.
    Other,
    /// An earlier answer to the same kind of request about the same payment.
    Replayed,
    /// An invented answer that another key signs.
    Forged,
    /// An invented answer without a signature.
    ForgedUnsigned,
    /// An invented answer with the signature of another answer.
    Spliced,
    /// A page of an intermediary.
    Page,
}

impl Fault {
    /// All faults. Those that occur twice are more frequent.
    pub const ALL: [Self; 26] = [
        Self::NotConnected,
        Self::LostRequest,
        Self::FlippedRequest,
        Self::LostAnswer,
        Self::LateRequest,
        Self::LateRequest,
        Self::Duplicate,
        Self::Duplicate,
        Self::Denied,
        Self::Busy,
        Self::Crash,
        Self::Spoilt(Spoil::Cut),
        Self::Spoilt(Spoil::Broken),
        Self::Spoilt(Spoil::Stalled),
        Self::Spoilt(Spoil::FlippedBody),
        Self::Spoilt(Spoil::FlippedSignature),
        Self::Spoilt(Spoil::FlippedTime),
        Self::Spoilt(Spoil::OtherClient),
        Self::Spoilt(Spoil::Unsigned),
        Self::Spoilt(Spoil::HalfUnsigned),
        Self::Spoilt(Spoil::Other),
        Self::Spoilt(Spoil::Replayed),
        Self::Spoilt(Spoil::Forged),
        Self::Spoilt(Spoil::ForgedUnsigned),
        Self::Spoilt(Spoil::Spliced),
        Self::Spoilt(Spoil::Page),
    ];

    /// Returns the change of the answer.
    pub fn spoil(self) -> Option<Spoil> {
        match self {
            Self::Spoilt(spoil) => Some(spoil),
            Self::Nothing
            | Self::NotConnected
            | Self::LostRequest
            | Self::FlippedRequest
            | Self::LostAnswer
            | Self::LateRequest
            | Self::Duplicate
            | Self::Denied
            | Self::Busy
            | Self::Crash => None,
        }
    }

    /// Draws a fault, with a probability in percent.
    pub fn draw(random: &mut fastrand::Rng, percent: u32) -> Self {
        if random.u32(..100) >= percent {
            return Self::Nothing;
        }
        Self::ALL[random.usize(..Self::ALL.len())]
    }
}

/// An answer of the gateway, which is signed when it is received.
#[derive(Clone, Debug)]
pub struct Answer {
    pub path: String,
    pub body: Vec<u8>,
    /// The virtual time of the answer.
    pub time: Duration,
    pub is_signed: bool,
}

/// An answer as the transport returns it.
pub struct Received {
    pub status: u16,
    pub headers: Headers,
    pub body: Vec<u8>,
    pub ending: Ending,
}

/// The end of a body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    Whole,
    Broken,
    Stalled,
}

impl Answer {
    /// Signs the answer.
    pub fn receive(&self, now: Duration) -> Received {
        const OK: u16 = 200;
        let age = now.saturating_sub(self.time);
        let headers = if self.is_signed {
            signed(gateway(), &self.path, &self.body, age)
        } else {
            Headers::new()
        };
        Received {
            status: OK,
            headers,
            body: self.body.clone(),
            ending: Ending::Whole,
        }
    }

    /// Signs the answer, and spoils it. `place` chooses the place of a change.
    pub fn receive_spoilt(&self, now: Duration, spoil: Spoil, place: usize) -> Received {
        let mut received = self.receive(now);
        let half = received.body.len() / 2;
        match spoil {
            Spoil::Cut => received.body.truncate(half),
            Spoil::Broken => {
                received.body.truncate(half);
                received.ending = Ending::Broken;
            }
            Spoil::Stalled => {
                received.body.truncate(half);
                received.ending = Ending::Stalled;
            }
            Spoil::FlippedBody => {
                let place = place % received.body.len().max(1);
                received
                    .body
                    .iter_mut()
                    .skip(place)
                    .take(1)
                    .for_each(|byte| *byte ^= 1);
            }
            Spoil::FlippedSignature => {
                received.change("signature", |value| {
                    flipped(value, "signature=".len() + place % 99)
                });
            }
            Spoil::FlippedTime => received.change("response-time", |value| flipped(value, 1)),
            Spoil::OtherClient => received.change("client-id", |value| flipped(value, 1)),
            Spoil::Unsigned | Spoil::ForgedUnsigned => received.headers.clear(),
            Spoil::HalfUnsigned => received.headers.retain(|(name, _)| name != "signature"),
            Spoil::Forged => {
                received.headers = signed(merchant(), &self.path, &self.body, Duration::ZERO);
            }
            Spoil::Spliced => {
                received.headers = signed(gateway(), &self.path, b"{}", Duration::ZERO);
            }
            Spoil::Page => {
                received.status = [200, 307, 500, 503][place % 4];
                received.headers.clear();
                received.body = b"<html>error</html>".to_vec();
            }
            Spoil::Other | Spoil::Replayed => {}
        }
        received
    }
}

impl Received {
    fn change(&mut self, name: &str, change: impl Fn(&str) -> String) {
        for (known, value) in &mut self.headers {
            if known == name {
                *value = change(value);
            }
        }
    }
}

/// Returns a text with another character, counted from the end.
fn flipped(text: &str, from_end: usize) -> String {
    let place = text.len().saturating_sub(from_end);
    let changed = text.char_indices().map(|(at, it)| match it {
        '0' if at == place => '1',
        _ if at == place => '0',
        _ => it,
    });
    changed.collect()
}
