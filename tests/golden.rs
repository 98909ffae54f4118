//! The golden cases: compares each stage's output for `cases/STAGE/CASE/input.yaml` with
//! the `expected.*` beside it.
//!
//! `UPDATE_EXPECT=1 cargo test -p antom-tests --test golden` blesses the current output.

use std::collections::{BTreeSet, HashSet};
use std::fs;

use antom_tests::{Case, DISPLAY, Expectation, Pair, Side, cases, pairs, report, root};
use generator::{Generated, Options};

use generator::diagnostics::{Code, Group, Levels, LintLevel, Report, Style, Target};
use generator::diff::{self, ChangeKind, VersionStep};
use generator::model::{Api, TypeDef};

/// The suspicious warnings that cases of `lint` show.
const LINTS: [Code; 8] = [
    Code::UnusedComponent,
    Code::UnlistedMember,
    Code::UnlistedValue,
    Code::SimilarValues,
    Code::UnmarkedSecret,
    Code::UnsatisfiableLimits,
    Code::ImpossibleCondition,
    Code::RedundantCondition,
];

#[test]
fn model() {
    check("model", |case| Ok(("txt".to_owned(), model_of(case)?)));
}

#[test]
fn emit() {
    check("emit", |case| Ok(("rs".to_owned(), rust_of(case)?)));
}

#[test]
fn text() {
    check("text", text_of);
}

#[test]
fn error() {
    check("error", |case| {
        Ok(("err".to_owned(), diagnostics_of(case)?))
    });
}

#[test]
fn lint() {
    check("lint", |case| Ok(("err".to_owned(), warnings_of(case)?)));
}

/// Tests that every error and every warning has a case and a help text.
#[test]
fn every_code_has_a_case_and_a_help_text() {
    let mut met = BTreeSet::new();
    for case in ["error", "lint"].iter().flat_map(|stage| cases(stage)) {
        for found in findings(&case).diagnostics.iter() {
            met.insert(found.code);
            assert!(!found.help.is_empty(), "{}: {found:?}", case.name);
        }
    }
    // These codes are about the disk, the crate or the generator, not about a
    // specification.
    met.extend([
        Code::Io,
        Code::Internal,
        Code::OutOfDate,
        Code::NotGenerated,
    ]);
    let all: BTreeSet<_> = Code::ALL.iter().copied().collect();
    let missing: Vec<_> = all.difference(&met).collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
}

/// Compares each pair in both directions, and in the form of `expected.md` or
/// `expected.json` if there is one.
#[test]
fn diff() {
    let expectation = Expectation::from_env();
    let complaints = pairs().iter().flat_map(|pair| {
        let tables = Side::BOTH.map(|from| {
            let (from_name, to_name) = (from.as_str(), from.other().as_str());
            let table = diff::table(&pair.diff(from));
            format!("==> {from_name} to {to_name}\n{table}")
        });
        let forth = pair.diff(Side::Old);
        let mut texts = vec![("txt", tables.join("\n"))];
        if pair.expected("md").exists() {
            texts.push(("md", diff::markdown(&forth).expect("it can be rendered")));
        }
        if pair.expected("json").exists() {
            texts.push(("json", diff::json(&forth)));
        }
        texts.into_iter().filter_map(move |(extension, text)| {
            let name = format!("diff/{}/expected.{extension}", pair.name);
            let path = pair.expected(extension);
            expectation.check(&path, &name, &text).err()
        })
    });
    report(&complaints.collect::<Vec<_>>());
}

/// Tests independently of the models that the comparison finds a change of the crate if
/// and only if a file of the package differs. A new version alone is not a change.
#[test]
fn a_difference_of_the_output_is_a_change() {
    let files = |pair: &Pair, side: Side| {
        let spec = pair.specification(side);
        let generated = generator::generate(spec.path(), DISPLAY);
        generated.map(|generated| generated.files).ok()
    };
    let complaints = pairs().iter().filter_map(|pair| {
        let differs = files(pair, Side::Old) != files(pair, Side::New);
        let both = Side::BOTH.map(|from| pair.diff(from).step() > VersionStep::None);
        (both != [differs, differs]).then(|| {
            let name = &pair.name;
            format!("{name}: the output differs: {differs}; changes are seen: {both:?}")
        })
    });
    report(&complaints.collect::<Vec<_>>());
}

#[test]
fn every_kind_of_change_has_a_pair() {
    let all = pairs();
    let diffs = all
        .iter()
        .flat_map(|pair| Side::BOTH.map(|from| pair.diff(from)));
    let seen: HashSet<ChangeKind> = diffs
        .flat_map(|diff| diff.changes)
        .map(|change| change.kind)
        .collect();
    let missing: Vec<String> = ChangeKind::ALL
        .iter()
        .filter(|kind| !seen.contains(kind))
        .map(|kind| kind.as_str().to_owned())
        .collect();
    report(&missing);
}

/// The pages have tables that are generated from the code, between two marks.
#[test]
fn tables() {
    let complaints: Vec<String> = [
        ("spec/COMPATIBILITY.md", "rules", diff::rule_table()),
        ("spec/README.md", "keywords", generator::keyword_table()),
    ]
    .into_iter()
    .filter_map(|(name, mark, table)| {
        let path = root().join(name);
        let page = fs::read_to_string(&path).expect("the page is there");
        let (start, end) = (
            format!("<!-- {mark} -->\n"),
            format!("<!-- end of {mark} -->"),
        );
        let (before, rest) = page.split_once(&start).expect("a mark");
        let (_, after) = rest.split_once(&end).expect("a mark");
        let text = format!("{before}{start}\n{table}\n{end}{after}");
        Expectation::from_env().check(&path, name, &text).err()
    })
    .collect();
    report(&complaints);
}

/// Compares the output of `make`, an extension and a text, for each case of a stage.
fn check(stage: &str, make: impl Fn(&Case) -> Result<(String, String), String>) {
    let expectation = Expectation::from_env();
    let complaints: Vec<String> = cases(stage)
        .iter()
        .filter_map(|case| {
            let output = make(case).map_err(|why| format!("{}: {why}\n", case.name));
            let checked = output.and_then(|(extension, actual)| {
                let name = format!("{}/expected.{extension}", case.name);
                expectation.check(&case.expected(&extension), &name, &actual)
            });
            checked.err()
        })
        .collect();
    report(&complaints);
}

/// Returns the operations of the case and its types, without the harness.
fn model_of(case: &Case) -> Result<String, String> {
    let spec = case.specification();
    let mut report = Report::default();
    let found = generator::read_model(spec.path(), DISPLAY, &mut report);
    let Some(api) = found.filter(|_| report.diagnostics.is_empty()) else {
        return Err(report.render(Style::Plain));
    };
    let Api {
        operations,
        webhooks,
        code_sets,
        ..
    } = &api;
    let mut parts = Vec::new();
    if !webhooks.is_empty() {
        parts.push(format!("{webhooks:#?}\n"));
    }
    if !code_sets.is_empty() {
        parts.push(format!("{code_sets:#?}\n"));
    }
    if case.has_operation() {
        parts.push(format!("{operations:#?}\n"));
    }
    let own = |def: &TypeDef| !def.origin.starts_with("spec/operation.yaml");
    let types = api.reachable().filter(|(_, def)| own(def));
    parts.extend(types.map(|(id, def)| format!("{id:?}: {def:#?}\n")));
    Ok(parts.concat())
}

/// The file of the module `testing` that depends on the specification.
const TABLE: &str = "src/testing/table.rs";

/// Returns the files of the case's own types, and those that the case requests.
fn rust_of(case: &Case) -> Result<String, String> {
    let generated = generate(case)?;
    let mut text = String::new();
    for (path, content) in generated.files.iter() {
        let mark = content.lines().next().unwrap_or_default();
        let own = path.starts_with("src/")
            && !path.starts_with("src/support/")
            && !path.starts_with("src/signature/")
            && !path.starts_with("src/client/")
            && (!path.starts_with("src/testing/") || path == TABLE)
            && !path.ends_with("/mod.rs")
            && !["src/lib.rs", "src/servers.rs", "src/builder.rs"].contains(&path)
            && !mark.contains("spec/operation.yaml");
        if own || case.shows().any(|shown| shown == path) {
            text.extend(["// ==> ", path, "\n", content]);
        }
    }
    if text.is_empty() {
        return Err("no type is used: name one `Root` or `Answer`".to_owned());
    }
    Ok(text)
}

/// Returns the one file that the case requests.
fn text_of(case: &Case) -> Result<(String, String), String> {
    let generated = generate(case)?;
    let path = case
        .shows()
        .next()
        .ok_or("the input says not what it `# shows: `")?;
    let text = generated
        .files
        .get(path)
        .ok_or_else(|| format!("there is no `{path}`"))?;
    let (_, extension) = path.rsplit_once('.').ok_or("the file has no extension")?;
    Ok((extension.to_owned(), text.to_owned()))
}

/// Returns every finding as a terminal without colours shows it. What is generated weaker
/// than it is written is a warning.
fn diagnostics_of(case: &Case) -> Result<String, String> {
    let mut levels = Levels::default();
    let own = [Group::Documentation, Group::Portability].map(Target::Group);
    for lint in own.into_iter().chain(LINTS.map(Target::Code)) {
        levels.set(lint, LintLevel::Allow);
    }
    let spec = case.specification();
    let options = Options {
        levels,
        ..Options::default()
    };
    let (Ok(found) | Err(found)) = generator::lint_with(spec.path(), DISPLAY, &options);
    if found.diagnostics.is_empty() {
        return Err("nothing is wrong with it".to_owned());
    }
    Ok(found.render(Style::Plain))
}

/// Returns the warnings about the case's own documents.
fn warnings_of(case: &Case) -> Result<String, String> {
    let found = findings(case);
    if found.diagnostics.is_empty() {
        return Err("there is nothing to warn of".to_owned());
    }
    let text = found.render(Style::Plain);
    if found.diagnostics.has_errors() {
        Err(text)
    } else {
        Ok(text)
    }
}

/// Returns the findings of a lint, except those about the harness.
fn findings(case: &Case) -> Report {
    let (Ok(mut found) | Err(mut found)) = generator::lint(case.specification().path(), DISPLAY);
    let sources = found.sources.clone();
    found.diagnostics.retain(|found| {
        let source = found.span.and_then(|span| sources.get(span.file));
        source.is_none_or(|source| case.has_operation() || source.path != "spec/operation.yaml")
    });
    found
}

fn generate(case: &Case) -> Result<Generated, String> {
    let spec = case.specification();
    let generated = generator::generate(spec.path(), DISPLAY);
    generated.map_err(|found| found.render(Style::Plain))
}
