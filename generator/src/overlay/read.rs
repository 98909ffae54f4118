//! The reader of overlays.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::Loaded;
use crate::openapi::read::Fields;
use crate::text::pointer::child;
use crate::text::source::{Span, Spanned};

use super::change::Change;

/// An overlay.
pub struct Overlay<'a> {
    /// The position of the overlay.
    pub span: Span,
    /// `extends`: the document that it changes.
    pub extends: Option<Spanned<String>>,
    /// `actions`, in their order.
    pub actions: Vec<Action<'a>>,
}

impl Overlay<'_> {
    /// Returns the name of the document in `extends`, which may be a URL.
    pub fn extended(&self) -> Option<&str> {
        let extends = self.extends.as_ref()?;
        extends.value.rsplit('/').next()
    }
}

/// An action of an overlay.
pub struct Action<'a> {
    /// The pointer to the action.
    pub pointer: String,
    /// `target`: a query.
    pub target: Spanned<String>,
    /// `update` or `remove`.
    pub change: Change<'a>,
}

/// Reads an overlay, which messages show as `shown`. One with errors is not applied.
pub fn read<'a>(
    file: &'a Loaded,
    shown: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Overlay<'a>> {
    let mut fields = Fields::open(&file.root, format!("{shown}#"), "an overlay", diagnostics)?;
    let root = file.root.as_mapping();
    if root.is_none_or(|root| root.get("overlay").is_none()) {
        diagnostics.push(no_overlay(&fields, shown));
        return None;
    }
    fields.require("actions");
    let (version, _) = fields.required_scalar("overlay", diagnostics)?;
    if !["1.0.", "1.1."]
        .iter()
        .any(|known| version.value.starts_with(known))
    {
        let message = format!("OpenAPI Overlay {} is not supported yet", version.value);
        diagnostics.push(
            Diagnostic::error(Code::NotSupported, version.span, message)
                .at(fields.below("overlay"))
                .help("write `overlay: 1.0.0`"),
        );
    }
    fields.take("info");
    let extends = fields.text("extends", diagnostics);
    let items = fields.items("actions", diagnostics);
    let pointer = fields.below("actions");
    let nodes = items.map_or(&[][..], |items| items.value);
    let mut is_whole = true;
    let mut actions = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        let below = child(&pointer, &index.to_string());
        let mut fields = Fields::open(node, below.clone(), "an action", diagnostics)?;
        match action(&mut fields, below, diagnostics) {
            Some(action) => actions.push(action),
            None => is_whole = false,
        }
        is_whole &= fields.finish(diagnostics);
    }
    is_whole &= fields.finish(diagnostics);
    is_whole.then_some(Overlay {
        span: file.root.span,
        extends,
        actions,
    })
}

/// Creates the error for a file that is no overlay, such as the document itself.
fn no_overlay(fields: &Fields<'_>, shown: &str) -> Diagnostic {
    let message = "`overlay` is missing: this file is no OpenAPI Overlay";
    Diagnostic::error(Code::MissingKeyword, fields.span, message)
        .at_start()
        .at(format!("{shown}#"))
        .help("write `overlay: 1.0.0`, or give another file")
}

fn action<'a>(
    fields: &mut Fields<'a>,
    pointer: String,
    diagnostics: &mut Diagnostics,
) -> Option<Action<'a>> {
    let target = fields.required_text("target", diagnostics);
    fields.text("description", diagnostics);
    let update = fields.take("update");
    let remove = fields.boolean("remove", diagnostics);
    let is_removed = remove.is_some_and(|remove| remove.value);
    if let Some(copy) = fields.take("copy") {
        diagnostics.push(
            Diagnostic::error(
                Code::NotSupported,
                copy.key.span,
                "`copy` of Overlay 1.1 is not supported yet",
            )
            .at(fields.below("copy"))
            .help("write the value with `update`"),
        );
        return None;
    }
    let change = match update {
        // An update of what is removed has no effect.
        _ if is_removed => Change::Remove,
        Some(entry) => Change::Update(&entry.value),
        None => {
            diagnostics.push(
                Diagnostic::error(
                    Code::MissingKeyword,
                    fields.span,
                    "an action needs `update` or `remove: true`",
                )
                .at(pointer)
                .help("add what the action does"),
            );
            return None;
        }
    };
    Some(Action {
        pointer,
        target: target?,
        change,
    })
}
