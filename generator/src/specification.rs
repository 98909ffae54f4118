//! A specification that was read: the model and its plan.

use crate::model::Api;
use crate::plan::Plan;

/// A specification without errors.
#[derive(Debug)]
pub struct Specification {
    /// The model.
    pub api: Api,
    /// The facts of Rust about it.
    pub plan: Plan,
}
