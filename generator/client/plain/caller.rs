//! The part of a call that needs no transport.

use std::fmt;

use http::{HeaderMap, StatusCode};

use crate::support::{AnswerError, DecodeErrorKind, Operation, Secrets, Server};

use super::answer_head::AnswerHead;
use super::answered::Answered;
use super::call_error::{CallError, NoAnswer};
use super::exchange::{Received, Stopped};
use super::in_doubt::InDoubt;
use super::not_sent::NotSent;
use super::payload::Payload;
use super::request::message;
use super::trace::Trace;

/// An answer that was received whole.
struct Whole {
    head: AnswerHead,
    body: Vec<u8>,
}

/// The parts that both clients have.
pub struct Caller {
    pub server: Server,
    pub credentials: Secrets,
    /// The headers of every call.
    pub headers: HeaderMap,
    /// Further servers that get credentials.
    pub allowed: Vec<Server>,
    /// The maximum number of bytes in the body of an answer.
    pub largest: usize,
    /// True if the server is on this machine, for tests.
    pub is_loopback: bool,
    pub is_validated: bool,
}

impl Caller {
    /// Starts the span of a call.
    pub fn trace<O: Operation>(request: &O) -> Trace {
        Trace::start(O::ID, request.ids().into_iter())
    }

    /// Returns the message to send.
    pub fn start<O: Operation>(&self, request: &O) -> Result<http::Request<Payload>, NotSent> {
        if self.is_validated {
            request.validate().map_err(NotSent::Invalid)?;
        }
        let server = self.server_of::<O>()?;
        let message = message(request, &server, &self.credentials);
        let mut message = message.map_err(NotSent::NotBuilt)?;
        for (name, value) in &self.headers {
            let headers = message.headers_mut();
            headers.entry(name).or_insert_with(|| value.clone());
        }
        Ok(message)
    }

    /// Returns the server of an operation: that of the client, unless the operation has
    /// others.
    fn server_of<O: Operation>(&self) -> Result<Server, NotSent> {
        if O::SERVERS.is_empty() || self.is_loopback || O::SERVERS.contains(&self.server) {
            return Ok(self.server.clone());
        }
        let servers = O::SERVERS.iter().map(|it| it.on_host_of(&self.server));
        let servers: Vec<Server> = servers.collect();
        let is_allowed = |it: &&Server| {
            let mut allowed = self.allowed.iter();
            allowed.any(|allowed| it.has_host_of(allowed))
        };
        let own = servers.iter().find(|it| it.has_host_of(&self.server));
        match own.or_else(|| servers.iter().find(is_allowed)) {
            Some(server) => Ok(server.clone()),
            None => Err(NotSent::OtherServer {
                servers: O::SERVERS,
            }),
        }
    }

    /// Reads an answer.
    pub fn conclude<O: Operation>(
        exchanged: Result<Received, Stopped>,
        trace: &Trace,
    ) -> Result<Answered<O>, CallError<O::Error>> {
        let Whole { head, body } = Self::whole::<O>(exchanged, trace)?;
        let response = O::read(&head.with_body(&body))?;
        Ok(Answered::new(response, head))
    }

    /// Returns whether the body of an answer is handed out before it is received: that of a
    /// success whose content type can be the documented one. `read` tells both by the head, since
    /// any other error of a success is about the body, which it does not get here.
    pub fn is_streamed<O: Operation>(status: StatusCode, headers: &HeaderMap) -> bool {
        let head = AnswerHead::new(status, headers);
        let answer = head.with_body(&[]);
        match O::read(&answer) {
            Ok(_) => true,
            Err(AnswerError::Failure(_)) => false,
            Err(error) => answer.is_of_unknown_type() || !is_of_content(&error),
        }
    }

    /// Returns the error of an answer that is not the expected stream: a failure, or a success
    /// with another content, which can be a response as documented. `of_content` is the
    /// error of the latter.
    pub fn unexpected<O: Operation>(
        exchanged: Result<Received, Stopped>,
        trace: &Trace,
        of_content: DecodeErrorKind,
    ) -> CallError<O::Error> {
        let whole = match Self::whole::<O>(exchanged, trace) {
            Ok(whole) => whole,
            Err(error) => return error.into(),
        };
        let answer = whole.head.with_body(&whole.body);
        let error = match O::read(&answer) {
            Err(error) if !is_of_content(&error) => error,
            Ok(_) | Err(_) => answer.unexpected(O::ID, of_content),
        };
        error.into()
    }

    /// Records an answer, and returns it without the types of `http`.
    fn whole<O: Operation>(
        exchanged: Result<Received, Stopped>,
        trace: &Trace,
    ) -> Result<Whole, NoAnswer> {
        let Received { head, body } =
            exchanged.map_err(|stopped| Self::no_answer::<O>(stopped, trace))?;
        let head = AnswerHead::new(head.status, &head.headers);
        trace.answer(head.status, || O::result(&body));
        Ok(Whole { head, body })
    }

    /// Returns the error of a call without a whole answer.
    pub fn no_answer<O: Operation>(stopped: Stopped, trace: &Trace) -> NoAnswer {
        match stopped {
            Stopped::BeforeSending(error) => {
                let error = NotSent::NotConnected(error);
                trace.failure(&error);
                NoAnswer::NotSent(error)
            }
            Stopped::InDoubt {
                interruption,
                status,
            } => {
                let doubt = InDoubt {
                    operation: O::ID,
                    interruption,
                    status,
                };
                trace.doubt(&doubt, status);
                NoAnswer::InDoubt(doubt)
            }
        }
    }
}

/// Returns whether the content type is the reason of an error.
fn is_of_content<E>(error: &AnswerError<E>) -> bool {
    match error {
        AnswerError::Failure(_) => false,
        AnswerError::Unreadable(error) => {
            error.error().kind() == DecodeErrorKind::UnexpectedContent
        }
    }
}

/// Shows the server and the names of the schemes only.
impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller")
            .field("server", &self.server)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
