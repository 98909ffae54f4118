//! Parts of `allOf` whose `additionalProperties` is about the members of other parts.

use std::collections::{BTreeSet, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::openapi::keyword::Keyword;
use crate::openapi::{Additional, Schema};
use crate::pattern::{self, Matcher};

use crate::lower::parts::Parts;
use crate::lower::pointers::to_keyword;

/// The greatest number of members that a message names.
const MOST_NAMES: usize = 16;

/// Reports parts that refuse or restrict a member of another part. Authors mean the members
/// that no part lists.
pub fn report_other_members(parts: &Parts<'_>, diagnostics: &mut Diagnostics) {
    for schema in &parts.schemas {
        let Some(effect) = effect(schema) else {
            continue;
        };
        let own = schema.properties.iter().map(|it| &*it.key.text);
        let own: HashSet<&str> = own.collect();
        let others = parts.schemas.iter().flat_map(|it| &it.properties);
        let others = others.map(|it| &*it.key.text);
        let patterns = schema.rare().pattern_properties.iter();
        let patterns = patterns.filter_map(|it| pattern::compile(&it.key.text).ok());
        let patterns: Vec<Matcher> = patterns.collect();
        let others = others
            .filter(|name| !own.contains(name) && !patterns.iter().any(|it| it.is_match(name)))
            .take(MOST_NAMES + 1);
        let others: BTreeSet<&str> = others.collect();
        if !others.is_empty() {
            let is_root = parts.roots.iter().any(|it| std::ptr::eq(*it, *schema));
            diagnostics.push(report(schema, effect, &others, is_root));
        }
    }
}

/// The effect of a part on the members of other parts.
#[derive(Debug, Clone, Copy)]
enum Effect {
    Refuses,
    Restricts,
}

fn effect(schema: &Schema) -> Option<Effect> {
    match schema.additional.as_ref()? {
        Additional::Allowed(false) => Some(Effect::Refuses),
        Additional::Schema(others) if !others.is_annotation() => Some(Effect::Restricts),
        Additional::Allowed(true) | Additional::Schema(_) => None,
    }
}

fn report(schema: &Schema, effect: Effect, members: &BTreeSet<&str>, is_root: bool) -> Diagnostic {
    let keyword = Keyword::AdditionalProperties;
    let (verb, consequence, which) = match effect {
        Effect::Refuses => ("refuses", "allowed", "additionalProperties: false"),
        Effect::Restricts => ("restricts", "not checked", "additionalProperties"),
    };
    let (what, help) = if is_root {
        (
            format!("`{keyword}` {verb} members of a part of the object"),
            "list the members of all parts beside it, or remove it".to_owned(),
        )
    } else {
        (
            format!("this part of `allOf` {verb} members of another part"),
            format!("move `{which}` to schemas that no `allOf` contains"),
        )
    };
    let shown = members.iter().take(MOST_NAMES);
    let mut shown: Vec<String> = shown.map(|name| format!("`{name}`")).collect();
    if members.len() > MOST_NAMES {
        shown.push("…".to_owned());
    }
    let members = shown.join(", ");
    let message = format!("{what}, but they are {consequence}: {members}");
    Diagnostic::warning(Code::UncheckedKeyword, schema.place_of(keyword), message)
        .at(to_keyword(schema, keyword))
        .help(help)
}
