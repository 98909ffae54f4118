//! Names of the groups of operations: modules and features.
//!
//! A group has the name that its tag gives or chooses. Without a tag, or if the tag has
//! characters that are not ASCII, its name is the first word of the path.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Name;
use crate::names::{self, NameError};
use crate::openapi::{Document, Operation};
use crate::text::source::Spanned;

use crate::lower::naming;

/// The names that tags choose.
#[derive(Default)]
pub struct GroupNames {
    chosen: HashMap<String, Spanned<String>>,
    /// The tags that were reported.
    reported: HashSet<String>,
}

impl GroupNames {
    /// Collects the names that the tags of all documents choose.
    pub fn of(documents: &[Document]) -> Self {
        let mut names = Self::default();
        for tag in documents.iter().flat_map(|document| &document.tags) {
            if let Some(chosen) = &tag.rust_name {
                let entry = names.chosen.entry(tag.name.clone());
                entry.or_insert_with(|| chosen.clone());
            }
        }
        names
    }

    /// Returns the name of the group of an operation. What is wrong with the name of a tag is
    /// reported once.
    pub fn name(&mut self, operation: &Operation, diagnostics: &mut Diagnostics) -> Name {
        let Some(tag) = operation.tags.first() else {
            return naming::module_name(word(operation), operation.span, diagnostics);
        };
        let mut unused = Diagnostics::default();
        let is_first = self.reported.insert(tag.value.clone());
        let diagnostics = if is_first { diagnostics } else { &mut unused };
        self.tagged(tag, operation, diagnostics)
    }

    /// Returns the name of the group of an operation without reports.
    pub fn peek(&self, operation: &Operation) -> Name {
        let mut unused = Diagnostics::default();
        match operation.tags.first() {
            Some(tag) => self.tagged(tag, operation, &mut unused),
            None => naming::module_name(word(operation), operation.span, &mut unused),
        }
    }

    fn tagged(
        &self,
        tag: &Spanned<String>,
        operation: &Operation,
        diagnostics: &mut Diagnostics,
    ) -> Name {
        if let Some(chosen) = self.chosen.get(&tag.value) {
            return naming::chosen_module_name(&tag.value, tag.span, chosen, diagnostics);
        }
        let of_path = || names::module_name(word(operation)).ok();
        let of_path = match names::module_name(&tag.value) {
            Err(NameError::NotAscii { .. }) => of_path(),
            Err(
                NameError::Blank { .. }
                | NameError::LeadingDigit { .. }
                | NameError::Reserved { .. },
            )
            | Ok(_) => None,
        };
        let Some(rust) = of_path.filter(|name| name.len() <= names::LONGEST) else {
            return naming::module_name(&tag.value, tag.span, diagnostics);
        };
        let message = format!(
            "`{}` has characters that are not ASCII: the modules of its operations are named \
             after their paths, such as `{rust}`",
            tag.value
        );
        diagnostics.push(
            Diagnostic::warning(Code::DerivedName, tag.span, message)
                .help("choose a Rust name in `tags` of the document: `x-rust-name: …`"),
        );
        Name {
            wire: tag.value.clone(),
            rust,
        }
    }
}

/// Returns the first word of a path that is neither a version nor a parameter, nor `api`
/// before another one.
fn word(operation: &Operation) -> &str {
    let words = operation.path.split('/').filter(|it| {
        let digits = it.trim_start_matches('v');
        let is_version = digits.chars().all(|c| c.is_ascii_digit() || c == '.');
        !is_version && !it.contains('{')
    });
    let mut words = words.peekable();
    let first = words.peek().copied();
    let word = words.find(|it| *it != "api").or(first);
    word.unwrap_or("root")
}
