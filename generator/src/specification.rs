//! A specification: the model and its plan.

use crate::model::Api;
use crate::plan::Plan;

/// A specification without errors.
#[derive(Debug)]
pub struct Specification {
    /// The model.
    pub api: Api,
    /// The Rust-specific facts of the model.
    pub plan: Plan,
}
