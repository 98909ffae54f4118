//! Tables of operations and of groups of operations.

use crate::markdown;
use crate::model::{ModuleId, Name};
use crate::plan::Call;

use crate::emit::context::Context;

use super::module_link::module_link;

/// The largest number of operations that the front page lists one by one, if they are in
/// groups.
const LONGEST: usize = 40;

/// Returns the table of the front page: the operations, or else the groups if there are
/// many operations.
pub fn front_table(cx: &Context<'_>) -> Vec<String> {
    if cx.calls.is_empty() {
        return Vec::new();
    }
    let groups = groups(cx);
    if cx.calls.len() > LONGEST && groups.len() > 1 {
        return group_table(cx, &groups);
    }
    table(cx.calls.iter(), |module| cx.module_path(module))
}

/// Returns the table of operations; `path` returns the path of a module from the page.
pub fn table<'a>(
    calls: impl Iterator<Item = &'a Call<'a>>,
    path: impl Fn(ModuleId) -> String,
) -> Vec<String> {
    let mut lines = vec![
        "| Module | Call | Description |".to_owned(),
        "| --- | --- | --- |".to_owned(),
    ];
    lines.extend(calls.map(|call| {
        let operation = call.operation;
        let deprecated = if operation.is_deprecated {
            "Deprecated. "
        } else {
            ""
        };
        format!(
            "| {module} | `{}` | {deprecated}{} |",
            operation.http,
            markdown::table_cell(&markdown::sentence(&operation.summary)),
            module = module_link(&path(operation.module)),
        )
    }));
    lines
}

/// Returns the groups of the operations with the numbers of their operations, in the order
/// of the document. It is empty if an operation has no group.
fn groups<'a>(cx: &Context<'a>) -> Vec<(&'a Name, usize)> {
    let mut groups: Vec<(&Name, usize)> = Vec::new();
    for call in &cx.calls {
        let path = &cx.api.module(call.operation.module).path;
        let ([name, _, ..], None) = (path.as_slice(), &call.operation.product) else {
            return Vec::new();
        };
        match groups.iter_mut().find(|(known, _)| known.rust == name.rust) {
            Some((_, count)) => *count += 1,
            None => groups.push((name, 1)),
        }
    }
    groups
}

fn group_table(cx: &Context<'_>, groups: &[(&Name, usize)]) -> Vec<String> {
    let mut lines = vec![
        "| Module | Operations | Description |".to_owned(),
        "| --- | --- | --- |".to_owned(),
    ];
    lines.extend(groups.iter().map(|(name, count)| {
        let description = cx.group(name).map_or(name.wire.as_str(), |group| {
            // The page of the group has the whole description.
            let mut paragraphs = group.description.trim().split("\n\n");
            paragraphs.next().unwrap_or_default()
        });
        format!(
            "| {} | {count} | {} |",
            module_link(&name.rust),
            markdown::table_cell(&markdown::sentence(&markdown::inline(description))),
        )
    }));
    lines
}
