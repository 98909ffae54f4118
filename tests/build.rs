//! Lists the items of the generated crate, for tests that iterate over all of them.
//!
//! Input: the sources of `generated/`. Output: Rust in `OUT_DIR`. It reads the text and
//! not the model, so that tests compile without the generator. Tests compare both lists
//! with the model.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let manifest = PathBuf::from(variable("CARGO_MANIFEST_DIR"));
    let source = manifest
        .parent()
        .expect("a workspace")
        .join("generated/src");
    println!("cargo::rerun-if-changed={}", source.display());
    let modules = modules(&source);
    let out = PathBuf::from(variable("OUT_DIR"));
    let webhooks = webhooks(&source);
    let lists = operations(&modules) + &webhook_list(&webhooks);
    write(&out.join("operations.rs"), &lists);
    write(
        &out.join("builders.rs"),
        &builders(&source, &modules, &webhooks),
    );
}

fn variable(name: &str) -> String {
    env::var(name).expect("cargo sets it")
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Returns the sorted names in a directory, or none if it does not exist.
fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// Returns the directory of every operation: its own, or that of a product below it.
fn modules(source: &Path) -> Vec<String> {
    let is_operation = |module: &String| source.join(module).join("outcome.rs").exists();
    let modules = names(source).into_iter().flat_map(|operation| {
        let products = names(&source.join(&operation)).into_iter();
        let products = products.map(|product| format!("{operation}/{product}"));
        std::iter::once(operation.clone())
            .chain(products)
            .collect::<Vec<_>>()
    });
    modules.filter(is_operation).collect()
}

/// Writes a macro that passes every operation to another macro: a name, the name of its
/// samples, and its module.
fn operations(modules: &[String]) -> String {
    let rows = modules.iter().map(|module| {
        let [name, samples, path] = ["_", ".", "::"].map(|mark| module.replace('/', mark));
        format!("            {name} \"{samples}\" {path};\n")
    });
    let rows = rows.collect::<Vec<_>>().concat();
    format!(
        "/// Calls a macro with a row for each operation: a name, the directory of its\n\
         /// samples, and the path of its module.\n\
         #[macro_export]\n\
         macro_rules! operations {{\n    ($with:ident) => {{\n        $with! {{\n{rows}        }}\n    }};\n}}\n"
    )
}

/// Returns the module of every webhook.
fn webhooks(source: &Path) -> Vec<String> {
    let dir = source.join("webhooks");
    let names = names(&dir).into_iter();
    names.filter(|name| dir.join(name).is_dir()).collect()
}

/// Writes a macro that passes every webhook to another macro: its module, and the name of
/// its samples.
fn webhook_list(webhooks: &[String]) -> String {
    let rows = webhooks.iter();
    let rows = rows.map(|webhook| format!("            {webhook} \"webhooks.{webhook}\";\n"));
    let rows = rows.collect::<Vec<_>>().concat();
    format!(
        "/// Calls a macro with a row for each webhook: its module below `webhooks`, and the\n\
         /// directory of its samples.\n\
         #[macro_export]\n\
         macro_rules! webhooks {{\n    ($with:ident) => {{\n        $with! {{\n{rows}        }}\n    }};\n}}\n"
    )
}

/// Writes an array of the types with a builder: the path of the type, and a function from
/// its JSON to its builder, as `shown_builder` shows it.
fn builders(source: &Path, modules: &[String], webhooks: &[String]) -> String {
    let webhooks = webhooks.iter().map(|webhook| format!("webhooks/{webhook}"));
    let modules: Vec<String> = modules.iter().cloned().chain(webhooks).collect();
    let mut list = String::from("&[\n");
    let modules = modules.iter().map(String::as_str);
    for module in modules.chain(["types"]) {
        for file in names(&source.join(module)) {
            let text = fs::read_to_string(source.join(module).join(file)).unwrap_or_default();
            if let Some((name, setters)) = builder(&text) {
                let path = format!("{}::{name}", module.replace('/', "::"));
                let value = if setters.is_empty() { "_" } else { "value" };
                writeln!(
                    list,
                    "(\"{path}\", |message| shown_builder(message, |{value}: antom::{path}| \
                     antom::{path}::builder(){setters})),"
                )
                .expect("a text takes any text");
            }
        }
    }
    list + "]\n"
}

/// Returns the type in a file if it has a builder, and calls of its setters with the
/// fields of `value`.
fn builder(text: &str) -> Option<(&str, String)> {
    let (_, after) = text.split_once("\npub struct ")?;
    let (name, body) = after.split_once(" {")?;
    let (body, _) = body.split_once("}\n")?;
    if !text.contains(&format!("\npub struct {name}Builder")) {
        return None;
    }
    let fields = body.lines().filter_map(|line| {
        let (field, ty) = line.strip_prefix("    pub ")?.split_once(':')?;
        let (ty, field) = (ty.trim(), field.trim());
        // A setter accepts the value without its box.
        let is_set = !ty.contains("Box<") && !ty.starts_with("Extra");
        let maybe = if ty.starts_with("Option<") {
            "maybe_"
        } else {
            ""
        };
        is_set.then(|| format!(".{maybe}{field}(value.{field})"))
    });
    Some((name, fields.collect()))
}
