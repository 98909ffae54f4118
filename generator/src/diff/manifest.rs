//! Comparison of the package's manifest and of the servers.

use std::collections::BTreeSet;

use crate::model::{Operation, Server};
use crate::package;
use crate::plan::Plan;
use crate::specification::Specification;
use crate::support::ClientKind;
use crate::text::pointer::parent;

use super::change::{BOTH, REQUEST, Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::words::server_site;

impl Comparison<'_> {
    /// Compares the manifests, except the version, which depends on all changes.
    pub(super) fn package(&mut self) {
        let (old, new) = (&self.old.plan.package, &self.new.plan.package);
        let site = Site {
            rust: new.name.clone(),
            wire: "package".to_owned(),
            pointer: format!("spec/{}", package::FILE),
        };
        if old.name != new.name {
            let sides = Sides::both(&old.name, &new.name);
            self.push(ChangeKind::PackageRenamed, &site, BOTH, sides);
        }
        let (before, after) = (&old.rust_version, &new.rust_version);
        if before != after {
            let kind = if release(after) > release(before) {
                ChangeKind::RustVersionRaised
            } else {
                ChangeKind::PackageMetadata
            };
            self.push(kind, &site, BOTH, Sides::both(before, after));
        }
        let metadata = |specification: &Specification| {
            let Plan {
                package, picture, ..
            } = &specification.plan;
            (
                package.description.clone(),
                package.license.clone(),
                package.repository.clone(),
                package.keywords.clone(),
                package.categories.clone(),
                picture.clone(),
            )
        };
        if metadata(self.old) != metadata(self.new) {
            self.push(ChangeKind::PackageMetadata, &site, BOTH, Sides::default());
        }
    }

    /// Compares the features of groups of operations.
    pub(super) fn features(&mut self) {
        let features = |of: &Specification| -> BTreeSet<String> {
            let features = of.plan.features.of_groups();
            features.map(|(feature, _)| feature.to_owned()).collect()
        };
        let (old, new) = (features(self.old), features(self.new));
        let site = |feature: &str| Site {
            rust: feature.to_owned(),
            wire: "features".to_owned(),
            pointer: format!("spec/{}", package::FILE),
        };
        if old.is_empty() && !new.is_empty() {
            let kind = ChangeKind::FeaturesIntroduced;
            self.push(kind, &site("features"), BOTH, Sides::default());
            return;
        }
        for feature in old.difference(&new) {
            let sides = Sides::gone(feature);
            self.push(ChangeKind::FeatureRemoved, &site(feature), BOTH, sides);
        }
        for feature in new.difference(&old) {
            let sides = Sides::fresh(feature);
            self.push(ChangeKind::FeatureAdded, &site(feature), BOTH, sides);
        }
    }

    /// Compares the servers, which are identified by their constants.
    pub(super) fn servers(&mut self) {
        let (old, new) = (servers(self.old), servers(self.new));
        for (constant, server) in &old {
            let site = server_site(constant, server);
            let Some((_, other)) = new.iter().find(|(other, _)| other == constant) else {
                let sides = Sides::gone(&server.url);
                self.push(ChangeKind::ServerRemoved, &site, REQUEST, sides);
                continue;
            };
            self.server_url(&site, server, other);
            if server.environment != other.environment {
                let sides = Sides {
                    before: server.environment.map(|it| it.as_str().to_owned()),
                    after: other.environment.map(|it| it.as_str().to_owned()),
                };
                self.push(ChangeKind::ServerEnvironment, &site, REQUEST, sides);
            }
            let words = |server: &Server| -> Vec<String> {
                let variables = server.variables.iter();
                variables.map(|it| it.description.clone()).collect()
            };
            if server.description != other.description || words(server) != words(other) {
                self.push(ChangeKind::Documentation, &site, REQUEST, Sides::default());
            }
        }
        if let Some((_, first)) = new.first()
            && common(&old, &new) != common(&new, &old)
        {
            let site = Site {
                rust: "servers".to_owned(),
                wire: "servers".to_owned(),
                pointer: parent(&first.origin).to_owned(),
            };
            self.push(ChangeKind::Documentation, &site, REQUEST, Sides::default());
        }
        for (constant, server) in &new {
            if !old.iter().any(|(other, _)| other == constant) {
                let site = server_site(constant, server);
                let sides = Sides::fresh(&server.url);
                self.push(ChangeKind::ServerAdded, &site, REQUEST, sides);
            }
        }
    }
}

impl Comparison<'_> {
    fn server_url(&mut self, site: &Site, server: &Server, other: &Server) {
        let (old, new) = (arguments(server), arguments(other));
        // A constant exists beside the function, unless the URL has no host.
        let is_lost = other.is_relative() && !server.is_relative();
        if is_lost || (old != new && !old.is_empty()) {
            let sides = Sides::both(&server.template, &other.template);
            self.push(ChangeKind::ServerVariables, site, REQUEST, sides);
        } else if server.url != other.url
            || server.template != other.template
            || server.variables != other.variables
        {
            let sides = Sides::both(server_text(server), server_text(other));
            self.push(ChangeKind::ServerUrl, site, REQUEST, sides);
        }
    }

    /// Compares the servers that an operation has instead of others.
    pub(super) fn operation_servers(&mut self, site: &Site, old: &Operation, new: &Operation) {
        let plans = [&self.old.plan, &self.new.plan];
        if plans.iter().any(|plan| plan.client == ClientKind::Signed) {
            return;
        }
        let urls = |of: &Specification, operation: &Operation| {
            let servers = operation.servers.iter();
            let servers = servers.filter_map(|position| of.api.servers.get(*position));
            servers
                .map(|it| it.url.clone())
                .collect::<Vec<String>>()
                .join(", ")
        };
        let (old, new) = (urls(self.old, old), urls(self.new, new));
        if old != new {
            let sides = Sides::both(&old, &new);
            self.push(ChangeKind::OperationServers, site, REQUEST, sides);
        }
    }
}

/// Returns the arguments of the function of a server, which has none without a function.
fn arguments(server: &Server) -> Vec<&str> {
    let origin = server.is_relative().then_some("origin");
    let variables = server.variables.iter().map(|it| it.name.rust.as_str());
    origin.into_iter().chain(variables).collect()
}

/// Returns the URL of a server, with the default and the values of each variable.
fn server_text(server: &Server) -> String {
    let variables = server.variables.iter().map(|variable| {
        let values = match variable.values.as_slice() {
            [] => String::new(),
            values => format!(" of {}", values.join(", ")),
        };
        format!("; {} {}{values}", variable.name.wire, variable.default)
    });
    [server.template.clone()]
        .into_iter()
        .chain(variables)
        .collect()
}

/// A server and the name of its constant.
type NamedServer<'a> = (&'a str, &'a Server);

fn servers(specification: &Specification) -> Vec<NamedServer<'_>> {
    let constants = specification.plan.server_constants.iter();
    let constants = constants.map(String::as_str);
    constants.zip(&specification.api.servers).collect()
}

/// Returns the constants that both sides have.
fn common<'a>(of: &[NamedServer<'a>], other: &[NamedServer<'_>]) -> Vec<&'a str> {
    let constants = of.iter().map(|(constant, _)| *constant);
    constants
        .filter(|constant| other.iter().any(|(known, _)| known == constant))
        .collect()
}

/// Returns the three numbers of a Rust version; `1.85` is `1.85.0`.
fn release(version: &str) -> [u32; 3] {
    let mut numbers = version.split('.').map_while(|part| part.parse().ok());
    [(); 3].map(|()| numbers.next().unwrap_or(0))
}
