//! Compares a file set with the directory.

use std::path::{Component, Path};

use super::comparison::{Change, Comparison, Kind};
use super::error::CompareError;
use super::set::FileSet;
use super::walk;
use super::walk::{Found, openable};

/// Compares without writing anything. A missing directory counts as empty.
///
/// # Errors
///
/// Returns an error if the directory cannot be read, or if a file to write has different
/// content there and no mark.
pub fn compare(set: &FileSet, out: &Path) -> Result<Comparison, CompareError> {
    if let Some((path, _)) = set.iter().find(|(path, _)| !stays_inside(path)) {
        return Err(CompareError::InvalidPath(path.to_owned()));
    }
    let found = walk::walk(set, openable(out)).map_err(CompareError::File)?;
    let mut comparison = Comparison::default();
    let mut refused = Vec::new();
    for (path, found) in &found {
        match (found, set.shared(path)) {
            (Found::Same, _) => comparison.unchanged += 1,
            (Found::Generated(before), after) => {
                comparison.changed.push(Change {
                    path: path.clone(),
                    kind: match after {
                        Some(_) => Kind::Modified,
                        None => Kind::Removed,
                    },
                    before: Some(before.clone()),
                    after,
                });
            }
            (Found::Foreign, _) if is_at_a_path_of(path, set) => refused.push(out.join(path)),
            (Found::Foreign, _) => comparison.foreign.push(path.clone()),
        }
    }
    if !refused.is_empty() {
        return Err(CompareError::HandWritten(refused));
    }
    for (path, _) in set.iter().filter(|(path, _)| !found.contains_key(*path)) {
        comparison.changed.push(Change {
            path: path.to_owned(),
            kind: Kind::Added,
            before: None,
            after: set.shared(path),
        });
    }
    comparison.changed.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(comparison)
}

/// Returns true if a relative path consists of plain names only.
fn stays_inside(path: &str) -> bool {
    let plain = |part: Component| matches!(part, Component::Normal(_));
    !path.is_empty() && !path.contains('\\') && Path::new(path).components().all(plain)
}

/// Returns true if a foreign file has the path of a file to write, or if one of the two
/// paths would have to be a directory.
fn is_at_a_path_of(foreign: &str, set: &FileSet) -> bool {
    let holds = |dir: &str, path: &str| {
        path.strip_prefix(dir)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    set.iter()
        .any(|(path, _)| holds(foreign, path) || holds(path, foreign))
}
