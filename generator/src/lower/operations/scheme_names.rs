//! Names of security schemes, which become methods.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::lower::naming;
use crate::lower::taken_names::TakenNames;
use crate::model::{Name, SecurityScheme, Usage};
use crate::names;
use crate::openapi;

/// The names so far.
#[derive(Default)]
pub struct SchemeNames {
    taken: TakenNames,
}

impl SchemeNames {
    /// Returns the name that a document gives a scheme.
    pub fn wish(entry: &openapi::SecurityScheme, diagnostics: &mut Diagnostics) -> Name {
        let (wire, span) = (&*entry.key.text, entry.key.span);
        naming::field_name(
            wire,
            span,
            entry.rust_name.as_ref(),
            Usage::READ,
            diagnostics,
        )
    }

    /// Names a scheme. A name that another scheme or method has gets a number, which is
    /// reported.
    pub fn named(
        &mut self,
        mut scheme: SecurityScheme,
        entry: &openapi::SecurityScheme,
        diagnostics: &mut Diagnostics,
    ) -> SecurityScheme {
        let (wish, span) = (scheme.name.rust.clone(), entry.key.span);
        if is_reserved(&wish) {
            scheme.name.rust.push('_');
        }
        let numbered = |number| names::numbered(&wish, number);
        let claims = |name: &str| vec![name.to_owned()];
        let (name, _) = self.taken.number(&scheme.name.rust, span, numbered, claims);
        scheme.name.rust = name;
        if scheme.name.rust != wish {
            let rust = &scheme.name.rust;
            let message = format!("`{wish}` is the name of another method: it becomes `{rust}`");
            let report = Diagnostic::warning(Code::DerivedName, span, message);
            diagnostics.push(report.help("choose a Rust name: `x-rust-name: …`"));
        }
        scheme
    }
}

/// Returns whether the type of all credentials has another method of this name.
fn is_reserved(name: &str) -> bool {
    ["as_ref", "authorize", "new"].contains(&name) || names::is_reserved_method(name)
}
