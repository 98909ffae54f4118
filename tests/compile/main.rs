//! What compiles and what does not: the expected files of the golden cases do,
//! misuse of the generated crate does not, and the compiler says why; a
//! program survives a change of the specification or not, as predicted.

mod builders;
mod cases;
mod changes;
mod misuse;
mod names;
mod programs;
