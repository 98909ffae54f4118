//! Paths of modules in the crate.

use crate::model::{Api, ModuleId};

/// Returns the path of a module in the crate, such as `pay::entry_code`.
#[must_use]
pub fn module_path(api: &Api, module: ModuleId) -> String {
    match api.module(module).path.as_slice() {
        [] => "types".to_owned(),
        names => {
            let names: Vec<&str> = names.iter().map(|name| name.rust.as_str()).collect();
            names.join("::")
        }
    }
}
