//! The programs of the readme, which are doctests here because one of them signs.

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
