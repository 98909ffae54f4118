//! Programs that are compiled together, each as a module of one crate.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::scratch::Scratch;

/// The errors of programs, by their names. A program without errors is not included.
pub type Errors = BTreeMap<String, Vec<String>>;

/// The directory of the programs in their package.
const DIRECTORY: &str = "src/programs";

/// Compiles programs, each a name and a text, in the package `package` of the workspace,
/// which has a manifest.
///
/// Errors in one program can hide those of others. The programs without errors are
/// therefore compiled again until all of them compile.
///
/// # Panics
///
/// Panics if there is an error outside of the programs.
#[must_use]
pub fn errors_of_programs(
    scratch: &Scratch,
    package: &str,
    programs: &[(String, String)],
) -> Errors {
    let names: Vec<String> = programs.iter().map(|(name, _)| file(name)).collect();
    scratch.keep_only(&format!("{package}/{DIRECTORY}"), &names);
    for (name, text) in programs {
        scratch.write(&format!("{package}/{DIRECTORY}/{}", file(name)), text);
    }
    let mut errors = Errors::new();
    loop {
        let left = programs.iter().map(|(name, _)| name.as_str());
        let left = left.filter(|name| !errors.contains_key(*name));
        scratch.write(&format!("{package}/src/lib.rs"), &root(left));
        let (success, messages) = scratch.cargo(&["check", "--package", package]);
        if success {
            return errors;
        }
        let known = errors.len();
        for message in messages.into_iter().filter(|message| message.is_error) {
            // The last message is about the number of errors and has no place.
            let Some(place) = &message.file else {
                continue;
            };
            let name = program(place).unwrap_or_else(|| panic!("{}", message.rendered));
            errors
                .entry(name.to_owned())
                .or_default()
                .push(message.rendered);
        }
        assert!(errors.len() > known, "cargo failed without a message");
    }
}

fn file(name: &str) -> String {
    format!("{name}.rs")
}

/// Returns the root of a crate with these programs.
fn root<'a>(programs: impl Iterator<Item = &'a str>) -> String {
    let mut root = "#![allow(warnings)]\n".to_owned();
    for (index, name) in programs.enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(
            root,
            "#[path = \"programs/{name}.rs\"]\nmod program_{index};"
        );
    }
    root
}

/// Returns the program that a file contains.
fn program(file: &str) -> Option<&str> {
    let (_, name) = file.split_once(&format!("{DIRECTORY}/"))?;
    name.strip_suffix(".rs")
}
