//! Handlers of notifications with two frameworks. Copy the file of yours, and write
//! [`shop`] for your own database.

pub mod shop;
pub mod with_actix;
pub mod with_axum;
