//! Programs that compile or not, as documentation tests.
#![cfg_attr(feature = "all", doc = include_str!("builders.md"))]
