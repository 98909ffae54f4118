//! Paths from the object with a condition to the values in the condition.

use crate::model::{FieldPath, Literal, Member, Step, Test, Type, TypeId};

use crate::lower::table::Table;

/// The path from the object that has a condition to a value in the condition.
#[derive(Clone)]
pub struct ValuePath {
    steps: Vec<Step>,
    /// The type of the value, if it is an object with members.
    object: Option<TypeId>,
}

impl ValuePath {
    /// Returns the path to the object that has the condition.
    pub fn root(object: TypeId) -> Self {
        Self {
            steps: Vec::new(),
            object: Some(object),
        }
    }

    /// Returns the path to a member of this object.
    pub fn inside(&self, step: Step, types: &Table<'_>) -> Self {
        let object = match types.member(step) {
            Some(Member::Field(field)) => match field.value.ty {
                Type::Named(id) => Some(id).filter(|&id| types.structure(id).is_some()),
                Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
            },
            Some(Member::Constant(_)) | None => None,
        };
        Self {
            steps: self.fields_to(step).steps,
            object,
        }
    }

    /// Returns the type of this object, if the value is an object with members.
    pub fn object(&self) -> Option<TypeId> {
        self.object
    }

    /// Returns the path to the value.
    pub fn fields(&self) -> FieldPath {
        FieldPath {
            steps: self.steps.clone(),
        }
    }

    /// Returns the path to a member of this object as field steps.
    pub fn fields_to(&self, step: Step) -> FieldPath {
        let mut path = self.fields();
        path.steps.push(step);
        path
    }

    /// Returns the member at the end of the path, if the path has a step.
    pub fn member<'t>(&self, types: &'t Table<'_>) -> Option<&'t Member> {
        self.steps.last().and_then(|step| types.member(*step))
    }

    /// Returns the value, if it is a constant.
    pub fn constant<'t>(&self, types: &'t Table<'_>) -> Option<&'t Literal> {
        match self.member(types)? {
            Member::Constant(constant) => Some(&constant.value),
            Member::Field(_) => None,
        }
    }
}

/// Returns the test that the value at the end of a path is present. A constant is present
/// whenever its object is, so that paths of tests always end in fields.
pub fn presence(mut path: FieldPath, types: &Table<'_>) -> Test {
    let last = path.steps.last().and_then(|step| types.member(*step));
    if let Some(Member::Constant(_)) = last {
        path.steps.pop();
    }
    if path.steps.iter().any(|step| types.is_optional(*step)) {
        Test::Present(path)
    } else {
        Test::Always
    }
}
