//! Comparison of the calls that find out the outcome of another call.

use crate::model::{Api, FollowUp, Operation};

use super::change::{BOTH, REQUEST, Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;

impl Comparison<'_> {
    /// Compares the inquiry about an operation, and its own findings if it is an inquiry.
    pub(super) fn resolution(&mut self, operation: &Site, old: &Operation, new: &Operation) {
        let (before, after) = (
            resolution(&self.old.api, old),
            resolution(&self.new.api, new),
        );
        let kind = match (&before, &after) {
            (None, Some(_)) => Some(ChangeKind::ResolutionAdded),
            (Some(_), None) => Some(ChangeKind::ResolutionRemoved),
            (Some(before), Some(after)) if before != after => Some(ChangeKind::ResolutionChanged),
            (Some(_), Some(_)) | (None, None) => None,
        };
        if let Some(kind) = kind {
            self.push(kind, operation, REQUEST, Sides { before, after });
        }
        let (before, after) = (findings(&self.old.api, old), findings(&self.new.api, new));
        if before != after {
            let sides = Sides { before, after };
            self.push(ChangeKind::InquiryChanged, operation, BOTH, sides);
        }
    }
}

/// Returns the operations that find out the outcome of another, each with its ids.
fn resolution(api: &Api, operation: &Operation) -> Option<String> {
    let resolution = operation.resolution.as_ref()?;
    let inquiry = follow_up(api, operation, &resolution.inquiry);
    let cancel = resolution.cancel.as_ref();
    let cancel = cancel.map(|cancel| follow_up(api, operation, cancel));
    Some(match cancel {
        Some(cancel) => format!("{inquiry}, {cancel}"),
        None => inquiry,
    })
}

fn follow_up(api: &Api, operation: &Operation, follow_up: &FollowUp) -> String {
    let other = api.operations.get(follow_up.operation);
    let other = other.map_or("", |it| it.id.wire.as_str());
    let request = operation.request().and_then(|id| api.structure(id));
    let ids = follow_up.ids.iter();
    let ids = ids.filter_map(|id| request?.field(id.of_call));
    let ids: Vec<&str> = ids.map(|field| field.name.wire.as_str()).collect();
    format!("{other} by {}", ids.join(" and "))
}

/// Returns the findings and the pauses of an inquiry.
fn findings(api: &Api, operation: &Operation) -> Option<String> {
    let inquiry = operation.inquiry.as_ref()?;
    let response = operation.response().and_then(|id| api.structure(id))?;
    let states = &response.state.as_ref()?.values;
    let open = inquiry.open.iter().filter_map(|&at| states.get(at));
    let open: Vec<&str> = open.map(|state| state.name.wire.as_str()).collect();
    let pauses: Vec<String> = inquiry.pauses.iter().map(u32::to_string).collect();
    Some(format!(
        "open {}, not found {}, pauses {}",
        open.join(" "),
        inquiry.not_found.join(" "),
        pauses.join(" ")
    ))
}
