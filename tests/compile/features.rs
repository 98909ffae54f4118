//! Tests that a crate with features of groups compiles with each of them alone, and that
//! only large crates whose groups need different types have such features.

use std::collections::BTreeMap;

use antom_tests::scratch::Scratch;
use antom_tests::{DISPLAY, cases, report, specification};
use generator::Specification;
use generator::diagnostics::Report;
use generator::plan::NoFeatures;
use serde_json::{Map, Value, json};

#[test]
fn each_feature_of_a_group_compiles_alone() {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "features");
    let cases = cases("emit");
    let case = cases.iter().find(|it| it.name == "emit/features_of_groups");
    let spec = case.expect("the case exists").specification();
    let Ok(generated) = generator::generate(spec.path(), DISPLAY) else {
        panic!("the case has errors");
    };
    let mut files = generated.files;
    let manifest = files.get("Cargo.toml").unwrap_or_default();
    let manifest = manifest.replace("[lints.rust]", "[lints.rust]\nwarnings = \"deny\"");
    files.insert("Cargo.toml", manifest);
    scratch.write_package("package", &files);
    scratch.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"package\"]\n",
    );
    let features = generated.specification.plan.features;
    let names: Vec<&str> = features.of_groups().map(|(name, _)| name).collect();
    assert_eq!(names, ["client-operations", "pets", "visits", "webhooks"]);
    for feature in names.iter().chain(&[""]) {
        let arguments = ["check", "--no-default-features", "--features", feature];
        let (success, messages) = scratch.cargo(&arguments);
        let complaints = messages.into_iter().map(|message| message.rendered);
        report(&complaints.collect::<Vec<_>>());
        assert!(success, "cargo failed without a message");
    }
}

#[test]
fn a_large_crate_has_a_feature_for_each_group() {
    let spec = with_groups(3, 100, 0);
    let features: Vec<(&str, &str)> = spec.plan.features.of_groups().collect();
    let expected = [("tag0", "tag0"), ("tag1", "tag1"), ("tag2", "tag2")];
    assert_eq!(features, expected);
    assert_eq!(spec.plan.features.absence(), None);
}

#[test]
fn a_small_crate_has_no_features() {
    let spec = with_groups(3, 50, 0);
    assert!(spec.plan.features.all().is_empty());
    assert_eq!(spec.plan.features.absence(), None);
}

#[test]
fn a_crate_whose_groups_share_most_types_has_no_features() {
    let spec = with_groups(3, 50, 200);
    assert!(spec.plan.features.all().is_empty());
    let absence = NoFeatures::Shared {
        needed: 252,
        types: 356,
    };
    assert_eq!(spec.plan.features.absence(), Some(absence));
}

#[test]
fn a_crate_with_more_groups_than_a_registry_allows_has_no_features() {
    let spec = with_groups(290, 1, 0);
    assert!(spec.plan.features.all().is_empty());
    let absence = NoFeatures::TooMany { groups: 290 };
    assert_eq!(spec.plan.features.absence(), Some(absence));
}

/// Reads a specification with groups of one operation each, whose responses contain
/// `own` types, and `shared` types of all groups.
fn with_groups(groups: usize, own: usize, shared: usize) -> Specification {
    let mut schemas = Map::new();
    let mut paths = Map::new();
    let mut object = |prefix: &str, count: usize| {
        let mut members = BTreeMap::new();
        for number in 0..count {
            let name = format!("{prefix}{number}");
            members.insert(name.clone(), reference(&name));
            let text = json!({"text": {"type": "string"}});
            schemas.insert(name, json!({"type": "object", "properties": text}));
        }
        members
    };
    let shared = object("Shared", shared);
    for group in 0..groups {
        let mut members = shared.clone();
        members.extend(object(&format!("Own{group}Of"), own));
        let schema = json!({"type": "object", "properties": members});
        let content = json!({"application/json": {"schema": schema}});
        let responses = json!({"200": {"description": "All", "content": content}});
        let get = json!({"tags": [format!("tag{group}")], "responses": responses});
        paths.insert(format!("/group{group}"), json!({"get": get}));
    }
    let document = json!({
        "openapi": "3.1.0", "info": {"title": "Groups", "version": "1"},
        "paths": paths, "components": {"schemas": schemas},
    });
    let spec = specification(&[(
        "input.yaml".to_owned(),
        serde_yaml::to_string(&document).expect("it can be written"),
    )]);
    let found = generator::read(spec.path(), DISPLAY, &mut Report::default());
    found.expect("the specification has no errors")
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}
