//! Tests in words.

use crate::model::Test;
use crate::model::condition_text;

use crate::lower::table::Table;

/// Describes a test in words, with the wire names of members.
pub fn describe(test: &Test, types: &Table<'_>) -> String {
    condition_text::describe(test, &|path| {
        let members = path.steps.iter().filter_map(|step| types.member(*step));
        let names: Vec<&str> = members.map(|member| member.name().wire.as_str()).collect();
        names.join(".")
    })
}
