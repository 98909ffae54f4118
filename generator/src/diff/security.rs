//! Comparison of security schemes, and of the schemes that operations need.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, Requirement, SecurityScheme, Usage};

use super::change::{BOTH, REQUEST, Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::words;

/// The definitions of a scheme. Documents may define the same one.
type Schemes<'a> = BTreeMap<&'a str, Vec<&'a SecurityScheme>>;

impl Comparison<'_> {
    /// Compares the security schemes, which are identified by their names.
    pub(super) fn security_schemes(&mut self) {
        let (old, new) = (schemes(&self.old.api), schemes(&self.new.api));
        let names: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
        for name in names {
            let (before, after) = (old.get(name), new.get(name));
            let (kinds, now) = (before.map(|it| types(it)), after.map(|it| types(it)));
            let kind = match (&kinds, &now) {
                (None, Some(_)) => ChangeKind::SecuritySchemeAdded,
                (Some(_), None) => ChangeKind::SecuritySchemeRemoved,
                (Some(before), Some(after)) if before != after => ChangeKind::SecuritySchemeType,
                (Some(_), Some(_)) | (None, None) => continue,
            };
            let known = after.or(before).into_iter().flatten();
            for scheme in known.take(1) {
                let site = Site {
                    rust: self.new.plan.package.name.clone(),
                    wire: format!("security scheme {name}"),
                    pointer: scheme.origin.clone(),
                };
                let sides = Sides {
                    before: kinds.clone(),
                    after: now.clone(),
                };
                self.push(kind, &site, REQUEST, sides);
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

    /// Compares the schemes that an operation needs, in any order.
    pub(super) fn security(
        &mut self,
        operation: &Site,
        old: &[Vec<Requirement>],
        new: &[Vec<Requirement>],
    ) {
        let old = alternatives(&self.old.api, old);
        let new = alternatives(&self.new.api, new);
        if old != new {
            let sides = Sides::both(words::security(&old), words::security(&new));
            self.push(ChangeKind::SecurityChanged, operation, REQUEST, sides);
        }
    }
}

fn schemes(api: &Api) -> Schemes<'_> {
    let mut schemes = Schemes::new();
    for scheme in &api.security_schemes {
        schemes.entry(&scheme.name.wire).or_default().push(scheme);
    }
    schemes
}

/// Returns the types of the definitions of a scheme.
fn types(schemes: &[&SecurityScheme]) -> String {
    let types: BTreeSet<String> = schemes.iter().map(|it| it.kind.to_string()).collect();
    types.into_iter().collect::<Vec<_>>().join(", ")
}

fn alternatives<'a>(api: &'a Api, security: &[Vec<Requirement>]) -> BTreeSet<BTreeSet<&'a str>> {
    let name = |needed: &Requirement| {
        let scheme = api.security_schemes.get(needed.scheme);
        scheme.map_or("", |scheme| &scheme.name.wire)
    };
    let alternatives = security.iter();
    alternatives
        .map(|schemes| schemes.iter().map(name).collect())
        .collect()
}
