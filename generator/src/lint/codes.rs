//! Warns about result codes without a meaning or an action.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, ResultCode};

use crate::text::places::Places;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    // The codes of a set are checked once, in the set.
    let operations = api.operations.iter().flat_map(|operation| &operation.codes);
    let listed = operations.filter(|code| code.is_listed());
    let shared = api.code_sets.iter().flat_map(|set| &set.codes);
    for code in listed.chain(shared) {
        check_code(code, places, diagnostics);
    }
}

fn check_code(code: &ResultCode, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    for (keyword, text) in [("message", &code.message), ("action", &code.action)] {
        if !text.trim().is_empty() {
            continue;
        }
        let span = places.span(&format!("{}/{keyword}", code.origin));
        diagnostics.push(
            Diagnostic::warning(
                Code::NoAdvice,
                span,
                format!("`{}` has an empty `{keyword}`", code.name.wire),
            )
            .help("write the meaning of the code in `message`, and what to do in `action`"),
        );
    }
}
