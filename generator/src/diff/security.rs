//! Comparison of security schemes, and of the schemes that operations need.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use crate::model::{Api, Flow, Requirement, SchemeKind, SecurityScheme, Usage};
use crate::specification::Specification;
use crate::support::ClientKind;

use super::change::{BOTH, REQUEST, Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::words;

/// The schemes of the credentials of a crate, by the names of their methods.
type Schemes<'a> = BTreeMap<&'a str, &'a SecurityScheme>;

/// The schemes of an alternative, each with its scopes.
type SchemeSet<'a> = BTreeSet<(&'a str, Option<&'a str>)>;

impl Comparison<'_> {
    /// Compares the security schemes that have credentials, which are identified by their
    /// methods.
    pub(super) fn security_schemes(&mut self) {
        let (old, new) = (schemes(self.old), schemes(self.new));
        let names: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
        for name in names {
            let (before, after) = (old.get(name).copied(), new.get(name).copied());
            let Some(known) = after.or(before) else {
                continue;
            };
            let site = Site {
                rust: format!("Credentials::{name}"),
                wire: format!("security scheme {}", known.name.wire),
                pointer: known.origin.clone(),
            };
            let words = |scheme: Option<&SecurityScheme>| Some(scheme?.kind.to_string());
            let sides = Sides {
                before: words(before),
                after: words(after),
            };
            if let Some(kind) = scheme_change(before, after) {
                self.push(kind, &site, REQUEST, sides);
            }
            if let (Some(before), Some(after)) = (before, after)
                && documentation(before) != documentation(after)
            {
                self.push(ChangeKind::Documentation, &site, REQUEST, Sides::default());
            }
        }
    }

    /// Compares the scheme that signs messages.
    pub(super) fn signature(&mut self) {
        let (before, after) = (self.old.api.signature(), self.new.api.signature());
        let kind = match (before, after) {
            (None, Some(_)) => ChangeKind::SignatureAdded,
            (Some(_), None) => ChangeKind::SignatureRemoved,
            (Some(before), Some(after)) if before != after => ChangeKind::SignatureChanged,
            (Some(_), Some(_)) | (None, None) => return,
        };
        let apis = [&self.new.api, &self.old.api];
        let mut schemes = apis.into_iter().flat_map(|api| &api.security_schemes);
        let scheme = schemes.find(|scheme| scheme.signature.is_some());
        let site = Site {
            rust: "signature".to_owned(),
            wire: "signature".to_owned(),
            pointer: scheme.map_or_else(String::new, |scheme| scheme.origin.clone()),
        };
        self.push(kind, &site, BOTH, Sides::default());
    }

    /// Compares whether the messages of an operation or a webhook are signed. An API has
    /// one scheme that signs, which is compared separately.
    pub(super) fn signed(
        &mut self,
        of: &Site,
        usage: Usage,
        (old, new): (Option<usize>, Option<usize>),
    ) {
        let kinds = (ChangeKind::SignedAdded, ChangeKind::SignedRemoved);
        self.appears(of, usage, (old.is_some(), new.is_some()), kinds);
    }

    /// Compares the schemes that an operation needs. A crate that signs messages has no
    /// credentials, and its signatures are compared separately.
    pub(super) fn security(
        &mut self,
        operation: &Site,
        old: &[Vec<Requirement>],
        new: &[Vec<Requirement>],
    ) {
        let plans = [&self.old.plan, &self.new.plan];
        if plans.iter().any(|plan| plan.client == ClientKind::Signed) {
            return;
        }
        let (given, accepted) = (needed(&self.old.api, old), needed(&self.new.api, new));
        let kind = if accepts_all(&accepted, &given) {
            ChangeKind::SecurityLoosened
        } else {
            ChangeKind::SecurityChanged
        };
        let old = alternatives(&self.old.api, old);
        let new = alternatives(&self.new.api, new);
        if old != new {
            let sides = Sides::both(words::security(&old), words::security(&new));
            self.push(kind, operation, REQUEST, sides);
        }
    }
}

/// Returns whether the new alternatives accept the credentials of every old one: some new
/// one needs no other scheme and no other scope.
fn accepts_all(new: &[SchemeSet<'_>], old: &[SchemeSet<'_>]) -> bool {
    let accepts = |given: &SchemeSet<'_>| new.iter().any(|needed| needed.is_subset(given));
    old.iter().all(accepts)
}

/// Returns the schemes and the scopes of each alternative. Without alternatives, nothing is
/// needed.
fn needed<'a>(api: &'a Api, security: &'a [Vec<Requirement>]) -> Vec<SchemeSet<'a>> {
    let parts = |needed: &'a Requirement| {
        let scheme = api.security_schemes.get(needed.scheme);
        let name = scheme.map_or("", |scheme| &scheme.name.wire);
        let scopes = needed.scopes.iter().map(|scope| Some(scope.as_str()));
        iter::once(None).chain(scopes).map(move |part| (name, part))
    };
    let all = security.iter();
    let all: Vec<SchemeSet<'_>> = all
        .map(|schemes| schemes.iter().flat_map(parts).collect())
        .collect();
    if all.is_empty() {
        vec![SchemeSet::new()]
    } else {
        all
    }
}

fn schemes(specification: &Specification) -> Schemes<'_> {
    let schemes = specification.api.security_schemes.iter();
    let schemes = schemes
        .filter(|scheme| specification.plan.client == ClientKind::Plain && scheme.has_credential());
    schemes.map(|it| (it.name.rust.as_str(), it)).collect()
}

/// Returns the kind of change between two definitions of a scheme.
fn scheme_change(
    before: Option<&SecurityScheme>,
    after: Option<&SecurityScheme>,
) -> Option<ChangeKind> {
    match (before, after) {
        (None, Some(_)) => Some(ChangeKind::SecuritySchemeAdded),
        (Some(_), None) => Some(ChangeKind::SecuritySchemeRemoved),
        (Some(before), Some(after)) => {
            if parts(&before.kind) != parts(&after.kind) {
                Some(ChangeKind::SecuritySchemeType)
            } else if before.kind.to_string() != after.kind.to_string()
                || before.name.wire != after.name.wire
            {
                Some(ChangeKind::SecuritySchemePlace)
            } else {
                None
            }
        }
        (None, None) => None,
    }
}

/// Returns the number of parts of a credential.
fn parts(kind: &SchemeKind) -> usize {
    match kind {
        SchemeKind::MutualTls => 0,
        SchemeKind::ApiKey { .. }
        | SchemeKind::Bearer { .. }
        | SchemeKind::Http { .. }
        | SchemeKind::OAuth2(_)
        | SchemeKind::OpenIdConnect { .. }
        | SchemeKind::Unknown { .. } => 1,
        SchemeKind::Basic => 2,
    }
}

/// Returns the parts of a scheme that only its documentation shows.
fn documentation(scheme: &SecurityScheme) -> (&str, Option<&str>, &[Flow]) {
    let (source, flows): (_, &[Flow]) = match &scheme.kind {
        SchemeKind::Bearer { format } => (format.as_deref(), &[]),
        SchemeKind::OAuth2(flows) => (None, flows),
        SchemeKind::OpenIdConnect { url } => (url.as_deref(), &[]),
        SchemeKind::ApiKey { .. }
        | SchemeKind::Basic
        | SchemeKind::Http { .. }
        | SchemeKind::MutualTls
        | SchemeKind::Unknown { .. } => (None, &[]),
    };
    (&scheme.description, source, flows)
}

/// Returns the names of the schemes of each alternative, with their scopes.
fn alternatives(api: &Api, security: &[Vec<Requirement>]) -> Vec<Vec<String>> {
    let name = |needed: &Requirement| {
        let scheme = api.security_schemes.get(needed.scheme);
        let name = scheme.map_or("", |scheme| &scheme.name.wire);
        match needed.scopes.as_slice() {
            [] => name.to_owned(),
            scopes => format!("{name} ({})", scopes.join(", ")),
        }
    };
    let alternatives = security.iter();
    alternatives
        .map(|schemes| schemes.iter().map(name).collect())
        .collect()
}
