//! Status codes of responses.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Status;
use crate::openapi;
use crate::text::source::Spanned;

/// Returns the status codes of a key of `responses`.
pub fn status(text: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Status> {
    let status = parse(&text.value);
    if status.is_none() {
        diagnostics.push(
            Diagnostic::warning(
                Code::InvalidValue,
                text.span,
                format!("`{}` is not a status code", text.value),
            )
            .help("write a code such as `\"200\"`, a class such as `4XX`, or `default`"),
        );
    }
    status
}

/// Returns the response that means success: that of the lowest status code, which is
/// usually the only one.
pub fn success(operation: &openapi::Operation) -> Option<&openapi::Response> {
    let responses = operation.responses.iter();
    let coded = responses.filter_map(|it| Some((parse(&it.status.value)?.success()?, it)));
    let lowest = coded.min_by_key(|(code, _)| *code);
    lowest.map(|(_, response)| response)
}

fn parse(text: &str) -> Option<Status> {
    if text == "default" {
        return Some(Status::Default);
    }
    let mut characters = text.chars();
    let class = characters
        .next()?
        .to_digit(10)
        .filter(|it| (1..=5).contains(it))?;
    let rest = characters.as_str();
    if rest == "XX" {
        return u8::try_from(class).ok().map(Status::Class);
    }
    let is_code = rest.len() == 2 && rest.bytes().all(|it| it.is_ascii_digit());
    is_code.then(|| text.parse().ok().map(Status::Code))?
}
