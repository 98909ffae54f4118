//! Tests compilation. The expected files of the golden cases compile, misuse of the
//! generated crate fails with a helpful error, and programs compile after a change of the
//! specification as predicted.

mod builders;
mod cases;
mod changes;
mod features;
mod misuse;
mod names;
mod programs;
