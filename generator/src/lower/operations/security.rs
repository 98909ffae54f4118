//! Security schemes, and the signatures that they describe.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Location, Refusals, Requirement, SchemeKind, SecurityScheme};
use crate::openapi::{self, Document, SecuritySchemeId};
use crate::text::pointer::child;
use crate::text::source::Spanned;

use super::scheme_kinds::kind;
use super::scheme_names::SchemeNames;
use super::signature::{refusals, signature};
use crate::lower::pointers::canonical;

/// The security schemes of all documents.
pub struct Schemes {
    schemes: Vec<SecurityScheme>,
    /// The position of each scheme by its document and name.
    positions: HashMap<(usize, String), usize>,
}

impl Schemes {
    /// Lowers the schemes of all documents. A reference has the position of its target, and
    /// the same scheme in several documents that of the first.
    pub fn of(documents: &[Document], diagnostics: &mut Diagnostics) -> Self {
        let mut schemes: Vec<SecurityScheme> = Vec::new();
        let mut names = SchemeNames::default();
        let mut lowered: HashMap<SecuritySchemeId, usize> = HashMap::new();
        let entries = || {
            documents.iter().enumerate().flat_map(|(document, it)| {
                let schemes = it.security_schemes.iter().enumerate();
                schemes.map(move |(scheme, it)| (SecuritySchemeId { document, scheme }, it))
            })
        };
        for (id, entry) in entries() {
            if entry.reference.is_none() {
                let scheme = scheme(entry, diagnostics);
                let known = schemes.iter().position(|known| is_same(known, &scheme));
                lowered.insert(id, known.unwrap_or(schemes.len()));
                if known.is_none() {
                    schemes.push(names.named(scheme, entry, diagnostics));
                }
            }
        }
        let mut positions = HashMap::new();
        for (id, entry) in entries() {
            let reference = entry.reference.as_ref();
            // An unresolved reference was reported.
            let target = reference.map_or(Some(id), |it| it.target);
            let Some(&position) = target.and_then(|target| lowered.get(&target)) else {
                if let Some(target) = target {
                    report_chain(entry, id.document, target, documents, diagnostics);
                }
                continue;
            };
            positions.insert((id.document, entry.key.text.to_string()), position);
        }
        Self { schemes, positions }
    }

    /// Lowers the schemes of each alternative. `security` is that of the operation, or else
    /// of its document. An alternative with a scheme that is not known or has no credential,
    /// which is reported, is left out; an empty one becomes the last, because it needs no
    /// credentials.
    pub fn requirements(
        &self,
        (document, holder): (usize, &Document),
        security: &[Vec<openapi::Requirement>],
        diagnostics: &mut Diagnostics,
    ) -> Vec<Vec<Requirement>> {
        let mut requirement = |needed: &openapi::Requirement| {
            let name = &needed.scheme;
            let position = self.positions.get(&(document, name.value.clone()));
            if position.is_none() {
                unknown_scheme(name, holder, diagnostics);
            }
            let scheme = *position?;
            let known = self.schemes.get(scheme)?;
            let is_usable = known.has_credential() || known.signature.is_some();
            is_usable.then(|| Requirement {
                scheme,
                scopes: needed.scopes.clone(),
            })
        };
        let mut alternatives: Vec<Vec<Requirement>> = Vec::new();
        for schemes in security {
            let lowered: Vec<Option<Requirement>> = schemes.iter().map(&mut requirement).collect();
            let usable = lowered.into_iter().collect::<Option<Vec<Requirement>>>();
            alternatives.extend(usable.into_iter().flat_map(|it| self.by_token(&it)));
        }
        for schemes in security {
            self.refuse_same_places(document, schemes, diagnostics);
        }
        alternatives.sort_by_key(Vec::is_empty);
        let mut distinct: Vec<Vec<Requirement>> = Vec::new();
        for alternative in alternatives {
            if !distinct.contains(&alternative) {
                distinct.push(alternative);
            }
        }
        if let Some(first) = security.iter().flatten().next()
            && distinct.is_empty()
        {
            diagnostics.push(without_credentials(first));
        }
        distinct
    }

    /// Returns an alternative for each scheme that needs a token, with the schemes of other
    /// kinds. Documents list the flows of one server as several schemes, and a request has one
    /// token, whatever flow gave it.
    fn by_token(&self, alternative: &[Requirement]) -> Vec<Vec<Requirement>> {
        let needs_token = |it: &Requirement| {
            let scheme = self.schemes.get(it.scheme);
            scheme.is_some_and(|it| is_token(&it.kind))
        };
        let tokens: Vec<usize> = (0..alternative.len())
            .filter(|position| alternative.get(*position).is_some_and(needs_token))
            .collect();
        if tokens.len() < 2 {
            return vec![alternative.to_vec()];
        }
        let with = |token: &usize| {
            let schemes = alternative.iter().enumerate();
            let kept = schemes.filter(|(position, it)| position == token || !needs_token(it));
            kept.map(|(_, it)| it.clone()).collect()
        };
        tokens.iter().map(with).collect()
    }

    /// Reports the schemes of an alternative that have the same place in a request, unless
    /// one token is both.
    fn refuse_same_places(
        &self,
        document: usize,
        alternative: &[openapi::Requirement],
        diagnostics: &mut Diagnostics,
    ) {
        let mut known: HashMap<(Location, String), (&Spanned<String>, bool)> = HashMap::new();
        for needed in alternative {
            let name = &needed.scheme;
            let position = self.positions.get(&(document, name.value.clone()));
            let scheme = position.and_then(|it| self.schemes.get(*it));
            let Some((scheme, place)) = scheme.and_then(|it| Some((it, it.place()?))) else {
                continue;
            };
            let is_token = is_token(&scheme.kind);
            match known.entry(place) {
                Entry::Vacant(entry) => {
                    entry.insert((name, is_token));
                }
                Entry::Occupied(entry) if entry.get().1 && is_token => {}
                Entry::Occupied(entry) => {
                    let (other, _) = entry.get();
                    let (location, place) = entry.key();
                    let message = format!(
                        "`{}` and `{}` have the same place, the {} `{place}`: no request can have both",
                        other.value,
                        name.value,
                        location.as_str()
                    );
                    diagnostics.push(
                        Diagnostic::warning(Code::NotSupported, name.span, message)
                            .labelled(other.span, "the other one is here")
                            .help("write two alternatives if one of them is enough"),
                    );
                }
            }
        }
    }

    /// Returns the position of the scheme that signs a message, which is the first one with a
    /// signature.
    pub fn signed_by(&self, security: &[Vec<Requirement>]) -> Option<usize> {
        let mut needed = security.iter().flatten().map(|it| it.scheme);
        needed.find(|position| {
            let scheme = self.schemes.get(*position);
            scheme.is_some_and(|scheme| scheme.signature.is_some())
        })
    }

    /// Returns the schemes.
    pub fn into_schemes(self) -> Vec<SecurityScheme> {
        self.schemes
    }
}

/// Returns whether a scheme needs a token of OAuth 2, on which `OpenID` Connect is built.
fn is_token(kind: &SchemeKind) -> bool {
    match kind {
        SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect { .. } => true,
        SchemeKind::ApiKey { .. }
        | SchemeKind::Basic
        | SchemeKind::Bearer { .. }
        | SchemeKind::Http { .. }
        | SchemeKind::MutualTls
        | SchemeKind::Unknown { .. } => false,
    }
}

fn scheme(entry: &openapi::SecurityScheme, diagnostics: &mut Diagnostics) -> SecurityScheme {
    let signature_of = entry.signature.as_ref();
    SecurityScheme {
        name: SchemeNames::wish(entry, diagnostics),
        description: entry.description.clone().unwrap_or_default(),
        kind: kind(entry, diagnostics),
        refusals: signature_of.map_or_else(Refusals::default, |it| refusals(&it.refusals)),
        signature: signature_of.and_then(|it| signature(it, diagnostics)),
        origin: canonical(&entry.pointer),
    }
}

/// Returns whether two documents have the same scheme.
fn is_same(one: &SecurityScheme, other: &SecurityScheme) -> bool {
    one.name.wire == other.name.wire && one.kind == other.kind && one.signature == other.signature
}

/// Reports a reference in a document to a reference.
fn report_chain(
    entry: &openapi::SecurityScheme,
    document: usize,
    target: SecuritySchemeId,
    documents: &[Document],
    diagnostics: &mut Diagnostics,
) {
    let (Some(reference), Some(second)) = (&entry.reference, scheme_at(target, documents)) else {
        return;
    };
    let message = format!("`{}` is a `$ref` to another scheme", second.key.text);
    let report = Diagnostic::warning(Code::UnresolvedReference, reference.text.span, message)
        .at(format!("{}/$ref", entry.pointer));
    diagnostics.push(match end_of_chain(target, documents) {
        Some(end) => {
            let path = reference_from(document, end, documents);
            report.help(format!("write `{path}` here"))
        }
        None => report.help("refer to a scheme without `$ref`"),
    });
}

fn scheme_at(id: SecuritySchemeId, documents: &[Document]) -> Option<&openapi::SecurityScheme> {
    documents.get(id.document)?.security_schemes.get(id.scheme)
}

/// Returns the scheme at the end of a chain of references, unless the chain is broken or
/// a cycle.
fn end_of_chain(first: SecuritySchemeId, documents: &[Document]) -> Option<SecuritySchemeId> {
    let mut seen = HashSet::new();
    let mut at = first;
    while seen.insert(at) {
        match &scheme_at(at, documents)?.reference {
            None => return Some(at),
            Some(reference) => at = reference.target?,
        }
    }
    None
}

/// Returns the text of a reference from a document to a scheme.
fn reference_from(document: usize, to: SecuritySchemeId, documents: &[Document]) -> String {
    let name = scheme_at(to, documents).map_or("", |scheme| &*scheme.key.text);
    let file = documents
        .get(to.document)
        .filter(|_| to.document != document);
    let file = file.map_or("", |file| file.name.as_str());
    child(&format!("{file}#/components/securitySchemes"), name)
}

/// Reports credentials of which no alternative can be sent.
fn without_credentials(first: &openapi::Requirement) -> Diagnostic {
    let message = "none of these credentials can be sent: requests have none";
    Diagnostic::warning(Code::NotSupported, first.scheme.span, message)
        .help("correct the security schemes, or set a header of your own at the client")
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
    let report = Diagnostic::warning(Code::UnresolvedReference, name.span, message);
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
) -> &'a [Vec<openapi::Requirement>] {
    let own = operation.security.as_ref();
    own.unwrap_or(&document.security)
}
