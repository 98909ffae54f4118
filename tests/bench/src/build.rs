//! Measures building the crate and the same structs in other forms: CPU time of the
//! compiler, and the size of its output.
//!
//! Every build is cold, in its own target directory, and without the network. The
//! variants are built in turn.

use std::fs;
use std::path::{Path, PathBuf};

use antom_tests::{instances, root};
use generator::Specification;
use generator::model::Api;
use generator::plan::module_path;

use super::baseline::{self, Kind};
use super::packages::{Package, directory};
use super::usage;

const SERDE: &str = "\
[dependencies]
serde = { version = \"1\", features = [\"derive\"] }
serde_json = \"1\"
";

const BON: &str = "bon = \"3\"\n";

/// A crate, and a program that uses one operation of it.
struct Variant {
    name: &'static str,
    what: &'static str,
    library: Package,
    program: Package,
}

/// The measured values: seconds of CPU time, and the size.
const COLUMNS: [&str; 8] = [
    "check",
    "build",
    "release",
    "with deps: check",
    "build",
    "release",
    "program",
    "rlib, kB",
];

/// Builds all variants this many times, and prints a table of medians and their ratios.
pub fn measure(rounds: usize) {
    let variants = variants(&instances::specification());
    for variant in &variants {
        variant
            .program
            .cargo(&["fetch", "--quiet"], &target(variant));
    }
    let measured: Vec<Vec<Vec<f64>>> = (1..=rounds)
        .map(|round| {
            eprintln!("round {round} of {rounds}");
            variants.iter().map(Variant::costs).collect()
        })
        .collect();
    let medians: Vec<Vec<f64>> = (0..variants.len())
        .map(|variant| {
            (0..COLUMNS.len())
                .map(|column| {
                    median(
                        measured
                            .iter()
                            .map(|round| round[variant][column])
                            .collect(),
                    )
                })
                .collect()
        })
        .collect();
    print(&variants, &medians);
}

fn variants(specification: &Specification) -> Vec<Variant> {
    let api = &specification.api;
    let plain = |name, what, kind| {
        let dependencies = match kind {
            Kind::Bon => format!("{SERDE}{BON}"),
            Kind::Plain | Kind::Enums | Kind::Builders => SERDE.to_owned(),
        };
        let library = Package::new(name, &dependencies);
        library.write("src/lib.rs", &baseline::source(specification, kind));
        variant(api, name, what, library)
    };
    let own = Package::copy("antom", &root().join("generated"));
    vec![
        plain("plain", "(a) structs, serde's derive", Kind::Plain),
        plain("enums", "(b) and open enums", Kind::Enums),
        plain("builders", "(c) and builders", Kind::Builders),
        variant(api, "antom", "(d) antom", own),
        plain("bon", "(e) as (a), with bon", Kind::Bon),
    ]
}

/// Returns the crate with a program that reads and writes the messages of the first
/// operation.
fn variant(api: &Api, name: &'static str, what: &'static str, library: Package) -> Variant {
    let manifest =
        format!("[dependencies]\n{name} = {{ path = \"../{name}\" }}\nserde_json = \"1\"\n");
    let program = Package::new(&format!("{name}-user"), &manifest);
    let operation = &api.operations[0];
    let (module, read_request, read_response) = if name == "antom" {
        let module = module_path(api, operation.module);
        (module, "Request::from_json", "Response::from_json")
    } else {
        (
            baseline::flat(api, operation.module),
            "serde_json::from_slice",
            "serde_json::from_slice",
        )
    };
    program.write(
        "src/main.rs",
        &format!(
            "use {name}::{module}::{{Request, Response}};

fn main() -> Result<(), Box<dyn std::error::Error>> {{
    let input = std::fs::read(std::env::args().nth(1).unwrap_or_default())?;
    let request: Request = {read_request}(&input)?;
    let written = serde_json::to_vec(&request)?;
    let response: Response = {read_response}(&written)?;
    println!(\"{{request:?}} {{response:?}}\");
    Ok(())
}}
"
        ),
    );
    Variant {
        name,
        what,
        library,
        program,
    }
}

impl Variant {
    /// Runs one round of builds and returns a figure per column.
    fn costs(&self) -> Vec<f64> {
        let target = target(self);
        let library = |arguments: &[&str]| {
            let mut all = arguments.to_vec();
            all.extend(["--quiet", "--offline"]);
            seconds(|| self.library.cargo(&all, &target))
        };
        let mut whole = Vec::new();
        let mut alone = Vec::new();
        for command in [&["check"] as &[&str], &["build"], &["build", "--release"]] {
            remove(&target);
            whole.push(library(command));
            clean(&self.library, self.name, &target);
            alone.push(library(command));
        }
        let size = rlib(&target, self.name);
        let build = ["build", "--release", "--quiet", "--offline"];
        self.program.cargo(&build, &target);
        clean(&self.program, &format!("{}-user", self.name), &target);
        let program = seconds(|| self.program.cargo(&build, &target));
        [alone, whole, vec![program, size]].concat()
    }
}

/// Removes cargo's output for the package itself.
fn clean(package: &Package, name: &str, target: &Path) {
    for profile in ["dev", "release"] {
        package.cargo(
            &["clean", "--quiet", "-p", name, "--profile", profile],
            target,
        );
    }
}

fn target(variant: &Variant) -> PathBuf {
    directory().join("cold").join(variant.name)
}

fn remove(target: &Path) {
    if target.exists() {
        fs::remove_dir_all(target).expect("the target directory can be removed");
    }
}

/// Returns the size of a library in release mode, in thousands of bytes.
fn rlib(target: &Path, name: &str) -> f64 {
    let path = target.join("release").join(format!("lib{name}.rlib"));
    let bytes = fs::metadata(path).expect("the library is there").len();
    f64::from(u32::try_from(bytes).expect("the library is small")) / 1000.0
}

/// Returns the CPU time of the processes that `work` starts and waits for.
fn seconds(work: impl FnOnce()) -> f64 {
    let before = usage::of_children();
    work();
    usage::of_children().saturating_sub(before).as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn print(variants: &[Variant], medians: &[Vec<f64>]) {
    print!("{:28}", "CPU seconds (ratio to a)");
    for column in COLUMNS {
        print!(" {column:>17}");
    }
    println!();
    for (variant, costs) in variants.iter().zip(medians) {
        print!("{:28}", variant.what);
        for (cost, plain) in costs.iter().zip(&medians[0]) {
            print!(" {cost:>10.2} ({:>4.2})", cost / plain);
        }
        println!();
    }
}
