//! The usage of types in the finished model.

use crate::model::{Api, Direction, Operation, TypeId, Usage, Webhook};

/// Sets the usage of each type to the directions of its messages. Merged bases have no
/// usage: schemas refer to them, but no member has their type.
pub fn set_usages(api: &mut Api) {
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
    let operations = api.operations.iter().flat_map(Operation::messages);
    let webhooks = api.webhooks.iter().flat_map(Webhook::messages);
    for (direction, root) in operations.chain(webhooks) {
        mark(root, direction);
    }
    for (def, usage) in api.types.iter_mut().zip(usages) {
        def.usage = usage;
    }
}
