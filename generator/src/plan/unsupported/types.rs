//! Types and values that cannot be generated yet.

use crate::model::Body;

use super::Unsupported;

impl Unsupported<'_, '_> {
    pub(super) fn nullable_body(&mut self, body: &Body) {
        let span = self.places.span(&body.origin);
        let message = "a body that may be null is not supported yet";
        self.push(span, &body.origin, message, "remove null from its types");
    }
}
