//! The versions that changes need, by cargo's rules.

use std::fmt;

use semver::{Prerelease, Version};

use super::rules::VersionStep;

/// The versions of the package, compared with what the changes need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The greatest step that a change needs.
    pub step: VersionStep,
    /// The old version.
    pub old: String,
    /// The new version.
    pub new: String,
    /// The lowest version that the changes need.
    pub needed: Needed,
}

/// The lowest version that changes need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needed {
    /// Any version from the old one on, since the crate has not changed.
    Any,
    /// This version or a later one. The new version is enough.
    Met(Version),
    /// This version or a later one. The new version is too low.
    Unmet(Version),
    /// The text that is not a version.
    Unknown(String),
}

impl Verdict {
    /// Compares two versions with a step.
    #[must_use]
    pub fn of(step: VersionStep, old: &str, new: &str) -> Self {
        let needed = match (Version::parse(old), Version::parse(new)) {
            (Err(_), _) => Needed::Unknown(old.to_owned()),
            (_, Err(_)) => Needed::Unknown(new.to_owned()),
            (Ok(old), Ok(new)) if step == VersionStep::None && new >= old => Needed::Any,
            (Ok(old), Ok(new)) => {
                let least = least(&old, step);
                if new >= least {
                    Needed::Met(least)
                } else {
                    Needed::Unmet(least)
                }
            }
        };
        Self {
            step,
            old: old.to_owned(),
            new: new.to_owned(),
            needed,
        }
    }

    /// Returns the version under which the changes can be published.
    #[must_use]
    pub fn publishable(&self) -> String {
        match &self.needed {
            Needed::Unmet(least) => least.to_string(),
            Needed::Any | Needed::Met(_) | Needed::Unknown(_) => self.new.clone(),
        }
    }

    /// Returns the lowest version that the changes need, if they need one.
    #[must_use]
    pub fn least(&self) -> Option<String> {
        match &self.needed {
            Needed::Met(least) | Needed::Unmet(least) => Some(least.to_string()),
            Needed::Any | Needed::Unknown(_) => None,
        }
    }

    /// Returns true if the new version is enough.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        matches!(self.needed, Needed::Any | Needed::Met(_))
    }
}

/// Returns the lowest version after `old` that may contain a change of this step. The
/// leftmost number that is not zero stands for compatibility.
fn least(old: &Version, step: VersionStep) -> Version {
    if !old.pre.is_empty() && step > VersionStep::None {
        // A pre-release promises no compatibility, so the next one is enough.
        return next_prerelease(old);
    }
    let Version {
        major,
        minor,
        patch,
        ..
    } = *old;
    match (step, major, minor) {
        (VersionStep::None, ..) => old.clone(),
        (VersionStep::Major, 0, 0)
        | (VersionStep::Minor | VersionStep::Patch, 0, _)
        | (VersionStep::Patch, ..) => Version::new(major, minor, patch + 1),
        (VersionStep::Major, 0, _) | (VersionStep::Minor, ..) => Version::new(major, minor + 1, 0),
        (VersionStep::Major, ..) => Version::new(major + 1, 0, 0),
    }
}

/// Returns `1.0.0-alpha.2` after `1.0.0-alpha.1`, or else the release itself.
fn next_prerelease(old: &Version) -> Version {
    let mut next = old.clone();
    let counted = old
        .pre
        .rsplit_once('.')
        .and_then(|(name, number)| Some((name, number.parse::<u64>().ok()?.checked_add(1)?)));
    next.pre = counted
        .and_then(|(name, number)| Prerelease::new(&format!("{name}.{number}")).ok())
        .unwrap_or(Prerelease::EMPTY);
    next
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { old, new, .. } = self;
        match &self.needed {
            Needed::Any => write!(
                f,
                "the crate has not changed, so `{old}` is enough; the new version is `{new}`"
            ),
            Needed::Met(least) => {
                write!(
                    f,
                    "after `{old}`, at least `{least}` is needed; the new version is `{new}`, which is enough"
                )
            }
            Needed::Unmet(least) => {
                write!(
                    f,
                    "after `{old}`, at least `{least}` is needed; the new version is `{new}`: raise it"
                )
            }
            Needed::Unknown(text) => {
                write!(
                    f,
                    "the version `{text}` cannot be compared: write one such as `0.1.0`"
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needed(old: &str, step: VersionStep) -> Option<String> {
        Verdict::of(step, old, old).least()
    }

    #[test]
    fn the_leftmost_nonzero_number_decides_compatibility() {
        let table = [
            ("0.0.3", "0.0.4", "0.0.4", "0.0.4"),
            ("0.1.0", "0.2.0", "0.1.1", "0.1.1"),
            ("1.2.3", "2.0.0", "1.3.0", "1.2.4"),
            ("1.0.0-rc.1", "1.0.0-rc.2", "1.0.0-rc.2", "1.0.0-rc.2"),
            ("1.0.0-rc", "1.0.0", "1.0.0", "1.0.0"),
        ];
        for (old, major, minor, patch) in table {
            assert_eq!(
                needed(old, VersionStep::Major).as_deref(),
                Some(major),
                "{old}"
            );
            assert_eq!(
                needed(old, VersionStep::Minor).as_deref(),
                Some(minor),
                "{old}"
            );
            assert_eq!(
                needed(old, VersionStep::Patch).as_deref(),
                Some(patch),
                "{old}"
            );
            assert_eq!(needed(old, VersionStep::None), None, "{old}");
        }
    }

    #[test]
    fn a_later_version_than_needed_is_enough() {
        assert!(Verdict::of(VersionStep::Minor, "0.1.0", "0.2.0").is_enough());
        assert!(!Verdict::of(VersionStep::Major, "0.1.0", "0.1.1").is_enough());
        assert!(Verdict::of(VersionStep::None, "0.1.0", "0.1.0").is_enough());
        assert!(!Verdict::of(VersionStep::Patch, "first", "0.1.0").is_enough());
    }

    #[test]
    fn an_earlier_version_is_never_enough() {
        let verdict = Verdict::of(VersionStep::None, "0.1.0", "0.0.9");
        assert!(!verdict.is_enough());
        assert_eq!(verdict.publishable(), "0.1.0");
    }
}
