//! The search for the values that a query of RFC 9535 selects.
//!
//! A crate parses the query. The search works on the trees of documents, so that a value is
//! found with its place, and no document is copied.

use std::cell::Cell;
use std::cmp::Ordering;

use rsonpath_syntax::{
    Comparable, ComparisonExpr, ComparisonOp, Index, JsonPathQuery, Literal, LogicalExpr, Parser,
    Segment, Selector, Selectors, SingularJsonPathQuery, SingularSegment, Slice, Step, TestExpr,
};

use crate::exact;
use crate::text::tree::{Node, Value};

/// The positions of members and items on the way from the root to a value.
pub type Route = Vec<usize>;

/// Parses a query.
pub fn parse(text: &str) -> Result<JsonPathQuery, String> {
    Parser::default().parse(text).map_err(|error| {
        // The library panics when it shows an error beside some characters, or in a selector
        // at the end of the text.
        let is_closed = text.ends_with(']') || !text.contains('[');
        let shown = (text.is_ascii() && is_closed).then(|| error.to_string());
        let line = shown.as_deref().and_then(|text| text.lines().next());
        let line = line.unwrap_or("invalid syntax");
        line.trim_start_matches("error: ").to_owned()
    })
}

/// A search in a tree.
pub struct Search<'a> {
    root: &'a Node,
    /// The number of values that may still be looked at.
    budget: Cell<usize>,
}

/// A value with its route.
type Found<'a> = (Route, &'a Node);

impl<'a> Search<'a> {
    /// Creates a search that looks at no more values than `budget`.
    pub fn of(root: &'a Node, budget: usize) -> Self {
        Self {
            root,
            budget: Cell::new(budget),
        }
    }

    /// Returns the rest of the budget. If it is 0, the result is incomplete.
    pub fn left(&self) -> usize {
        self.budget.get()
    }

    /// Returns the routes of the selected values, in the order of the document.
    pub fn find(&self, query: &JsonPathQuery) -> Vec<Route> {
        let found = self.select(query, self.root).into_iter();
        let mut routes: Vec<Route> = found.map(|(route, _)| route).collect();
        routes.sort_unstable();
        routes.dedup();
        routes
    }

    /// Counts values; returns whether there is a rest.
    fn count(&self, values: usize) -> bool {
        let left = self.budget.get().saturating_sub(values);
        self.budget.set(left);
        left > 0
    }

    fn select(&self, query: &JsonPathQuery, from: &'a Node) -> Vec<Found<'a>> {
        let mut found = vec![(Route::new(), from)];
        for segment in query.segments() {
            let mut next = Vec::new();
            for (route, node) in &found {
                match segment {
                    Segment::Child(selectors) => self.children(selectors, route, node, &mut next),
                    Segment::Descendant(selectors) => {
                        for (route, node) in self.descendants(route, node) {
                            self.children(selectors, &route, node, &mut next);
                        }
                    }
                }
            }
            // Equal results would multiply with each segment.
            next.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
            next.dedup_by(|(one, _), (other, _)| one == other);
            found = next;
        }
        found
    }

    /// Returns a value and all values in it.
    fn descendants(&self, route: &Route, node: &'a Node) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        let mut pending = vec![(route.clone(), node)];
        while let Some((route, node)) = pending.pop() {
            if !self.count(1 + route.len()) {
                break;
            }
            pending.extend(inner(&route, node));
            found.push((route, node));
        }
        found
    }

    fn children(
        &self,
        selectors: &Selectors,
        route: &Route,
        node: &'a Node,
        found: &mut Vec<Found<'a>>,
    ) {
        for selector in selectors.as_slice() {
            if !self.count(1 + size(node)) {
                return;
            }
            match selector {
                Selector::Name(name) => {
                    let position = position(node, name.unquoted());
                    found.extend(position.and_then(|at| at_position(route, node, at)));
                }
                Selector::Index(index) => {
                    let position = item(node, *index);
                    found.extend(position.and_then(|at| at_position(route, node, at)));
                }
                Selector::Wildcard => found.extend(inner(route, node)),
                Selector::Slice(slice) => {
                    let count = node.as_sequence().map_or(0, <[Node]>::len);
                    let positions = positions(slice, count).into_iter();
                    found.extend(positions.filter_map(|at| at_position(route, node, at)));
                }
                Selector::Filter(condition) => {
                    let children = inner(route, node);
                    found.extend(children.filter(|(_, child)| self.holds(condition, child)));
                }
            }
        }
    }

    /// Returns whether the condition of a filter holds for a value.
    fn holds(&self, condition: &LogicalExpr, current: &'a Node) -> bool {
        match condition {
            LogicalExpr::Or(left, right) => self.holds(left, current) || self.holds(right, current),
            LogicalExpr::And(left, right) => {
                self.holds(left, current) && self.holds(right, current)
            }
            LogicalExpr::Not(inner) => !self.holds(inner, current),
            LogicalExpr::Comparison(comparison) => self.compares(comparison, current),
            LogicalExpr::Test(TestExpr::Relative(query)) => !self.select(query, current).is_empty(),
            LogicalExpr::Test(TestExpr::Absolute(query)) => {
                !self.select(query, self.root).is_empty()
            }
        }
    }

    fn compares(&self, comparison: &ComparisonExpr, current: &'a Node) -> bool {
        let left = self.operand(comparison.lhs(), current);
        let right = self.operand(comparison.rhs(), current);
        let (left, right) = (left.as_value(), right.as_value());
        let is_equal = || match (left, right) {
            (Some(left), Some(right)) => self.are_equal(left, right),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        let is_less = |left, right| order(left, right) == Some(Ordering::Less);
        match comparison.op() {
            ComparisonOp::EqualTo => is_equal(),
            ComparisonOp::NotEqualTo => !is_equal(),
            ComparisonOp::LessThan => is_less(left, right),
            ComparisonOp::GreaterThan => is_less(right, left),
            ComparisonOp::LesserOrEqualTo => is_less(left, right) || is_equal(),
            ComparisonOp::GreaterOrEqualTo => is_less(right, left) || is_equal(),
        }
    }

    fn operand(&self, operand: &Comparable, current: &'a Node) -> Operand<'a> {
        match operand {
            Comparable::Literal(literal) => Operand::Literal(value_of(literal)),
            Comparable::RelativeSingularQuery(query) => Operand::Found(single(query, current)),
            Comparable::AbsoluteSingularQuery(query) => Operand::Found(single(query, self.root)),
        }
    }

    /// Returns whether two values are equal. The order of members does not matter.
    fn are_equal(&self, left: &Value, right: &Value) -> bool {
        if !self.count(1) {
            return false;
        }
        match (left, right) {
            (Value::Number(left), Value::Number(right)) => {
                exact::compare(left, right) == Some(Ordering::Equal)
            }
            (Value::Sequence(left), Value::Sequence(right)) => {
                let mut pairs = left.iter().zip(right);
                left.len() == right.len()
                    && pairs.all(|(left, right)| self.are_equal(&left.value, &right.value))
            }
            (Value::Mapping(left), Value::Mapping(right)) => {
                let mut entries = left.entries.iter();
                left.entries.len() == right.entries.len()
                    && entries.all(|entry| {
                        let other = right.get(&entry.key.text);
                        other.is_some_and(|other| {
                            self.are_equal(&entry.value.value, &other.value.value)
                        })
                    })
            }
            (left, right) => left == right,
        }
    }
}

/// An operand of a comparison.
enum Operand<'a> {
    Literal(Value),
    /// The value that a query selects, if there is one.
    Found(Option<&'a Node>),
}

impl Operand<'_> {
    fn as_value(&self) -> Option<&Value> {
        match self {
            Self::Literal(value) => Some(value),
            Self::Found(node) => node.map(|node| &node.value),
        }
    }
}

fn value_of(literal: &Literal) -> Value {
    match literal {
        Literal::String(text) => Value::String(text.unquoted().to_owned()),
        Literal::Number(number) => Value::Number(number.to_string()),
        Literal::Bool(flag) => Value::Bool(*flag),
        Literal::Null => Value::Null,
    }
}

/// Returns the order of two numbers or two texts.
fn order(left: Option<&Value>, right: Option<&Value>) -> Option<Ordering> {
    match (left?, right?) {
        (Value::Number(left), Value::Number(right)) => exact::compare(left, right),
        (Value::String(left), Value::String(right)) => Some(left.cmp(right)),
        (_, _) => None,
    }
}

/// Returns the value that a query selects.
fn single<'a>(query: &SingularJsonPathQuery, from: &'a Node) -> Option<&'a Node> {
    query.segments().try_fold(from, |node, segment| {
        let position = match segment {
            SingularSegment::Name(name) => position(node, name.unquoted()),
            SingularSegment::Index(index) => item(node, *index),
        };
        child(node, position?)
    })
}

/// Returns the number of members or items.
fn size(node: &Node) -> usize {
    let members = node.as_mapping().map(|mapping| mapping.entries.len());
    let items = node.as_sequence().map(<[Node]>::len);
    members.or(items).unwrap_or_default()
}

/// Returns the member or the item at a position.
fn child(node: &Node, at: usize) -> Option<&Node> {
    match &node.value {
        Value::Mapping(mapping) => mapping.entries.get(at).map(|entry| &entry.value),
        Value::Sequence(items) => items.get(at),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

fn at_position<'a>(route: &Route, node: &'a Node, at: usize) -> Option<Found<'a>> {
    let child = child(node, at)?;
    let mut route = route.clone();
    route.push(at);
    Some((route, child))
}

/// Returns the members or items of a value.
fn inner<'a>(route: &Route, node: &'a Node) -> impl Iterator<Item = Found<'a>> {
    (0..size(node)).filter_map(move |at| at_position(route, node, at))
}

/// Returns the position of a member.
fn position(node: &Node, name: &str) -> Option<usize> {
    let mut entries = node.as_mapping()?.entries.iter();
    entries.position(|entry| *entry.key.text == *name)
}

/// Returns the position of an item.
fn item(node: &Node, index: Index) -> Option<usize> {
    let count = node.as_sequence()?.len();
    match index {
        Index::FromStart(at) => usize::try_from(at.as_u64()).ok().filter(|at| *at < count),
        Index::FromEnd(at) => count.checked_sub(usize::try_from(at.as_u64()).ok()?),
    }
}

/// Returns the positions that a slice selects from a list.
fn positions(slice: &Slice, count: usize) -> Vec<usize> {
    let normal = |index: Index| match index {
        Index::FromStart(at) => usize::try_from(at.as_u64()).unwrap_or(count).min(count),
        Index::FromEnd(at) => {
            let back = usize::try_from(at.as_u64()).unwrap_or(count);
            count.saturating_sub(back)
        }
    };
    let size = |step: u64| usize::try_from(step).unwrap_or(usize::MAX);
    match slice.step() {
        Step::Forward(step) if step.as_u64() == 0 => Vec::new(),
        Step::Forward(step) => {
            let (start, end) = (normal(slice.start()), slice.end().map_or(count, normal));
            (start..end).step_by(size(step.as_u64())).collect()
        }
        Step::Backward(step) => {
            // The parser's default start is that of a step forward.
            let start = match slice.start() {
                Index::FromStart(at) if at.as_u64() == 0 => count,
                other => normal(other).saturating_add(1).min(count),
            };
            let end = slice.end().map_or(0, |end| normal(end).saturating_add(1));
            let positions = (end..start).rev();
            positions.step_by(size(step.as_u64())).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Diagnostics;
    use crate::load;
    use crate::text::source::FileId;

    /// Returns the texts that a query selects from a document.
    fn selected(query: &str) -> String {
        const TEXT: &str = "{a: [x, y, z, w], b: {c: 1, d: {c: 2.0}, e: q}, f: {c: 2}}";
        let root = load::parse(TEXT, FileId(0), &mut Diagnostics::default()).expect("a tree");
        let search = Search::of(&root, 1_000_000);
        let routes = search.find(&parse(query).expect("a query"));
        let texts = routes.iter().map(|route| {
            let found = route.iter().try_fold(&root, |node, at| child(node, *at));
            TEXT.get(found.expect("a value").span.range())
                .unwrap_or_default()
        });
        texts.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_query_selects_values() {
        for (query, expected) in [
            ("$.b.c", "1"),
            ("$['b']['e']", "q"),
            ("$.a[0,-1]", "x w"),
            ("$.a[9]", ""),
            ("$.a[1:3]", "y z"),
            ("$.a[::2]", "x z"),
            ("$.a[3:1:-1]", "z w"),
            ("$.a[*]", "x y z w"),
            ("$..c", "1 2.0 2"),
            ("$..*..c", "1 2.0 2"),
            ("$.a[?@ > 'w' && @ != 'z']", "x y"),
            ("$.*[?@.c == 2]", "{c: 2.0}"),
            ("$[?@.c == 2]", "{c: 2}"),
            ("$[?@.c >= 1.5 || @[0] == 'x']", "[x, y, z, w] {c: 2}"),
            ("$[?!@.e && @.c]", "{c: 2}"),
            ("$.b[?@ == $.b.e]", "q"),
        ] {
            assert_eq!(selected(query), expected, "{query}");
        }
    }

    #[test]
    fn a_text_that_is_no_query_is_refused() {
        let scripts = "名前 اسم e\u{301} 👩‍👩‍👧 \u{212b}";
        for text in ["", "a", "$.", "$[?length(@.a) > 1]", "$.a b", scripts] {
            let why = parse(text).expect_err("a refusal");
            assert!(!why.is_empty() && !why.contains('\n'), "{text}: {why}");
        }
    }

    #[test]
    fn any_text_is_a_query_or_refused() {
        let pieces = [
            "[",
            "]",
            "'",
            "\"",
            ".",
            "..",
            "*",
            "?",
            "@",
            "(",
            ")",
            "-0",
            "01",
            ":",
            ",",
            "==",
            "!",
            "a",
            " ",
            "$",
            "\\",
            "\n",
            "9999999999999999999",
        ];
        for one in pieces {
            for two in pieces {
                for three in pieces {
                    let text = format!("$.a{one}{two}{three}");
                    assert!(
                        parse(&text).map_or_else(|why| !why.is_empty(), |_| true),
                        "{text}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_search_ends_when_its_budget_is_used_up() {
        let root = load::parse("[[1], [2]]", FileId(0), &mut Diagnostics::default());
        let root = root.expect("a tree");
        let search = Search::of(&root, 3);
        search.find(&parse("$..*..*").expect("a query"));
        assert_eq!(search.left(), 0);
    }
}
