//! Constraints on JSON values that no type and no other check expresses.

mod check;
mod storage;

use serde::Serialize;

use crate::support::call::Tree;
use crate::support::validate::{Inspection, Rule};

pub use check::{Assertion, Kind};
pub use storage::Pattern;

use check::Step;

impl Inspection<'_> {
    /// Checks the JSON of a value. An absent value satisfies every assertion, and so does
    /// null.
    pub fn assert<T: Serialize>(&mut self, value: &T, assertion: &Assertion) {
        // A value that cannot be written is an error of writing.
        if let Some(value) = Tree::of(value).filter(|value| !value.is_null()) {
            self.check(&value, assertion);
        }
    }

    /// Checks a value of any type, which can be null.
    pub fn assert_any<T: Serialize>(&mut self, value: &T, assertion: &Assertion) {
        if let Some(value) = Tree::of(value) {
            self.check(&value, assertion);
        }
    }

    fn check(&mut self, value: &Tree, assertion: &Assertion) {
        assertion.check(value, &mut Vec::new(), &mut |path, keyword| {
            self.broken(path, keyword);
        });
    }

    /// Reports the keyword that the value at a path breaks.
    fn broken(&mut self, path: &[Step<'_>], keyword: &'static str) {
        match path {
            [] => self.report(Rule::Keyword { keyword }),
            [Step::Member(name), rest @ ..] => self.of_unlisted(name).broken(rest, keyword),
            [Step::Item(at), rest @ ..] => self.of_item(*at).broken(rest, keyword),
        }
    }
}
