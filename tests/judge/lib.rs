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
pub mod examples;
mod instances;
mod marks;
mod parts;
mod program;
mod requests;
mod requirements;
mod rng;
pub mod source;
mod texts;
pub mod validator;
mod weaker;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::path::Path;

use antom_tests::DISPLAY;
use antom_tests::scratch::Scratch;
use generator::Options;
use generator::diagnostics::{Diagnostic, Style};
use generator::model::{Shape, Usage};
use generator::plan::module_path;
use serde_json::Value;

pub use dialect::{Direction, WriteOnly, translated};

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

/// The results of earlier parts of a document. Parts can have types in common.
#[derive(Default)]
struct Known {
    types: HashSet<String>,
    warnings: HashSet<String>,
    /// The types that were judged, each with its usage.
    roots: HashSet<(String, bool, bool)>,
    /// The examples that were judged, each with the pointer to its schema.
    examples: HashSet<(String, String)>,
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
    /// True if an earlier part has the same type, so that only new examples are judged.
    is_known: bool,
}

/// Judges documents with one program.
///
/// # Errors
///
/// Returns the errors of the documents or of the compiler.
pub fn judge(
    scratch: &Scratch,
    inputs: &[Input<'_>],
    settings: Settings,
) -> Result<Vec<Outcome>, String> {
    judge_new(scratch, inputs, settings, &mut Known::default())
}

/// Returns the parts of a document with at most so many components each: one for a small
/// document, and none for one in several files, which is judged at once.
///
/// # Errors
///
/// Returns the file that cannot be read, with the reason.
pub fn parts_of(path: &Path, most: usize) -> Result<Vec<Value>, String> {
    let documents = source::read(path)?;
    let mut documents = documents.values();
    Ok(match (documents.next(), documents.next()) {
        (Some(only), None) => parts::parts(only, most),
        (None | Some(_), _) => Vec::new(),
    })
}

/// Judges a document in parts. Tells the result of each part, and returns their sum. The
/// errors of a part are a difference.
pub fn judge_in_parts(
    scratch: &Scratch,
    input: &Input<'_>,
    parts: &[Value],
    settings: Settings,
    mut tell: impl FnMut(&Outcome),
) -> Outcome {
    let mut sum = Outcome {
        name: input.name.clone(),
        ..Outcome::default()
    };
    let mut known = Known::default();
    let file = "part.json";
    let path = scratch.dir().join(file);
    for (at, part) in parts.iter().enumerate() {
        scratch.write(file, &part.to_string());
        let part = Input {
            name: input.name.clone(),
            path: &path,
        };
        let roots = known.roots.clone();
        let judged = judge_new(scratch, &[part], settings, &mut known);
        let outcomes = judged.unwrap_or_else(|errors| {
            // Later parts judge the types of this one.
            known.roots = roots;
            vec![Outcome::failed(errors)]
        });
        for mut outcome in outcomes {
            outcome.name = format!("{} part {} of {}", input.name, at + 1, parts.len());
            tell(&outcome);
            sum.add(outcome);
        }
    }
    sum
}

fn judge_new(
    scratch: &Scratch,
    inputs: &[Input<'_>],
    settings: Settings,
    known: &mut Known,
) -> Result<Vec<Outcome>, String> {
    let mut packages = Vec::new();
    let mut subjects = Vec::new();
    let mut requests = Vec::new();
    let mut cases = Vec::new();
    for input in inputs {
        let generated = generator::generate_with(input.path, DISPLAY, &Options::default());
        let generated = generated
            .map_err(|report| format!("{}:\n{}", input.name, report.render(Style::Plain)))?;
        let source = source::read(input.path)?;
        let mut case = Case::of(input, (source, &generated), &mut subjects, known);
        case.add_requests(&mut subjects, requests.len());
        requests.extend(case.requests.iter().cloned());
        cases.push(case);
        packages.push((input.name.clone(), generated.files));
    }
    let mut program = program::compiled(scratch, &packages, &subjects, &requests)?;
    for case in &mut cases {
        case.judge(&mut program, settings, known);
    }
    Ok(cases.into_iter().map(|case| case.outcome).collect())
}

impl Outcome {
    /// Returns the outcome of a part that has errors.
    fn failed(errors: String) -> Self {
        Self {
            differences: vec![Difference {
                pointer: "#".to_owned(),
                message: None,
                what: errors,
            }],
            ..Self::default()
        }
    }

    fn add(&mut self, part: Self) {
        self.types += part.types;
        self.judged += part.judged;
        self.requests += part.requests;
        self.untyped += part.untyped;
        self.warnings += part.warnings;
        self.examples += part.examples;
        self.refused_examples += part.refused_examples;
        self.instances += part.instances;
        self.valid += part.valid;
        self.differences.extend(part.differences);
    }
}

impl Case {
    fn of(
        input: &Input<'_>,
        (source, generated): (Documents, &generator::Generated),
        subjects: &mut Vec<Subject>,
        known: &mut Known,
    ) -> Self {
        let api = &generated.specification.api;
        let mut weakened = source.clone();
        let warnings = &generated.warnings.diagnostics;
        let moved = &generated.warnings.sources.moved;
        weaker::weaken(&mut weakened, warnings.iter(), moved);
        let mut roots = Vec::new();
        let mut usages = HashMap::new();
        let mut types = 0;
        for (id, def) in api.reachable() {
            // The schemas of a path item stand in the item that a path refers to.
            let place = moved.place(&def.origin).into_owned();
            usages.insert(place.clone(), def.usage);
            types += usize::from(known.types.insert(def.origin.clone()));
            // A type with files is no JSON.
            let is_json = !generated.specification.plan.has_uploads(id);
            let is_type = is_json && !matches!(def.shape, Shape::Alias(_));
            if !is_root(&def.origin) || !is_type {
                continue;
            }
            let Usage { written, read } = def.usage;
            let root = (place.clone(), written, read);
            roots.push(Root {
                pointer: place,
                usage: def.usage,
                subject: subjects.len(),
                is_known: !known.roots.insert(root),
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
            types,
            judged: roots.iter().filter(|root| !root.is_known).count(),
            untyped: generated.summary.untyped,
            warnings: known.count_new(warnings.iter()),
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
                is_known: false,
            });
            subjects.push(Subject::Request(first + at));
        }
    }

    fn judge(&mut self, program: &mut Program, settings: Settings, known: &mut Known) {
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
            let validators = All {
                plain: Validators::of(&weakened, write_only.clone()),
                marked: OnceCell::new(),
                whole: OnceCell::new(),
                weakened: &weakened,
                documents: &schemas,
                write_only,
            };
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
                let examples = known.new_examples(&root.pointer, examples);
                let settings = Settings {
                    instances: if root.is_known { 0 } else { settings.instances },
                    ..settings
                };
                of_root.judge(&validators, &mut instances, &examples, settings);
            }
        }
    }
}

impl Known {
    fn count_new<'d>(&mut self, warnings: impl Iterator<Item = &'d Diagnostic>) -> usize {
        let new = warnings.filter(|it| {
            let place = it.pointer.as_deref().unwrap_or_default();
            let text = format!("{:?} {place} {}", it.code, it.message);
            self.warnings.insert(text)
        });
        new.count()
    }

    fn new_examples(&mut self, pointer: &str, examples: &[Value]) -> Vec<Value> {
        let new = examples.iter().filter(|it| {
            let example = (pointer.to_owned(), it.to_string());
            self.examples.insert(example)
        });
        new.cloned().collect()
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

/// The validators of a document. Only the first is needed if there is no difference.
struct All<'a> {
    /// That without the parts that warnings are about.
    plain: Validators,
    /// That in which the marks of alternatives exclude the others.
    marked: OnceCell<Validators>,
    /// That of the document as it is written.
    whole: OnceCell<Validators>,
    weakened: &'a Documents,
    documents: &'a Documents,
    write_only: WriteOnly,
}

impl All<'_> {
    /// Returns the validators that may be right where the plain one is not. What one
    /// alternative does not list may be the mark of another one. A part that is not checked
    /// in the types that extend a component may be checked in the component itself.
    fn others(&self) -> impl Iterator<Item = &Validators> {
        let others: [fn(&Self) -> &Validators; 2] = [Self::marked, Self::whole];
        others.into_iter().map(move |it| it(self))
    }

    fn marked(&self) -> &Validators {
        let of = || Validators::of(&marks::marked(self.weakened), self.write_only.clone());
        self.marked.get_or_init(of)
    }

    fn whole(&self) -> &Validators {
        let of = || Validators::of(self.documents, self.write_only.clone());
        self.whole.get_or_init(of)
    }
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
        validators: &All<'_>,
        instances: &mut Instances<'_>,
        examples: &[Value],
        settings: Settings,
    ) {
        let (file, place) = self.root.pointer.split_once('#').unwrap_or_default();
        let document = source::document(file);
        let value = dialect::value_of(place);
        let place = if instances.has(document, &value) {
            &value
        } else {
            place
        };
        let judge = match validators.plain.at(document, place) {
            Ok(judge) => judge,
            Err(error) => return self.differs(None, format!("the validator fails: {error}")),
        };
        // Null is a value where a member allows it, not of the type alone.
        let is_value = |message: &Value| !message.is_null();
        let mut tried = Vec::new();
        for example in examples.iter().filter(|it| is_value(it)) {
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
            let documents = validators.weakened;
            let is_open =
                |keyword: &str| self.is_open(keyword) || is_only_read_constant(documents, keyword);
            let facts = Facts {
                is_written: self.root.usage.written,
                constants: self.constants,
                is_open: &is_open,
            };
            let judge = |it: &Value| judge.judge(it);
            let what = compare(&facts, (&message, is_plain), &answer, &judge).err()?;
            let is_intended = validators.others().any(|it| {
                it.at(document, place).is_ok_and(|judge| {
                    let judge = |it: &Value| judge.judge(it);
                    compare(&facts, (&message, is_plain), &answer, &judge).is_ok()
                })
            });
            (!is_intended).then_some((message, what))
        });
        if let Some((message, what)) = found {
            self.differs(Some(message), what);
        }
    }

    /// Returns whether the component with a keyword is also read.
    fn is_open(&self, keyword: &str) -> bool {
        let (address, place) = keyword.split_once('#').unwrap_or_default();
        let name = source::document(address);
        // The types inside of a component can be parts of several others.
        let around = std::iter::successors(outer(place), |it| outer(it));
        let usages = around.map(|schema| self.usages.get(&format!("spec/{name}#{schema}")));
        let is_component = place.starts_with("/components/schemas/");
        match usages.flatten().next() {
            Some(usage) => usage.read,
            None => is_component || self.root.usage.read,
        }
    }

    fn differs(&mut self, message: Option<Value>, what: String) {
        self.outcome.differences.push(Difference {
            pointer: self.root.pointer.clone(),
            message,
            what,
        });
    }
}

/// Returns the place around a place.
fn outer(place: &str) -> Option<&str> {
    place.rsplit_once('/').map(|(outer, _)| outer)
}

/// Returns whether a keyword lists the only value of a member that is only read. A program does
/// not set it, and what was read is written back unchecked.
fn is_only_read_constant(documents: &Documents, keyword: &str) -> bool {
    let (address, place) = keyword.split_once('#').unwrap_or_default();
    let name = source::document(address);
    let (schema, _) = place.rsplit_once('/').unwrap_or_default();
    let schema = documents.get(name).and_then(|it| it.pointer(schema));
    schema.is_some_and(|schema| {
        let values = schema["enum"].as_array();
        let is_constant = schema.get("const").is_some() || values.is_some_and(|it| it.len() == 1);
        schema["readOnly"] == true && is_constant
    })
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
