//! Conditions: what holds between the members of an object.
//!
//! `if` becomes a [`Test`], `then` a list of [`Demand`]s, with JSON Schema's
//! exact meaning: a property that is not required is tested only where it is
//! present. Tests on fixed members are decided here and now.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{
    Advisory, Conditional, Demand, FieldPath, Literal, Member, ObjectRule, Presence, Role, Step,
    Test, TypeId,
};
use crate::openapi::{Schema, Spanned};

use super::Lowering;
use super::parts::Parts;

/// The keywords that a condition is made of. A `type` only repeats what the
/// schema of the member says.
const FRAGMENT: [&str; 6] = ["type", "properties", "required", "const", "enum", "allOf"];

impl<'a> Lowering<'a, '_> {
    /// Lowers what relates members to each other, in every object.
    pub fn lower_relations(&mut self) {
        self.check_type_names();
        let objects: Vec<(TypeId, &'a Schema)> = (0..self.types.len())
            .map(TypeId)
            .filter(|&id| self.lowered(id).is_some())
            .filter_map(|id| Some((id, self.types.get(id.0)?.schema)))
            .collect();
        for (id, schema) in objects {
            let parts = Parts::of_root(schema, self.documents);
            let is_response = self
                .lowered(id)
                .is_some_and(|object| matches!(object.role, Role::Response(_)));
            let mut rules = Vec::new();
            let mut advisories = Vec::new();
            for schema in &parts.schemas {
                // What a response promises by its status belongs to the outcome.
                if !is_response {
                    rules.extend(self.conditional(schema, id).map(ObjectRule::When));
                }
                rules.extend(self.any_of(schema, id));
                advisories.extend(self.advisories(schema, id));
            }
            if let Some(object) = self.lowered_mut(id) {
                object.rules = rules;
                object.advisories = advisories;
            }
        }
    }

    fn conditional(&mut self, schema: &Schema, owner: TypeId) -> Option<Conditional> {
        let conditional = schema.conditional.as_ref()?;
        let before = self.diagnostics.len();
        let (when, then) = self.condition(schema, owner)?;
        if matches!(when, Test::Never) {
            self.contradiction(&conditional.when);
            return None;
        }
        if then.is_empty() && self.diagnostics.len() == before {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidCondition,
                    conditional.span,
                    "this condition asks for nothing that is not required anyway",
                )
                .at(format!("{}/then", schema.pointer))
                .help("say in `then` which optional members must be there"),
            );
        }
        let text = self.describe(&when);
        Some(Conditional { when, then, text })
    }

    /// Reports a condition that a fixed value contradicts.
    fn contradiction(&mut self, schema: &Schema) {
        self.diagnostics.push(
            Diagnostic::error(
                Code::InvalidCondition,
                schema.span,
                "this can never hold: it contradicts a fixed value",
            )
            .at(schema.pointer.clone())
            .help("remove the condition, or correct the value that it names"),
        );
    }

    /// The test and the demands of a schema's `if` and `then`.
    pub fn condition(&mut self, schema: &Schema, owner: TypeId) -> Option<(Test, Vec<Demand>)> {
        let conditional = schema.conditional.as_ref()?;
        let when = self.test(&conditional.when, owner, &[]);
        let Some(then) = &conditional.then else {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidCondition,
                    conditional.span,
                    "`if` without `then` says nothing",
                )
                .at(format!("{}/if", schema.pointer))
                .help("add the `then` that belongs to it"),
            );
            return None;
        };
        let mut demands = Vec::new();
        self.demands(then, owner, &[], &mut demands);
        Some((when?, demands))
    }

    fn advisories(&mut self, schema: &Schema, owner: TypeId) -> Vec<Advisory> {
        let mut advisories = Vec::new();
        for advisory in &schema.extensions.advisories {
            let when = match &advisory.when {
                Some(when) => self.test(when, owner, &[]),
                None => Some(Test::Always),
            };
            if let (Some(Test::Never), Some(when)) = (&when, &advisory.when) {
                self.contradiction(when);
            }
            let mut then = Vec::new();
            let before = self.diagnostics.len();
            self.demands(&advisory.then, owner, &[], &mut then);
            if then.is_empty() && self.diagnostics.len() == before {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::InvalidCondition,
                        advisory.span,
                        "this advisory asks for nothing",
                    )
                    .help("say in `then` which members should be there"),
                );
            }
            advisories.extend(when.map(|when| Advisory {
                when,
                then,
                text: advisory.text.clone(),
            }));
        }
        advisories
    }

    fn any_of(&mut self, schema: &Schema, owner: TypeId) -> Option<ObjectRule> {
        let any_of = schema.any_of.as_ref()?;
        let mut sets = Vec::new();
        for branch in &any_of.value {
            if !branch.has_only(&["required"]) || branch.required.is_empty() {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::NotSupported,
                        branch.span,
                        "`anyOf` is supported for sets of required members only",
                    )
                    .at(branch.pointer.clone())
                    .help("let each branch hold `required: […]` and nothing else"),
                );
                return None;
            }
            let names = branch.required.iter();
            sets.push(
                names
                    .filter_map(|name| self.member_of(owner, name))
                    .collect(),
            );
        }
        Some(ObjectRule::AnyOf(sets))
    }

    /// The test that a fragment of `if` makes of the value at `at`.
    fn test(&mut self, schema: &Schema, owner: TypeId, at: &[Step]) -> Option<Test> {
        if !schema.has_only(&FRAGMENT) {
            self.unsupported_fragment(schema);
            return None;
        }
        let mut tests = Vec::new();
        let mut required = Vec::new();
        let mut is_complete = true;
        for name in &schema.required {
            let member = self.member_of(owner, name);
            required.extend(member);
            is_complete &= member.is_some();
            tests.extend(member.map(|member| self.presence(at, owner, member)));
        }
        for property in &schema.properties {
            let name = Spanned {
                value: property.key.text.clone(),
                span: property.key.span,
            };
            let member = self.member_of(owner, &name);
            let inner = member.and_then(|member| {
                let inner = self.test_member(&property.schema, owner, member, at)?;
                Some((member, inner))
            });
            let Some((member, inner)) = inner else {
                is_complete = false;
                continue;
            };
            tests.push(if required.contains(&member) {
                inner
            } else {
                let absent = Test::Not(Box::new(self.presence(at, owner, member)));
                any(vec![absent, inner])
            });
        }
        for part in &schema.all_of {
            let inner = self.test(part, owner, at);
            is_complete &= inner.is_some();
            tests.extend(inner);
        }
        is_complete.then(|| all(tests))
    }

    /// The test of one member: of its value, or of the members inside it.
    fn test_member(
        &mut self,
        schema: &Schema,
        owner: TypeId,
        member: usize,
        at: &[Step],
    ) -> Option<Test> {
        if !schema.has_only(&FRAGMENT) {
            self.unsupported_fragment(schema);
            return None;
        }
        if !self.fits_member(schema, owner, member) {
            self.unsupported_fragment(schema);
            return None;
        }
        let values = self.values(schema, owner, member);
        if let Some(values) = values {
            let values = values?;
            if let Some(fixed) = self.fixed(owner, member) {
                return Some(if values.contains(&fixed) {
                    Test::Always
                } else {
                    Test::Never
                });
            }
            return Some(Test::OneOf(path(at, owner, member), values));
        }
        if is_trivial(schema) {
            return Some(Test::Always);
        }
        let inner = self.inner_object(schema, owner, member)?;
        let mut way = at.to_vec();
        way.push(Step { owner, member });
        self.test(schema, inner, &way)
    }

    fn demands(&mut self, schema: &Schema, owner: TypeId, at: &[Step], demands: &mut Vec<Demand>) {
        if !schema.has_only(&FRAGMENT) {
            self.unsupported_fragment(schema);
            return;
        }
        for name in &schema.required {
            if let Some(member) = self.member_of(owner, name)
                && self.is_optional(owner, member)
            {
                demands.push(Demand::Present(path(at, owner, member)));
            }
        }
        for property in &schema.properties {
            let name = Spanned {
                value: property.key.text.clone(),
                span: property.key.span,
            };
            let Some(member) = self.member_of(owner, &name) else {
                continue;
            };
            if !property.schema.has_only(&FRAGMENT)
                || !self.fits_member(&property.schema, owner, member)
            {
                self.unsupported_fragment(&property.schema);
                continue;
            }
            match self.values(&property.schema, owner, member) {
                Some(Some(values)) => match self.fixed(owner, member) {
                    Some(fixed) if values.contains(&fixed) => {}
                    Some(_) => self.contradiction(&property.schema),
                    None => demands.push(Demand::OneOf(path(at, owner, member), values)),
                },
                Some(None) => {}
                None if is_trivial(&property.schema) => {}
                None => {
                    if let Some(inner) = self.inner_object(&property.schema, owner, member) {
                        let mut way = at.to_vec();
                        way.push(Step { owner, member });
                        self.demands(&property.schema, inner, &way, demands);
                    }
                }
            }
        }
        for part in &schema.all_of {
            self.demands(part, owner, at, demands);
        }
    }

    /// The position of the member `name` of an object.
    fn member_of(&mut self, owner: TypeId, name: &Spanned<String>) -> Option<usize> {
        let mut members = self.lowered(owner)?.members.iter();
        let position = members.position(|member| member.name().wire == name.value);
        if position.is_none()
            && let Some(schema) = self.types.get(owner.0).map(|slot| slot.schema)
        {
            let parts = Parts::of_root(schema, self.documents);
            self.report_unknown_member(name, &parts);
        }
        position
    }

    /// The test that a member is there. A fixed one is there whenever its object
    /// is, so that ways always end in fields.
    fn presence(&self, at: &[Step], owner: TypeId, member: usize) -> Test {
        let mut path = path(at, owner, member);
        if self.fixed(owner, member).is_some() {
            path.steps.pop();
        }
        let always = path
            .steps
            .iter()
            .all(|step| !self.is_optional(step.owner, step.member));
        if always {
            Test::Always
        } else {
            Test::Present(path)
        }
    }

    fn is_optional(&self, owner: TypeId, member: usize) -> bool {
        self.lowered(owner)
            .and_then(|object| object.field(member))
            .is_some_and(|field| field.presence == Presence::Optional)
    }

    fn fixed(&self, owner: TypeId, member: usize) -> Option<Literal> {
        match self.lowered(owner)?.members.get(member)? {
            Member::Constant(constant) => Some(constant.value.clone()),
            Member::Field(_) => None,
        }
    }
}

fn path(at: &[Step], owner: TypeId, member: usize) -> FieldPath {
    let mut steps = at.to_vec();
    steps.push(Step { owner, member });
    FieldPath { steps }
}

/// A fragment that says nothing.
fn is_trivial(schema: &Schema) -> bool {
    schema.constant.is_none()
        && schema.values.is_none()
        && schema.properties.is_empty()
        && schema.required.is_empty()
        && schema.all_of.is_empty()
}

/// All of `tests`, simplified: what is always true goes, and so does the
/// presence of what another test needs anyway.
fn all(tests: Vec<Test>) -> Test {
    let mut flat = Vec::new();
    for test in tests {
        match test {
            Test::Always => {}
            Test::Never => return Test::Never,
            Test::All(inner) => flat.extend(inner),
            other if flat.contains(&other) => {}
            other => flat.push(other),
        }
    }
    let implied = |path: &FieldPath| {
        flat.iter().any(|test| match test {
            Test::OneOf(other, _) => other.steps.starts_with(&path.steps),
            Test::Present(other) => other != path && other.steps.starts_with(&path.steps),
            _ => false,
        })
    };
    let mut kept: Vec<Test> = flat
        .iter()
        .filter(|test| !matches!(test, Test::Present(path) if implied(path)))
        .cloned()
        .collect();
    if kept.len() > 1 {
        return Test::All(kept);
    }
    kept.pop().unwrap_or(Test::Always)
}

fn any(tests: Vec<Test>) -> Test {
    let mut flat = Vec::new();
    for test in tests {
        match test {
            Test::Always => return Test::Always,
            Test::Never => {}
            Test::Not(inner) if *inner == Test::Always => {}
            other => flat.push(other),
        }
    }
    if flat.len() > 1 {
        return Test::Any(flat);
    }
    flat.pop().unwrap_or(Test::Never)
}
