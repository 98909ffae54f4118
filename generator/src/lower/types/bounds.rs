//! Lower and upper bounds that several schemas set together.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::openapi::keyword::Keyword;
use crate::openapi::{Limits, Schema};
use crate::text::source::{Span, Spanned};

use crate::lower::parts::Parts;
use crate::lower::pointers::to_keyword;

/// A bound, with the schema that sets it.
#[derive(Clone)]
pub struct Bound<'a, T> {
    /// The number.
    pub value: T,
    /// The position of the number.
    pub span: Span,
    /// The number as it is written, which is not always the lowest or highest integer.
    written: String,
    schema: &'a Schema,
    keyword: Keyword,
}

impl<T> Bound<'_, T> {
    /// Returns the pointer to the keyword that sets the bound.
    pub fn pointer(&self) -> String {
        to_keyword(self.schema, self.keyword)
    }
}

/// Returns the tightest bound that the schemas set with a keyword.
pub fn tightest<'a, T: Copy + PartialEq + ToString + 'a>(
    parts: &Parts<'a>,
    keyword: Keyword,
    limit: impl Fn(&'a Limits) -> Option<&'a Spanned<T>>,
    tighter: impl Fn(T, T) -> T,
) -> Option<Bound<'a, T>> {
    tightest_of(parts, keyword, limit, |value| *value, tighter)
}

/// Returns the tightest bound of integers that the schemas set with a keyword. `whole`
/// returns the integer that a number allows.
pub fn tightest_whole<'a>(
    parts: &Parts<'a>,
    keyword: Keyword,
    limit: impl Fn(&'a Limits) -> Option<&'a Spanned<String>>,
    whole: impl Fn(&str) -> i128,
    tighter: impl Fn(i128, i128) -> i128,
) -> Option<Bound<'a, i128>> {
    tightest_of(parts, keyword, limit, |text| whole(text), tighter)
}

fn tightest_of<'a, W: ToString + 'a, T: Copy + PartialEq>(
    parts: &Parts<'a>,
    keyword: Keyword,
    limit: impl Fn(&'a Limits) -> Option<&'a Spanned<W>>,
    value: impl Fn(&'a W) -> T,
    tighter: impl Fn(T, T) -> T,
) -> Option<Bound<'a, T>> {
    let schemas = parts.schemas.iter().copied();
    let bounds = schemas.filter_map(|schema| {
        let limit = limit(schema.limits())?;
        Some(Bound {
            value: value(&limit.value),
            span: limit.span,
            written: limit.value.to_string(),
            schema,
            keyword,
        })
    });
    bounds.reduce(|left, right| {
        if tighter(left.value, right.value) == left.value {
            left
        } else {
            right
        }
    })
}

/// Returns whether the lower bound is at most the upper one; reports the opposite.
pub fn are_in_order<T: PartialOrd>(
    min: Option<&Bound<'_, T>>,
    max: Option<&Bound<'_, T>>,
    diagnostics: &mut Diagnostics,
) -> bool {
    let (Some(min), Some(max)) = (min, max) else {
        return true;
    };
    if min.value <= max.value {
        return true;
    }
    let (low, high) = (min.keyword, max.keyword);
    let message = format!(
        "no value satisfies `{low}: {}` and `{high}: {}`",
        min.written, max.written
    );
    diagnostics.push(
        Diagnostic::warning(Code::InvalidLimit, min.span, message)
            .at(min.pointer())
            .labelled(max.span, format!("`{high}` is here"))
            .help("correct one of them"),
    );
    false
}
