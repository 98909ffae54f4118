//! Fragments as tests. A test holds exactly for the values that its fragment accepts.

use crate::model::Test;
use crate::openapi::{Conditional, DependentRequired, Property, Schema};
use crate::text::source::Spanned;

use super::fragment::{Fragments, listed};
use super::literals::are_both_flags;
use super::simplify::{all, any, choice, not, one};
use super::value_path::{ValuePath, presence};

impl Fragments<'_, '_> {
    /// Returns the test that a fragment makes of a value that is present. Every part is
    /// read, so that all its errors are reported.
    pub fn test(&mut self, schema: &Schema, value: &ValuePath) -> Option<Test> {
        if !self.fits(schema, value) {
            return None;
        }
        let mut tests = vec![self.value_test(schema, value)];
        for name in &schema.required {
            tests.push(self.required_test(name, value));
        }
        for property in &schema.properties {
            tests.push(self.property_test(property, schema, value));
        }
        for dependent in &schema.rare().dependent_required {
            tests.push(self.dependent_test(dependent, value));
        }
        for part in &schema.all_of {
            tests.push(self.test(part, value));
        }
        if let Some(branches) = &schema.any_of {
            tests.push(self.any_test(&branches.value, value));
        }
        if let Some(branches) = &schema.one_of {
            tests.push(self.one_test(&branches.value, value));
        }
        if let Some(inner) = &schema.not {
            tests.push(self.test(inner, value).map(not));
        }
        if let Some(conditional) = &schema.conditional {
            tests.push(self.choice_test(conditional, value));
        }
        tests.into_iter().collect::<Option<_>>().map(all)
    }

    /// Returns the test that at least one fragment accepts the value.
    pub fn any_test(&mut self, branches: &[Schema], value: &ValuePath) -> Option<Test> {
        self.tests(branches, value).map(any)
    }

    /// Returns the test that exactly one fragment accepts the value.
    pub fn one_test(&mut self, branches: &[Schema], value: &ValuePath) -> Option<Test> {
        self.tests(branches, value).map(one)
    }

    fn tests(&mut self, branches: &[Schema], value: &ValuePath) -> Option<Vec<Test>> {
        let tests = branches.iter().map(|branch| self.test(branch, value));
        let tests: Vec<Option<Test>> = tests.collect();
        tests.into_iter().collect()
    }

    /// Returns the test of the values that a fragment lists, if any.
    fn value_test(&mut self, schema: &Schema, value: &ValuePath) -> Option<Test> {
        let Some(nodes) = listed(schema) else {
            return Some(Test::Always);
        };
        let literals = self.literals(nodes, schema, value)?;
        Some(match value.constant(self.types) {
            Some(constant) if literals.contains(constant) => Test::Always,
            Some(_) => Test::Never,
            None if are_both_flags(&literals) => Test::Always,
            None => Test::OneOf(value.fields(), literals),
        })
    }

    fn required_test(&mut self, name: &Spanned<String>, value: &ValuePath) -> Option<Test> {
        let step = self.step(value, name)?;
        Some(presence(value.fields_to(step), self.types))
    }

    /// Returns the test of a property. It holds if the property is absent and not
    /// required.
    fn property_test(
        &mut self,
        property: &Property,
        schema: &Schema,
        value: &ValuePath,
    ) -> Option<Test> {
        let step = self.step(value, &property.name())?;
        let inner = self.test(&property.schema, &value.inside(step, self.types))?;
        let mut required = schema.required.iter();
        if required.any(|name| *name.value == *property.key.text) {
            return Some(inner);
        }
        let absent = not(presence(value.fields_to(step), self.types));
        Some(any(vec![absent, inner]))
    }

    fn dependent_test(&mut self, dependent: &DependentRequired, value: &ValuePath) -> Option<Test> {
        let present = self.required_test(&dependent.member, value);
        let required = dependent.required.iter();
        let required: Vec<Option<Test>> = required
            .map(|name| self.required_test(name, value))
            .collect();
        let required: Vec<Test> = required.into_iter().collect::<Option<_>>()?;
        Some(any(vec![not(present?), all(required)]))
    }

    fn choice_test(&mut self, conditional: &Conditional, value: &ValuePath) -> Option<Test> {
        let when = self.test(&conditional.when, value);
        let mut branch = |schema: &Option<Box<Schema>>| match schema {
            Some(schema) => self.test(schema, value),
            None => Some(Test::Always),
        };
        let then = branch(&conditional.then);
        let otherwise = branch(&conditional.otherwise);
        Some(choice(when?, then?, otherwise?))
    }
}
