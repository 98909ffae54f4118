//! Compares the crates of OpenAPI documents with an independent validator of JSON Schema.
//!
//! For each component and each body that is a type: every example that the validator
//! accepts is read and written back equal. Random instances get the same verdict, at the
//! same places, if programs write the type; a type that is only read gives back what it has
//! read. The parameters of a request are judged together, as the members of an object.
//! `differences` is the list of what differs on purpose.

pub mod compare;
mod dialect;
pub mod differences;
mod examples;
mod instances;
mod program;
mod requests;
mod rng;
pub mod source;
mod texts;
pub mod validator;
mod weaker;

use std::collections::HashMap;
use std::fmt;
use std::path::Path;

use antom_tests::DISPLAY;
use antom_tests::scratch::Scratch;
use generator::Options;
use generator::diagnostics::Style;
use generator::model::{Shape, Usage};
use generator::plan::module_path;
use serde_json::Value;

pub use dialect::{Direction, translated};

use compare::{Facts, compare};
use differences::Constants;
use instances::Instances;
use program::{Program, Subject};
use requests::Request;
use source::Documents;
use validator::Validators;

/// A document or a directory of documents.
pub struct Input<'a> {
    /// Its name, which is the name of a module of Rust.
    pub name: String,
    /// Its path.
    pub path: &'a Path,
}

/// The settings of a run.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// The number of instances of each type.
    pub instances: u64,
    /// The seed of all instances.
    pub seed: u64,
}

/// The result for a document.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The name of the document.
    pub name: String,
    /// The number of types.
    pub types: usize,
    /// The number of types that are judged: components and bodies.
    pub judged: usize,
    /// The number of requests whose parameters are judged.
    pub requests: usize,
    /// The number of values that became any JSON value.
    pub untyped: usize,
    /// The number of warnings.
    pub warnings: usize,
    /// The number of examples that the validator accepts.
    pub examples: usize,
    /// The number of examples that it refuses.
    pub refused_examples: usize,
    /// The number of instances, of which the validator accepts some.
    pub instances: usize,
    /// The number of instances that the validator accepts.
    pub valid: usize,
    /// The differences that have no reason.
    pub differences: Vec<Difference>,
}

/// The greatest number of characters that describe a difference.
const LONGEST: usize = 1500;

/// A difference between a crate and the validator.
#[derive(Debug)]
pub struct Difference {
    /// The pointer to the schema.
    pub pointer: String,
    /// The message, if the difference is about one.
    pub message: Option<Value>,
    /// The difference in words.
    pub what: String,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} types ({} and {} requests judged), {} any JSON, {} warnings, {} examples ({} refused), \
             {} instances ({} valid), {} differences",
            self.name,
            self.types,
            self.judged,
            self.requests,
            self.untyped,
            self.warnings,
            self.examples,
            self.refused_examples,
            self.instances,
            self.valid,
            self.differences.len()
        )
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The verdict about a large union is long, and its beginning tells enough.
        let what: String = self.what.chars().take(LONGEST).collect();
        write!(f, "  {}\n    {what}", self.pointer)?;
        match &self.message {
            Some(message) => write!(f, "\n    {message}"),
            None => Ok(()),
        }
    }
}

/// A generated crate and what the judgement needs of its document.
struct Case {
    outcome: Outcome,
    /// The documents as they are written.
    source: Documents,
    /// The documents without the parts that the generator warns about.
    weakened: Documents,
    roots: Vec<Root>,
    /// The requests with parameters.
    requests: Vec<Request>,
    /// The usage of each component, by its pointer.
    usages: HashMap<String, Usage>,
}

/// A type that is judged.
struct Root {
    pointer: String,
    usage: Usage,
    /// Its position among the subjects of the program.
    subject: usize,
}

/// Judges documents with one program.
///
/// # Panics
///
/// Panics if a document has errors or the program does not compile.
#[must_use]
pub fn judge(scratch: &Scratch, inputs: &[Input<'_>], settings: Settings) -> Vec<Outcome> {
    let mut packages = Vec::new();
    let mut subjects = Vec::new();
    let mut requests = Vec::new();
    let mut cases = Vec::new();
    for input in inputs {
        let generated = generator::generate_with(input.path, DISPLAY, &Options::default());
        let generated = generated
            .unwrap_or_else(|report| panic!("{}:\n{}", input.name, report.render(Style::Plain)));
        let mut case = Case::of(input, &generated, &mut subjects);
        case.add_requests(&mut subjects, requests.len());
        requests.extend(case.requests.iter().cloned());
        cases.push(case);
        packages.push((input.name.clone(), generated.files));
    }
    let program = program::compiled(scratch, &packages, &subjects, &requests);
    let mut program = program.unwrap_or_else(|errors| panic!("{errors}"));
    for case in &mut cases {
        case.judge(&mut program, settings);
    }
    cases.into_iter().map(|case| case.outcome).collect()
}

impl Case {
    fn of(
        input: &Input<'_>,
        generated: &generator::Generated,
        subjects: &mut Vec<Subject>,
    ) -> Self {
        let api = &generated.specification.api;
        let source = source::read(input.path);
        let mut weakened = source.clone();
        let warnings = &generated.warnings.diagnostics;
        weaker::weaken(&mut weakened, warnings.iter());
        let mut roots = Vec::new();
        let mut usages = HashMap::new();
        for (id, def) in api.reachable() {
            usages.insert(def.origin.clone(), def.usage);
            // A type with files is no JSON.
            let is_json = !generated.specification.plan.has_uploads(id);
            let is_type = is_json && !matches!(def.shape, Shape::Alias(_));
            if !is_root(&def.origin) || !is_type {
                continue;
            }
            roots.push(Root {
                pointer: def.origin.clone(),
                usage: def.usage,
                subject: subjects.len(),
            });
            let module = module_path(api, def.module);
            subjects.push(Subject::Type {
                path: format!("{}::{module}::{}", input.name, def.name.rust),
                // An enum has no rules of its own.
                is_written: def.usage.written && !matches!(def.shape, Shape::Enum(_)),
            });
        }
        let outcome = Outcome {
            name: input.name.clone(),
            types: generated.summary.types,
            judged: roots.len(),
            untyped: generated.summary.untyped,
            warnings: warnings.len(),
            ..Outcome::default()
        };
        let requests = requests::of(&input.name, generated, &source);
        Self {
            outcome,
            source,
            weakened,
            roots,
            requests,
            usages,
        }
    }

    /// Adds the requests with parameters to the types that are judged. `first` is the
    /// position of the first one in the program.
    fn add_requests(&mut self, subjects: &mut Vec<Subject>, first: usize) {
        self.outcome.requests = self.requests.len();
        for (at, request) in self.requests.iter().enumerate() {
            self.usages.insert(request.pointer.clone(), Usage::WRITTEN);
            self.roots.push(Root {
                pointer: request.pointer.clone(),
                usage: Usage::WRITTEN,
                subject: subjects.len(),
            });
            subjects.push(Subject::Request(first + at));
        }
    }

    fn judge(&mut self, program: &mut Program, settings: Settings) {
        let mut examples = examples::of(&self.source);
        for request in &self.requests {
            let of_request = request.examples(&examples);
            examples.insert(request.pointer.clone(), of_request);
        }
        let mut constants = Constants::new();
        for document in self.source.values() {
            differences::constants(document, &mut constants);
        }
        for direction in [Direction::Written, Direction::Read] {
            let is_of = |root: &&Root| root.usage.written == (direction == Direction::Written);
            let (mut schemas, _) = translated(&self.source, direction);
            let (mut weakened, write_only) = translated(&self.weakened, direction);
            requests::add(&mut schemas, &self.requests);
            requests::add(&mut weakened, &self.requests);
            let validators = Validators::of(&weakened, write_only);
            let mut instances = Instances::new(&schemas, settings.seed);
            for root in self.roots.iter().filter(is_of) {
                let mut of_root = OfRoot {
                    root,
                    usages: &self.usages,
                    constants: &constants,
                    outcome: &mut self.outcome,
                    program,
                };
                let examples = examples.get(&root.pointer).map_or(&[][..], Vec::as_slice);
                of_root.judge(&validators, &mut instances, examples, settings);
            }
        }
    }
}

/// Returns whether the schema at a pointer describes a type alone: it is a component or the
/// schema of a body.
fn is_root(pointer: &str) -> bool {
    let (_, place) = pointer
        .split_once("#/components/schemas/")
        .unwrap_or(("", "/"));
    !place.contains('/') || pointer.ends_with("/schema")
}

struct OfRoot<'a> {
    root: &'a Root,
    usages: &'a HashMap<String, Usage>,
    constants: &'a Constants,
    outcome: &'a mut Outcome,
    program: &'a mut Program,
}

impl OfRoot<'_> {
    fn judge(
        &mut self,
        validators: &Validators,
        instances: &mut Instances<'_>,
        examples: &[Value],
        settings: Settings,
    ) {
        let (file, place) = self.root.pointer.split_once('#').unwrap_or_default();
        let document = file.rsplit('/').next().unwrap_or_default();
        let value = dialect::value_of(place);
        let place = if instances.has(document, &value) {
            &value
        } else {
            place
        };
        let judge = match validators.at(document, place) {
            Ok(judge) => judge,
            Err(error) => return self.differs(None, format!("the validator fails: {error}")),
        };
        // Null is a value where a member allows it, not of the type alone.
        let is_value = |message: &Value| !message.is_null();
        let mut tried = Vec::new();
        for example in examples {
            if judge.accepts(example) {
                self.outcome.examples += 1;
                tried.push((example.clone(), true));
            } else {
                self.outcome.refused_examples += 1;
            }
        }
        for at in 0..settings.instances {
            let has_faults = at % 3 != 0;
            let instance = instances.next(document, place, has_faults);
            if let Some(instance) = instance.filter(is_value) {
                self.outcome.instances += 1;
                self.outcome.valid += usize::from(judge.accepts(&instance));
                tried.push((instance, !has_faults));
            }
        }
        // One difference for each schema is enough to follow.
        let found = tried.into_iter().find_map(|(message, is_plain)| {
            let answer = self.program.answer(self.root.subject, &message);
            let is_open = |keyword: &str| self.is_open(keyword);
            let facts = Facts {
                is_written: self.root.usage.written,
                constants: self.constants,
                is_open: &is_open,
            };
            let judge = |it: &Value| judge.judge(it);
            let result = compare(&facts, (&message, is_plain), &answer, &judge);
            Some((message, result.err()?))
        });
        if let Some((message, what)) = found {
            self.differs(Some(message), what);
        }
    }

    /// Returns whether the component with a keyword is also read.
    fn is_open(&self, keyword: &str) -> bool {
        let (address, place) = keyword.split_once('#').unwrap_or_default();
        let name = address.rsplit('/').next().unwrap_or_default();
        // The type of an alternative can be a part of several unions.
        let (schema, _) = place.rsplit_once('/').unwrap_or_default();
        if let Some(usage) = self.usages.get(&format!("spec/{name}#{schema}")) {
            return usage.read;
        }
        let component = place.strip_prefix("/components/schemas/");
        let component = component.and_then(|it| it.split('/').next());
        let Some(component) = component else {
            return self.root.usage.read;
        };
        let pointer = format!("spec/{name}#/components/schemas/{component}");
        self.usages.get(&pointer).is_none_or(|usage| usage.read)
    }

    fn differs(&mut self, message: Option<Value>, what: String) {
        self.outcome.differences.push(Difference {
            pointer: self.root.pointer.clone(),
            message,
            what,
        });
    }
}

/// Returns the directory of a run on the command line.
#[must_use]
pub fn scratch() -> Scratch {
    Scratch::new(antom_tests::root().join("target"), "judge")
}

/// Returns a name of a module for a path.
#[must_use]
pub fn module(path: &Path) -> String {
    let name = path.file_stem().and_then(|it| it.to_str());
    let letters = name.unwrap_or_default().chars();
    let name: String = letters
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .collect();
    format!("of_{name}")
}
