//! The state of a comparison. Each module beside this one compares one kind of item.

use crate::model::shown::Shown;
use crate::model::{Api, Usage};
use crate::specification::Specification;

use super::change::{Change, Sides, Site};
use super::kind::ChangeKind;
use super::pairs::Pairs;

/// Two specifications, the pairs of their parts, and the changes found so far.
pub struct Comparison<'a> {
    pub old: &'a Specification,
    pub new: &'a Specification,
    /// True if each specification is one document: its file may have another name, such as
    /// `new.yaml`, which changes nothing of the crate but a comment.
    pub are_single: bool,
    pub pairs: Pairs,
    /// The members that the examples of the new specification show.
    pub shown: Shown<'a>,
    pub changes: Vec<Change>,
}

impl<'a> Comparison<'a> {
    /// Creates a comparison and pairs the parts of two specifications.
    pub fn new(old: &'a Specification, new: &'a Specification) -> Self {
        Self {
            old,
            new,
            are_single: is_single(&old.api) && is_single(&new.api),
            pairs: Pairs::of(old, new),
            shown: Shown::in_messages(&new.api),
            changes: Vec::new(),
        }
    }

    /// Adds a change.
    pub fn push(&mut self, kind: ChangeKind, site: &Site, usage: Usage, sides: Sides) {
        self.changes.push(Change {
            kind,
            site: site.clone(),
            usage,
            before: sides.before,
            after: sides.after,
        });
    }
}

/// Returns whether all operations and webhooks are in one document.
fn is_single(api: &Api) -> bool {
    let operations = api.operations.iter().map(|it| &it.document.path);
    let mut paths = operations.chain(api.webhooks.iter().map(|it| &it.document.path));
    let first = paths.next();
    paths.all(|path| Some(path) == first)
}
