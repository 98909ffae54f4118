//! The names of documents and components, to which references are bound.

use std::collections::HashMap;

use crate::openapi::Document;
use crate::text::source::FileId;

/// A kind of component that references can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComponentKind {
    /// An entry of `components/schemas`.
    Schema,
    /// An entry of `components/x-result-codes`.
    CodeSet,
    /// An entry of `components/securitySchemes`.
    SecurityScheme,
}

impl ComponentKind {
    /// Returns the keyword of `components` for the kind.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Schema => "schemas",
            Self::CodeSet => "x-result-codes",
            Self::SecurityScheme => "securitySchemes",
        }
    }

    /// Returns the pointer to the components of the kind.
    pub fn section(self) -> String {
        format!("/components/{}/", self.keyword())
    }

    /// Returns the noun for one component of the kind.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Schema => "schema",
            Self::CodeSet => "set of result codes",
            Self::SecurityScheme => "security scheme",
        }
    }
}

/// The names of all documents and their components.
pub struct Index {
    /// The names of the documents.
    pub files: Vec<String>,
    /// The texts of the documents.
    pub texts: Vec<FileId>,
    /// True for each that is a file with parts for documents.
    pub fragments: Vec<bool>,
    /// The positions of the documents by name.
    pub positions: HashMap<String, usize>,
    /// The files of the documents in pointers.
    pub documents: Vec<String>,
    /// The positions of the documents by their files in pointers.
    pub paths: HashMap<String, usize>,
    /// The schemas at other pointers than that of an entry of `components/schemas`.
    pub targets: HashMap<String, (usize, usize)>,
    components: Vec<Names>,
}

impl Index {
    /// Collects the names of `documents`.
    pub fn of(documents: &[Document]) -> Self {
        let files: Vec<String> = documents.iter().map(|it| it.name.clone()).collect();
        Self {
            documents: documents.iter().map(|it| it.path.clone()).collect(),
            paths: documents
                .iter()
                .map(|it| it.path.clone())
                .zip(0..)
                .collect(),
            targets: targets(documents),
            positions: files.iter().cloned().zip(0..).collect(),
            files,
            fragments: documents.iter().map(|it| it.is_fragment).collect(),
            texts: documents.iter().map(|it| it.file).collect(),
            components: documents.iter().map(Names::of).collect(),
        }
    }

    /// Returns the components of a kind in each document.
    pub fn of_kind(&self, kind: ComponentKind) -> impl Iterator<Item = &HashMap<String, usize>> {
        self.components.iter().map(move |names| names.of_kind(kind))
    }

    /// Returns the components of a kind in one document.
    pub fn names(&self, document: usize, kind: ComponentKind) -> Option<&HashMap<String, usize>> {
        let names = self.components.get(document);
        names.map(|names| names.of_kind(kind))
    }
}

fn targets(documents: &[Document]) -> HashMap<String, (usize, usize)> {
    let mut targets = HashMap::new();
    for (document, content) in documents.iter().enumerate() {
        for (position, schema) in content.schemas.iter().enumerate() {
            let own = format!("{}#/components/schemas/", content.path);
            if !schema.is_named || !schema.schema.pointer.starts_with(&own) {
                targets.insert(schema.schema.pointer.clone(), (document, position));
            }
        }
    }
    targets
}

/// The positions of a document's components by name.
struct Names {
    schemas: HashMap<String, usize>,
    code_sets: HashMap<String, usize>,
    security_schemes: HashMap<String, usize>,
}

impl Names {
    fn of(document: &Document) -> Self {
        // Those without a name of their own come last.
        let named = document.schemas.iter().filter(|schema| schema.is_named);
        let schemas = named.map(|schema| &schema.key.text);
        let code_sets = document.code_sets.iter().map(|set| &set.key.text);
        let security_schemes = document.security_schemes.iter().map(|it| &it.key.text);
        Self {
            schemas: schemas.map(ToString::to_string).zip(0..).collect(),
            code_sets: code_sets.map(ToString::to_string).zip(0..).collect(),
            security_schemes: security_schemes.map(ToString::to_string).zip(0..).collect(),
        }
    }

    fn of_kind(&self, kind: ComponentKind) -> &HashMap<String, usize> {
        match kind {
            ComponentKind::Schema => &self.schemas,
            ComponentKind::CodeSet => &self.code_sets,
            ComponentKind::SecurityScheme => &self.security_schemes,
        }
    }
}
