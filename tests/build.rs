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
    let products = products(&source);
    let out = PathBuf::from(variable("OUT_DIR"));
    write(&out.join("operations.rs"), &operations(&products));
    write(&out.join("builders.rs"), &builders(&source, &products));
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

/// Returns the module of every operation, with the module of its product.
fn products(source: &Path) -> Vec<(String, String)> {
    let operations = names(source).into_iter();
    let products = operations.flat_map(|operation| {
        let products = names(&source.join(&operation)).into_iter();
        products.map(move |product| (operation.clone(), product))
    });
    let is_product = |(operation, product): &(String, String)| {
        let path = source.join(operation).join(product);
        path.join("outcome.rs").exists()
    };
    products.filter(is_product).collect()
}

/// Writes a macro that passes every operation to another macro: a name, the name of its
/// samples, and its two modules.
fn operations(products: &[(String, String)]) -> String {
    let rows = products.iter().map(|(operation, product)| {
        format!(
            "            {operation}_{product} \"{operation}.{product}\" {operation} {product};\n"
        )
    });
    let rows = rows.collect::<Vec<_>>().concat();
    format!(
        "/// Calls a macro with a row for each operation: a name, the directory of its\n\
         /// samples, the operation's module, and the product's module below it.\n\
         #[macro_export]\n\
         macro_rules! operations {{\n    ($with:ident) => {{\n        $with! {{\n{rows}        }}\n    }};\n}}\n"
    )
}

/// Writes an array of the types with a builder: the path of the type, and a function from
/// its JSON to its builder, as `shown_builder` shows it.
fn builders(source: &Path, products: &[(String, String)]) -> String {
    let modules = products
        .iter()
        .map(|(operation, product)| format!("{operation}/{product}"));
    let mut list = String::from("&[\n");
    for module in modules.chain(["types".to_owned()]) {
        for file in names(&source.join(&module)) {
            let text = fs::read_to_string(source.join(&module).join(file)).unwrap_or_default();
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
    let (name, body) = after.split_once(" {\n")?;
    let (body, _) = body.split_once("\n}\n")?;
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
