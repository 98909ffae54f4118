//! The exit codes of every command.

/// Nothing is wrong, or not any more.
pub(crate) const FINE: u8 = 0;
/// What the command looked at is wrong: the specification, or the generated tree.
pub(crate) const WRONG: u8 = 1;
/// The command line is wrong; clap uses the same code.
pub(crate) const USAGE: u8 = 2;
