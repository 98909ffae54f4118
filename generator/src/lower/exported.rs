//! Names by which modules export the types of messages, although no type has them.

use crate::model::{ModuleId, Status};
use crate::openapi::{Body, Document, Operation, Response};
use crate::text::source::Span;

use super::home::EVENT_DATA;
use super::naming::{notification, reply};
use super::parts::Parts;
use super::table::Table;
use super::taken_names::{TypeNames, claims};
use super::types::events;

/// Claims the names in their modules.
pub fn claim(documents: &[Document], table: &Table<'_>) -> TypeNames {
    let mut names = TypeNames::new();
    for operation in documents.iter().flat_map(|it| &it.operations) {
        let module = table.module_of_operation(operation);
        if events::is_exported(operation, module, table) {
            claim_in(&mut names, module, EVENT_DATA, operation.span);
        }
    }
    for webhook in documents.iter().flat_map(|it| &it.webhooks) {
        let module = table.module_of_operation(webhook);
        for name in of_webhook(webhook, module, documents, table) {
            claim_in(&mut names, module, &name, webhook.span);
        }
    }
    names
}

fn claim_in(names: &mut TypeNames, module: ModuleId, name: &str, span: Span) {
    let taken = names.entry(module).or_default();
    for name in claims(name, false) {
        // Nothing else has a name in the module yet, so each is free.
        let _ = taken.claim(&name, span);
    }
}

/// Returns the names of the messages of a webhook that are not those of types in its module.
fn of_webhook(
    webhook: &Operation,
    module: ModuleId,
    documents: &[Document],
    table: &Table<'_>,
) -> Vec<String> {
    let def = |body: &Body| {
        let is_nullable = Parts::of_root(&body.schema, documents).is_nullable(documents);
        let id = table.of_body(body).filter(|_| !is_nullable);
        id.and_then(|id| table.def(id))
            .filter(|it| it.module == module)
    };
    let mut bodies = webhook.request.iter().flat_map(|it| &it.contents);
    let mut replies = webhook.responses.iter().flat_map(Response::bodies);
    let (notification, reply) = (notification(true), reply(Status::Code(200), false));
    let has_notification = bodies
        .any(|body| def(body).is_some_and(|it| it.name.rust == notification && it.is_struct()));
    let has_reply = replies.any(|body| def(body).is_some_and(|it| it.name.rust == reply));
    let own = (!has_notification).then(|| notification.to_owned());
    let own = own.into_iter().chain((!has_reply).then_some(reply));
    own.collect()
}
