//! Tests programs that must not compile: one for each omitted required field, and other
//! misuse. All are compiled at once, and the error must name the field.

use antom_tests::instances::api;
use antom_tests::programs::errors_of_programs;
use antom_tests::scratch::Scratch;
use antom_tests::{DISPLAY, cases};
use antom_tests::{report, root};

use super::builders::builders;
use super::programs::{MISUSE, PRELUDE, USE};

/// A program, and the expected message of the compiler.
struct Program {
    name: String,
    text: String,
    expected: Expected,
}

/// The expected message of the compiler.
enum Expected {
    /// No message.
    Silence,
    /// A message that this field is not set.
    Missing(String),
    /// A message with this text.
    Text(&'static str),
}

impl Expected {
    fn is_in(&self, error: &str) -> bool {
        match self {
            Self::Silence => false,
            // The compiler writes the path, since other crates have items of the same name.
            Self::Missing(field) => {
                error.contains("required field `")
                    && error.contains(&format!("{field}` is not set"))
            }
            Self::Text(text) => error.contains(text),
        }
    }
}

/// The golden case with more required members than a builder has parameters.
const WIDE: &str = "many_required";

/// Writes the package of that case, and returns its programs: one with every required
/// member, and one without each.
fn wide(scratch: &Scratch) -> Vec<Program> {
    let cases = cases("emit");
    let case = cases.iter().find(|case| case.name.ends_with(WIDE));
    let spec = case.expect("the case is there").specification();
    let generated = generator::generate(spec.path(), DISPLAY);
    let Ok(generated) = generated else {
        panic!("{WIDE} has errors")
    };
    scratch.write_package("wide", &generated.files);
    let path = spec.path().join("input.yaml");
    let text = std::fs::read_to_string(path).expect("the case has a document");
    let document: serde_yaml::Value = serde_yaml::from_str(&text).expect("it is YAML");
    let root = &document["components"]["schemas"]["Root"];
    let required = root["required"].as_sequence().expect("a list of names");
    let names = required.iter().map(|name| name.as_str().expect("a name"));
    let setters: Vec<(&str, String)> = names
        .map(|name| match root["properties"][name]["type"].as_str() {
            Some("array") => (name, format!(".add_{name}(\"x\")")),
            _ => (name, format!(".{name}(\"x\")")),
        })
        .collect();
    let program = |without: Option<&str>| -> String {
        let set = setters.iter().filter(|(name, _)| Some(*name) != without);
        let set: String = set.map(|(_, setter)| setter.as_str()).collect();
        format!("fn main() {{ let _ = clinic::types::Root::builder(){set}.build(); }}\n")
    };
    let complete = Program {
        name: "wide-complete".to_owned(),
        text: program(None),
        expected: Expected::Silence,
    };
    let incomplete = setters.iter().map(|(name, _)| Program {
        name: format!("wide-without-{name}"),
        text: program(Some(*name)),
        expected: Expected::Missing((*name).to_owned()),
    });
    [complete].into_iter().chain(incomplete).collect()
}

fn programs() -> Vec<Program> {
    let mut programs = Vec::new();
    for builder in builders(&api()) {
        let slug = builder.slug();
        programs.push(Program {
            name: format!("{slug}-complete"),
            text: builder.program(None),
            expected: Expected::Silence,
        });
        programs.extend(builder.fields().map(|field| Program {
            name: format!("{slug}-without-{}", field.replace('_', "-")),
            text: builder.program(Some(field)),
            expected: Expected::Missing(field.to_owned()),
        }));
    }
    programs.extend(USE.iter().map(|(name, body)| Program {
        name: (*name).to_owned(),
        text: format!("{PRELUDE}fn main() {{ {body} }}\n"),
        expected: Expected::Silence,
    }));
    programs.extend(MISUSE.iter().map(|(name, body, message)| Program {
        name: (*name).to_owned(),
        text: format!("{PRELUDE}fn main() {{ {body} }}\n"),
        expected: Expected::Text(message),
    }));
    programs
}

#[test]
fn misuse_does_not_compile_and_the_compiler_says_why() {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "misuse");
    let antom = root().join("generated");
    let manifest = format!(
        "[package]\nname = \"misuse\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nantom = {{ path = {antom:?} }}\nclinic = {{ path = \"../wide\" }}\nserde_json = \"1\"\n"
    );
    scratch.write("misuse/Cargo.toml", &manifest);
    scratch.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"misuse\"]\n",
    );
    let mut programs = programs();
    programs.extend(wide(&scratch));
    let texts = programs.iter();
    let texts = texts.map(|program| (program.name.clone(), program.text.clone()));
    let errors = errors_of_programs(&scratch, "misuse", &texts.collect::<Vec<_>>());
    let complaints = programs.iter().filter_map(|program| {
        let errors = errors.get(&program.name);
        complaint(program, errors.map_or(&[], Vec::as_slice))
    });
    report(&complaints.collect::<Vec<_>>());
}

/// Returns a complaint if the compiler's messages are not as expected.
fn complaint(program: &Program, errors: &[String]) -> Option<String> {
    let said = errors.join("\n");
    let problem = match &program.expected {
        Expected::Silence if errors.is_empty() => return None,
        Expected::Silence => "does not compile",
        _ if errors.is_empty() => "compiles",
        expected if errors.iter().any(|error| expected.is_in(error)) => return None,
        Expected::Missing(_) | Expected::Text(_) => "fails with another message",
    };
    Some(format!("{} {problem}:\n{said}", program.name))
}
