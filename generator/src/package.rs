//! Reads `package.yaml`: what the generated `Cargo.toml` says about itself.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::Loaded;
use crate::model::Package;
use crate::openapi::Fields;

/// The file's name within the specification's directory.
pub const FILE: &str = "package.yaml";

/// Reads the package among the loaded files, of which it must be one.
pub fn read(files: &[Loaded], display: &str, diagnostics: &mut Diagnostics) -> Option<Package> {
    let Some(file) = files.iter().find(|file| file.name == FILE) else {
        if files.is_empty() && diagnostics.has_errors() {
            // There is no directory, or nothing in it could be read.
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
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if !name
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
            .help("use ASCII letters, digits, `-` and `_`, beginning with a letter"),
        );
    }
    let texts = |list: Option<crate::openapi::Spanned<Vec<crate::openapi::Spanned<String>>>>| {
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
