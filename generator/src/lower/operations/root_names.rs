//! Names at the root of the crate that no operation or group can have.

use crate::openapi::Document;

use crate::lower::naming::WEBHOOKS;

/// The modules that every crate with operations can have, whatever the API.
const COMMON: [&str; 8] = [
    "builder",
    "client",
    "credentials",
    "errors",
    "servers",
    "support",
    "types",
    "unicode",
];

/// The modules of a crate whose API signs its messages.
const SIGNED: [&str; 3] = ["scheme", "signature", "testing"];

/// The modules at the root that do not belong to operations.
#[derive(Default)]
pub struct RootNames {
    is_signed: bool,
    has_webhooks: bool,
}

impl RootNames {
    /// Collects the modules of the crate of these documents.
    pub fn of(documents: &[Document]) -> Self {
        let mut schemes = documents.iter().flat_map(|it| &it.security_schemes);
        Self {
            is_signed: schemes.any(|it| it.signature.is_some()),
            has_webhooks: documents.iter().any(|it| !it.webhooks.is_empty()),
        }
    }

    /// Returns whether the crate has a module of this name, which does not belong to
    /// operations.
    pub fn has(&self, name: &str) -> bool {
        COMMON.contains(&name)
            || (self.is_signed && SIGNED.contains(&name))
            || (self.has_webhooks && name == WEBHOOKS)
    }

    /// Returns the name of a module of operations whose own name another module has. `noun`
    /// says what it has.
    pub fn replaced(name: &str, noun: &str) -> String {
        format!("{name}_{noun}")
    }
}
