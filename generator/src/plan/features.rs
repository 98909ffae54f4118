//! Features of the crate, which leave out modules and the types that no other module needs.
//!
//! If each document has one operation or webhook, each of their modules has a feature
//! (`features/modules.rs`). If operations are in groups, each group of a large crate has one
//! (`features/groups.rs`).

use crate::diagnostics::Diagnostics;
use crate::model::Api;
use crate::package::FeatureChoice;
use crate::text::places::Places;

mod absence;
mod groups;
mod modules;
mod table;

pub use absence::NoFeatures;
pub use table::{Feature, Features};

impl Features {
    /// Plans the features of an API; reports modules whose features have other meanings.
    pub fn of(
        api: &Api,
        choice: FeatureChoice,
        places: &Places<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut operations = api.operations.iter();
        let is_grouped =
            operations.any(|it| it.product.is_none() && api.module(it.module).path.len() > 1);
        match (choice, is_grouped) {
            (FeatureChoice::None, _) => Self::default(),
            (FeatureChoice::Automatic | FeatureChoice::Groups, false) => {
                modules::of(api, places, diagnostics)
            }
            (FeatureChoice::Automatic, true) => groups::of_large(api),
            (FeatureChoice::Groups, true) => groups::of(api),
        }
    }
}
