//! Tests any text in any place of a specification: the golden cases, which use every
//! keyword, with some of their strings and keys replaced. The result is an error with its
//! place, or a package with the same items as before. Texts never become code, in Rust,
//! TOML or Markdown.

mod dictionary;
mod pages;
mod rust;
mod specification;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, OnceLock};

use antom_tests::scratch::Scratch;
use antom_tests::{DISPLAY, cases, is_long};
use generator::Options;
use generator::diagnostics::{Code, Group, LintLevel, Report, Style, Target, is_hidden};
use generator::files::FileSet;
use generator::model::Shape;
use generator::plan::module_path;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestCaseError;

use super::ensure;
use super::runner::try_all;
use specification::{Edit, Place, Specification};

/// A golden case. Its unchanged output is generated when a test needs it.
struct Subject {
    name: String,
    specification: Specification,
    unchanged: LazyLock<Unchanged, Box<dyn FnOnce() -> Unchanged + Send>>,
}

/// The output of a golden case without an edit.
struct Unchanged {
    files: FileSet,
    names: BTreeSet<String>,
    /// The number of parts that are weaker than written.
    weaker: usize,
    /// True if it has a union with a tag.
    is_tagged: bool,
    /// The Rust of the package, with names and without.
    rust: [OnceLock<rust::Package>; 2],
}

/// The golden cases that use every keyword, read once for all tests.
static SUBJECTS: LazyLock<Vec<Subject>> = LazyLock::new(Subject::all);

/// The keywords that accept any harmless text.
static PROSE: LazyLock<BTreeSet<String>> = LazyLock::new(prose);

impl Unchanged {
    fn of(name: &str, specification: &Specification) -> Self {
        let (files, names, weaker) = generate(specification)
            .unwrap_or_else(|found| panic!("{name}: {}", found.render(Style::Plain)));
        let places = specification.places();
        let mut keywords = places.iter().map(|place| place.keyword.as_str());
        let is_tagged = keywords.any(|it| it == "discriminator/propertyName");
        Self {
            files,
            names,
            weaker,
            is_tagged,
            rust: Default::default(),
        }
    }

    /// Returns the Rust of the package.
    fn rust(&self, with_names: bool) -> &rust::Package {
        self.rust[usize::from(!with_names)].get_or_init(|| {
            rust::Package::read(&self.files, with_names).expect("generated files are Rust")
        })
    }
}

impl Subject {
    fn all() -> Vec<Self> {
        let cases = ["emit", "text"].into_iter().flat_map(cases);
        let subjects = cases.map(|case| {
            let specification = Specification::read(case.specification().path());
            let (name, unedited) = (case.name.clone(), specification.clone());
            Self {
                name: case.name,
                specification,
                unchanged: LazyLock::new(Box::new(move || Unchanged::of(&name, &unedited))),
            }
        });
        subjects.collect()
    }

    /// Checks the output of the specification with these edits. Returns true if it was
    /// accepted.
    fn check(&self, edits: &[Edit]) -> Result<bool, TestCaseError> {
        let edited = self.specification.edited(edits);
        let (files, names, weaker) = match generate(&edited) {
            Ok(generated) => generated,
            Err(found) => return check_report(&found).map(|()| false),
        };
        let old = &*self.unchanged;
        let is_changed = |(path, text): &(&str, &str)| old.files.get(path) != Some(text);
        let changed = files.iter().filter(is_changed);
        for (path, text) in changed.filter(|(path, _)| *path != "CHANGELOG.md") {
            // Characters that join or separate letters are part of ordinary writing.
            let is_plain = |c: char| matches!(c, '\n' | '\u{200c}' | '\u{200d}');
            let hidden = text.chars().find(|c| is_hidden(*c) && !is_plain(*c));
            ensure(hidden.is_none(), || format!("{path} holds {hidden:?}"))?;
        }
        let with_names = names == old.names;
        let rust = old.rust(with_names);
        let package = rust.read_after(&old.files, &files)?;
        if weaker > old.weaker {
            // A text without a meaning, such as an unknown format, gives another type.
            return Ok(false);
        }
        // Another tag or mapping is another rule for the variant of a union, or another
        // module for an operation. Another content type or security scheme has other items,
        // and another overlay gives another document.
        // Lists of values in several schemas are intersected.
        let is_rule = |edit: &Edit| {
            let keyword = edit.keyword.as_str();
            keyword.starts_with("mapping/")
                || keyword.ends_with("/tags")
                || keyword == "allOf/enum"
                || keyword == "content/key"
                || keyword == "tags/name"
                || keyword.starts_with("update/")
                || keyword.ends_with("/scheme")
                || keyword == "discriminator/propertyName"
                || keyword.ends_with("x-ms-discriminator-value")
                // The values of a tag.
                || (old.is_tagged && keyword.ends_with("/enum"))
        };
        if !edits.iter().any(is_rule) {
            rust.compare(&package, edits)?;
        }
        pages::check(&old.files, &files, &edited.package())?;
        Ok(true)
    }
}

/// Returns the files of the package, every name in Rust, and the number of parts that are
/// weaker than written. Other warnings about strange texts are ignored here.
fn generate(of: &Specification) -> Result<(FileSet, BTreeSet<String>, usize), Report> {
    let spec = of.write();
    let generated = generator::generate_with(spec.path(), DISPLAY, &warned())?;
    let _ = generated.warnings.render(Style::Colour);
    let names = names(&generated.specification);
    Ok((generated.files, names, weaker(&generated.warnings)))
}

/// Returns options with which no warning is an error.
fn warned() -> Options {
    let mut options = Options::default();
    options.levels.set(Target::Warnings, LintLevel::Warn);
    options
}

/// Returns the number of parts that are weaker than written.
fn weaker(warnings: &Report) -> usize {
    let found = warnings.diagnostics.iter();
    let is_weaker = |code: Code| {
        let is_of_group = code.group() == Some(Group::Weaker) && code != Code::DerivedName;
        is_of_group || code == Code::UnknownKeyword
    };
    found.filter(|found| is_weaker(found.code)).count()
}

/// Returns true if the specification has no error and at most this number of parts that are
/// weaker than written. Nothing is generated, which would take most of the time.
fn is_accepted(of: &Specification, most: usize) -> bool {
    let spec = of.write();
    let warnings = generator::lint_with(spec.path(), DISPLAY, &warned());
    warnings.is_ok_and(|warnings| weaker(&warnings) <= most)
}

fn names(specification: &generator::Specification) -> BTreeSet<String> {
    let api = &specification.api;
    let mut names = BTreeSet::new();
    names.extend(specification.plan.server_constants.iter().cloned());
    let schemes = api.security_schemes.iter();
    names.extend(schemes.map(|scheme| scheme.name.rust.clone()));
    for operation in &api.operations {
        names.insert(module_path(api, operation.module));
        names.extend(operation.codes.iter().map(|code| code.name.rust.clone()));
    }
    for webhook in &api.webhooks {
        names.insert(module_path(api, webhook.module));
    }
    for def in &api.types {
        names.insert(def.name.rust.clone());
        let state = def
            .shape
            .as_struct()
            .and_then(|object| object.state.as_ref());
        if let Some(state) = state {
            names.insert(state.name.rust.clone());
            names.extend(state.values.iter().map(|value| value.name.rust.clone()));
        }
        match &def.shape {
            Shape::Struct(object) => {
                names.extend(
                    object
                        .members
                        .iter()
                        .map(|member| member.name().rust.clone()),
                );
            }
            Shape::Enum(set) => {
                names.extend(set.variants.iter().map(|variant| variant.name.rust.clone()));
            }
            Shape::Union(union) => {
                names.extend(
                    union
                        .variants
                        .iter()
                        .map(|variant| variant.name.rust.clone()),
                );
            }
            Shape::Alias(_) => {}
        }
    }
    names
}

/// Checks that an error has a place, and that no text is shown unescaped.
fn check_report(found: &Report) -> Result<(), TestCaseError> {
    ensure(found.diagnostics.has_errors(), || {
        "refused without an error".to_owned()
    })?;
    for found in found.diagnostics.iter() {
        ensure(found.span.is_some() && !found.help.is_empty(), || {
            format!("not explained: {found:?}")
        })?;
    }
    let _ = found.render(Style::Colour);
    let lines = found.to_json_lines();
    for line in lines.lines() {
        let parsed = serde_json::from_str::<serde_json::Value>(line);
        ensure(parsed.is_ok(), || format!("no JSON: {line:?}"))?;
    }
    for text in [found.render(Style::Plain), lines] {
        let hidden = text.chars().find(|c| is_hidden(*c) && *c != '\n');
        ensure(hidden.is_none(), || format!("{hidden:?} in {text:?}"))?;
    }
    Ok(())
}

/// A golden case with new texts at some places.
#[derive(Debug, Clone)]
struct Change {
    case: Index,
    /// True if only places are meant that accept any harmless text.
    among_prose: bool,
    edits: Vec<(Index, bool, String)>,
}

fn changes() -> impl Strategy<Value = Change> {
    let edit = (any::<Index>(), any::<bool>(), dictionary::texts());
    let edits = proptest::collection::vec(edit, 1..4);
    let among_prose = proptest::bool::weighted(0.7);
    (any::<Index>(), among_prose, edits).prop_map(|(case, among_prose, edits)| Change {
        case,
        among_prose,
        edits,
    })
}

fn prose() -> BTreeSet<String> {
    let mut tried = BTreeSet::new();
    let mut prose = BTreeSet::new();
    for subject in &*SUBJECTS {
        for place in subject.specification.places() {
            // A message with another member can be no example any more.
            let is_member = place.keyword == "example/key";
            if !is_member && tried.insert(place.keyword.clone()) {
                let edit = Edit::at(&place, "harmless");
                let edited = subject.specification.edited(&[edit]);
                if is_accepted(&edited, subject.unchanged.weaker) {
                    prose.insert(place.keyword);
                }
            }
        }
    }
    prose
}

#[test]
fn any_text_stays_in_its_place() {
    let tally = RefCell::new([0_u32; 2]);
    try_all(&changes(), 4, |change| {
        let subject = change.case.get(&SUBJECTS);
        let mut places = subject.specification.places();
        places.retain(|place| !change.among_prose || PROSE.contains(&place.keyword));
        let edits = change.edits.iter().map(|(place, everywhere, text)| {
            let place = place.get(&places);
            if *everywhere {
                Edit::everywhere(place, text)
            } else {
                Edit::at(place, text)
            }
        });
        let edits: Vec<Edit> = edits.collect();
        let accepted = subject.check(&edits).map_err(|error| {
            TestCaseError::fail(format!("{}, {edits:?}: {error}", subject.name))
        })?;
        tally.borrow_mut()[usize::from(accepted)] += 1;
        Ok(())
    });
    let [refused, accepted] = tally.into_inner();
    let few = (refused + accepted) / 10;
    assert!(
        refused > few && accepted > few,
        "{refused} were refused and {accepted} accepted"
    );
}

/// The product's own specification with the worst texts in every place that accepts any
/// text. The compiler, clippy and rustdoc must have no complaint about the package.
#[test]
fn the_worst_texts_cause_no_warning() {
    let specification = Specification::read(&antom_tests::root().join("spec"));
    let worst = dictionary::WORST.iter().filter(|text| !text.is_empty());
    let mut texts = worst.cycle();
    let mut places: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for place in specification.places() {
        if let Some(keyword) = PROSE.get(&place.keyword) {
            places.entry(keyword).or_default().push(place);
        }
    }
    let groups = places.into_iter().map(|(keyword, places)| {
        let pairs = places.into_iter().zip(texts.by_ref());
        let edits = pairs.map(|(place, text)| Edit::at(&place, text));
        (keyword, edits.collect())
    });
    let groups: Vec<(&str, Vec<Edit>)> = groups.collect();
    let mut taken = Vec::new();
    take_accepted(&specification, &groups, &mut taken);
    let edits: Vec<Edit> = taken.iter().flat_map(|(_, edits)| edits.clone()).collect();
    let taken: BTreeSet<&str> = taken.iter().map(|(keyword, _)| *keyword).collect();
    for keyword in ["*/description", "info/title", "x-result-codes/message"] {
        assert!(taken.contains(keyword), "{keyword} is not among {taken:?}");
    }
    let edited = specification.edited(&edits);
    let (files, ..) = generate(&edited).expect("it was accepted");
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "texts");
    antom_tests::report(&scratch.complaints_about(&files));
}

/// Adds to `taken` the groups of edits that the specification accepts together with those
/// before. Some places accept any text, but not the same text twice. Few groups are refused,
/// so halves are tried rather than each group.
fn take_accepted<'g>(
    specification: &Specification,
    groups: &'g [(&'g str, Vec<Edit>)],
    taken: &mut Vec<&'g (&'g str, Vec<Edit>)>,
) {
    let before = taken.len();
    taken.extend(groups);
    let edits: Vec<Edit> = taken.iter().flat_map(|(_, edits)| edits.clone()).collect();
    if is_accepted(&specification.edited(&edits), 0) {
        return;
    }
    taken.truncate(before);
    if groups.len() > 1 {
        let (first, second) = groups.split_at(groups.len() / 2);
        take_accepted(specification, first, taken);
        take_accepted(specification, second, taken);
    }
}

/// Each keyword gets some of the worst texts, and all of them in a long run.
#[test]
fn no_text_of_a_keyword_becomes_code() {
    let mut tried = BTreeSet::new();
    let mut complaints = Vec::new();
    for subject in &*SUBJECTS {
        for place in subject.specification.places() {
            if !tried.insert(place.keyword.clone()) {
                continue;
            }
            let turn = tried.len();
            let texts = (0..).zip(dictionary::WORST);
            let texts = texts.filter(|(index, _)| is_long() || (index + turn) % 8 == 0);
            for (_, text) in texts {
                let edits = [Edit::at(&place, text), Edit::everywhere(&place, text)];
                let [here, everywhere] = edits
                    .each_ref()
                    .map(|edit| subject.specification.edited(std::slice::from_ref(edit)));
                let different = if here == everywhere { 1 } else { 2 };
                for edit in edits.into_iter().take(different) {
                    if let Err(error) = subject.check(std::slice::from_ref(&edit)) {
                        complaints.push(format!("{}, {edit:?}: {error}\n", subject.name));
                    }
                }
            }
        }
    }
    assert!(tried.len() > 60, "{tried:?}");
    antom_tests::report(&complaints);
}
