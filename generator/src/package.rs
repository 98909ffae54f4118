//! The package and the reader of `package.yaml`.

use semver::Version;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, LintLevel, Target, suggestion};
use crate::load::Directory;
use crate::markdown;
use crate::names;
use crate::openapi::read::{Fields, check_web_address};
use crate::text::pointer::child;
use crate::text::source::Spanned;
use crate::text::tree::Entry;

mod content;
mod derived;

pub use content::{FeatureChoice, Origin, Package};
pub use derived::derived;

/// The name of the file in the specification's directory.
pub const FILE: &str = "package.yaml";

/// Reads the package from the loaded files, if one of them describes it. Applies its
/// levels of warnings.
pub fn read(directory: &Directory, diagnostics: &mut Diagnostics) -> Option<Package> {
    let mut files = directory.files.iter();
    let file = files.find(|file| file.name == FILE)?;
    let pointer = format!("{}/{FILE}#", directory.display);
    let mut fields = Fields::open(&file.root, pointer, "the package", diagnostics)?;
    let manifest = Manifest::read(&mut fields, diagnostics);
    lints(&mut fields, diagnostics);
    fields.finish(diagnostics);
    manifest.check(diagnostics);
    manifest.package()
}

/// The contents of `package.yaml`, as far as they could be read.
struct Manifest {
    name: Option<Spanned<String>>,
    version: Option<Spanned<String>>,
    description: Option<Spanned<String>>,
    license: Option<Spanned<String>>,
    /// The Rust version, and whether it is written as a string.
    rust_version: Option<(Spanned<String>, bool)>,
    repository: Option<Spanned<String>>,
    keywords: Option<Spanned<Vec<Spanned<String>>>>,
    categories: Option<Spanned<Vec<Spanned<String>>>>,
    features: Option<Spanned<String>>,
}

impl Manifest {
    fn read(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Self {
        // A number is never a name or a version, even in quotes.
        let scalar = |(text, _)| text;
        Self {
            name: fields.required_scalar("name", diagnostics).map(scalar),
            version: fields.required_scalar("version", diagnostics).map(scalar),
            description: fields.required_text("description", diagnostics),
            license: fields.required_text("license", diagnostics),
            rust_version: fields.required_scalar("rust-version", diagnostics),
            repository: fields.text("repository", diagnostics),
            keywords: fields.texts("keywords", diagnostics),
            categories: fields.texts("categories", diagnostics),
            features: fields.text("features", diagnostics),
        }
    }

    fn check(&self, diagnostics: &mut Diagnostics) {
        if let Some(name) = &self.name {
            check_name(name, diagnostics);
        }
        if let Some(description) = &self.description {
            check_description(description, diagnostics);
            check_nul("description", description, diagnostics);
        }
        if let Some(license) = &self.license {
            check_nul("license", license, diagnostics);
        }
        if let Some(version) = &self.version {
            check_version(version, diagnostics);
        }
        if let Some(repository) = &self.repository {
            check_web_address(repository, "the package", diagnostics);
        }
        if let Some((rust_version, is_text)) = &self.rust_version {
            check_rust_version(rust_version, *is_text, diagnostics);
        }
        if let Some(keywords) = &self.keywords {
            check_keywords(keywords, diagnostics);
        }
        if let Some(features) = &self.features {
            check_features(features, diagnostics);
        }
    }

    /// Returns the package, or nothing if a required part is missing.
    fn package(self) -> Option<Package> {
        let texts = |list: Option<Spanned<Vec<Spanned<String>>>>| {
            let list = list.map_or_else(Vec::new, |list| list.value);
            list.into_iter().map(|text| text.value).collect()
        };
        Some(Package {
            name: self.name?.value,
            version: self.version?.value,
            description: self.description?.value,
            license: Some(self.license?.value),
            repository: self.repository.map(|text| text.value),
            rust_version: self.rust_version?.0.value,
            keywords: texts(self.keywords),
            categories: texts(self.categories),
            features: self
                .features
                .and_then(|it| FeatureChoice::named(&it.value))
                .unwrap_or_default(),
            origin: Origin::Package,
        })
    }
}

fn check_name(name: &Spanned<String>, diagnostics: &mut Diagnostics) {
    if !names::is_crate_name(&name.value) {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidName,
                name.span,
                format!("`{}` cannot be the name of a package", name.value),
            )
            .help("write words of lower-case ASCII letters and digits, separated by single `-` or `_`, beginning with a letter; not a keyword, a crate of Rust or a dependency"),
        );
    }
}

/// Reads the levels of warnings: a level for a code, a group or all warnings.
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
                    format!("the level of `{}` is not valid", lint.key.text),
                )
                .at(below)
                .help("write `allow`, `warn` or `deny`"),
            ),
        }
    }
}

/// Creates the diagnostic for a name below `lints` that is not a warning.
fn no_lint(lint: &Entry) -> Diagnostic {
    let name = &*lint.key.text;
    if Code::named(name).is_some() {
        let message = format!("`{name}` is an error, so it has no level");
        let report = Diagnostic::error(Code::InvalidValue, lint.key.span, message);
        return report.help("remove it: only warnings have levels");
    }
    let message = format!("there is no warning or group `{name}`");
    let report = Diagnostic::error(Code::UnknownKeyword, lint.key.span, message);
    match suggestion(name, Target::names()) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help("run `cargo xtask explain warnings` for the codes and groups"),
    }
}

/// Reports a NUL character, since cargo passes the text to the compiler as an environment
/// variable.
fn check_nul(what: &str, text: &Spanned<String>, diagnostics: &mut Diagnostics) {
    if text.value.contains('\0') {
        let message = format!("the {what} of the package has a NUL character");
        diagnostics.push(
            Diagnostic::error(Code::InvalidValue, text.span, message)
                .help("remove it: cargo cannot compile the package with it"),
        );
    }
}

/// Reports an empty description, since the front pages begin with it.
fn check_description(description: &Spanned<String>, diagnostics: &mut Diagnostics) {
    if markdown::inline(&description.value).is_empty() {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidValue,
                description.span,
                "the description of the package is empty",
            )
            .help("describe the package in one sentence"),
        );
    }
}

/// Reports a version that cargo rejects.
fn check_version(version: &Spanned<String>, diagnostics: &mut Diagnostics) {
    if let Err(error) = Version::parse(&version.value) {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidValue,
                version.span,
                format!("`{}` is not a valid version: {error}", version.value),
            )
            .help("write three numbers with dots between them, such as 0.1.0"),
        );
    }
}

/// Reports a Rust version before 1.85, which introduced the edition of the generated
/// code.
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
                format!("Rust {} cannot compile the generated code", version.value),
            )
            .help("write \"1.85\" or a later version, in quotes"),
        );
    } else if !is_text {
        let message = format!("`rust-version` must be a string, not `{}`", version.value);
        diagnostics.push(
            Diagnostic::error(Code::InvalidValue, version.span, message).help("put it in quotes"),
        );
    }
}

/// Reports keywords that a registry rejects.
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
                format!("the keyword `{}` is not valid in a registry", keyword.value),
            )
            .help("write at most 5, each of up to 20 ASCII letters, digits, `-`, `_` and `+`"),
        );
    }
}

/// Reports a choice of features that does not exist.
fn check_features(features: &Spanned<String>, diagnostics: &mut Diagnostics) {
    if FeatureChoice::named(&features.value).is_none() {
        let message = format!("`{}` is no choice of features", features.value);
        diagnostics.push(
            Diagnostic::error(Code::InvalidValue, features.span, message)
                .help("write `groups` for a feature for each group of operations, or `none`"),
        );
    }
}
