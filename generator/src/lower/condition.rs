//! Conditions: what holds between the members of an object.
//!
//! `if` becomes a [`Test`], `then` a list of [`Demand`]s, with JSON Schema's
//! exact meaning: a property that is not required is tested only where it is
//! present. Tests on fixed members are decided here and now.

use crate::diagnostics::{Code, Diagnostic, suggestion};
use crate::model::{
    Advisory, Conditional, Demand, Encoding, FieldPath, Literal, Member, ObjectRule, Presence,
    Role, Rule, Shape, Step, Test, Type, TypeId,
};
use crate::openapi::{Schema, SchemaType, Spanned};
use crate::source::Span;

use super::Lowering;
use super::object::literal;
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

    /// Whether a fragment about a member speaks of one thing only: of its value
    /// or of what is in it, and in its own type.
    fn fits_member(&self, schema: &Schema, owner: TypeId, member: usize) -> bool {
        let speaks_of_value = schema.constant.is_some() || schema.values.is_some();
        let looks_inside = schema.has_properties || !schema.required.is_empty();
        let own = self
            .lowered(owner)
            .and_then(|object| object.members.get(member));
        let own = own.map(|member| match member {
            Member::Field(field) => self.schema_type(&field.value.ty),
            Member::Constant(constant) => match constant.value {
                Literal::Text(_) => SchemaType::String,
                Literal::Boolean(_) => SchemaType::Boolean,
                Literal::Integer(_) => SchemaType::Integer,
            },
        });
        let is_own_type = schema.ty.as_ref().is_none_or(|ty| Some(ty.value) == own);
        is_own_type && !(speaks_of_value && looks_inside)
    }

    /// What a value of this type is on the wire.
    fn schema_type(&self, ty: &Type) -> SchemaType {
        match ty {
            Type::Text
            | Type::Decimal
            | Type::DateTime
            | Type::Uri
            | Type::Boolean(Encoding::Text)
            | Type::Signed(Encoding::Text)
            | Type::Unsigned(Encoding::Text) => SchemaType::String,
            Type::Boolean(Encoding::Native) => SchemaType::Boolean,
            Type::Signed(Encoding::Native) | Type::Unsigned(Encoding::Native) => {
                SchemaType::Integer
            }
            Type::Named(id) if self.lowered(*id).is_none() => SchemaType::String,
            Type::Any | Type::Named(_) | Type::Map(_) => SchemaType::Object,
            Type::List(_) => SchemaType::Array,
        }
    }

    /// The values that a fragment allows for a member: nothing where it does not
    /// speak of values, nothing inside where one of them does not fit.
    #[allow(clippy::option_option)]
    fn values(
        &mut self,
        schema: &Schema,
        owner: TypeId,
        member: usize,
    ) -> Option<Option<Vec<Literal>>> {
        let nodes = match (&schema.constant, &schema.values) {
            (Some(node), _) => std::slice::from_ref(node),
            (None, Some(values)) => values.value.as_slice(),
            (None, None) => return None,
        };
        let literals = nodes
            .iter()
            .map(|node| {
                let value = literal(node).and_then(|value| self.fit(value, owner, member));
                if value.is_none() {
                    self.diagnostics.push(
                        Diagnostic::error(
                            Code::InvalidCondition,
                            node.span,
                            "the member never has this value",
                        )
                        .at(schema.pointer.clone())
                        .help("write a value of the member's own type; one that travels in a string goes in quotes"),
                    );
                }
                value
            })
            .collect();
        Some(literals)
    }

    /// `value` as the member holds it, if it can hold it.
    fn fit(&self, value: Literal, owner: TypeId, member: usize) -> Option<Literal> {
        let field = match self.lowered(owner)?.members.get(member)? {
            Member::Field(field) => field,
            Member::Constant(_) => return Some(value),
        };
        match (&field.value.ty, value) {
            (Type::Text | Type::Decimal | Type::DateTime | Type::Uri, Literal::Text(text)) => {
                keeps(&text, &field.value.rules).then_some(Literal::Text(text))
            }
            (Type::Boolean(encoding), value) => match (encoding, value) {
                (Encoding::Native, value @ Literal::Boolean(_)) => Some(value),
                (Encoding::Text, Literal::Text(text)) => text.parse().ok().map(Literal::Boolean),
                _ => None,
            },
            (Type::Signed(encoding) | Type::Unsigned(encoding), value) => {
                let number = match (encoding, value) {
                    (Encoding::Native, Literal::Integer(number)) => Some(number),
                    (Encoding::Text, Literal::Text(text)) => text.parse().ok(),
                    _ => None,
                };
                let range = if let Type::Unsigned(_) = field.value.ty {
                    0..=i128::from(u64::MAX)
                } else {
                    i128::from(i64::MIN)..=i128::from(i64::MAX)
                };
                number
                    .filter(|number| range.contains(number))
                    .map(Literal::Integer)
            }
            (Type::Named(id), Literal::Text(text)) => {
                match &self.types.get(id.0)?.def.as_ref()?.shape {
                    Shape::Enum(set) => set
                        .variants
                        .iter()
                        .any(|variant| variant.name.wire == text)
                        .then_some(Literal::Text(text)),
                    Shape::Object(_) => None,
                }
            }
            _ => None,
        }
    }

    fn inner_object(&mut self, schema: &Schema, owner: TypeId, member: usize) -> Option<TypeId> {
        let target = self
            .lowered(owner)
            .and_then(|object| match object.members.get(member)? {
                Member::Field(field) => match field.value.ty {
                    Type::Named(id) => Some(id),
                    _ => None,
                },
                Member::Constant(_) => None,
            });
        let object = target.filter(|&id| self.lowered(id).is_some());
        if object.is_none() {
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
        object
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

    fn unsupported_fragment(&mut self, schema: &Schema) {
        self.diagnostics.push(
            Diagnostic::error(
                Code::NotSupported,
                schema.span,
                "this form of condition is not supported yet",
            )
            .at(schema.pointer.clone())
            .help("conditions are made of `properties`, `required`, `const`, `enum` and `allOf`"),
        );
    }

    /// A test in words.
    fn describe(&self, test: &Test) -> String {
        match test {
            Test::Always => "always".to_owned(),
            Test::Never => "never".to_owned(),
            Test::Present(path) => format!("{} is given", self.wire_path(path)),
            Test::OneOf(path, values) => {
                let values: Vec<String> = values.iter().map(Literal::to_string).collect();
                format!("{} is {}", self.wire_path(path), values.join(" or "))
            }
            Test::All(tests) => self.join(tests, " and "),
            Test::Any(tests) => self.join(tests, " or "),
            Test::Not(inner) => match inner.as_ref() {
                Test::Present(path) => format!("{} is not given", self.wire_path(path)),
                other => format!("not ({})", self.describe(other)),
            },
        }
    }

    fn join(&self, tests: &[Test], word: &str) -> String {
        let words: Vec<String> = tests.iter().map(|test| self.describe(test)).collect();
        words.join(word)
    }

    fn wire_path(&self, path: &FieldPath) -> String {
        let names: Vec<&str> = path
            .steps
            .iter()
            .filter_map(|step| {
                let member = self.lowered(step.owner)?.members.get(step.member)?;
                Some(member.name().wire.as_str())
            })
            .collect();
        names.join(".")
    }

    /// The way that a JSON pointer names within an object.
    pub fn pointer_path(&mut self, pointer: &Spanned<String>, root: TypeId) -> Option<FieldPath> {
        let mut steps: Vec<Step> = Vec::new();
        let mut owner = Some(root);
        let Some(names) = pointer.value.strip_prefix('/') else {
            self.bad_pointer(pointer, pointer.span, "a pointer begins with `/`", &[]);
            return None;
        };
        for name in names.split('/') {
            let object = owner.and_then(|id| Some((id, self.lowered(id)?)));
            let is_broken = owner.is_some_and(|id| {
                let slot = self.types.get(id.0);
                slot.is_none_or(|slot| slot.def.is_none())
            });
            if is_broken {
                // Its own mistake was reported.
                return None;
            }
            let Some((id, object)) = object else {
                self.bad_pointer(
                    pointer,
                    pointer.span,
                    "it leads into a value that is no object",
                    &[],
                );
                return None;
            };
            let known: Vec<String> = object
                .members
                .iter()
                .map(|member| member.name().wire.clone())
                .collect();
            let Some(member) = known.iter().position(|known| known == name) else {
                if self.has_property(id, name) {
                    // It could not be lowered, which was reported.
                    return None;
                }
                let message = format!("there is no property `{name}`");
                let near = suggestion(name, known.iter().map(String::as_str));
                let near: Vec<&str> = near.into_iter().collect();
                self.bad_pointer(pointer, pointer.span, &message, &near);
                return None;
            };
            owner = object.field(member).and_then(|field| match field.value.ty {
                Type::Named(id) => Some(id),
                _ => None,
            });
            steps.push(Step { owner: id, member });
        }
        Some(FieldPath { steps })
    }

    /// Whether the document has such a property, lowered or not.
    fn has_property(&self, owner: TypeId, name: &str) -> bool {
        self.types.get(owner.0).is_some_and(|slot| {
            let parts = Parts::of_root(slot.schema, self.documents);
            let is_known = parts.properties().iter().any(|(known, _)| *known == name);
            is_known || parts.is_incomplete()
        })
    }

    fn bad_pointer(&mut self, pointer: &Spanned<String>, span: Span, why: &str, near: &[&str]) {
        let report = Diagnostic::error(
            Code::InvalidExtension,
            span,
            format!("`{}` leads nowhere in the response: {why}", pointer.value),
        );
        self.diagnostics.push(match near.first() {
            Some(near) => report.help(format!("did you mean `{near}`?")),
            None => report.help("write a pointer such as `/result/status`"),
        });
    }
}

fn path(at: &[Step], owner: TypeId, member: usize) -> FieldPath {
    let mut steps = at.to_vec();
    steps.push(Step { owner, member });
    FieldPath { steps }
}

/// Whether a text keeps the rules of a member.
fn keeps(text: &str, rules: &[Rule]) -> bool {
    let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
    rules.iter().all(|rule| match rule {
        Rule::MinLength(min) => length >= *min,
        Rule::MaxLength(max) => length <= *max,
        Rule::Pattern(pattern) => pattern.matcher.is_match(text),
        Rule::Minimum(_)
        | Rule::Maximum(_)
        | Rule::Ranges { .. }
        | Rule::MinItems(_)
        | Rule::MaxItems(_) => true,
    })
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
