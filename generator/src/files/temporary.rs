//! Names of temporary files.

/// The prefix and suffix of temporary files, by which a run recognizes and removes the
/// files that a killed run left behind.
pub(super) const TEMPORARY: (&str, &str) = (".codegen-", ".tmp");

/// Returns true if a file of this name was left behind by a killed run.
pub(super) fn is_leftover(name: &str) -> bool {
    name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1)
}
