//! Constants: members with one possible value.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Constant;
use crate::openapi::Schema;
use crate::openapi::keyword::{Keyword, SchemaPosition};
use crate::text::tree::Node;

use super::pending::PendingConstant;
use super::site::ValueSite;
use super::structs::Structs;
use crate::lower::agreement::is_listed;
use crate::lower::applicability::refuse_at;
use crate::lower::listed::Fixed;
use crate::lower::literal::literal;
use crate::lower::naming;
use crate::lower::parts::Parts;
use crate::lower::pointers::to_keyword;

impl<'a> Structs<'a, '_> {
    /// Lowers a member with a constant. `schema` is the outermost schema.
    pub fn constant(
        &mut self,
        schema: &'a Schema,
        parts: &Parts<'a>,
        fixed: Fixed<'a>,
        site: ValueSite<'_>,
        required: bool,
    ) -> Option<Constant> {
        let chosen = self
            .values
            .types
            .chosen
            .member(parts.schemas.iter().copied());
        let (wire, span) = (site.name, site.span);
        let name = naming::constant_name(wire, span, chosen, self.values.diagnostics);
        for schema in &parts.schemas {
            refuse_at(schema, SchemaPosition::Constant, self.values.diagnostics);
        }
        if is_listed(parts, self.values.diagnostics) {
            return None;
        }
        let literal = literal(fixed.node);
        let value = self.values.probe(schema, site);
        if literal.is_some() {
            self.constants
                .push(PendingConstant::of(site.name, fixed, value));
        }
        refuse_others(parts, fixed.node, self.values.diagnostics);
        Some(Constant {
            name,
            value: literal?,
            description: parts.description().unwrap_or_default().to_owned(),
            required,
        })
    }
}

/// Reports constants of a member that differ from its first one.
fn refuse_others(parts: &Parts<'_>, node: &Node, diagnostics: &mut Diagnostics) {
    for schema in &parts.schemas {
        let other = schema.constant.as_deref();
        if let Some(other) = other.filter(|other| other.value != node.value) {
            diagnostics.push(
                Diagnostic::warning(
                    Code::InvalidValue,
                    other.span,
                    "the member has another constant",
                )
                .at(to_keyword(schema, Keyword::Const))
                .labelled(node.span, "the other constant is here")
                .help("remove one of them"),
            );
        }
    }
}
