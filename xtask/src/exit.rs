//! The exit codes of every command.

/// The command succeeded.
pub(crate) const FINE: u8 = 0;
/// The specification has errors, or the generated files are out of date.
pub(crate) const WRONG: u8 = 1;
/// The command line is wrong; clap uses the same code.
pub(crate) const USAGE: u8 = 2;
