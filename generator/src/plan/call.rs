//! Calls and notices: operations and webhooks in the forms that can be generated.

use crate::model::{MediaKind, Operation, Outcome, TypeId, Webhook};

/// An operation that can be generated.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The type of the request.
    pub request: TypeId,
    /// The parts of the request.
    pub form: RequestForm,
    /// The status code of the response.
    pub status: u16,
    /// The content of the response.
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

/// The content of a response.
#[derive(Debug, Clone, Copy)]
pub enum Reply<'a> {
    /// No content.
    Empty,
    /// A JSON object.
    Object(TypeId),
    /// A JSON object that states the outcome of the call.
    Stated(Stated<'a>),
}

/// An operation whose response states the outcome of the call.
#[derive(Debug, Clone, Copy)]
pub struct Stated<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The type of the response.
    pub response: TypeId,
    /// The paths to the result.
    pub outcome: &'a Outcome,
}

impl<'a> Call<'a> {
    /// Returns the call of an operation, unless it has a part that cannot be generated.
    #[must_use]
    pub fn of(operation: &'a Operation) -> Option<Self> {
        let success = operation.success()?;
        let reply = match (success.body(), &operation.outcome) {
            (None, _) => Reply::Empty,
            (Some(body), None) => Reply::Object(body.named()?),
            (Some(body), Some(outcome)) => Reply::Stated(Stated {
                operation,
                response: body.named()?,
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
            status: success.status.success()?,
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

    /// Returns the type of the response, unless it has no content.
    #[must_use]
    pub fn response(&self) -> Option<TypeId> {
        match self.reply {
            Reply::Empty => None,
            Reply::Object(id) => Some(id),
            Reply::Stated(stated) => Some(stated.response),
        }
    }

    /// Returns the response with its outcome, if it states one.
    #[must_use]
    pub fn stated(&self) -> Option<Stated<'a>> {
        match self.reply {
            Reply::Empty | Reply::Object(_) => None,
            Reply::Stated(stated) => Some(stated),
        }
    }
}

/// A webhook that can be generated: a JSON object as body.
#[derive(Debug, Clone, Copy)]
pub struct Notice<'a> {
    /// The webhook.
    pub webhook: &'a Webhook,
    /// The body.
    pub notification: TypeId,
    /// The body that answers it, if there is one.
    pub reply: Option<TypeId>,
}

impl<'a> Notice<'a> {
    /// Returns the notice of a webhook, if it has a body.
    #[must_use]
    pub fn of(webhook: &'a Webhook) -> Option<Self> {
        Some(Self {
            webhook,
            notification: webhook.notification()?,
            reply: webhook.reply(),
        })
    }
}
