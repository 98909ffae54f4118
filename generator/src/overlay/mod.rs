//! Overlays: changes of documents that are written apart from them.
//!
//! Input: the loaded documents and the overlays of OpenAPI Overlay 1.0. Effect: the trees
//! of the documents are changed. A changed value has its place in the overlay, so a
//! diagnostic about it points there.

mod change;
mod read;
mod search;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::{Directory, Loaded, is_overlay_of};
use crate::text::source::{Sources, Span, Spanned};
use crate::text::words;

use change::{Change, Refusal};
use read::{Action, Overlay};
use search::Search;

/// The number of values that all actions of a run may look at and add.
const BUDGET: usize = 100_000_000;

/// Applies the overlays in their order. An action that cannot be applied is an error.
pub fn apply(directory: &mut Directory, sources: &Sources, diagnostics: &mut Diagnostics) {
    let overlays = std::mem::take(&mut directory.overlays);
    let mut budget = BUDGET;
    for file in &overlays {
        let shown = sources.get(file.file).map_or("", |source| &source.path);
        let Some(overlay) = read::read(file, shown, diagnostics) else {
            continue;
        };
        let Some(document) = document_of(&overlay, file, &mut directory.files, diagnostics) else {
            continue;
        };
        for action in &overlay.actions {
            let report = run(action, document, &mut budget);
            if let Some(report) = report {
                diagnostics.push(report.at(action.pointer.clone()));
            }
        }
    }
}

/// Applies an action. Returns the error if it cannot be applied.
fn run(action: &Action<'_>, document: &mut Loaded, budget: &mut usize) -> Option<Diagnostic> {
    let Spanned { value: text, span } = &action.target;
    let error = |message: String| Diagnostic::error(Code::InvalidOverlay, *span, message);
    let query = match search::parse(text) {
        Ok(query) => query,
        Err(why) => {
            return Some(
                error(format!("`{text}` is not a JSONPath: {why}"))
                    .help("write a query of RFC 9535 without functions: `$.paths['/pets'].get`"),
            );
        }
    };
    let search = Search::of(&document.root, *budget);
    let found = search.find(&query);
    *budget = search.left();
    if *budget == 0 {
        return Some(too_much(*span));
    }
    if found.is_empty() {
        return Some(
            error(format!("`{text}` matches nothing in `{}`", document.name))
                .help("correct the path, or remove the action if the document was mended"),
        );
    }
    let changed = match &action.change {
        Change::Remove => change::remove(&mut document.root, &found),
        Change::Update(value) => change::update(&mut document.root, &found, value, budget),
    };
    let refusal = changed.err()?;
    Some(match refusal {
        Refusal::TooMuch => too_much(*span),
        Refusal::WholeDocument | Refusal::Replaced | Refusal::TooDeep => {
            error(refusal.message().to_owned()).help("choose another target, or add less")
        }
    })
}

fn too_much(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::TooLarge,
        span,
        "the actions of the overlays need too much time",
    )
    .help("write a path that looks at fewer values")
}

/// Returns the document that an overlay changes: the one that `extends` names, or else that
/// of the same name, or else the only one.
fn document_of<'d>(
    overlay: &Overlay<'_>,
    file: &Loaded,
    files: &'d mut [Loaded],
    diagnostics: &mut Diagnostics,
) -> Option<&'d mut Loaded> {
    let documents = files.iter().filter(|file| is_openapi(file));
    let documents: Vec<String> = documents.map(|file| file.name.clone()).collect();
    let extended = overlay.extended();
    let is_meant = |name: &&String| match extended {
        Some(extended) => extended == name.as_str(),
        None => is_overlay_of(&file.name, name),
    };
    let only = match documents.as_slice() {
        [only] if extended.is_none() => Some(only),
        _ => None,
    };
    let name = documents.iter().find(is_meant).or(only);
    let Some(name) = name else {
        diagnostics.push(without_document(overlay, &documents));
        return None;
    };
    files.iter_mut().find(|file| file.name == *name)
}

/// Creates the error for an overlay of no document.
fn without_document(overlay: &Overlay<'_>, documents: &[String]) -> Diagnostic {
    let known: Vec<String> = documents.iter().map(|name| format!("`{name}`")).collect();
    let help = format!("write one of {} as `extends`", words::list(&known));
    let error = |span, message| Diagnostic::error(Code::InvalidOverlay, span, message);
    let report = if let Some(extends) = &overlay.extends {
        let name = overlay.extended().unwrap_or_default();
        error(extends.span, format!("there is no document `{name}`"))
    } else {
        let message = "this overlay does not say which document it changes";
        error(overlay.span, message.to_owned()).at_start()
    };
    report.help(help)
}

/// Returns whether a file is an OpenAPI document, and not `package.yaml`.
fn is_openapi(file: &Loaded) -> bool {
    let root = file.root.as_mapping();
    root.is_some_and(|root| root.get("openapi").is_some())
}
