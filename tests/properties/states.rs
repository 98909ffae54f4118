//! Tests arbitrary states of responses. The compiled program and a JSON Schema validator
//! must agree on the first value whose condition holds.

use std::collections::BTreeSet;

use antom_tests::DISPLAY;
use generator::diagnostics::{Report, Style};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::conditions::{
    LEFT_OUT, compiled, complete, document, fragment, object, run, sample, weaker,
};
use super::runner;

/// The number of states that are compiled, and the number of objects of each.
const STATES: usize = 30;
const OBJECTS: usize = 100;

/// The values of every state, in order.
const VALUES: [&str; 2] = ["first", "second"];

/// The conditions of a state.
type Conditions = [Value; VALUES.len()];

#[test]
fn the_first_value_whose_condition_holds_is_the_state() {
    let (mut runner, again) = runner::runner(1);
    let states = states(&mut runner);
    let responses: Vec<(usize, Value)> = (0..states.len())
        .flat_map(|index| [index; OBJECTS])
        .map(|index| {
            let object = sample(&object(0), &mut runner);
            (index, json!({"answer": {format!("case{index}"): object}}))
        })
        .collect();
    let spec = complete(&with_states(&states), "Answer");
    let program = compiled("states", &spec, &program(states.len()));
    let answers = run(program, responses.iter().map(|(_, response)| response));
    assert_eq!(answers.len(), responses.len());
    for ((index, response), answer) in responses.iter().zip(&answers) {
        let conditions = &states[*index];
        let object = &response["answer"][format!("case{index}")];
        let mut values = VALUES.iter().zip(conditions);
        let expected = values.find(|(_, condition)| jsonschema::is_valid(condition, object));
        let expected = expected.map_or("undetermined", |(value, _)| value);
        assert_eq!(
            answer, expected,
            "{object}\nunder {conditions:?}\nagain with {again}"
        );
    }
    let met: BTreeSet<&str> = answers.iter().map(String::as_str).collect();
    assert_eq!(met, BTreeSet::from(["first", "second", "undetermined"]));
}

/// Returns states that the generator accepts. It refuses conditions that are decided or
/// equal.
fn states(runner: &mut TestRunner) -> Vec<Conditions> {
    let mut states = Vec::new();
    while states.len() < STATES {
        let conditions = VALUES.map(|_| sample(&fragment(0, 2), runner));
        let spec = complete(&with_states(std::slice::from_ref(&conditions)), "Answer");
        let mut report = Report::default();
        let model = generator::read_model(spec.path(), DISPLAY, &mut report);
        let weaker = weaker(&report);
        assert!(
            model.is_some() && weaker.iter().all(|code| LEFT_OUT.contains(code)),
            "{conditions:?}:\n{}",
            report.render(Style::Plain)
        );
        if weaker.is_empty() {
            states.push(conditions);
        }
    }
    states
}

/// Returns a document with a type per state in `Answer`.
fn with_states(states: &[Conditions]) -> Value {
    let mut document = document(&[]);
    let mut cases = serde_json::Map::new();
    let schemas = &mut document["components"]["schemas"];
    for (index, conditions) in states.iter().enumerate() {
        let values = VALUES.iter().zip(conditions).map(|(value, condition)| {
            json!({"value": value, "description": "A state.", "if": condition})
        });
        let values: Vec<Value> = values.collect();
        schemas[format!("Case{index}")] = json!({
            "allOf": [{"$ref": "#/components/schemas/Outer"}],
            "x-state": {"name": format!("State{index}"), "values": values},
        });
        let reference = json!({"$ref": format!("#/components/schemas/Case{index}")});
        cases.insert(format!("case{index}"), reference);
    }
    schemas["Answer"] = json!({"type": "object", "properties": cases});
    document
}

/// Returns a program that prints the state in each response.
fn program(states: usize) -> String {
    let cases = (0..states).map(|index| {
        format!("answer.case{index}.iter().for_each(|it| println!(\"{{}}\", it.state{index}()));\n")
    });
    let cases: String = cases.collect();
    format!(
        r#"
        use clinic::visit::clinic::Response;
        use std::io::BufRead;

        fn main() {{
            for line in std::io::stdin().lock().lines() {{
                let line = line.expect("the input is text");
                let response = Response::from_json(line.as_bytes());
                let response = response.expect("the response can be read");
                let answer = response.answer.expect("the response has an answer");
                {cases}
            }}
        }}
        "#
    )
}
