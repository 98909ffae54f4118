//! Comparison of the result codes of operations.

use crate::model::{Api, Listing, Name, ResultCode};
use crate::plan::retry_variant;

use super::change::{RESPONSE, Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::words::in_operation;

impl Comparison<'_> {
    /// Compares the codes of an operation.
    pub(super) fn codes(&mut self, operation: &Site, old: &[ResultCode], new: &[ResultCode]) {
        for code in old {
            if let Some(other) = find(new, code) {
                self.code(operation, code, other);
            } else {
                let sides = Sides::gone(&code.name.wire);
                let site = in_codes(operation, code);
                self.push(ChangeKind::CodeRemoved, &site, RESPONSE, sides);
            }
        }
        for code in new {
            if find(old, code).is_none() {
                let sides = Sides::fresh(format!(
                    "{}, status {}, retry {}",
                    code.name.wire,
                    code.status,
                    retry_variant(code.retry)
                ));
                let site = in_codes(operation, code);
                self.push(ChangeKind::CodeAdded, &site, RESPONSE, sides);
            }
        }
        if common(old, new) != common(new, old) {
            let site = in_operation(operation, "ResultCode", "result codes");
            let kind = ChangeKind::Documentation;
            self.push(kind, &site, RESPONSE, Sides::default());
        }
    }

    fn code(&mut self, operation: &Site, old: &ResultCode, new: &ResultCode) {
        let site = in_codes(operation, old).at(&new.origin);
        if old.name.rust != new.name.rust {
            let sides = Sides::both(&old.name.rust, &new.name.rust);
            self.push(ChangeKind::CodeRenamed, &site, RESPONSE, sides);
        }
        if old.status != new.status {
            let sides = Sides::both(&old.status, &new.status);
            self.push(ChangeKind::CodeStatus, &site, RESPONSE, sides);
        }
        if old.retry != new.retry {
            let sides = Sides::both(retry_variant(old.retry), retry_variant(new.retry));
            self.push(ChangeKind::CodeRetry, &site, RESPONSE, sides);
        }
        let listing = (listing(&self.old.api, old), listing(&self.new.api, new));
        if old.is_listed() != new.is_listed() {
            let sides = Sides::both(listing.0, listing.1);
            self.push(ChangeKind::CodeListing, &site, RESPONSE, sides);
        } else if listing.0 != listing.1 {
            let sides = Sides::both(listing.0, listing.1);
            self.push(ChangeKind::Documentation, &site, RESPONSE, sides);
        }
        let words =
            |code: &ResultCode| (code.message.clone(), code.action.clone(), code.note.clone());
        if words(old) != words(new) {
            self.push(ChangeKind::CodeText, &site, RESPONSE, Sides::default());
        }
    }
}

fn find<'a>(codes: &'a [ResultCode], code: &ResultCode) -> Option<&'a ResultCode> {
    let mut codes = codes.iter();
    codes.find(|other| other.name.wire == code.name.wire)
}

/// Returns the codes that both sides have.
fn common<'a>(of: &'a [ResultCode], other: &[ResultCode]) -> Vec<&'a str> {
    let codes = of.iter().filter(|code| find(other, code).is_some());
    codes.map(|code| code.name.wire.as_str()).collect()
}

/// Returns the place that lists a code: the document or a set.
fn listing(api: &Api, code: &ResultCode) -> String {
    match code.listing {
        Listing::Document => "the document".to_owned(),
        Listing::Set(id) => {
            let set = api.code_sets.get(id.0);
            set.map_or_else(String::new, |set| format!("the set {}", set.name))
        }
    }
}

fn in_codes(operation: &Site, code: &ResultCode) -> Site {
    let Name { rust, wire } = &code.name;
    in_operation(
        operation,
        &format!("ResultCode::{rust}"),
        &format!("result code {wire}"),
    )
    .at(&code.origin)
}
