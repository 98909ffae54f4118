//! The names of operations without an id: their method and the part of their path that not
//! all paths have.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Name;
use crate::openapi::{Document, Operation};

use crate::lower::naming;
use crate::lower::pointers::canonical;

/// The names that paths give.
#[derive(Default)]
pub struct PathNames {
    /// The number of segments that all paths begin with, which are no part of a name.
    shared: usize,
}

impl PathNames {
    /// Prepares the names of the operations in all documents.
    pub fn of(documents: &[Document]) -> Self {
        let operations = documents.iter().flat_map(|it| &it.operations);
        let paths: HashSet<&str> = operations.map(|it| it.path.as_str()).collect();
        let shared = if paths.len() > 1 { shared(&paths) } else { 0 };
        Self { shared }
    }

    /// Returns the name of an operation.
    pub fn name(&self, operation: &Operation, diagnostics: &mut Diagnostics) -> Name {
        let path: Vec<&str> = segments(&operation.path).skip(self.shared).collect();
        let path = path.join("/").replace(['{', '}'], "");
        let wire = format!("{} /{path}", operation.method.keyword());
        let name = naming::module_name(&wire, operation.span, diagnostics);
        Name {
            wire: name.rust.clone(),
            ..name
        }
    }

    /// Reports the operations without an id and a Rust name, at the first of them.
    pub fn report(&self, documents: &[Document], diagnostics: &mut Diagnostics) {
        let operations = documents.iter().flat_map(|it| &it.operations);
        let mut unnamed = operations.filter(|it| it.id.is_none() && it.rust_name.is_none());
        let Some(first) = unnamed.next() else {
            return;
        };
        // An invalid name is reported where it is used.
        let name = self.name(first, &mut Diagnostics::default()).rust;
        let message = match unnamed.count() {
            0 => format!("an operation has no `operationId`: it becomes `{name}`"),
            others => format!(
                "{} operations have no `operationId`: this one becomes `{name}`",
                others + 1
            ),
        };
        diagnostics.push(
            Diagnostic::warning(Code::DerivedName, first.span, message)
                .at(canonical(&first.pointer))
                .help("write `operationId`: a new path can change names that are made from paths"),
        );
    }
}

/// Returns the number of constant segments that all paths begin with. Each path keeps one
/// more, because a name of parameters only says little.
fn shared(paths: &HashSet<&str>) -> usize {
    let mut paths = paths.iter();
    let Some(first) = paths.next() else {
        return 0;
    };
    let first: Vec<&str> = segments(first).collect();
    let own = first.iter().take_while(|it| is_constant(it)).count();
    paths.fold(own.saturating_sub(1), |shared, path| {
        let common = segments(path).zip(&first).take(shared);
        let common = common.take_while(|(one, other)| one == *other).count();
        let next = segments(path).nth(common);
        if next.is_some_and(is_constant) {
            common
        } else {
            common.saturating_sub(1)
        }
    })
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.trim_start_matches('/').split('/')
}

fn is_constant(segment: &str) -> bool {
    !segment.is_empty() && !segment.contains('{')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_keeps_a_constant_segment() {
        for (paths, count) in [
            (vec!["/api/v2/pets", "/api/v2/orders/{id}"], 2),
            (vec!["/api/pets", "/api/pets/{id}"], 1),
            (vec!["/api/pets/{id}/a", "/api/pets/{id}/b"], 1),
            (vec!["/api/pets", "/health"], 0),
            (vec!["/api", "/api/pets"], 0),
            (vec!["/api/", "/api/pets"], 0),
            (vec!["/{shop}/pets", "/{shop}/orders"], 0),
            (vec!["/", "/pets"], 0),
            (vec!["/a/b/c", "/a/b/d", "/a/e"], 1),
        ] {
            let set: HashSet<&str> = paths.iter().copied().collect();
            assert_eq!(shared(&set), count, "{paths:?}");
        }
    }
}
