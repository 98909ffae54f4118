//! The network between the merchant's program and the gateway, in virtual time. It is a
//! transport of both clients, and nothing in it depends on anything but the seed.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::Poll;
use std::time::Duration;

use antom::client::{AnswerBody, BlockingTransport, BoxFuture, Pieces, Transport, TransportError};
use serde_json::{Value, json};

use super::books::Books;
use super::fault::{Answer, Ending, Fault, Received, Spoil};
use super::keys::merchant;
use super::wire::Message;

/// The time after which a caller gives up.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The longest delay of a request.
const LONGEST: u64 = 20 * 60;

/// The network, the gateway behind it, and the events to come.
#[derive(Clone)]
pub struct Network(Arc<Mutex<State>>);

pub struct State {
    pub now: Duration,
    pub books: Books,
    pub random: fastrand::Rng,
    /// The order whose program runs.
    pub current: usize,
    /// The program that runs crashes as soon as it waits.
    pub is_crashing: bool,
    /// The percentage of calls with a fault. Without faults, programs do not crash.
    pub percent: u32,
    pub logs: BTreeMap<usize, Vec<String>>,
    pub counts: BTreeMap<Fault, u64>,
    pub calls: u64,
    /// The calls whose futures were dropped, as the client reports them.
    pub dropped: u64,
    events: BTreeMap<(Duration, u64), Event>,
    numbered: u64,
    flights: BTreeMap<u64, Flight>,
    kept: Vec<Kept>,
}

/// An event to come.
pub enum Event {
    /// The program of an order continues.
    Wake(usize),
    /// The program of an order crashes.
    Crash(usize),
    /// The program of an order starts.
    Start(usize),
    Arrive(Arrival),
    Return(u64, Reply),
}

/// The arrival of a request at the gateway.
pub struct Arrival {
    order: usize,
    message: Message,
    fault: Fault,
    /// The call that receives the answer, and the delay of the answer.
    answers: Option<(u64, Duration)>,
}

/// A call that waits for its reply.
struct Flight {
    order: usize,
    reply: Option<Reply>,
}

/// The end of a call.
pub enum Reply {
    NotSent,
    TimedOut,
    Broken,
    Answer(Answer, Option<Spoil>),
}

/// An answer that can be received again.
struct Kept {
    /// The id of the request.
    id: String,
    answer: Answer,
}

impl Network {
    pub fn new(seed: u64) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        let percent = [0, 15, 35, 60, 80][random.usize(..5)];
        Self(Arc::new(Mutex::new(State {
            now: Duration::ZERO,
            books: Books::new(random.u64(..)),
            random,
            current: 0,
            is_crashing: false,
            percent,
            logs: BTreeMap::new(),
            counts: BTreeMap::new(),
            calls: 0,
            dropped: 0,
            events: BTreeMap::new(),
            numbered: 0,
            flights: BTreeMap::new(),
            kept: Vec::new(),
        })))
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no thread panics")
    }

    /// Waits in virtual time.
    pub async fn sleep(&self, time: Duration) {
        let until = {
            let mut state = self.state();
            let (until, order) = (state.now + time, state.current);
            state.schedule(until, Event::Wake(order));
            until
        };
        poll_fn(|_| {
            if self.state().now >= until {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }

    /// A point between two steps, at which the program may crash.
    pub async fn step(&self) {
        if self.state().crashes() {
            std::future::pending::<()>().await;
        }
    }
}

impl State {
    pub fn schedule(&mut self, time: Duration, event: Event) {
        self.numbered += 1;
        self.events.insert((time, self.numbered), event);
    }

    /// Decides whether the program that runs crashes now.
    fn crashes(&mut self) -> bool {
        if self.random.u32(..1000) < self.percent {
            self.is_crashing = true;
            self.log("crashes between two steps");
        }
        self.is_crashing
    }

    /// Adds a line to the log of the order whose program runs.
    pub fn log(&mut self, line: impl Into<String>) {
        self.log_of(self.current, line);
    }

    pub fn log_of(&mut self, order: usize, line: impl Into<String>) {
        let line = format!("{:9.3} {}", self.now.as_secs_f64(), line.into());
        self.logs.entry(order).or_default().push(line);
    }

    /// Returns the next event, for which time advances. Events of the network happen here.
    pub fn next(&mut self) -> Option<Event> {
        let ((time, _), event) = self.events.pop_first()?;
        self.now = self.now.max(time);
        Some(self.happen(event))
    }

    /// Returns what is left to do of an event for the programs.
    fn happen(&mut self, event: Event) -> Event {
        match event {
            Event::Arrive(arrival) => {
                let order = arrival.order;
                self.arrive(arrival);
                Event::Wake(order)
            }
            Event::Return(call, reply) => {
                let Some(flight) = self.flights.get_mut(&call) else {
                    // The program crashed meanwhile.
                    return Event::Wake(self.current);
                };
                flight.reply = Some(reply);
                Event::Wake(flight.order)
            }
            Event::Wake(_) | Event::Crash(_) | Event::Start(_) => event,
        }
    }

    /// Lets the next event of the network happen, while a program blocks.
    fn pass(&mut self) {
        let mut events = self.events.iter();
        let next = events.find(|(_, it)| matches!(it, Event::Arrive(_) | Event::Return(..)));
        let key = *next.expect("every call has an end").0;
        if let Some(event) = self.events.remove(&key) {
            self.now = self.now.max(key.0);
            self.happen(event);
        }
    }

    /// Forgets the calls of a program that crashed.
    pub fn abandon(&mut self, order: usize) {
        self.flights.retain(|_, flight| flight.order != order);
    }

    /// Returns whether the program of an order waits for the end of a call.
    pub fn is_calling(&self, order: usize) -> bool {
        self.flights.values().any(|flight| flight.order == order)
    }

    /// Sends a request, with a fault.
    fn send(&mut self, message: &Message) -> u64 {
        let fault = Fault::draw(&mut self.random, self.percent);
        *self.counts.entry(fault).or_default() += 1;
        self.calls += 1;
        let name = message.path.rsplit('/').next().unwrap_or_default();
        self.log(format!("sends {name}: {fault:?}"));
        self.numbered += 1;
        let (call, order) = (self.numbered, self.current);
        self.flights.insert(call, Flight { order, reply: None });
        let there = self.milliseconds(20..500);
        let back = self.milliseconds(20..500);
        let arrival = |answers| Arrival {
            order,
            message: message.clone(),
            fault,
            answers,
        };
        let gives_up = |state: &mut Self| {
            if state.random.bool() {
                state.reply(call, TIMEOUT, Reply::TimedOut);
            } else {
                state.reply(call, there, Reply::Broken);
            }
        };
        match fault {
            Fault::NotConnected => self.reply(call, there, Reply::NotSent),
            Fault::LostRequest => gives_up(self),
            Fault::LostAnswer => {
                self.arrival(there, arrival(None));
                gives_up(self);
            }
            Fault::LateRequest => {
                let late = Duration::from_secs(self.random.u64(1..LONGEST));
                self.arrival(there + late, arrival(None));
                gives_up(self);
            }
            Fault::Duplicate => {
                let late = Duration::from_secs(self.random.u64(1..LONGEST));
                self.arrival(there, arrival(Some((call, back))));
                self.arrival(there + late, arrival(None));
            }
            Fault::Crash => {
                let after = self.milliseconds(0..1200);
                self.schedule(self.now + after, Event::Crash(order));
                self.arrival(there, arrival(Some((call, back))));
            }
            Fault::Nothing | Fault::FlippedRequest | Fault::Denied | Fault::Busy => {
                self.arrival(there, arrival(Some((call, back))));
            }
            Fault::Spoilt(spoil) => match self.substitute(spoil, message) {
                Some(answer) => {
                    if self.random.bool() {
                        self.arrival(there, arrival(None));
                    }
                    self.reply(call, there + back, Reply::Answer(answer, Some(spoil)));
                }
                None => self.arrival(there, arrival(Some((call, back)))),
            },
        }
        call
    }

    fn milliseconds(&mut self, range: std::ops::Range<u64>) -> Duration {
        Duration::from_millis(self.random.u64(range))
    }

    fn arrival(&mut self, after: Duration, arrival: Arrival) {
        self.schedule(self.now + after, Event::Arrive(arrival));
    }

    fn reply(&mut self, call: u64, after: Duration, reply: Reply) {
        self.schedule(self.now + after, Event::Return(call, reply));
    }

    /// Lets a request arrive at the gateway.
    fn arrive(&mut self, arrival: Arrival) {
        let Arrival {
            order,
            mut message,
            fault,
            answers,
        } = arrival;
        if fault == Fault::FlippedRequest {
            message.body.iter_mut().take(1).for_each(|byte| *byte ^= 1);
        }
        let is_authentic = message.is_signed_by(merchant());
        let body = match fault {
            _ if !is_authentic => self.books.result(&message.body, "F", "INVALID_SIGNATURE"),
            Fault::Denied => {
                let codes = ["ACCESS_DENIED", "KEY_NOT_FOUND", "CLIENT_INVALID"];
                let code = codes[self.random.usize(..codes.len())];
                self.books.result(&message.body, "F", code)
            }
            Fault::Busy => {
                let codes = ["UNKNOWN_EXCEPTION", "REQUEST_TRAFFIC_EXCEED_LIMIT"];
                let code = self.random.usize(..codes.len());
                if code == 0 && self.random.bool() {
                    self.books.answer(&message.path, &message.body, self.now);
                }
                self.books.result(&message.body, "U", codes[code])
            }
            _ => self.books.answer(&message.path, &message.body, self.now),
        };
        let name = message.path.rsplit('/').next().unwrap_or_default();
        self.log_of(
            order,
            format!("  {name} arrives: {}", String::from_utf8_lossy(&body)),
        );
        let answer = Answer {
            path: message.path.clone(),
            body,
            time: self.now,
            is_signed: is_authentic,
        };
        if answer.is_signed {
            let (id, answer) = (id_in(&message.body), answer.clone());
            self.kept.push(Kept { id, answer });
        }
        if let Some((call, back)) = answers {
            let spoil = fault.spoil();
            self.reply(call, back, Reply::Answer(answer, spoil));
        }
    }

    /// Returns the answer that takes the place of the gateway's.
    fn substitute(&mut self, spoil: Spoil, message: &Message) -> Option<Answer> {
        let id = id_in(&message.body);
        let is_usable = |kept: &&Kept| {
            let is_session = kept.answer.path.ends_with("/createPaymentSession");
            if spoil == Spoil::Replayed {
                kept.id == id && kept.answer.path == message.path
            } else {
                // Without an id, nothing distinguishes answers to different requests. No
                // answer of a session has one.
                kept.id != id && !is_session && !id_in(&kept.answer.body).is_empty()
            }
        };
        match spoil {
            Spoil::Other | Spoil::Replayed => {
                let kept: Vec<&Kept> = self.kept.iter().filter(is_usable).collect();
                let chosen = self.random.choice(kept)?;
                Some(chosen.answer.clone())
            }
            Spoil::Forged | Spoil::ForgedUnsigned | Spoil::Spliced => Some(Answer {
                path: message.path.clone(),
                body: forged(&mut self.random, message),
                time: self.now,
                is_signed: false,
            }),
            Spoil::Page => Some(Answer {
                path: message.path.clone(),
                body: Vec::new(),
                time: self.now,
                is_signed: false,
            }),
            Spoil::Cut
            | Spoil::Broken
            | Spoil::Stalled
            | Spoil::FlippedBody
            | Spoil::FlippedSignature
            | Spoil::FlippedTime
            | Spoil::OtherClient
            | Spoil::Unsigned
            | Spoil::HalfUnsigned => None,
        }
    }

    /// Returns the end of a call, if it has come.
    fn take(&mut self, call: u64) -> Option<Result<Received, TransportError>> {
        self.flights.get(&call)?.reply.as_ref()?;
        let reply = self.flights.remove(&call)?.reply?;
        Some(match reply {
            Reply::NotSent => Err(TransportError::not_sent("no connection")),
            Reply::TimedOut => Err(TransportError::timed_out("no answer")),
            Reply::Broken => Err(TransportError::broken("the connection is lost")),
            Reply::Answer(answer, spoil) => {
                let place = self.random.usize(..);
                Ok(match spoil {
                    Some(spoil) => answer.receive_spoilt(self.now, spoil, place),
                    None => answer.receive(self.now),
                })
            }
        })
    }
}

/// Returns the id of a request, or the one that an answer names.
fn id_in(body: &[u8]) -> String {
    let message: Value = serde_json::from_slice(body).unwrap_or_default();
    let ids = ["refundRequestId", "paymentRequestId"];
    let id = ids.iter().find_map(|id| message[id].as_str());
    id.unwrap_or_default().to_owned()
}

/// Invents an answer: a failure that advises a new id, or a final state.
fn forged(random: &mut fastrand::Rng, message: &Message) -> Vec<u8> {
    let request: Value = serde_json::from_slice(&message.body).unwrap_or_default();
    let statuses = ["SUCCESS", "FAIL", "CANCELLED"];
    let status = statuses[random.usize(..statuses.len())];
    let mut answer = if random.bool() {
        json!({"result": {"resultStatus": "F", "resultCode": "ORDER_IS_CLOSED"}})
    } else {
        json!({"result": {"resultStatus": "S", "resultCode": "SUCCESS"}})
    };
    for id in ["paymentRequestId", "refundRequestId"] {
        answer[id] = request[id].clone();
    }
    answer["paymentStatus"] = json!(status);
    answer["refundStatus"] = json!(status);
    answer["paymentId"] = json!("2026");
    answer["refundId"] = json!("2026");
    answer["cancelTime"] = json!("2026-11-26T12:00:00+08:00");
    answer["refundTime"] = json!("2026-11-26T12:00:00+08:00");
    answer["refundAmount"] = request["refundAmount"].clone();
    serde_json::to_vec(&answer).expect("it is JSON")
}

impl Transport for Network {
    async fn send(
        &self,
        request: http::Request<Vec<u8>>,
    ) -> Result<http::Response<AnswerBody>, TransportError> {
        let call = self.state().send(&Message::new(request));
        let received = poll_fn(|_| match self.state().take(call) {
            Some(received) => Poll::Ready(received),
            None => Poll::Pending,
        });
        let received = received.await?;
        let head = head(&received);
        let body = match received.ending {
            Ending::Whole => AnswerBody::whole(received.body),
            Ending::Broken | Ending::Stalled => AnswerBody::pieces(Torn::new(received)),
        };
        Ok(head.body(body).expect("the head is valid"))
    }
}

impl BlockingTransport for Network {
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
    ) -> Result<http::Response<Box<dyn Read + Send>>, TransportError> {
        let mut state = self.state();
        let call = state.send(&Message::new(request));
        let received = loop {
            if let Some(received) = state.take(call) {
                break received?;
            }
            state.pass();
        };
        let head = head(&received);
        let body: Box<dyn Read + Send> = Box::new(Torn::new(received));
        Ok(head.body(body).expect("the head is valid"))
    }
}

fn head(received: &Received) -> http::response::Builder {
    let head = http::Response::builder().status(received.status);
    let headers = received.headers.iter();
    headers.fold(head, |head, (name, value)| head.header(name, value))
}

/// A body that may not end.
struct Torn {
    bytes: io::Cursor<Vec<u8>>,
    ending: Ending,
}

impl Torn {
    fn new(received: Received) -> Self {
        Self {
            bytes: io::Cursor::new(received.body),
            ending: received.ending,
        }
    }
}

impl Pieces for Torn {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Vec<u8>>, TransportError>> {
        const PIECE: usize = 64;
        Box::pin(async {
            let mut piece = vec![0; PIECE];
            let length = self
                .bytes
                .read(&mut piece)
                .map_err(TransportError::broken)?;
            piece.truncate(length);
            match (length, self.ending) {
                (0, Ending::Whole) => Ok(None),
                (0, Ending::Broken) => Err(TransportError::broken("the connection is lost")),
                (0, Ending::Stalled) => Err(TransportError::timed_out("no end")),
                _ => Ok(Some(piece)),
            }
        })
    }
}

impl Read for Torn {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match (self.bytes.read(buffer)?, self.ending) {
            (0, Ending::Broken) => Err(io::ErrorKind::ConnectionReset.into()),
            (0, Ending::Stalled) => Err(io::ErrorKind::TimedOut.into()),
            (length, _) => Ok(length),
        }
    }
}
