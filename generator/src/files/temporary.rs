//! Names of temporary files.

/// How temporary files are named, so that what a killed run left behind is
/// known and removed by the next one.
pub(super) const TEMPORARY: (&str, &str) = (".codegen-", ".tmp");

/// Whether a file of this name was left behind by a run that was killed.
pub(super) fn is_leftover(name: &str) -> bool {
    name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1)
}
