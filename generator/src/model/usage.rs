//! The usage of types in the model.

use super::api::Api;
use super::ids::TypeId;
use super::operation::{Direction, Operation, Webhook};
use super::types::Usage;

impl Api {
    /// Sets the usage of each type to the directions of its messages and roots. Merged bases
    /// have no usage: schemas refer to them, but no member has their type.
    pub fn set_usages(&mut self) {
        let mut usages = vec![Usage::default(); self.types.len()];
        let mut marked = |root: TypeId, direction: Direction| {
            let mut pending = vec![root];
            while let Some(id) = pending.pop() {
                let Some(usage) = usages.get_mut(id.0) else {
                    continue;
                };
                let known = match direction {
                    Direction::Written => std::mem::replace(&mut usage.written, true),
                    Direction::Read => std::mem::replace(&mut usage.read, true),
                };
                if !known {
                    pending.extend(self.inner(id));
                }
            }
        };
        let operations = self.operations.iter().flat_map(Operation::messages);
        let webhooks = self.webhooks.iter().flat_map(Webhook::messages);
        let roots = self.roots.iter().copied();
        for (direction, root) in operations.chain(webhooks).chain(roots) {
            marked(root, direction);
        }
        for (def, usage) in self.types.iter_mut().zip(usages) {
            def.usage = usage;
        }
    }
}
