//! Tests arbitrary conditions between members. The generator turns them into Rust, and
//! arbitrary objects are checked by the compiled program and by a JSON Schema validator.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::thread;

use antom_judge::validator::Verdict;
use antom_tests::scratch::Scratch;
use antom_tests::{DISPLAY, report, specification};
use generator::diagnostics::{Code, Group, Report, Style};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::runner;

/// The number of conditions that are compiled, and the number of objects that each is
/// checked against.
const CONDITIONS: usize = 60;
const OBJECTS: usize = 200;

/// A program that prints the places of the violations of each request.
const PROGRAM: &str = r#"
use std::io::BufRead;

fn main() {
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("the input is text");
        let request = clinic::visit::clinic::Request::from_json(line.as_bytes());
        let found = request.expect("the request can be read").validate().err();
        let places: Vec<&str> = found.iter().flatten().map(|it| it.pointer()).collect();
        println!("{}", serde_json::to_string(&places).expect("places are texts"));
    }
}
"#;

#[test]
fn conditions_have_the_meaning_of_json_schema() {
    let (mut runner, again) = runner::runner(1);
    let conditions = conditions(&mut runner);
    let requests: Vec<(usize, Value)> = (0..conditions.len())
        .flat_map(|index| [index; OBJECTS])
        .map(|index| {
            let object = sample(&object(0), &mut runner);
            (index, json!({"root": {format!("case{index}"): object}}))
        })
        .collect();
    let program = compiled("conditions", &written(&conditions), PROGRAM);
    let answers = run(program, requests.iter().map(|(_, request)| request));
    assert_eq!(answers.len(), requests.len());
    let schemas = document(&conditions);
    let judges: Vec<_> = (0..conditions.len())
        .map(|index| {
            let mut schema = schemas.clone();
            schema["$ref"] = json!(format!("#/components/schemas/Case{index}"));
            jsonschema::validator_for(&schema).expect("a condition is a schema")
        })
        .collect();
    let mut broken = 0;
    for ((index, request), places) in requests.iter().zip(answers) {
        let object = &request["root"][format!("case{index}")];
        let verdict = Verdict::of(&judges[*index], object);
        let expected = verdict.rules.iter();
        let expected: Vec<String> = expected
            .map(|place| format!("/root/case{index}{place}"))
            .collect();
        let mut places: Vec<String> = serde_json::from_str(&places).expect("a list of places");
        places.sort();
        places.dedup();
        broken += usize::from(!places.is_empty());
        assert!(
            verdict.shape.is_empty() && places == expected,
            "{object}\nunder {}\nthe program says {places:?}, the judge {expected:?}\nagain with {again}",
            conditions[*index]
        );
    }
    let all = requests.len();
    assert!(
        (all / 10..all * 9 / 10).contains(&broken),
        "{broken} of {all}"
    );
}

/// The codes of conditions that are decided by a constant, or contradict one.
pub const LEFT_OUT: [Code; 2] = [Code::InvalidCondition, Code::InvalidValue];

/// Returns the codes of parts that are generated weaker than written.
pub fn weaker(report: &Report) -> Vec<Code> {
    let codes = report.diagnostics.iter().map(|it| it.code);
    codes
        .filter(|code| code.group() == Some(Group::Weaker))
        .collect()
}

/// Returns conditions that the generator accepts. It leaves out those that contradict a
/// constant.
fn conditions(runner: &mut TestRunner) -> Vec<Value> {
    let mut conditions = Vec::new();
    while conditions.len() < CONDITIONS {
        let condition = sample(&relation(0, 3), runner);
        let spec = written(std::slice::from_ref(&condition));
        let mut report = Report::default();
        let model = generator::read_model(spec.path(), DISPLAY, &mut report);
        let weaker = weaker(&report);
        assert!(
            model.is_some() && weaker.iter().all(|code| LEFT_OUT.contains(code)),
            "{condition}:\n{}",
            report.render(Style::Plain)
        );
        if weaker.is_empty() {
            conditions.push(condition);
        }
    }
    conditions
}

/// Returns a value of a strategy.
pub fn sample<T: std::fmt::Debug>(strategy: &BoxedStrategy<T>, runner: &mut TestRunner) -> T {
    let tree = strategy.new_tree(runner);
    tree.expect("nothing is filtered out").current()
}

/// The objects, from the outermost to the innermost. Each has an optional member of the
/// next type, and a required one.
const TYPES: [&str; 3] = ["Outer", "Middle", "Inner"];

/// The members of every object that are not objects.
const OPTIONAL: [&str; 3] = ["kind", "flag", "note"];
const SCALARS: [&str; 5] = ["kind", "flag", "note", "count", "fixed"];

fn members(level: usize) -> Vec<String> {
    let mut members = SCALARS.map(str::to_owned).to_vec();
    if level + 1 < TYPES.len() {
        members.extend(["part".to_owned(), "whole".to_owned()]);
    }
    members
}

/// Returns a document with the types, and with a type per condition in `Root`.
pub fn document(conditions: &[Value]) -> Value {
    let mut schemas = serde_json::Map::new();
    let kind = json!({"type": "string", "x-extensible-enum": ["A", "B", "C"]});
    schemas.insert("Kind".to_owned(), kind);
    for (level, name) in TYPES.iter().enumerate() {
        let mut properties = json!({
            "kind": {"$ref": "#/components/schemas/Kind"},
            "flag": {"type": "string", "format": "boolean"},
            "note": {"type": "string"},
            "count": {"type": "string", "format": "int64"},
            "fixed": {"type": "string", "const": "F"},
        });
        let mut required = vec!["count", "fixed"];
        if let Some(inner) = TYPES.get(level + 1) {
            let inner = json!({"$ref": format!("#/components/schemas/{inner}")});
            properties["part"] = inner.clone();
            properties["whole"] = inner;
            required.push("whole");
        }
        let schema = json!({"type": "object", "properties": properties, "required": required});
        schemas.insert((*name).to_owned(), schema);
    }
    let mut cases = serde_json::Map::new();
    for (index, condition) in conditions.iter().enumerate() {
        let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let schema = json!({"allOf": [reference("Outer"), condition]});
        schemas.insert(format!("Case{index}"), schema);
        cases.insert(format!("case{index}"), reference(&format!("Case{index}")));
    }
    schemas.insert(
        "Root".to_owned(),
        json!({"type": "object", "properties": cases}),
    );
    let info = json!({"title": "Conditions", "version": "1"});
    json!({"openapi": "3.1.0", "info": info, "components": {"schemas": schemas}})
}

fn written(conditions: &[Value]) -> TempDir {
    complete(&document(conditions), "Root")
}

/// Writes the complete specification of a document, with this schema in a message.
pub fn complete(document: &Value, schema: &str) -> TempDir {
    // The code that looks for the schema expects the key as YAML writes it.
    let key = format!("\"{schema}\":");
    let text = format!("{document:#}\n").replace(&key, &format!("\n{schema}:"));
    specification(&[("input.yaml".to_owned(), text)])
}

/// Returns a schema that relates the members of an object.
fn relation(level: usize, depth: u32) -> BoxedStrategy<Value> {
    let inner = || fragment(level, depth - 1);
    let maybe = || proptest::option::of(inner());
    let part = relation_of(level, depth);
    prop_oneof![
        inner().prop_map(|inner| json!({"not": inner})),
        // A single alternative is a part of the type, not a condition.
        proptest::collection::vec(inner(), 2..4).prop_map(|inner| json!({"anyOf": inner})),
        dependents(level),
        (inner(), inner(), maybe()).prop_map(|(when, then, otherwise)| {
            let mut schema = json!({"if": when, "then": then});
            if let Some(otherwise) = otherwise {
                schema["else"] = otherwise;
            }
            schema
        }),
        (inner(), inner()).prop_map(|(when, otherwise)| json!({"if": when, "else": otherwise})),
        part,
    ]
    .boxed()
}

/// Returns a schema of several relations.
fn relation_of(level: usize, depth: u32) -> BoxedStrategy<Value> {
    if depth <= 1 {
        return dependents(level);
    }
    let parts = proptest::collection::vec(relation(level, depth - 1), 1..3);
    parts.prop_map(|parts| json!({"allOf": parts})).boxed()
}

fn dependents(level: usize) -> BoxedStrategy<Value> {
    let names = proptest::sample::select(members(level));
    let required = proptest::sample::subsequence(members(level), 1..3);
    proptest::collection::hash_map(names, required, 1..3)
        .prop_map(|dependents| json!({"dependentRequired": dependents}))
        .boxed()
}

/// Returns a part of a condition about an object.
pub fn fragment(level: usize, depth: u32) -> BoxedStrategy<Value> {
    let required = proptest::sample::subsequence(members(level), 1..3);
    let required = required.prop_map(|required| json!({"required": required}));
    let simple = (property(level, depth), any::<bool>()).prop_map(|((name, schema), required)| {
        let mut fragment = json!({"properties": {&name: schema}});
        if required {
            fragment["required"] = json!([name]);
        }
        fragment
    });
    if depth == 0 {
        return prop_oneof![required, simple].boxed();
    }
    prop_oneof![2 => required, 3 => simple, 3 => relation(level, depth)].boxed()
}

/// Returns a member and a schema of its value.
fn property(level: usize, depth: u32) -> BoxedStrategy<(String, Value)> {
    let scalar = |name: &'static str, values: Vec<&'static str>| {
        let most = values.len();
        let some = proptest::sample::subsequence(values, 1..=most);
        let values = some.prop_map(|values| match values.as_slice() {
            [value] => json!({"const": value}),
            values => json!({"enum": values}),
        });
        let either = (values.clone(), values.clone())
            .prop_map(|(one, other)| json!({"anyOf": [one, {"not": other}]}));
        let schema = prop_oneof![4 => values.clone(), 1 => values.prop_map(|it| json!({"not": it})), 1 => either];
        schema.prop_map(move |schema| (name.to_owned(), schema))
    };
    let scalars = prop_oneof![
        scalar("kind", vec!["A", "B", "C"]),
        scalar("flag", vec!["true", "false"]),
        scalar("count", vec!["-1", "0", "7"]),
        scalar("note", vec!["x", "y"]),
        scalar("fixed", vec!["F", "G"]),
    ];
    if level + 1 == TYPES.len() {
        return scalars.boxed();
    }
    let name = proptest::sample::select(vec!["part".to_owned(), "whole".to_owned()]);
    let objects = (name, fragment(level + 1, depth.saturating_sub(1)));
    prop_oneof![scalars, objects].boxed()
}

/// Returns an object that is valid apart from the conditions.
pub fn object(level: usize) -> BoxedStrategy<Value> {
    let scalars = (
        proptest::option::of(proptest::sample::select(vec!["A", "B", "C", "D"])),
        proptest::option::of(proptest::sample::select(vec!["true", "false"])),
        proptest::option::of(proptest::sample::select(vec!["x", "y", "z"])),
        proptest::sample::select(vec!["-1", "0", "7", "8"]),
    );
    let scalars = scalars.prop_map(|(kind, flag, note, count)| {
        let mut object = json!({"count": count, "fixed": "F"});
        for (name, value) in OPTIONAL.into_iter().zip([kind, flag, note]) {
            if let Some(value) = value {
                object[name] = json!(value);
            }
        }
        object
    });
    if level + 1 == TYPES.len() {
        return scalars.boxed();
    }
    let parts = (proptest::option::of(object(level + 1)), object(level + 1));
    (scalars, parts)
        .prop_map(|(mut object, (part, whole))| {
            object["whole"] = whole;
            if let Some(part) = part {
                object["part"] = part;
            }
            object
        })
        .boxed()
}

/// Compiles a program that reads the messages of a specification.
pub fn compiled(name: &str, spec: &TempDir, program: &str) -> Command {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), name);
    let generated = generator::generate(spec.path(), DISPLAY);
    let mut files = match generated {
        Ok(generated) => generated.files,
        Err(found) => panic!("{}", found.render(Style::Plain)),
    };
    let manifest = files.get("Cargo.toml").unwrap_or_default();
    let strict = manifest.replace("[lints.rust]", "[lints.rust]\nwarnings = \"deny\"");
    files.insert("Cargo.toml", strict);
    scratch.write_package("clinic", &files);
    scratch.write("src/main.rs", program);
    let package = format!("[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    let manifest = "[dependencies]\nclinic = { path = \"clinic\" }\nserde_json = \"1\"\n\n\
                    [workspace]\n";
    scratch.write("Cargo.toml", &format!("{package}\n{manifest}"));
    let (success, messages) = scratch.cargo(&["build"]);
    let complaints = messages.into_iter().map(|message| message.rendered);
    report(&complaints.collect::<Vec<_>>());
    assert!(success, "cargo failed without a message");
    Command::new(scratch.target().join("debug").join(name))
}

/// Returns the program's answer to each message.
pub fn run<'a>(mut program: Command, requests: impl Iterator<Item = &'a Value>) -> Vec<String> {
    let lines: String = requests
        .flat_map(|request| [request.to_string(), "\n".to_owned()])
        .collect();
    let child = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = child.expect("the program can be started");
    let mut input = child.stdin.take().expect("the input is a pipe");
    let writer = thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().expect("the program ends");
    let written = writer.join().expect("the writer ends");
    written.expect("the program reads all requests");
    assert!(output.status.success(), "the program failed");
    let answers = String::from_utf8(output.stdout).expect("places are text");
    answers.lines().map(str::to_owned).collect()
}
