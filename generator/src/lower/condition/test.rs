//! Fragments of schemas as tests: takes what stands in an `if`, a `not` or a
//! branch of `anyOf`, and gives the test that a value passes exactly if the
//! fragment accepts it.

use crate::model::{Literal, Member, Test};
use crate::openapi::{Conditional, DependentRequired, Property, Schema, Spanned};

use super::Place;
use super::simplify::{all, any, choice, not, one};
use crate::lower::Lowering;

impl Lowering<'_, '_> {
    /// The test that a fragment makes of the value at `place`, which is there.
    /// Every part is read, so that all mistakes in it are reported.
    pub fn test(&mut self, schema: &Schema, place: &Place) -> Option<Test> {
        if !self.is_fragment(schema, place) {
            return None;
        }
        let mut tests = vec![self.value_test(schema, place)];
        for name in &schema.required {
            tests.push(self.required_test(name, place));
        }
        for property in &schema.properties {
            tests.push(self.property_test(property, schema, place));
        }
        for dependent in &schema.dependent_required {
            tests.push(self.dependent_test(dependent, place));
        }
        for part in &schema.all_of {
            tests.push(self.test(part, place));
        }
        if let Some(branches) = &schema.any_of {
            tests.push(self.any_test(&branches.value, place));
        }
        if let Some(branches) = &schema.one_of {
            tests.push(self.one_test(&branches.value, place));
        }
        if let Some(inner) = &schema.not {
            tests.push(self.test(inner, place).map(not));
        }
        if let Some(conditional) = &schema.conditional {
            tests.push(self.choice_test(conditional, place));
        }
        tests.into_iter().collect::<Option<_>>().map(all)
    }

    /// The test that at least one fragment accepts the value.
    pub fn any_test(&mut self, branches: &[Schema], place: &Place) -> Option<Test> {
        let tests: Vec<Option<Test>> = branches
            .iter()
            .map(|branch| self.test(branch, place))
            .collect();
        tests.into_iter().collect::<Option<_>>().map(any)
    }

    /// Returns the test that exactly one fragment accepts the value.
    pub fn one_test(&mut self, branches: &[Schema], place: &Place) -> Option<Test> {
        let tests: Vec<Option<Test>> = branches
            .iter()
            .map(|branch| self.test(branch, place))
            .collect();
        tests.into_iter().collect::<Option<_>>().map(one)
    }

    /// The values that a fragment allows, if it speaks of values.
    fn value_test(&mut self, schema: &Schema, place: &Place) -> Option<Test> {
        let Some(values) = self.values(schema, place) else {
            return Some(Test::Always);
        };
        let values = values?;
        Some(match self.fixed(place) {
            Some(fixed) if values.contains(fixed) => Test::Always,
            Some(_) => Test::Never,
            None if is_every_flag(&values) => Test::Always,
            None => Test::OneOf(place.path(), values),
        })
    }

    fn required_test(&mut self, name: &Spanned<String>, place: &Place) -> Option<Test> {
        let step = self.step(place, name)?;
        Some(self.presence(place.path_of(step)))
    }

    /// A property that is not required passes where it is absent.
    fn property_test(
        &mut self,
        property: &Property,
        schema: &Schema,
        place: &Place,
    ) -> Option<Test> {
        let step = self.step(place, &property.name())?;
        let inner = self.test(&property.schema, &self.inside(place, step))?;
        let mut required = schema.required.iter();
        if required.any(|name| *name.value == *property.key.text) {
            return Some(inner);
        }
        let absent = not(self.presence(place.path_of(step)));
        Some(any(vec![absent, inner]))
    }

    fn dependent_test(&mut self, dependent: &DependentRequired, place: &Place) -> Option<Test> {
        let present = self.required_test(&dependent.member, place);
        let required: Vec<Option<Test>> = dependent
            .required
            .iter()
            .map(|name| self.required_test(name, place))
            .collect();
        let required: Vec<Test> = required.into_iter().collect::<Option<_>>()?;
        Some(any(vec![not(present?), all(required)]))
    }

    fn choice_test(&mut self, conditional: &Conditional, place: &Place) -> Option<Test> {
        let when = self.test(&conditional.when, place);
        let mut branch = |schema: &Option<Box<Schema>>| match schema {
            Some(schema) => self.test(schema, place),
            None => Some(Test::Always),
        };
        let then = branch(&conditional.then);
        let otherwise = branch(&conditional.otherwise);
        Some(choice(when?, then?, otherwise?))
    }

    /// The value of a fixed member.
    pub fn fixed(&self, place: &Place) -> Option<&Literal> {
        match self.member_at(place)? {
            Member::Constant(constant) => Some(&constant.value),
            Member::Field(_) => None,
        }
    }
}

/// Whether these are both truth values, so that they exclude none.
pub fn is_every_flag(values: &[Literal]) -> bool {
    [true, false]
        .iter()
        .all(|flag| values.contains(&Literal::Boolean(*flag)))
}
