//! The value that a fragment of a condition speaks of, and whether the fragment
//! speaks of it in keywords that fit.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{FieldPath, Literal, Member, Presence, Step, Test, Type, TypeId};
use crate::openapi::{Schema, SchemaType, Spanned};

use crate::lower::Lowering;
use crate::lower::parts::Parts;

/// The keywords that a condition is made of. A `type` only repeats what the
/// schema of the member says.
const FRAGMENT: [&str; 11] = [
    "type",
    "properties",
    "required",
    "dependentRequired",
    "const",
    "enum",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
];

/// A value, as the way to it from the object that has the condition.
#[derive(Clone)]
pub struct Place {
    way: Vec<Step>,
    /// The type of the value, where it is an object with members.
    object: Option<TypeId>,
}

impl Place {
    /// The object that has the condition.
    pub fn root(object: TypeId) -> Self {
        Self {
            way: Vec::new(),
            object: Some(object),
        }
    }

    /// The way to the value.
    pub fn path(&self) -> FieldPath {
        FieldPath {
            steps: self.way.clone(),
        }
    }

    /// The way to a member of the object here.
    pub fn path_of(&self, step: Step) -> FieldPath {
        let mut path = self.path();
        path.steps.push(step);
        path
    }
}

impl Lowering<'_, '_> {
    /// The member of the object at `place` that a condition names; one that is
    /// not there is reported.
    pub fn step(&mut self, place: &Place, name: &Spanned<String>) -> Option<Step> {
        let owner = place.object?;
        let mut members = self.lowered(owner)?.members.iter();
        let position = members.position(|member| member.name().wire == name.value);
        if position.is_none()
            && let Some(schema) = self.types.get(owner.0).map(|slot| slot.schema)
        {
            let parts = Parts::of_root(schema, self.documents);
            self.report_unknown_member(name, &parts);
        }
        position.map(|member| Step { owner, member })
    }

    /// The value of a member of the object at `place`.
    pub fn inside(&self, place: &Place, step: Step) -> Place {
        let object = match self.member_of(step) {
            Some(Member::Field(field)) => match field.value.ty {
                Type::Named(id) => Some(id).filter(|&id| self.lowered(id).is_some()),
                _ => None,
            },
            Some(Member::Constant(_)) | None => None,
        };
        Place {
            way: place.path_of(step).steps,
            object,
        }
    }

    /// The member whose value stands at `place`, unless that is the object that
    /// has the condition.
    pub fn member_at(&self, place: &Place) -> Option<&Member> {
        place.way.last().and_then(|step| self.member_of(*step))
    }

    pub fn member_of(&self, step: Step) -> Option<&Member> {
        self.lowered(step.owner)?.members.get(step.member)
    }

    /// Whether a member may be absent from its object.
    pub fn is_optional(&self, step: Step) -> bool {
        match self.member_of(step) {
            Some(Member::Field(field)) => field.presence == Presence::Optional,
            Some(Member::Constant(_)) | None => false,
        }
    }

    /// The test that something stands at the end of a way. A fixed member is
    /// there whenever its object is, so that ways always end in fields.
    pub fn presence(&self, mut path: FieldPath) -> Test {
        let last = path.steps.last().and_then(|step| self.member_of(*step));
        if let Some(Member::Constant(_)) = last {
            path.steps.pop();
        }
        if path.steps.iter().any(|step| self.is_optional(*step)) {
            Test::Present(path)
        } else {
            Test::Always
        }
    }

    /// Whether a fragment consists of keywords that fit the value at `place`;
    /// what does not fit is reported.
    pub fn is_fragment(&mut self, schema: &Schema, place: &Place) -> bool {
        let speaks_of_value = schema.constant.is_some() || schema.values.is_some();
        let looks_inside = schema.has_properties
            || !schema.required.is_empty()
            || !schema.dependent_required.is_empty();
        let own = self.schema_type_at(place);
        let is_own_type = schema.ty.as_ref().is_none_or(|ty| ty.value == own);
        let fits = schema.has_only(&FRAGMENT)
            && is_own_type
            && !(speaks_of_value && (looks_inside || place.object.is_some()));
        if !fits {
            self.unsupported_fragment(schema);
        } else if looks_inside && place.object.is_none() {
            self.no_object(schema);
        }
        fits && (place.object.is_some() || !looks_inside)
    }

    fn schema_type_at(&self, place: &Place) -> SchemaType {
        match self.member_at(place) {
            None => SchemaType::Object,
            Some(Member::Field(field)) => self.schema_type(&field.value.ty),
            Some(Member::Constant(constant)) => match constant.value {
                Literal::Text(_) => SchemaType::String,
                Literal::Boolean(_) => SchemaType::Boolean,
                Literal::Integer(_) => SchemaType::Integer,
            },
        }
    }

    fn no_object(&mut self, schema: &Schema) {
        self.diagnostics.push(
            Diagnostic::error(
                Code::InvalidCondition,
                schema.span,
                "a condition can look into objects only, and this member is none",
            )
            .at(schema.pointer.clone())
            .help("test the member itself with `const` or `enum`, or its presence with `required`"),
        );
    }

    fn unsupported_fragment(&mut self, schema: &Schema) {
        self.diagnostics.push(
            Diagnostic::error(
                Code::NotSupported,
                schema.span,
                "this form of condition is not supported yet",
            )
            .at(schema.pointer.clone())
            .help(
                "conditions are made of `properties`, `required`, `dependentRequired`, `const`, `enum`, `allOf`, `anyOf`, `oneOf`, `not` and `if`",
            ),
        );
    }
}
