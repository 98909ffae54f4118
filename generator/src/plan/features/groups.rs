//! Features of groups of operations.
//!
//! A small crate has none, because they would save little. A crate whose groups share most of
//! their types has none for the same reason.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::model::Api;
use crate::names::{self, Numbers};
use crate::support::CONVERSIONS;

use super::absence::{MOST, NoFeatures};
use super::table::{Features, RESERVED, always, is_reserved, modules};

/// The number of types of a large crate. `cargo check` of a smaller one takes a few seconds.
const LARGE: usize = 300;

/// The number of features on which an item can depend in a crate with few of them. In others,
/// it is half of all. An item with more is always compiled, because the list would be long
/// and would leave it out rarely.
const LIST: usize = 8;

/// Returns the features of the groups if they are of use: if the crate is large, and its
/// groups need different types.
pub fn of_large(api: &Api) -> Features {
    let types = api.reachable().count();
    if types <= LARGE {
        return Features::default();
    }
    let features = of(api);
    if features.names.is_empty() {
        return features;
    }
    let groups = features.names.len();
    let needed = median(api, &features);
    let absence = if groups + RESERVED.len() + CONVERSIONS.len() > MOST {
        NoFeatures::TooMany { groups }
    } else if needed * 2 >= types {
        NoFeatures::Shared { needed, types }
    } else {
        return features;
    };
    Features::absent(absence)
}

/// Returns the features of the groups, if there are several.
pub fn of(api: &Api) -> Features {
    let groups = modules(api).filter_map(|module| module.path.first());
    let groups: BTreeSet<&str> = groups.map(|name| name.rust.as_str()).collect();
    if groups.len() < 2 {
        return Features::default();
    }
    let half = groups.len() / 2;
    let mut features = Features::named(api, features(&groups), BTreeMap::new());
    features.longest = features.longest.min(half.max(LIST));
    features.are_of_groups = true;
    features
}

/// Returns the names of the features by their groups. A group whose name is taken gets
/// another one.
fn features(groups: &BTreeSet<&str>) -> BTreeMap<String, String> {
    let is_taken = |name: &str| is_reserved(name) || DEPENDENCIES.contains(&name);
    let (named, others): (Vec<&str>, Vec<&str>) = groups.iter().partition(|group| {
        let name = names::feature(group);
        name.trim_matches('-') == name && !is_taken(&name)
    });
    let named = named
        .into_iter()
        .map(|it| (it.to_owned(), names::feature(it)));
    let mut features: BTreeMap<String, String> = named.collect();
    let mut taken: HashSet<String> = features.values().cloned().collect();
    let mut numbers = Numbers::default();
    for group in others {
        let feature = names::feature(group);
        let wish = feature.trim_matches('-');
        let numbered = |number| match number {
            2 => format!("{wish}-operations"),
            _ => format!("{wish}-operations-{}", number - 1),
        };
        let name = numbers.free(wish, numbered, |name| {
            !is_taken(name) && taken.insert(name.to_owned())
        });
        features.insert(group.to_owned(), name);
    }
    features
}

/// Dependencies of generated crates, whose names as features would suggest other meanings.
const DEPENDENCIES: [&str; 17] = [
    "base64",
    "bytes",
    "getrandom",
    "http",
    "http-body",
    "http-body-util",
    "hyper",
    "hyper-util",
    "percent-encoding",
    "pkcs1",
    "pkcs8",
    "rsa",
    "rustls",
    "rustls-platform-verifier",
    "serde",
    "serde_json",
    "zeroize",
];

/// Returns the number of types that are compiled with one feature, as the median of all.
fn median(api: &Api, features: &Features) -> usize {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut always = always(api);
    for (id, of_type) in &features.types {
        if of_type.len() > features.longest {
            always.insert(*id);
            continue;
        }
        for feature in of_type {
            *counts.entry(feature).or_default() += 1;
        }
    }
    let names = features.names.values();
    let mut counts: Vec<usize> = names
        .map(|name| counts.get(name.as_str()).copied().unwrap_or_default())
        .collect();
    counts.sort_unstable();
    always.len() + counts.get(counts.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(groups: &[&str]) -> Vec<String> {
        let groups = groups.iter().copied().collect();
        features(&groups).into_values().collect()
    }

    #[test]
    fn a_feature_has_the_name_of_its_group() {
        assert_eq!(names(&["pets", "shop_orders"]), ["pets", "shop-orders"]);
    }

    #[test]
    fn a_name_with_another_meaning_is_replaced() {
        let found = names(&[
            "chrono",
            "client_",
            "client_operations",
            "type_",
            "webhooks_",
        ]);
        let expected = [
            "chrono-operations",
            "client-operations-2",
            "client-operations",
            "type",
            "webhooks",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn every_feature_and_dependency_of_the_manifest_is_reserved() {
        let manifest = include_str!("../../../templates/Cargo.toml");
        let mut section = "";
        for line in manifest.lines() {
            if line.starts_with('[') {
                section = line;
            }
            let name = line.split_once(" = ").map_or("", |(name, _)| name);
            let is_name = ["[dependencies]", "[features]"].contains(&section);
            if is_name && !name.is_empty() && !name.starts_with(['{', '#']) {
                let is_taken = is_reserved(name) || DEPENDENCIES.contains(&name);
                assert!(is_taken, "{name}");
            }
        }
    }
}
