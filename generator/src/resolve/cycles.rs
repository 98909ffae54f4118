//! Chains of schemas that are made of each other, and cycles among them.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::openapi::{Additional, ComponentId, Document, Operation, Schema};

/// The number of lists, maps, parts and references that may lead from a schema into
/// each other. Later steps follow them by recursion, and so does the compiler with the
/// types that they become.
const LONGEST_CHAIN: usize = 64;

const TOO_LONG: &str = "refer to the last of them directly, or put an object in between";

/// Reports references that lead back to themselves, or through too many others,
/// through nothing but `$ref`, `allOf`, lists and maps. They are unbound, so that no
/// later step follows a cycle or recurses too deep.
pub fn unbind_cycles(documents: &mut [Document], diagnostics: &mut Diagnostics) {
    let ids: Vec<ComponentId> = documents
        .iter()
        .enumerate()
        .flat_map(|(document, content)| {
            (0..content.schemas.len()).map(move |schema| ComponentId { document, schema })
        })
        .collect();
    let mut chains = Chains::default();
    for id in ids {
        chains.visit(id, documents, 0);
    }
    chains.unbind_faulty(documents, diagnostics);
    if chains.faulty.is_empty() {
        for document in documents {
            let components = document.schemas.iter_mut();
            let mut schemas: Vec<&mut Schema> = components.map(|it| &mut it.schema).collect();
            let operations = document.operations.iter_mut().chain(&mut document.webhooks);
            schemas.extend(operations.flat_map(Operation::schemas_mut));
            for schema in schemas {
                chains.report_below(schema, diagnostics);
            }
        }
    }
}

/// The chains of components that are made of each other.
#[derive(Default)]
struct Chains {
    /// The length of the chain behind each component; none while it is followed.
    lengths: HashMap<ComponentId, Option<usize>>,
    /// The components that lead back to themselves.
    cyclic: HashSet<ComponentId>,
    /// The components that lead back to themselves or through too many others, in the
    /// order in which they were found.
    faulty: Vec<ComponentId>,
}

impl Chains {
    /// Returns the length of the chain that begins at `id`, to which `depth` steps
    /// led.
    fn visit(&mut self, id: ComponentId, documents: &[Document], depth: usize) -> usize {
        match self.lengths.get(&id) {
            Some(Some(length)) => return *length,
            Some(None) => {
                if self.cyclic.insert(id) {
                    self.faulty.push(id);
                }
                return 0;
            }
            None => {}
        }
        self.lengths.insert(id, None);
        let component = documents
            .get(id.document)
            .and_then(|document| document.schemas.get(id.schema));
        let links = component.map_or_else(Links::default, |it| Links::of(&it.schema));
        let mut length = links.longest;
        let is_far = depth + length > LONGEST_CHAIN;
        if !is_far {
            for (target, steps) in links.targets {
                length = length.max(steps + self.visit(target, documents, depth + steps));
            }
        }
        if is_far || length > LONGEST_CHAIN {
            self.faulty.push(id);
            length = 0;
        }
        self.lengths.insert(id, Some(length));
        length
    }

    /// Unbinds and reports the faulty components.
    fn unbind_faulty(&self, documents: &mut [Document], diagnostics: &mut Diagnostics) {
        for (index, id) in self.faulty.iter().enumerate() {
            let Some(component) = documents
                .get_mut(id.document)
                .and_then(|document| document.schemas.get_mut(id.schema))
            else {
                continue;
            };
            unbind(&mut component.schema);
            let mut before = self.faulty.iter().take(index);
            let name = &component.key.text;
            let (message, help) = if self.cyclic.contains(id) {
                (
                    format!("`{name}` is defined as itself"),
                    "an object may contain itself in a property; a list, a map or an `allOf` cannot be made of itself",
                )
            } else if before.all(|other| self.cyclic.contains(other)) {
                (
                    format!(
                        "`{name}` leads on through more than {LONGEST_CHAIN} references, lists and maps"
                    ),
                    TOO_LONG,
                )
            } else {
                // A long chain is too long in many places; one of them is enough.
                continue;
            };
            diagnostics.push(
                Diagnostic::error(Code::Recursion, component.key.span, message)
                    .at(component.schema.pointer.clone())
                    .help(help),
            );
        }
    }

    /// Reports schemas below `schema` that lead through too many others. `schema`
    /// itself does not.
    fn report_below(&self, schema: &mut Schema, diagnostics: &mut Diagnostics) {
        for child in schema.children_mut() {
            if self.length_from(child) <= LONGEST_CHAIN {
                self.report_below(child, diagnostics);
                continue;
            }
            let message = format!(
                "this leads on through more than {LONGEST_CHAIN} references, lists and maps"
            );
            diagnostics.push(
                Diagnostic::error(Code::Recursion, child.span, message)
                    .at(child.pointer.clone())
                    .help(TOO_LONG),
            );
            unbind(child);
        }
    }

    /// Returns the length of the longest chain that begins at a schema.
    fn length_from(&self, schema: &Schema) -> usize {
        let links = Links::of(schema);
        let behind = links.targets.iter().map(|(target, steps)| {
            let length = self.lengths.get(target).copied().flatten();
            steps + length.unwrap_or(0)
        });
        behind.fold(links.longest, usize::max)
    }
}

/// The links from a schema to the schemas that it is made of. Named types stand behind
/// `properties`, while lists and maps are spelled out wherever they are used.
#[derive(Default)]
struct Links {
    /// The components that it is made of, and the number of steps to each.
    targets: Vec<(ComponentId, usize)>,
    /// The highest number of steps to anything.
    longest: usize,
}

impl Links {
    fn of(schema: &Schema) -> Self {
        let mut links = Self::default();
        links.add(schema, 0);
        links
    }

    fn add(&mut self, schema: &Schema, steps: usize) {
        self.longest = self.longest.max(steps);
        let reference = schema.reference.as_ref();
        if let Some(target) = reference.and_then(|reference| reference.target) {
            self.targets.push((target, steps.max(1)));
        }
        for part in schema.all_of.iter().chain(schema.items.as_deref()) {
            self.add(part, steps + 1);
        }
        if let Some(Additional::Schema(values)) = &schema.additional {
            self.add(values, steps + 1);
        }
    }
}

/// Unbinds the references of a schema and of its parts, items and values.
fn unbind(schema: &mut Schema) {
    if let Some(reference) = &mut schema.reference {
        reference.target = None;
    }
    for part in schema.all_of.iter_mut().chain(schema.items.as_deref_mut()) {
        unbind(part);
    }
    if let Some(Additional::Schema(values)) = &mut schema.additional {
        unbind(values);
    }
}
