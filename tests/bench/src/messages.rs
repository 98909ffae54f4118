//! Measures writing, reading and checking of each message in a program that compares the
//! crate with plain structs and `serde_json::Value`. For details of one task, run
//! `cargo bench` in `target/bench/messages`.

use antom_tests::{instances, root};
use generator::Specification;
use generator::model::{Api, Operation, TypeId};
use generator::plan::{Call, module_path};

use super::packages::{Package, directory};
use super::{baseline, message};

const MANIFEST: &str = r#"
[lib]
bench = false

[[bin]]
name = "times"
path = "PROGRAM/times.rs"
bench = false

[[bin]]
name = "allocations"
path = "PROGRAM/allocations.rs"
bench = false

[[bench]]
name = "criterion"
path = "PROGRAM/criterion.rs"
harness = false

[dependencies]
allocation-counter = "0.8"
antom = { path = "ROOT/generated" }
plain = { path = "../plain" }
serde = "1"
serde_json = "1"

[dev-dependencies]
criterion = { version = "0.8", default-features = false }
"#;

/// Writes the program, runs it and prints its tables.
pub fn measure() {
    let specification = instances::specification();
    let program = program(&specification);
    let target = directory().join("target");
    for table in ["times", "allocations"] {
        program.cargo(&["run", "--quiet", "--release", "--bin", table], &target);
        println!();
    }
}

fn program(specification: &Specification) -> Package {
    let api = &specification.api;
    let plain = "[dependencies]\nserde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
    let plain = Package::new("plain", plain);
    plain.write(
        "src/lib.rs",
        &baseline::source(specification, baseline::Kind::Plain),
    );

    let (root, sources) = (root(), root().join("tests/bench/program"));
    let manifest = MANIFEST
        .replace("PROGRAM", &sources.display().to_string())
        .replace("ROOT", &root.display().to_string());
    let program = Package::new("messages", &manifest);
    let mut tasks = String::new();
    for operation in &api.operations {
        let module = module_path(api, operation.module);
        let plain = baseline::flat(api, operation.module);
        let call = Call::of(api, operation).expect("the operation is a call");
        let response = call.response().map(|id| ("response", id));
        for (kind, id) in [("request", call.request)].into_iter().chain(response) {
            let file = format!("{plain}.{kind}.json");
            program.write(&format!("src/{file}"), &message::full(api, id).to_string());
            tasks.push_str(&exchange(api, operation, id, &module, &plain, &file));
        }
    }
    let library = format!(
        "#[path = \"{}/work.rs\"]\npub mod work;\n\npub fn tasks() -> Vec<work::Task> {{\n    let mut tasks = Vec::new();\n{tasks}    tasks\n}}\n",
        sources.display()
    );
    program.write("src/lib.rs", &library);
    program
}

/// Returns the lines that add the tasks of one message.
fn exchange(
    api: &Api,
    operation: &Operation,
    id: TypeId,
    module: &str,
    plain: &str,
    file: &str,
) -> String {
    let ty = &api.get(id).name.rust;
    let name = format!("{module}::{ty}");
    let own = format!("antom::{module}::{ty}");
    let exchange = format!(
        "    tasks.extend(work::exchange::<{own}, plain::{plain}::{ty}>(\"{name}\", include_str!(\"{file}\"), |json| {own}::from_json(json).expect(\"it is read\")));\n"
    );
    if Some(id) != operation.request() {
        return exchange;
    }
    format!(
        "{exchange}    let own = {own}::from_json(include_bytes!(\"{file}\")).expect(\"it is read\");\n    tasks.push(work::check(\"{name}\", own, {own}::validate));\n"
    )
}
