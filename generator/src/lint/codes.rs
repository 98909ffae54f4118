//! Result codes without a word on what they mean or what to do.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Api;

use super::place::{self, Places};

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    for operation in &api.operations {
        let pointer = place::of_operation(operation);
        for (index, code) in operation.codes.iter().enumerate() {
            for (keyword, text) in [("message", &code.message), ("action", &code.action)] {
                if !text.trim().is_empty() {
                    continue;
                }
                let span = places.span(&format!("{pointer}/x-result-codes/{index}/{keyword}"));
                diagnostics.push(
                    Diagnostic::warning(
                        Code::NoAdvice,
                        span,
                        format!("`{}` has an empty `{keyword}`", code.name.wire),
                    )
                    .help("say what the code means in `message`, and what to do in `action`"),
                );
            }
        }
    }
}
