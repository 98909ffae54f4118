//! What compiles and what does not: the expected files of the golden cases do,
//! misuse of the generated crate does not, and the compiler says why.

mod cases;
mod misuse;
mod programs;
