//! Tests comparisons of parts of the model that have no output yet.

use std::collections::BTreeSet;

use crate::diagnostics::Diagnostics;
use crate::model::{
    self, Access, Additional, Api, Body, Field, FieldPath, Http, Location, MediaKind, Member,
    Method, Module, ModuleId, Name, Operation, Outcome, Parameter, Presence, Response, Rule,
    Scalar, Server, Shape, Source, Status, Struct, Type, TypeDef, TypeId, Union, UnionKind,
    UnionVariant, Usage, Value,
};
use crate::package::Package;
use crate::plan::{Picture, Plan};
use crate::specification::Specification;
use crate::text::moved::Moved;
use crate::text::places::Places;

use super::{Change, ChangeKind, VersionStep, compare};

fn name(text: &str) -> Name {
    Name {
        wire: text.to_owned(),
        rust: text.to_owned(),
    }
}

fn specification(shapes: Vec<Shape>, operations: Vec<Operation>) -> Specification {
    let types = shapes.into_iter().enumerate().map(|(at, shape)| TypeDef {
        name: name(&format!("T{at}")),
        module: ModuleId::SHARED,
        description: String::new(),
        origin: format!("spec/pets.yaml#/components/schemas/T{at}"),
        source: None,
        usage: Usage {
            written: true,
            read: true,
        },
        shape,
    });
    let names = operations
        .iter()
        .flat_map(|it| [Some(&it.id), it.product.as_ref()]);
    let path = names.flatten().cloned().collect();
    let api = Api {
        servers: Vec::new(),
        security_schemes: Vec::new(),
        modules: vec![Module { path: Vec::new() }, Module { path }],
        groups: Vec::new(),
        code_sets: Vec::new(),
        operations,
        webhooks: Vec::new(),
        roots: Vec::new(),
        types: types.collect(),
    };
    let moved = Moved::default();
    let places = Places::new([], &moved);
    let plan = Plan::of(
        &api,
        Package::default(),
        None,
        &places,
        &mut Diagnostics::default(),
    );
    Specification { api, plan }
}

fn changes(old: Vec<Shape>, new: Vec<Shape>) -> Vec<Change> {
    let (old, new) = (
        specification(old, Vec::new()),
        specification(new, Vec::new()),
    );
    compare(&old, &new).changes
}

fn kinds(old: Vec<Shape>, new: Vec<Shape>) -> Vec<ChangeKind> {
    let changes = changes(old, new).into_iter();
    changes.map(|change| change.kind).collect()
}

fn text() -> Value {
    Value::plain(Type::Scalar(Scalar::Text))
}

fn limited(most: u64) -> Value {
    Value {
        rules: vec![Rule::MaxLength(most)],
        ..text()
    }
}

fn object(value: Value) -> Shape {
    Shape::Struct(Struct {
        members: vec![Member::Field(Field {
            name: name("name"),
            description: String::new(),
            presence: Presence::Required,
            access: Access::Both,
            value,
            deprecated: false,
            default: None,
            examples: Vec::new(),
            source: None,
            fixed: None,
            window: None,
        })],
        additional: Additional::Unmentioned,
        others: None,
        limits: Vec::new(),
        rules: Vec::new(),
        advisories: Vec::new(),
        constructor: None,
        money: None,
        state: None,
    })
}

fn union(tags: &[&str], value: Value) -> Shape {
    Shape::Union(Union {
        outer_tags: BTreeSet::new(),
        kind: UnionKind::Json,
        tag: Some("kind".to_owned()),
        variants: vec![UnionVariant {
            name: name("Cat"),
            description: String::new(),
            tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
            is_base: false,
            value,
        }],
    })
}

#[test]
fn tags_and_types_of_variants_are_compared() {
    let flag = || Value::plain(Type::Any);
    let old = || union(&["CAT"], text());
    assert_eq!(kinds(vec![old()], vec![old()]), []);
    let found = changes(vec![old()], vec![union(&["CAT", "TOM"], text())]);
    let [change] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(change.kind, ChangeKind::VariantTags);
    assert_eq!(change.before.as_deref(), Some("CAT"));
    assert_eq!(change.after.as_deref(), Some("CAT or TOM"));
    let found = kinds(vec![old()], vec![union(&["CAT"], flag())]);
    assert_eq!(found, [ChangeKind::VariantType]);
}

#[test]
fn the_limits_of_unions_and_aliases_are_compared() {
    let found = kinds(
        vec![union(&["CAT"], limited(2)), Shape::Alias(limited(2))],
        vec![union(&["CAT"], limited(1)), Shape::Alias(limited(3))],
    );
    assert_eq!(found, [ChangeKind::LimitNarrowed, ChangeKind::LimitWidened]);
}

#[test]
fn a_change_of_the_shape_is_reported() {
    let found = changes(vec![Shape::Alias(text())], vec![union(&["CAT"], text())]);
    let [change] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(change.kind, ChangeKind::TypeKind);
    assert_eq!(change.before.as_deref(), Some("alias"));
    assert_eq!(change.after.as_deref(), Some("union"));
}

#[test]
fn a_recursive_type_is_compared() {
    let old = || union(&["CAT"], Value::plain(Type::Named(TypeId(0))));
    let own = || Shape::Alias(Value::plain(Type::Named(TypeId(1))));
    assert_eq!(kinds(vec![old(), own()], vec![old(), own()]), []);
}

#[test]
fn a_field_that_becomes_nullable_changes_its_type() {
    let nullable = Value {
        nullable: true,
        ..text()
    };
    let found = changes(vec![object(text())], vec![object(nullable)]);
    let [change] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(change.kind, ChangeKind::FieldType);
    assert_eq!(change.before.as_deref(), Some("String"));
    assert_eq!(change.after.as_deref(), Some("Option<String>"));
}

fn operation(outcome: Option<Outcome>, product: Option<Name>) -> Operation {
    Operation {
        is_deprecated: false,
        id: name("pay"),
        module: ModuleId(1),
        http: Http {
            method: Method::Post,
            path: "/pay".to_owned(),
            query: String::new(),
        },
        summary: String::new(),
        description: String::new(),
        document: Source {
            path: "spec/pay.yaml".to_owned(),
            title: String::new(),
            version: String::new(),
            url: None,
        },
        origin: String::new(),
        parameters: Vec::new(),
        body: None,
        inputs: None,
        headers: None,
        responses: vec![response(Status::Code(200))],
        security: Vec::new(),
        signed_by: None,
        servers: Vec::new(),
        ids: Vec::new(),
        idempotency: None,
        product,
        outcome,
        inquiry: None,
        resolution: None,
        codes: Vec::new(),
    }
}

fn outcome() -> Outcome {
    let status = FieldPath {
        steps: vec![model::Step {
            owner: TypeId(0),
            member: 0,
        }],
    };
    Outcome {
        code: status.clone(),
        message: status.clone(),
        status,
        success: vec!["S".to_owned()],
        failure: Vec::new(),
        unknown: Vec::new(),
        success_members: Vec::new(),
        given: Vec::new(),
    }
}

#[test]
fn an_added_or_removed_outcome_is_reported() {
    let with = || specification(vec![object(text())], vec![operation(Some(outcome()), None)]);
    let without = || specification(vec![object(text())], vec![operation(None, None)]);
    assert_eq!(compare(&with(), &with()).changes, []);
    assert_eq!(compare(&without(), &without()).changes, []);
    let gone = compare(&with(), &without());
    assert_eq!(gone.step(), VersionStep::Major);
    let kinds: Vec<_> = gone.changes.iter().map(|change| change.kind).collect();
    let expected = [
        ChangeKind::OutcomeStatusType,
        ChangeKind::OutcomeReading,
        ChangeKind::OutcomeStatusRemoved,
    ];
    assert_eq!(kinds, expected);
    let fresh = compare(&without(), &with());
    assert_eq!(fresh.step(), VersionStep::Minor);
    let kinds: Vec<_> = fresh.changes.iter().map(|change| change.kind).collect();
    let expected = [ChangeKind::OutcomeReading, ChangeKind::OutcomeStatusAdded];
    assert_eq!(kinds, expected);
}

#[test]
fn an_added_product_is_reported() {
    let old = specification(vec![object(text())], vec![operation(None, None)]);
    let pay = operation(None, Some(name("entry_code")));
    let new = specification(vec![object(text())], vec![pay]);
    let changes = compare(&old, &new).changes;
    let kinds: Vec<_> = changes.iter().map(|change| change.kind).collect();
    assert_eq!(
        kinds,
        [ChangeKind::OperationRenamed, ChangeKind::Documentation]
    );
}

fn kinds_between(old: Operation, new: Operation) -> Vec<ChangeKind> {
    let of = |operation| specification(vec![object(text()), object(text())], vec![operation]);
    let changes = compare(&of(old), &of(new)).changes.into_iter();
    changes.map(|change| change.kind).collect()
}

/// Asserts the kinds of change between an operation and another one, in both directions.
#[track_caller]
fn assert_change(change: fn(&mut Operation), kind: ChangeKind, back: ChangeKind) {
    let [old, mut new] = [operation(None, None), operation(None, None)];
    change(&mut new);
    assert_eq!(kinds_between(old, new), [kind]);
    let [mut old, new] = [operation(None, None), operation(None, None)];
    change(&mut old);
    assert_eq!(kinds_between(old, new), [back]);
}

fn body(value: Value) -> Body {
    Body {
        media_type: "application/json".to_owned(),
        kind: MediaKind::Json,
        value,
        encodings: Vec::new(),
        examples: Vec::new(),
        origin: String::new(),
    }
}

fn response(status: Status) -> Response {
    Response {
        description: String::new(),
        status,
        contents: vec![body(Value::plain(Type::Named(TypeId(0))))],
        links: Vec::new(),
        origin: String::new(),
    }
}

#[test]
fn a_change_points_at_the_item_and_not_at_its_file() {
    let side = |path: &str, url: &str| {
        let mut pay = operation(None, None);
        path.clone_into(&mut pay.http.path);
        pay.origin = "spec/pay.yaml#/paths/~1pay/post".to_owned();
        let mut found = specification(vec![object(text())], vec![pay]);
        found.plan.server_constants = vec!["PRODUCTION".to_owned()];
        found.api.servers = vec![Server {
            url: url.to_owned(),
            template: url.to_owned(),
            variables: Vec::new(),
            description: String::new(),
            environment: None,
            rust_name: None,
            origin: "spec/pay.yaml#/servers/0".to_owned(),
        }];
        found
    };
    let old = side("/pay", "https://a.example");
    let new = side("/v2/pay", "https://b.example");
    let changes = compare(&old, &new).changes;
    let pointers: Vec<&str> = changes.iter().map(|it| it.site.pointer.as_str()).collect();
    let expected = [
        "spec/pay.yaml#/paths/~1pay/post",
        "spec/pay.yaml#/servers/0",
    ];
    assert_eq!(pointers, expected);
}

#[test]
fn an_added_or_removed_body_is_reported() {
    assert_change(
        |new| new.responses.iter_mut().for_each(|it| it.contents.clear()),
        ChangeKind::BodyRemoved,
        ChangeKind::BodyAdded,
    );
}

#[test]
fn responses_of_every_status_are_compared() {
    assert_change(
        |new| new.responses.push(response(Status::Class(4))),
        ChangeKind::ResponseAdded,
        ChangeKind::ResponseRemoved,
    );
    let with = |value| {
        let mut with = operation(None, None);
        let contents = vec![body(value)];
        with.responses.push(Response {
            contents,
            ..response(Status::Default)
        });
        with
    };
    let found = kinds_between(with(limited(2)), with(limited(1)));
    assert_eq!(found, [ChangeKind::LimitNarrowed]);
}

#[test]
fn the_parts_of_requests_are_compared() {
    assert_change(
        |new| new.inputs = Some(TypeId(1)),
        ChangeKind::RequestSplit,
        ChangeKind::RequestJoined,
    );
    let with = |name: &str, location: Location| Operation {
        parameters: vec![Parameter {
            name: name.to_owned(),
            location,
            style: location.style(),
            explode: false,
            allow_reserved: false,
            is_json: false,
            is_required: false,
            origin: String::new(),
        }],
        inputs: Some(TypeId(1)),
        ..operation(None, None)
    };
    let found = kinds_between(
        with("trace", Location::Query),
        with("trace", Location::Header),
    );
    assert_eq!(found, [ChangeKind::ParameterPlace]);
    let found = kinds_between(
        with("trace", Location::Header),
        with("Trace", Location::Header),
    );
    assert_eq!(found, []);
}

#[test]
fn pictures_are_compared() {
    let with = |title: &str| {
        let mut specification = specification(Vec::new(), Vec::new());
        let (title, lines) = (title.to_owned(), Vec::new());
        specification.plan.picture = Some(Picture { title, lines });
        specification
    };
    assert_eq!(compare(&with("a"), &with("a")).changes, []);
    let changes = compare(&with("a"), &with("b")).changes;
    let kinds: Vec<ChangeKind> = changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::PackageMetadata]);
}
