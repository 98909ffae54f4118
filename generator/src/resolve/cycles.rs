//! Chains of references between schemas, and cycles among them.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::openapi::keyword::Keyword;
use crate::openapi::{Additional, ComponentId, Document, Operation, Schema};
use crate::text::source::Spanned;

/// The largest number of references, lists, maps and `allOf` branches in a chain. Later
/// stages follow chains recursively, and so does the compiler for the resulting types.
const LONGEST_CHAIN: usize = 64;

const TOO_LONG: &str = "refer to the last of them directly, or define an object in between";

/// Reports references that form a cycle or a chain that is too long. They are unbound, so
/// that later stages can follow every reference. A list or a map that contains itself gets a
/// type of its own: the only alternative of a union.
pub fn unbind_cycles(documents: &mut [Document], diagnostics: &mut Diagnostics) {
    let mut unbound = HashSet::new();
    let found = Chains::find(documents, Follow::Parts);
    found.unbind_faulty(documents, &mut unbound, diagnostics);
    let found = Chains::find(documents, Follow::Values);
    found.name_cyclic(documents);
    found.unbind_faulty(documents, &mut unbound, diagnostics);
    if found.faulty.is_empty() {
        found.report_inline(documents, diagnostics);
    }
    let found = Chains::find(documents, Follow::Alternatives);
    found.unbind_faulty(documents, &mut unbound, diagnostics);
}

/// The links between components that a search follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follow {
    /// References and the branches of `allOf`: the parts of a value.
    Parts,
    /// Also items and values of maps, which are repeated at each use, with their
    /// alternatives.
    Values,
    /// Also the alternatives of unions, which may contain each other.
    Alternatives,
}

/// The chains of references between components.
struct Chains {
    /// The links.
    follow: Follow,
    /// The length of the chain from each component; none while it is being followed.
    lengths: HashMap<ComponentId, Option<usize>>,
    /// The components on a cycle.
    cyclic: HashSet<ComponentId>,
    /// The components on a cycle or at the start of a chain that is too long, in the
    /// order in which they were found.
    faulty: Vec<ComponentId>,
}

impl Chains {
    /// Finds the chains of all components.
    fn find(documents: &[Document], follow: Follow) -> Self {
        let mut chains = Self {
            follow,
            lengths: HashMap::new(),
            cyclic: HashSet::new(),
            faulty: Vec::new(),
        };
        for (document, content) in documents.iter().enumerate() {
            for schema in 0..content.schemas.len() {
                chains.visit(ComponentId { document, schema }, documents, 0);
            }
        }
        chains
    }

    /// Returns the length of the chain from `id`, which is `depth` steps from the start.
    fn visit(&mut self, id: ComponentId, documents: &[Document], depth: usize) -> usize {
        match self.lengths.get(&id) {
            Some(Some(length)) => return *length,
            Some(None) => {
                if self.follow != Follow::Alternatives && self.cyclic.insert(id) {
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
        let links = component.map_or_else(Links::default, |it| Links::of(&it.schema, self.follow));
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

    /// Gives the lists and maps on a cycle types of their own.
    fn name_cyclic(&self, documents: &mut [Document]) {
        for id in &self.cyclic {
            let document = documents.get_mut(id.document);
            if let Some(component) = document.and_then(|it| it.schemas.get_mut(id.schema)) {
                become_union(&mut component.schema);
            }
        }
    }

    /// Unbinds and reports the faulty components that an earlier search did not find. Lists
    /// within an unbound one can be too long for each search.
    fn unbind_faulty(
        &self,
        documents: &mut [Document],
        unbound: &mut HashSet<ComponentId>,
        diagnostics: &mut Diagnostics,
    ) {
        for (index, id) in self.faulty.iter().enumerate() {
            let has_type = self.follow == Follow::Values && self.cyclic.contains(id);
            if has_type || !unbound.insert(*id) {
                continue;
            }
            let Some(component) = documents
                .get_mut(id.document)
                .and_then(|document| document.schemas.get_mut(id.schema))
            else {
                continue;
            };
            unbind(&mut component.schema);
            let Some((message, help)) = self.message(index, *id, &component.key.text) else {
                continue;
            };
            diagnostics.push(
                Diagnostic::warning(Code::Recursion, component.key.span, message)
                    .at(component.schema.pointer.clone())
                    .help(help),
            );
        }
    }

    /// Returns the message and the help for a faulty component. A long chain is too long at
    /// many places; one report is enough.
    fn message(&self, index: usize, id: ComponentId, name: &str) -> Option<(String, &'static str)> {
        let mut before = self.faulty.iter().take(index);
        if self.cyclic.contains(&id) {
            Some((
                format!("`{name}` is defined as itself"),
                "break the cycle with an object: only a property can refer back to its own schema",
            ))
        } else if before.all(|other| self.cyclic.contains(other)) {
            let links = self.links();
            Some((
                format!("`{name}` begins a chain of more than {LONGEST_CHAIN} {links}"),
                TOO_LONG,
            ))
        } else {
            None
        }
    }

    fn links(&self) -> &'static str {
        match self.follow {
            Follow::Parts | Follow::Values => "references, lists and maps",
            Follow::Alternatives => "alternatives of alternatives",
        }
    }

    /// Reports the schemas without a name from which a chain is too long.
    fn report_inline(&self, documents: &mut [Document], diagnostics: &mut Diagnostics) {
        for document in documents {
            let components = document.schemas.iter_mut();
            let mut schemas: Vec<&mut Schema> = components.map(|it| &mut it.schema).collect();
            let operations = document.operations.iter_mut().chain(&mut document.webhooks);
            schemas.extend(operations.flat_map(Operation::schemas_mut));
            for schema in schemas {
                self.report_below(schema, diagnostics);
            }
        }
    }

    /// Reports schemas below `schema` from which a chain is too long. The chain from
    /// `schema` itself is not.
    fn report_below(&self, schema: &mut Schema, diagnostics: &mut Diagnostics) {
        for child in schema.children_mut() {
            if self.length_from(child) <= LONGEST_CHAIN {
                self.report_below(child, diagnostics);
                continue;
            }
            let message = format!(
                "this begins a chain of more than {LONGEST_CHAIN} references, lists and maps"
            );
            diagnostics.push(
                Diagnostic::warning(Code::Recursion, child.span, message)
                    .at(child.pointer.clone())
                    .help(TOO_LONG),
            );
            unbind(child);
        }
    }

    /// Returns the length of the longest chain from a schema.
    fn length_from(&self, schema: &Schema) -> usize {
        let links = Links::of(schema, self.follow);
        let behind = links.targets.iter().map(|(target, steps)| {
            let length = self.lengths.get(target).copied().flatten();
            steps + length.unwrap_or(0)
        });
        behind.fold(links.longest, usize::max)
    }
}

/// The links from a schema to the schemas that define it. Properties are not links, since
/// they refer to named types, while lists and maps are repeated at each use.
#[derive(Default)]
struct Links {
    /// The components that the schema links to, each with the number of steps.
    targets: Vec<(ComponentId, usize)>,
    /// The largest number of steps.
    longest: usize,
}

impl Links {
    fn of(schema: &Schema, follow: Follow) -> Self {
        let mut links = Self::default();
        links.add(schema, 0, follow, follow == Follow::Alternatives);
        links
    }

    /// Adds the links of a schema. A value without a name `has_alternatives`, and so has a
    /// union if they are followed.
    fn add(&mut self, schema: &Schema, steps: usize, follow: Follow, has_alternatives: bool) {
        self.longest = self.longest.max(steps);
        let reference = schema.reference.as_ref();
        if let Some(target) = reference.and_then(|reference| reference.target) {
            self.targets.push((target, steps.max(1)));
        }
        for part in &schema.all_of {
            self.add(part, steps + 1, follow, has_alternatives);
        }
        if has_alternatives {
            let alternatives = [&schema.any_of, &schema.one_of];
            for branch in alternatives.into_iter().flatten().flat_map(|it| &it.value) {
                self.add(branch, steps + 1, follow, true);
            }
        }
        if follow == Follow::Parts {
            return;
        }
        if let Some(items) = &schema.items {
            self.add(items, steps + 1, follow, true);
        }
        // Beside properties, the values are no part of the type.
        let is_map = schema.properties.is_empty();
        if let Some(Additional::Schema(values)) = schema.additional.as_ref().filter(|_| is_map) {
            self.add(values, steps + 1, follow, true);
        }
    }
}

/// Makes a schema the only alternative of a union, which is a type of its own.
fn become_union(schema: &mut Schema) {
    let mut union = Schema::any(schema.span, &schema.pointer);
    union.annotations.clone_from(&schema.annotations);
    union.extensions = schema.extensions.take();
    union.nullable = std::mem::take(&mut schema.nullable);
    union.keywords = Box::new([(Keyword::OneOf, schema.span)]);
    let only = std::mem::replace(schema, union);
    schema.one_of = Some(Box::new(Spanned {
        span: only.span,
        value: vec![only],
    }));
}

/// Unbinds the references of a schema and of its branches, items and values.
fn unbind(schema: &mut Schema) {
    if let Some(reference) = &mut schema.reference {
        reference.target = None;
    }
    let alternatives = [&mut schema.any_of, &mut schema.one_of];
    let alternatives = alternatives.into_iter().flatten();
    let alternatives = alternatives.flat_map(|it| &mut it.value);
    let parts = schema.all_of.iter_mut().chain(schema.items.as_deref_mut());
    for part in parts.chain(alternatives) {
        unbind(part);
    }
    if let Some(Additional::Schema(values)) = &mut schema.additional {
        unbind(values);
    }
}
