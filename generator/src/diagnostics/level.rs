//! Levels of warnings: whether they are reported, and whether they stop the run.
//!
//! Errors have no level, since nothing correct can be generated. Every other code belongs
//! to a [`Group`] and has a [`LintLevel`]. `package.yaml` and the command line set it for
//! the code, for its group, or for all warnings.

use std::collections::{BTreeMap, BTreeSet};

use super::code::Code;
use super::group::Group;

/// The treatment of a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LintLevel {
    /// It is not reported.
    Allow,
    /// It is reported and does not stop the run.
    Warn,
    /// It stops the run as an error does.
    Deny,
}

impl LintLevel {
    /// Every level, the mildest first.
    pub const ALL: [Self; 3] = [Self::Allow, Self::Warn, Self::Deny];

    /// Returns the name in `package.yaml` and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }

    /// Returns the level with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == name)
    }
}

/// The name of the target of all warnings.
pub const WARNINGS: &str = "warnings";

/// The warnings that a level is set for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// All warnings.
    Warnings,
    /// A group.
    Group(Group),
    /// One code.
    Code(Code),
}

impl Target {
    /// Returns the target with this name. The code of an error is not a target.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if name == WARNINGS {
            return Some(Self::Warnings);
        }
        let group = Group::ALL.into_iter().find(|group| group.as_str() == name);
        let code = || Code::named(name).filter(|code| code.group().is_some());
        group.map(Self::Group).or_else(|| code().map(Self::Code))
    }

    /// Returns the name of the target.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Warnings => WARNINGS,
            Self::Group(group) => group.as_str(),
            Self::Code(code) => code.as_str(),
        }
    }

    /// Returns the names of all targets.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let codes = Code::ALL.iter().copied();
        let codes = codes.filter(|code| code.group().is_some());
        let groups = Group::ALL.into_iter().map(Group::as_str);
        let names = std::iter::once(WARNINGS).chain(groups);
        names.chain(codes.map(Code::as_str))
    }
}

/// The source of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// `lints` of `package.yaml`.
    Package,
    /// The command line.
    CommandLine,
}

/// Levels by target.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    by_target: BTreeMap<Target, LintLevel>,
}

impl Levels {
    /// Sets the level of a target. The order of calls does not matter: a code wins over
    /// its group, and the group over all warnings.
    pub fn set(&mut self, target: Target, level: LintLevel) {
        self.by_target.insert(target, level);
    }

    fn get(&self, target: Target) -> Option<LintLevel> {
        self.by_target.get(&target).copied()
    }

    /// Returns the level of a code or of its group, if set.
    fn specific(&self, code: Code) -> Option<LintLevel> {
        let group = || self.get(Target::Group(code.group()?));
        self.get(Target::Code(code)).or_else(group)
    }

    fn warnings(&self) -> Option<LintLevel> {
        self.get(Target::Warnings)
    }
}

/// The levels of a run: those of `package.yaml`, and those of the command line, which
/// win.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunLevels {
    /// `lints` of `package.yaml`.
    pub package: Levels,
    /// The flags of the command line.
    pub command_line: Levels,
    /// The denied codes whose level was explained in a diagnostic.
    explained: BTreeSet<Code>,
}

impl RunLevels {
    /// Returns whether a denied code is reported for the first time.
    pub(super) fn is_first(&mut self, code: Code) -> bool {
        self.explained.insert(code)
    }

    /// Returns the level of a code and its source. A level of the code or its group wins
    /// over a level of all warnings, but `warnings` on the command line applies to every
    /// code that would be a warning.
    #[must_use]
    pub fn of(&self, code: Code) -> (LintLevel, Option<Origin>) {
        let (package, command_line) = (&self.package, &self.command_line);
        let by_package = |level| (level, Some(Origin::Package));
        let by_command_line = |level| (level, Some(Origin::CommandLine));
        if let Some(level) = command_line.specific(code) {
            return by_command_line(level);
        }
        let all = command_line.warnings().map(by_command_line);
        match package.specific(code) {
            Some(LintLevel::Warn) => all.unwrap_or(by_package(LintLevel::Warn)),
            Some(level) => by_package(level),
            None => all
                .or(package.warnings().map(by_package))
                .unwrap_or((LintLevel::Warn, None)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(of: &[(&str, LintLevel)]) -> Levels {
        let mut levels = Levels::default();
        for (name, level) in of {
            levels.set(Target::named(name).expect("a target"), *level);
        }
        levels
    }

    #[test]
    fn names_of_targets_are_distinct_and_found() {
        let names: Vec<_> = Target::names().collect();
        let mut distinct = names.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), names.len());
        for name in names {
            assert_eq!(Target::named(name).map(Target::as_str), Some(name));
        }
        assert_eq!(Target::named("io"), None, "an error has no level");
    }

    #[test]
    fn a_code_wins_over_its_group_and_the_group_over_all_warnings() {
        use LintLevel::{Allow, Deny, Warn};
        let package = levels(&[
            ("warnings", Deny),
            ("documentation", Warn),
            ("not-shown", Allow),
        ]);
        let run = RunLevels {
            package,
            ..RunLevels::default()
        };
        let of = |code| run.of(code).0;
        assert_eq!(of(Code::SimilarValues), Deny);
        assert_eq!(of(Code::NoAdvice), Warn);
        assert_eq!(of(Code::NotShown), Allow);
    }

    #[test]
    fn the_command_line_wins_and_all_warnings_leave_what_is_allowed() {
        use LintLevel::{Allow, Deny, Warn};
        let run = RunLevels {
            package: levels(&[("suspicious", Deny), ("not-shown", Allow)]),
            command_line: levels(&[("warnings", Deny), ("similar-values", Warn)]),
            ..RunLevels::default()
        };
        assert_eq!(run.of(Code::NotShown), (Allow, Some(Origin::Package)));
        assert_eq!(run.of(Code::NoAdvice), (Deny, Some(Origin::CommandLine)));
        assert_eq!(run.of(Code::UnusedComponent), (Deny, Some(Origin::Package)));
        assert_eq!(run.of(Code::SimilarValues).0, Warn);
        let run = RunLevels {
            package: levels(&[("warnings", Deny), ("not-shown", Deny)]),
            command_line: levels(&[("warnings", Warn)]),
            ..RunLevels::default()
        };
        assert_eq!(run.of(Code::NoAdvice).0, Warn);
        assert_eq!(run.of(Code::NotShown).0, Deny);
    }
}
