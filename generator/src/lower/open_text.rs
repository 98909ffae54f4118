//! Alternatives of which one is any text and the others are listed texts.
//!
//! Every text is valid for them, so the value is an open enum of the listed ones.

use crate::openapi::{ComponentId, Document, Schema, SchemaType};
use crate::text::tree::Node;

use super::targets::target;

/// The longest chain of references to an alternative.
const LONGEST: usize = 8;

/// The alternatives of an open enum.
pub struct OpenText<'a> {
    /// The schemas of any text.
    pub texts: Vec<&'a Schema>,
    /// The schemas that list texts, unless the list is needless.
    pub lists: Vec<&'a Schema>,
    /// The component that has all the listed texts, if there is one.
    pub component: Option<ComponentId>,
}

impl<'a> OpenText<'a> {
    /// Returns the alternatives, if they are any text and listed texts.
    pub fn of(branches: &'a [Schema], documents: &'a [Document]) -> Option<Self> {
        let mut open = Self {
            texts: Vec::new(),
            lists: Vec::new(),
            component: None,
        };
        for branch in branches {
            let (component, schema) = resolved(branch, documents)?;
            let listed = listed(schema);
            if !is_plain(schema) || listed.iter().any(Option::is_none) {
                return None;
            }
            match listed.as_slice() {
                [] if schema.ty.is_some() => open.texts.push(schema),
                [] => return None,
                // The empty text means that there is no value.
                [Some("")] => {}
                _ => {
                    let is_only = open.lists.is_empty();
                    open.component = component.filter(|_| is_only);
                    open.lists.push(schema);
                }
            }
        }
        let admits = |schema: &&Schema| {
            let least = schema.limits().min_length.as_ref();
            least.is_none_or(|least| least.value == 0)
        };
        let is_open = !open.texts.is_empty() && open.texts.len() < branches.len();
        (is_open && open.texts.iter().all(admits)).then_some(open)
    }
}

/// Returns the schema of an alternative, and its component.
fn resolved<'a>(
    branch: &'a Schema,
    documents: &'a [Document],
) -> Option<(Option<ComponentId>, &'a Schema)> {
    let (mut component, mut schema) = (None, branch);
    for _ in 0..LONGEST {
        let Some(reference) = &schema.reference else {
            return Some((component, schema));
        };
        let (id, found) = target(reference, documents)?;
        (component, schema) = (Some(id), found);
    }
    None
}

/// Returns whether a schema describes texts without a format or parts.
fn is_plain(schema: &Schema) -> bool {
    let is_text = schema
        .ty
        .as_ref()
        .is_none_or(|ty| ty.value == SchemaType::String);
    is_text
        && schema.format.is_none()
        && schema.any_of.is_none()
        && schema.one_of.is_none()
        && schema.all_of.is_empty()
        && schema.properties.is_empty()
        && schema.items.is_none()
}

/// Returns the listed texts of a schema; `None` stands for another value.
fn listed(schema: &Schema) -> Vec<Option<&str>> {
    let values = schema.values.iter().flat_map(|values| &values.value);
    let nodes = values.chain(schema.constant.as_deref()).map(Node::as_str);
    let extensible = schema.extensible.iter().flat_map(|items| &items.value);
    nodes
        .chain(extensible.map(|item| Some(item.value.value.as_str())))
        .collect()
}
