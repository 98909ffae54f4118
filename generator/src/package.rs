//! Reads `package.yaml`: what the generated `Cargo.toml` says about itself.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::Loaded;
use crate::model::Package;
use crate::names;
use crate::openapi::{Fields, Spanned};

/// The file's name within the specification's directory.
pub const FILE: &str = "package.yaml";

/// Reads the package among the loaded files, of which it must be one.
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
    let name = fields.required_text("name", diagnostics);
    let version = fields.required_text("version", diagnostics);
    let description = fields.required_text("description", diagnostics);
    let license = fields.required_text("license", diagnostics);
    let rust_version = fields.required_text("rust-version", diagnostics);
    let repository = fields.text("repository", diagnostics);
    let keywords = fields.texts("keywords", diagnostics);
    let categories = fields.texts("categories", diagnostics);
    fields.finish(diagnostics);
    let name = name?;
    let is_taken = names::is_crate_name_taken(&name.value);
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if is_taken
        || !name
            .value
            .starts_with(|first: char| first.is_ascii_alphabetic())
        || !name.value.bytes().all(is_name)
    {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidName,
                name.span,
                format!("`{}` cannot be the name of a package", name.value),
            )
            .help("use ASCII letters, digits, `-` and `_`, beginning with a letter, and no keyword or crate of Rust's own"),
        );
    }
    if let Some(rust_version) = &rust_version {
        check_rust_version(rust_version, diagnostics);
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
        rust_version: rust_version?.value,
        keywords: texts(keywords),
        categories: texts(categories),
    })
}

/// The generated code is written for the edition of 2024, which began with 1.85.
fn check_rust_version(version: &Spanned<String>, diagnostics: &mut Diagnostics) {
    let mut parts = version.value.split('.').map(str::parse::<u32>);
    let is_new_enough = match (parts.next(), parts.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => {
            (major, minor) >= (1, 85) && parts.all(|part| part.is_ok())
        }
        _ => false,
    };
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
