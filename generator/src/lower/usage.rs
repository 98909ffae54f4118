//! The usage of types in the finished model.

use crate::model::{Api, Body, Direction, Operation, TypeId, Usage, Webhook};

/// Sets the usage of each type to the directions of its messages. Merged bases have no
/// usage: schemas refer to them, but no member has their type.
pub fn settle(api: &mut Api) {
    let mut usages = vec![Usage::default(); api.types.len()];
    let mut mark = |root: TypeId, direction: Direction| {
        for id in api.within(root) {
            if let Some(usage) = usages.get_mut(id.0) {
                match direction {
                    Direction::Written => usage.written = true,
                    Direction::Read => usage.read = true,
                }
            }
        }
    };
    let operations = api.operations.iter().flat_map(Operation::bodies);
    let webhooks = api.webhooks.iter().flat_map(Webhook::bodies);
    let bodies: Vec<(Direction, &Body)> = operations.chain(webhooks).collect();
    for (direction, body) in bodies {
        if let Some(root) = body.value.ty.named() {
            mark(root, direction);
        }
    }
    let sent = api.operations.iter().flat_map(|it| &it.parameters);
    let sent = sent.map(|it| (Direction::Written, it));
    let received = api.webhooks.iter().flat_map(|it| &it.parameters);
    let received = received.map(|it| (Direction::Read, it));
    for (direction, parameter) in sent.chain(received) {
        if let Some(root) = parameter.value.ty.named() {
            mark(root, direction);
        }
    }
    for (def, usage) in api.types.iter_mut().zip(usages) {
        def.usage = usage;
    }
}
