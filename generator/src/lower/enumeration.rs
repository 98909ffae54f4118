//! Sets of strings.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, suggestion};
use crate::model::{Enum, Openness, Usage};
use crate::openapi::{EnumItem, Spanned};
use crate::tree::Node;

use super::Lowering;
use super::parts::Parts;

impl Lowering<'_, '_> {
    /// The set of strings that `parts` describe.
    pub fn enumeration(&mut self, parts: &Parts<'_>, usage: Usage) -> Enum {
        if let Some(items) = parts.extensible() {
            let names = self.chosen_names(parts, &items.value);
            return Enum {
                openness: Openness::Open,
                variants: self.variants(&items.value, &names),
            };
        }
        let closed: Vec<EnumItem> = parts
            .values()
            .map(|values| values.value.as_slice())
            .unwrap_or_default()
            .iter()
            .filter_map(|node| self.closed_value(node))
            .collect();
        let names = self.chosen_names(parts, &closed);
        Enum {
            // A response may hold what the document does not list yet.
            openness: if usage.response {
                Openness::Open
            } else {
                Openness::Closed
            },
            variants: self.variants(&closed, &names),
        }
    }

    /// Returns the names in Rust that `x-rust-names` gives to values; a name for
    /// what is no value is reported.
    fn chosen_names<'p>(
        &mut self,
        parts: &Parts<'p>,
        items: &[EnumItem],
    ) -> HashMap<&'p str, &'p Spanned<String>> {
        let schemas = parts.schemas.iter();
        let names = schemas.flat_map(|schema| &schema.extensions().rust_names);
        let names: Vec<_> = names.collect();
        if names.is_empty() {
            return HashMap::new();
        }
        let known: HashSet<&str> = items.iter().map(|item| item.value.value.as_str()).collect();
        for (value, _) in &names {
            if !known.contains(value.value.as_str()) {
                let message = format!("`{}` is not a value of the enum", value.value);
                let report = Diagnostic::error(Code::InvalidExtension, value.span, message);
                let listed = items.iter().map(|item| item.value.value.as_str());
                let near = suggestion(&value.value, listed);
                self.diagnostics.push(match near {
                    Some(near) => report.help(format!("did you mean `{near}`?")),
                    None => report.help("remove it, or add the value to the enum"),
                });
            }
        }
        let names = names.into_iter();
        names
            .map(|(value, name)| (value.value.as_str(), name))
            .collect()
    }

    pub fn closed_value(&mut self, node: &Node) -> Option<EnumItem> {
        let Some(text) = node.as_str() else {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::NotSupported,
                    node.span,
                    format!("{} in an `enum` is not supported yet", node.kind()),
                )
                .help("list strings; put them in quotes where YAML reads them as something else"),
            );
            return None;
        };
        Some(EnumItem {
            value: Spanned {
                value: text.to_owned(),
                span: node.span,
            },
            description: None,
            rust_name: None,
        })
    }
}
