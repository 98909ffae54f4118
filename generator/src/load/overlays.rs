//! The names of overlays beside documents.

/// Returns whether a file is an overlay by its name: `pets.overlay.yaml`.
pub fn is_overlay(name: &str) -> bool {
    stem(name).is_some_and(|stem| stem.ends_with(".overlay"))
}

/// Returns whether an overlay changes a document, by their names: `pets.overlay.yaml` and
/// `pets.names.overlay.yaml` change `pets.json`.
#[must_use]
pub fn is_overlay_of(overlay: &str, document: &str) -> bool {
    let rest = stem(document).and_then(|stem| overlay.strip_prefix(stem));
    is_overlay(overlay) && rest.is_some_and(|rest| rest.starts_with('.'))
}

/// Returns the name of a file without its ending.
fn stem(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overlay_has_the_name_of_its_document() {
        for (overlay, document, expected) in [
            ("pets.overlay.yaml", "pets.json", true),
            ("pets.names.overlay.json", "pets.yaml", true),
            ("pets.overlay.yaml", "pet.yaml", false),
            ("pets.yaml", "pets.yaml", false),
            ("overlay.yaml", "overlay.yaml", false),
        ] {
            assert_eq!(is_overlay_of(overlay, document), expected, "{overlay}");
        }
    }
}
