//! Tests thousands of parts that would have the same name: each gets one of its own, and they
//! take linear time.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;

use generator::diagnostics::Report;
use generator::model::Api;

const MANY: u32 = 3_000;

/// Returns a name that differs from those of other numbers in its symbols only.
fn alike(number: u32) -> String {
    let symbols = (0..12).map(|bit| if number >> bit & 1 == 0 { '-' } else { '.' });
    std::iter::once('a').chain(symbols).collect()
}

/// Returns the model of a request with these components, among them `Root`.
fn model(components: &str) -> Api {
    let spec = tempfile::tempdir().expect("a temporary directory can be made");
    let document = format!(
        "openapi: 3.1.0
info: {{title: Pets, version: '1'}}
paths:
  /pets:
    post:
      operationId: add
      requestBody:
        content: {{application/json: {{schema: {{$ref: '#/components/schemas/Root'}}}}}}
      responses: {{'204': {{description: Nothing.}}}}
components:
  schemas:
{components}"
    );
    fs::write(spec.path().join("pets.yaml"), document).expect("the document can be written");
    let mut report = Report::default();
    let read = generator::read_model(spec.path(), "spec", &mut report);
    read.expect("there is no error")
}

fn assert_own<'a>(names: impl Iterator<Item = &'a str>) {
    let names: HashSet<&str> = names.collect();
    assert_eq!(names.len(), MANY as usize);
}

#[test]
fn values_of_an_enum() {
    let mut root = "    Root: {type: object, properties: {kind: {enum: [".to_owned();
    for number in 0..MANY {
        write!(root, "{}, ", alike(number)).expect("a string takes all");
    }
    let api = model(&(root + "]}}}\n"));
    let sets = api.types.iter().filter_map(|def| def.shape.as_enum());
    let variants = sets.flat_map(|set| &set.variants);
    assert_own(variants.map(|it| it.name.rust.as_str()));
}

#[test]
fn members_and_their_types() {
    let mut root = "    Root:\n      type: object\n      properties:\n".to_owned();
    let mut types = String::new();
    for number in 0..MANY {
        let name = alike(number);
        let member = format!("        {name}: {{$ref: '#/components/schemas/{name}'}}");
        writeln!(root, "{member}").expect("a string takes all");
        let ty = format!("    {name}: {{type: object, properties: {{x: {{type: string}}}}}}");
        writeln!(types, "{ty}").expect("a string takes all");
    }
    let api = model(&(root + &types));
    let is_root = |name: &str| name == "Root" || name == "Request";
    let own = api.types.iter().map(|def| def.name.rust.as_str());
    assert_own(own.filter(|name| !is_root(name)));
    let root = api.types.iter().find(|def| def.name.wire == "Root");
    let members = root
        .and_then(|def| def.shape.as_struct())
        .map(|it| &it.members);
    assert_own(
        members
            .into_iter()
            .flatten()
            .map(|it| it.name().rust.as_str()),
    );
}
