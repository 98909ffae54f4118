//! Checks the pages of the repository: every relative link leads to a file, and to a heading
//! in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use antom_tests::root;

/// Returns the Markdown pages that are written by hand.
fn pages() -> Vec<PathBuf> {
    let directories = ["", "generator", "spec"].map(|directory| root().join(directory));
    let entries = directories
        .iter()
        .flat_map(|directory| fs::read_dir(directory).expect("a directory of pages"));
    let mut pages: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
        .collect();
    pages.sort();
    pages
}

/// Returns the lines of a page outside of code blocks.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut is_code = false;
    text.lines().filter(move |line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    })
}

/// Returns the targets of the links in a line.
fn links(line: &str) -> impl Iterator<Item = &str> {
    let ends = line.match_indices("](").map(|(at, mark)| at + mark.len());
    ends.filter_map(|at| line.get(at..)?.split(')').next())
}

/// Returns the name by which a link refers to a heading: its words in lower case, without
/// punctuation.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    let kept = kept
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn anchors(page: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(page).expect("a page");
    let headings = prose(&text).filter(|line| line.starts_with('#'));
    headings
        .map(|line| anchor(line.trim_start_matches('#')))
        .collect()
}

/// Returns the reason why a link leads nowhere.
fn trouble(page: &Path, link: &str) -> Option<String> {
    if link.contains("://") {
        return None;
    }
    let (file, heading) = match link.split_once('#') {
        Some((file, heading)) => (file, Some(heading)),
        None => (link, None),
    };
    let directory = page.parent().expect("a directory");
    let target = match file {
        "" => page.to_owned(),
        file => directory.join(file),
    };
    if !target.exists() {
        return Some(format!("{}: no file `{link}`", page.display()));
    }
    let heading = heading?;
    let is_there = anchors(&target).contains(heading);
    (!is_there).then(|| format!("{}: no heading `{link}`", page.display()))
}

#[test]
fn every_relative_link_leads_somewhere() {
    let mut troubles = Vec::new();
    let mut count = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).expect("a page");
        for link in prose(&text).flat_map(links) {
            count += 1;
            troubles.extend(trouble(&page, link));
        }
    }
    assert!(count > 50, "only {count} links were found");
    assert!(troubles.is_empty(), "{}", troubles.join("\n"));
}
