//! Sets of strings.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Enum, Openness, Usage};
use crate::openapi::{EnumItem, Spanned};
use crate::tree::Node;

use super::Lowering;
use super::parts::Parts;

impl Lowering<'_, '_> {
    /// The set of strings that `parts` describe.
    pub fn enumeration(&mut self, parts: &Parts<'_>, usage: Usage) -> Enum {
        if let Some(items) = parts.extensible() {
            let items = &items.value;
            return Enum {
                openness: Openness::Open,
                variants: self.variants(items),
            };
        }
        let closed: Vec<EnumItem> = parts
            .values()
            .map(|values| values.value.as_slice())
            .unwrap_or_default()
            .iter()
            .filter_map(|node| self.closed_value(node))
            .collect();
        Enum {
            // A response may hold what the document does not list yet.
            openness: if usage.response {
                Openness::Open
            } else {
                Openness::Closed
            },
            variants: self.variants(&closed),
        }
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
