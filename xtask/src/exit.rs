//! The exit codes of every command.

/// The command succeeded.
pub(crate) const SUCCESS: u8 = 0;
/// The specification has errors, or the generated files are out of date.
pub(crate) const FAILURE: u8 = 1;
/// The command line is wrong; clap uses the same code.
pub(crate) const USAGE: u8 = 2;
