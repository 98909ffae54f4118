//! Calls and notices: operations and webhooks in the forms that can be generated.

use crate::model::{
    Api, Body, MediaKind, Message, Operation, Outcome, Status, Type, TypeId, Value, Webhook,
};

use super::answers::{Content, Success};

/// An operation that can be generated.
#[derive(Debug, Clone)]
pub struct Call<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The type of the request.
    pub request: TypeId,
    /// The parts of the request.
    pub form: RequestForm,
    /// The form of the response.
    pub reply: Reply<'a>,
}

/// The parts of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestForm {
    /// The request is the body.
    Body,
    /// The members of the request are the parameters, and the body if there is one.
    Parts,
}

/// The form of a response.
#[derive(Debug, Clone)]
pub enum Reply<'a> {
    /// A JSON object that states the outcome of the call.
    Stated(Stated<'a>),
    /// An answer whose status states the outcome.
    Plain(Success<'a>),
}

/// An operation whose response states the outcome of the call.
#[derive(Debug, Clone, Copy)]
pub struct Stated<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The status code of the response.
    pub status: u16,
    /// The type of the response.
    pub response: TypeId,
    /// The paths to the result.
    pub outcome: &'a Outcome,
}

impl<'a> Call<'a> {
    /// Returns the call of an operation, unless it has a part that cannot be generated.
    #[must_use]
    pub fn of(api: &Api, operation: &'a Operation) -> Option<Self> {
        let reply = match &operation.outcome {
            None => Reply::Plain(Success::of(api, operation)),
            Some(outcome) => Reply::Stated(Stated {
                operation,
                status: operation.success()?.status.success()?,
                response: operation.response()?,
                outcome,
            }),
        };
        Some(Self {
            operation,
            request: operation.request()?,
            form: match operation.inputs {
                None => RequestForm::Body,
                Some(_) => RequestForm::Parts,
            },
            reply,
        })
    }

    /// Returns whether the request is a JSON text.
    #[must_use]
    pub fn is_json_text(&self) -> bool {
        let body = self.operation.request_body();
        match self.form {
            RequestForm::Body => body.is_some_and(|body| body.kind == MediaKind::Json),
            RequestForm::Parts => false,
        }
    }

    /// Returns the named type of the response, if it is one and is never null.
    #[must_use]
    pub fn response(&self) -> Option<TypeId> {
        match &self.reply {
            Reply::Stated(stated) => Some(stated.response),
            Reply::Plain(Success::One { content, .. }) => match content {
                Content::Json(value) if !value.nullable && value.sensitive.is_none() => {
                    match value.ty {
                        Type::Named(id) => Some(id),
                        Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
                    }
                }
                Content::Json(_) | Content::Empty | Content::Text(..) | Content::Bytes(_) => None,
            },
            Reply::Plain(Success::Raw | Success::Several(_)) => None,
        }
    }

    /// Returns the lowest status code of a success.
    #[must_use]
    pub fn status(&self) -> u16 {
        const OK: u16 = 200;
        let status = match &self.reply {
            Reply::Stated(stated) => return stated.status,
            Reply::Plain(Success::One { statuses, .. }) => statuses.first().copied(),
            Reply::Plain(Success::Several(cases)) => {
                cases.first().and_then(|it| it.statuses.first().copied())
            }
            Reply::Plain(Success::Raw) => None,
        };
        match status {
            Some(Status::Code(code)) => code,
            Some(Status::Class(class)) => u16::from(class) * 100,
            Some(Status::Default) | None => OK,
        }
    }

    /// Returns the response with its outcome, if it states one.
    #[must_use]
    pub fn stated(&self) -> Option<Stated<'a>> {
        match &self.reply {
            Reply::Stated(stated) => Some(*stated),
            Reply::Plain(_) => None,
        }
    }
}

/// A webhook that can be generated: JSON as body, or no body.
#[derive(Debug, Clone, Copy)]
pub struct Notice<'a> {
    /// The webhook.
    pub webhook: &'a Webhook,
    /// The body.
    pub notification: Notified<'a>,
    /// The body that answers it, if there is one.
    pub reply: Option<&'a Body>,
}

/// The body of a webhook.
#[derive(Debug, Clone, Copy)]
pub enum Notified<'a> {
    /// A struct that is this notification only.
    Own(TypeId),
    /// A value of another type, which a struct of its own holds.
    Held(&'a Value),
    /// There is no body.
    Nothing,
}

impl<'a> Notice<'a> {
    /// Returns the notice of a webhook. `message` returns the message that has a type for
    /// itself.
    #[must_use]
    pub fn of(
        at: usize,
        webhook: &'a Webhook,
        message: impl Fn(TypeId) -> Option<Message>,
    ) -> Self {
        let own = webhook.notification();
        let own = own.filter(|id| message(*id) == Some(Message::Notification(at)));
        let held = webhook.body.as_ref();
        let held = held.map_or(Notified::Nothing, |body| Notified::Held(&body.value));
        Self {
            webhook,
            notification: own.map_or(held, Notified::Own),
            reply: webhook.reply_body(),
        }
    }

    /// Returns the struct that is this notification only, if there is one.
    #[must_use]
    pub fn own(&self) -> Option<TypeId> {
        match self.notification {
            Notified::Own(id) => Some(id),
            Notified::Held(_) | Notified::Nothing => None,
        }
    }
}
