//! The program in the readme of the repository.

#[test]
fn the_readme_has_the_program_that_is_compiled() {
    let readme = include_str!("../../README.md");
    let program = include_str!("send.rs");
    let (_, program) = program.split_once("\n\n").expect("it has a first comment");
    assert!(readme.contains(&format!("```rust\n{program}```")));
}
