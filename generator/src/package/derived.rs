//! The package of a specification without `package.yaml`.

use semver::Version;

use crate::markdown;
use crate::names;
use crate::openapi::Document;

use super::{FeatureChoice, Origin, Package};

/// The largest number of characters of a derived name.
const LONGEST: usize = 64;

/// Derives the package from the first document with a title.
pub fn derived(documents: &[Document], origin: Origin) -> Package {
    let mut titled = documents.iter().filter(|it| it.title.is_some());
    let document = titled.next();
    let title = document.and_then(|it| it.title.as_deref());
    let title = markdown::inline(title.unwrap_or_default());
    let version = document.and_then(|it| it.version.as_deref());
    Package {
        name: name(&title),
        version: version_of(version.unwrap_or_default()),
        description: match title.trim() {
            "" => "Typed requests and responses of an API.".to_owned(),
            title => format!("Typed requests and responses: {title}."),
        },
        license: None,
        repository: None,
        rust_version: "1.85".to_owned(),
        keywords: Vec::new(),
        categories: Vec::new(),
        features: FeatureChoice::Automatic,
        origin,
    }
}

/// Returns the name of a package for a title: its words in lower case.
fn name(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let name: String = words.join("-").chars().take(LONGEST).collect();
    let name = name.trim_end_matches('-');
    let names = [
        name.to_owned(),
        format!("{name}-api"),
        format!("api-{name}"),
    ];
    let mut valid = names.into_iter().filter(|name| names::is_crate_name(name));
    valid.next().unwrap_or_else(|| "api".to_owned())
}

/// Returns a version that cargo accepts: the text, or else its first three numbers.
fn version_of(text: &str) -> String {
    if Version::parse(text).is_ok() {
        return text.to_owned();
    }
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let numbers: Vec<u64> = numbers.filter_map(|it| it.parse().ok()).take(3).collect();
    match numbers.as_slice() {
        [] => "0.1.0".to_owned(),
        numbers => {
            let at = |index: usize| numbers.get(index).copied().unwrap_or_default();
            Version::new(at(0), at(1), at(2)).to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_gives_a_valid_name() {
        for (title, expected) in [
            ("Pet Store (v2)", "pet-store-v2"),
            ("3D Secure", "api-3d-secure"),
            ("Serde", "serde-api"),
            ("支付", "api"),
        ] {
            assert_eq!(name(title), expected);
            assert!(names::is_crate_name(expected));
        }
    }

    #[test]
    fn any_text_gives_a_valid_version() {
        for (text, expected) in [
            ("1.2.3-beta", "1.2.3-beta"),
            ("v2", "2.0.0"),
            ("2024-05-09", "2024.5.9"),
            ("latest", "0.1.0"),
        ] {
            assert_eq!(version_of(text), expected);
        }
    }
}
