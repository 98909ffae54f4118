//! The section of the front page on features of groups of operations.

use crate::emit::context::Context;
use crate::names;
use crate::support::ClientKind;

use super::doc::Doc;

/// Adds the section, if there are such features, or a reason why there are none.
pub fn section(doc: Doc, cx: &Context<'_>) -> Doc {
    let features = &cx.plan.features;
    if let Some(absence) = features.absence() {
        return doc.lines(["# Features".to_owned()]).paragraph(format!(
            "The groups of operations have no features: {}.",
            absence.because()
        ));
    }
    let Some(dependency) = dependency(cx) else {
        return doc;
    };
    let renamed = features.of_groups().filter(|it| is_renamed(*it));
    let renamed = renamed.map(|(feature, module)| format!("`{feature}` is that of `{module}`"));
    let renamed: Vec<String> = renamed.collect();
    let renamed = if renamed.is_empty() {
        String::new()
    } else {
        format!(" The feature {}.", renamed.join(", and "))
    };
    doc.lines(["# Features".to_owned()])
        .paragraph(format!(
            "Each group of operations has a feature, named after its module, and `default` has \
             all of them.{renamed} Without the default features, only the groups that a program \
             enables are compiled, with the types that they need:"
        ))
        .lines(["```toml".to_owned(), dependency, "```".to_owned()])
}

/// Returns the dependency of a program that uses one group, if groups have features.
pub fn dependency(cx: &Context<'_>) -> Option<String> {
    let mut groups: Vec<(&str, &str)> = cx.plan.features.of_groups().collect();
    groups.sort_by_key(|it| is_renamed(*it));
    let (first, _) = groups.first()?;
    let package = &cx.plan.package;
    let client = match cx.plan.client {
        ClientKind::Plain | ClientKind::Signed => ", \"ureq\"",
        ClientKind::None => "",
    };
    Some(format!(
        "{} = {{ version = \"{}\", default-features = false, features = [\"{first}\"{client}] }}",
        package.name, package.version
    ))
}

/// Returns whether a feature has another name than its module.
fn is_renamed((feature, module): (&str, &str)) -> bool {
    names::feature(module) != feature
}
