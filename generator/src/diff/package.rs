//! The package's manifest and the servers.

use crate::model::{Package, Server};

use super::words::server_place;
use super::{BOTH, ChangeKind, Comparison, Place, REQUEST, Sides};

impl Comparison<'_> {
    /// The changes of the manifest, but for the version, which follows from all
    /// changes together.
    pub(super) fn package(&mut self) {
        let (old, new) = (&self.old.package, &self.new.package);
        let place = Place {
            rust: new.name.clone(),
            wire: "package".to_owned(),
            pointer: "spec/package.yaml".to_owned(),
        };
        if old.name != new.name {
            let sides = Sides::both(&old.name, &new.name);
            self.push(ChangeKind::PackageRenamed, &place, BOTH, sides);
        }
        let (before, after) = (&old.rust_version, &new.rust_version);
        if before != after {
            let kind = if parts(after) > parts(before) {
                ChangeKind::RustVersionRaised
            } else {
                ChangeKind::PackageMetadata
            };
            self.push(kind, &place, BOTH, Sides::both(before, after));
        }
        let metadata = |package: &Package| {
            (
                package.description.clone(),
                package.license.clone(),
                package.repository.clone(),
                package.keywords.clone(),
                package.categories.clone(),
            )
        };
        if metadata(old) != metadata(new) {
            self.push(ChangeKind::PackageMetadata, &place, BOTH, Sides::default());
        }
    }

    /// The changes of the servers, which are known by their constants.
    pub(super) fn servers(&mut self) {
        let (old, new) = (&self.old.servers, &self.new.servers);
        let find = |servers: &'_ [Server], constant: &str| {
            let mut servers = servers.iter();
            servers.position(|server| server.constant == constant)
        };
        for server in old {
            let place = server_place(server);
            let Some(other) = find(new, &server.constant).and_then(|at| new.get(at)) else {
                self.push(
                    ChangeKind::ServerRemoved,
                    &place,
                    REQUEST,
                    Sides::gone(&server.url),
                );
                continue;
            };
            if server.url != other.url {
                let sides = Sides::both(&server.url, &other.url);
                self.push(ChangeKind::ServerUrl, &place, REQUEST, sides);
            }
            if server.description != other.description {
                self.push(ChangeKind::Documentation, &place, REQUEST, Sides::default());
            }
        }
        let common = |of: &[Server], other: &[Server]| -> Vec<String> {
            let servers = of.iter().map(|server| server.constant.clone());
            servers
                .filter(|constant| find(other, constant).is_some())
                .collect()
        };
        if common(old, new) != common(new, old) {
            let place = Place {
                rust: "servers".to_owned(),
                wire: "servers".to_owned(),
                pointer: "spec".to_owned(),
            };
            self.push(ChangeKind::Documentation, &place, REQUEST, Sides::default());
        }
        for server in new {
            if find(old, &server.constant).is_none() {
                let place = server_place(server);
                self.push(
                    ChangeKind::ServerAdded,
                    &place,
                    REQUEST,
                    Sides::fresh(&server.url),
                );
            }
        }
    }
}

/// A version of Rust as numbers, which is how it is compared.
fn parts(version: &str) -> Vec<u32> {
    let parts = version.split('.').map(str::parse);
    parts.filter_map(Result::ok).collect()
}
