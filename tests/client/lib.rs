//! Programs that compile or not, as documentation tests, and those of the readme.
#![cfg_attr(feature = "all", doc = include_str!("builders.md"))]

#[cfg(doctest)]
#[cfg_attr(feature = "all", doc = include_str!("../../README.md"))]
struct Readme;
