//! Reads `package.yaml`: what the generated `Cargo.toml` says about itself.

use semver::Version;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, LintLevel, Target, suggestion};
use crate::docs;
use crate::load::Loaded;
use crate::model::Package;
use crate::names;
use crate::openapi::{Fields, Spanned, check_web_address};
use crate::pointer::child;
use crate::tree::Entry;

/// The file's name within the specification's directory.
pub const FILE: &str = "package.yaml";

/// Reads the package among the loaded files, of which it must be one. The
/// levels of warnings that it sets hold from then on.
pub fn read(files: &[Loaded], display: &str, diagnostics: &mut Diagnostics) -> Option<Package> {
    let Some(file) = files.iter().find(|file| file.name == FILE) else {
        if (files.is_empty() && diagnostics.has_errors()) || diagnostics.has_errors_in(FILE) {
            // There is no directory, or what is there could not be read.
            return None;
        }
        diagnostics.push(
            Diagnostic::error(
                Code::MissingKeyword,
                None,
                format!("`{display}/{FILE}` is missing"),
            )
            .help("add it with at least: name, version, description, license, rust-version"),
        );
        return None;
    };
    let pointer = format!("{display}/{FILE}#");
    let mut fields = Fields::open(&file.root, pointer, "the package", diagnostics)?;
    // A number is never a name or a version, whatever quotes it gets.
    let scalar = |(text, _)| text;
    let name = fields.required_scalar("name", diagnostics).map(scalar);
    let version = fields.required_scalar("version", diagnostics).map(scalar);
    let description = fields.required_text("description", diagnostics);
    let license = fields.required_text("license", diagnostics);
    let rust_version = fields.required_scalar("rust-version", diagnostics);
    let repository = fields.text("repository", diagnostics);
    let keywords = fields.texts("keywords", diagnostics);
    let categories = fields.texts("categories", diagnostics);
    lints(&mut fields, diagnostics);
    fields.finish(diagnostics);
    let name = name?;
    if !names::is_crate_name(&name.value) {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidName,
                name.span,
                format!("`{}` cannot be the name of a package", name.value),
            )
            .help("use small ASCII letters and digits in words with one `-` or `_` between them, beginning with a letter, and no keyword, crate of Rust's own or dependency"),
        );
    }
    if let Some(description) = &description {
        check_description(description, diagnostics);
    }
    if let Some(version) = &version {
        check_version(version, diagnostics);
    }
    if let Some(repository) = &repository {
        check_web_address(repository, diagnostics);
    }
    if let Some((rust_version, is_text)) = &rust_version {
        check_rust_version(rust_version, *is_text, diagnostics);
    }
    if let Some(keywords) = &keywords {
        check_keywords(keywords, diagnostics);
    }
    let texts = |list: Option<Spanned<Vec<Spanned<String>>>>| {
        list.map_or_else(Vec::new, |list| {
            list.value.into_iter().map(|text| text.value).collect()
        })
    };
    Some(Package {
        name: name.value,
        version: version?.value,
        description: description?.value,
        license: license?.value,
        repository: repository.map(|text| text.value),
        rust_version: rust_version?.0.value,
        keywords: texts(keywords),
        categories: texts(categories),
    })
}

/// Reads the levels of warnings: a word for a code, a group or all of them.
fn lints(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) {
    let Some(entry) = fields.take("lints") else {
        return;
    };
    let pointer = fields.below("lints");
    if Fields::open(&entry.value, pointer.clone(), "`lints`", diagnostics).is_none() {
        return;
    }
    let entries = entry.value.as_mapping().map(|mapping| &mapping.entries);
    for lint in entries.into_iter().flatten() {
        let below = child(&pointer, &lint.key.text);
        let target = Target::named(&lint.key.text);
        let level = lint.value.as_str().and_then(LintLevel::named);
        match (target, level) {
            (Some(target), Some(level)) => diagnostics.levels.package.set(target, level),
            (None, _) => diagnostics.push(no_lint(lint).at(below)),
            (Some(_), None) => diagnostics.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    lint.value.span,
                    format!("the level of `{}` is not a level", lint.key.text),
                )
                .at(below)
                .help("write `allow`, `warn` or `deny`"),
            ),
        }
    }
}

/// A name below `lints` that no warning has.
fn no_lint(lint: &Entry) -> Diagnostic {
    let name = &*lint.key.text;
    if Code::named(name).is_some() {
        let message = format!("`{name}` is an error, so its level is fixed");
        let report = Diagnostic::error(Code::InvalidValue, lint.key.span, message);
        return report.help("remove it: levels are for warnings");
    }
    let message = format!("there is no warning or group `{name}`");
    let report = Diagnostic::error(Code::UnknownKeyword, lint.key.span, message);
    match suggestion(name, Target::names()) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help("run `cargo xtask explain warnings` for the codes and groups"),
    }
}

/// The front pages begin with it.
fn check_description(description: &Spanned<String>, diagnostics: &mut Diagnostics) {
    if docs::inline(&description.value).is_empty() {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidValue,
                description.span,
                "the package's description says nothing",
            )
            .help("say in a sentence what the package is"),
        );
    }
}

/// What cargo reads as the version of a package.
fn check_version(version: &Spanned<String>, diagnostics: &mut Diagnostics) {
    if let Err(error) = Version::parse(&version.value) {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidValue,
                version.span,
                format!("`{}` is no version of a package: {error}", version.value),
            )
            .help("write three numbers with dots between them, such as 0.1.0"),
        );
    }
}

/// The generated code is written for the edition of 2024, which began with 1.85.
fn check_rust_version(version: &Spanned<String>, is_text: bool, diagnostics: &mut Diagnostics) {
    let patched = match version.value.matches('.').count() {
        1 => format!("{}.0", version.value),
        _ => version.value.clone(),
    };
    let is_new_enough = Version::parse(&patched)
        .is_ok_and(|it| it >= Version::new(1, 85, 0) && it.pre.is_empty() && it.build.is_empty());
    if !is_new_enough {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidValue,
                version.span,
                format!(
                    "the generated code cannot be built by Rust {}",
                    version.value
                ),
            )
            .help("write a version from \"1.85\" on, in quotes"),
        );
    } else if !is_text {
        let message = format!("`rust-version` takes a string, not `{}`", version.value);
        diagnostics.push(
            Diagnostic::error(Code::InvalidValue, version.span, message).help("put it in quotes"),
        );
    }
}

/// What a registry accepts.
fn check_keywords(keywords: &Spanned<Vec<Spanned<String>>>, diagnostics: &mut Diagnostics) {
    let is_keyword = |text: &str| {
        text.len() <= 20
            && text.starts_with(|first: char| first.is_ascii_alphanumeric())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_+".contains(&byte))
    };
    let too_many = keywords.value.iter().skip(5);
    let unfit = keywords
        .value
        .iter()
        .take(5)
        .filter(|keyword| !is_keyword(&keyword.value));
    for keyword in too_many.chain(unfit) {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidValue,
                keyword.span,
                format!("a registry does not accept the keyword `{}`", keyword.value),
            )
            .help("give at most 5, each of up to 20 ASCII letters, digits, `-`, `_` and `+`"),
        );
    }
}
