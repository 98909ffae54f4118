//! Security schemes, and the signatures that they describe.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::SecurityScheme;
use crate::openapi::{self, Document, SecuritySchemeId};
use crate::text::source::Spanned;

use super::signature::signature;
use crate::lower::pointers::canonical;

/// The security schemes of all documents.
pub struct Schemes {
    schemes: Vec<SecurityScheme>,
    /// The position of each scheme by its document and name.
    positions: HashMap<(usize, String), usize>,
}

impl Schemes {
    /// Lowers the schemes of all documents. A reference has the position of its target.
    pub fn of(documents: &[Document], diagnostics: &mut Diagnostics) -> Self {
        let mut schemes = Vec::new();
        let mut lowered: HashMap<SecuritySchemeId, usize> = HashMap::new();
        let entries = || {
            documents.iter().enumerate().flat_map(|(document, it)| {
                let schemes = it.security_schemes.iter().enumerate();
                schemes.map(move |(scheme, it)| (SecuritySchemeId { document, scheme }, it))
            })
        };
        for (id, entry) in entries() {
            if entry.reference.is_none() {
                lowered.insert(id, schemes.len());
                schemes.push(scheme(entry, diagnostics));
            }
        }
        let mut positions = HashMap::new();
        for (id, entry) in entries() {
            let reference = entry.reference.as_ref();
            // An unresolved reference was reported.
            let target = reference.map_or(Some(id), |it| it.target);
            let Some(&position) = target.and_then(|target| lowered.get(&target)) else {
                report_chain(entry, target.is_some(), diagnostics);
                continue;
            };
            positions.insert((id.document, entry.key.text.to_string()), position);
        }
        Self { schemes, positions }
    }

    /// Returns the position of the scheme that signs a message, which is the first one
    /// with a signature. `security` is that of the operation, or else of its document.
    pub fn signed_by(
        &self,
        document: usize,
        holder: &Document,
        security: &[Vec<Spanned<String>>],
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        let mut signed_by = None;
        for name in security.iter().flatten() {
            let Some(&position) = self.positions.get(&(document, name.value.clone())) else {
                unknown_scheme(name, holder, diagnostics);
                continue;
            };
            let scheme = self.schemes.get(position);
            if scheme.is_some_and(|scheme| scheme.signature.is_some()) {
                signed_by = signed_by.or(Some(position));
            }
        }
        signed_by
    }

    /// Returns the schemes.
    pub fn into_schemes(self) -> Vec<SecurityScheme> {
        self.schemes
    }
}

fn scheme(entry: &openapi::SecurityScheme, diagnostics: &mut Diagnostics) -> SecurityScheme {
    let signature_of = entry.signature.as_ref();
    SecurityScheme {
        name: entry.key.text.to_string(),
        kind: entry.kind.clone(),
        signature: signature_of.and_then(|it| signature(it, diagnostics)),
        origin: canonical(&entry.pointer),
    }
}

/// Reports a reference to a reference.
fn report_chain(entry: &openapi::SecurityScheme, is_bound: bool, diagnostics: &mut Diagnostics) {
    let text = entry.reference.as_ref().filter(|_| is_bound);
    if let Some(text) = text.map(|reference| &reference.text) {
        let message = format!("`{}` is a reference itself", text.value);
        diagnostics.push(
            Diagnostic::error(Code::UnresolvedReference, text.span, message)
                .help("refer to the scheme that it refers to"),
        );
    }
}

fn unknown_scheme(name: &Spanned<String>, holder: &Document, diagnostics: &mut Diagnostics) {
    let is_known = |it: &&openapi::SecurityScheme| *it.key.text == *name.value;
    if holder.security_schemes.iter().any(|it| is_known(&it)) {
        // Its reference was reported.
        return;
    }
    let message = format!(
        "there is no security scheme `{}` in the document",
        name.value
    );
    let report = Diagnostic::error(Code::UnresolvedReference, name.span, message);
    let names = holder.security_schemes.iter().map(|it| &*it.key.text);
    diagnostics.push(match suggestion(&name.value, names) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help("add it under `components/securitySchemes`"),
    });
}

/// Returns the security of an operation, or else that of its document.
pub fn of_operation<'a>(
    document: &'a Document,
    operation: &'a openapi::Operation,
) -> &'a [Vec<Spanned<String>>] {
    let own = operation.security.as_ref();
    own.unwrap_or(&document.security)
}
