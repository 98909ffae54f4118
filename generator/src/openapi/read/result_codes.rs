//! Readers of result codes: the list of an operation, and the sets that operations share.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::text::pointer::child;
use crate::text::tree::{Entry, Node};

use super::fields::Fields;
use super::fields::mapping;
use crate::openapi::{CodeSet, CodeSetItem, Reference, ResultCode};

/// Reads `x-result-codes` of an operation: its codes and its references to sets.
pub fn result_codes(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> (Vec<ResultCode>, Vec<CodeSetItem>) {
    let (mut codes, mut sets) = (Vec::new(), Vec::new());
    let items = fields.items("x-result-codes", diagnostics);
    let pointer = fields.below("x-result-codes");
    for (index, item) in items
        .map_or(&[][..], |items| items.value)
        .iter()
        .enumerate()
    {
        let pointer = child(&pointer, &index.to_string());
        if is_reference(item) {
            sets.extend(code_set_item(item, &pointer, diagnostics));
        } else {
            codes.extend(result_code(item, &pointer, diagnostics));
        }
    }
    (codes, sets)
}

fn is_reference(item: &Node) -> bool {
    item.as_mapping()
        .is_some_and(|mapping| mapping.get("$ref").is_some())
}

fn code_set_item(item: &Node, pointer: &str, diagnostics: &mut Diagnostics) -> Option<CodeSetItem> {
    let mut fields = Fields::open(item, pointer, "a reference", diagnostics)?;
    let text = fields.required_text("$ref", diagnostics);
    fields.finish(diagnostics);
    Some(CodeSetItem {
        pointer: pointer.to_owned(),
        reference: Reference {
            text: text?,
            target: None,
        },
    })
}

/// Reads `x-result-codes` of the components: the sets of codes by name.
pub fn code_sets(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<CodeSet> {
    let Some(entry) = fields.take("x-result-codes") else {
        return Vec::new();
    };
    let pointer = fields.below("x-result-codes");
    let what = "`x-result-codes` of the components";
    let Some(named) = mapping(&entry.value, &pointer, what, diagnostics) else {
        return Vec::new();
    };
    let sets = named.entries.iter();
    sets.filter_map(|entry| code_set(entry, &child(&pointer, &entry.key.text), diagnostics))
        .collect()
}

fn code_set(entry: &Entry, pointer: &str, diagnostics: &mut Diagnostics) -> Option<CodeSet> {
    let what = "a set of result codes";
    let mut fields = Fields::open(&entry.value, pointer, what, diagnostics)?;
    let description = fields.text("description", diagnostics);
    let codes = fields.items("codes", diagnostics);
    if fields.take("codes").is_none() {
        fields.missing("codes");
    }
    let below = fields.below("codes");
    fields.finish(diagnostics);
    let mut set = CodeSet {
        key: entry.key.clone(),
        pointer: pointer.to_owned(),
        description: description.map(|text| text.value),
        codes: Vec::new(),
    };
    let codes = codes.map_or(&[][..], |codes| codes.value);
    for (index, item) in codes.iter().enumerate() {
        let pointer = child(&below, &index.to_string());
        if is_reference(item) {
            diagnostics.push(
                Diagnostic::error(
                    Code::NotSupported,
                    item.span,
                    "a reference between sets of result codes is not supported yet",
                )
                .at(pointer)
                .help("list the codes here, or refer to both sets in the operation"),
            );
        } else {
            set.codes.extend(result_code(item, &pointer, diagnostics));
        }
    }
    Some(set)
}

fn result_code(item: &Node, pointer: &str, diagnostics: &mut Diagnostics) -> Option<ResultCode> {
    let mut fields = Fields::open(item, pointer, "a result code", diagnostics)?;
    let code = fields.required_text("code", diagnostics);
    let status = fields.required_text("status", diagnostics);
    let message = fields.required_text("message", diagnostics);
    let action = fields.required_text("action", diagnostics);
    let retry = fields.required_text("retry", diagnostics);
    let note = fields.text("note", diagnostics).map(|text| text.value);
    let rust_name = fields.text("x-rust-name", diagnostics);
    fields.finish(diagnostics);
    Some(ResultCode {
        pointer: pointer.to_owned(),
        code: code?,
        status: status?,
        message: message?.value,
        action: action?.value,
        retry: retry?,
        note,
        rust_name,
    })
}
