use super::*;
use crate::diagnostics::Code;

fn with(text: &str) -> (Report, FileId) {
    let mut report = Report::default();
    let file = report.sources.add(Source::new("spec/a.yaml", text));
    (report, file)
}

#[test]
fn an_error_looks_like_the_compilers() {
    let (mut report, file) = with("a: 1\nOrder:\n  maxLenght: 3\n");
    report.diagnostics.push(
        Diagnostic::error(
            Code::UnknownKeyword,
            Span::new(file, 14..23),
            "unknown keyword `maxLenght`",
        )
        .at("spec/a.yaml#/Order/maxLenght")
        .label("not a keyword")
        .labelled(Span::new(file, 5..10), "in this schema")
        .help("did you mean `maxLength`?"),
    );
    let expected = "\
error[unknown-keyword]: unknown keyword `maxLenght`
 --> spec/a.yaml:3:3
  |
2 | Order:
  | ----- in this schema
3 |   maxLenght: 3
  |   ^^^^^^^^^ not a keyword
  |
  = note: at spec/a.yaml#/Order/maxLenght
  = help: did you mean `maxLength`?

error: 1 error in the specification
";
    assert_eq!(report.render(Style::Plain), expected);
}

#[test]
fn a_long_span_shows_its_first_line() {
    let (mut report, file) = with("a:\n  b: 1\n  c: 2\n");
    let span = Span::new(file, 0..16);
    report
        .diagnostics
        .push(Diagnostic::error(Code::InvalidValue, span, "wrong"));
    let text = report.render(Style::Plain);
    assert!(text.contains("1 | a:\n  | ^^\n"), "{text}");
    assert!(!text.contains("c: 2"), "{text}");
}

#[test]
fn places_in_two_files_are_both_shown() {
    let (mut report, file) = with("x: 1\n");
    let other = report.sources.add(Source::new("spec/b.yaml", "y: 2\n"));
    report.diagnostics.push(
        Diagnostic::error(Code::NameCollision, Span::new(file, 0..1), "twice")
            .labelled(Span::new(other, 0..1), "first here"),
    );
    let text = report.render(Style::Plain);
    assert!(text.contains(" --> spec/a.yaml:1:1"), "{text}");
    assert!(text.contains(" ::: spec/b.yaml:1:1"), "{text}");
}

#[test]
fn the_summary_counts_both_levels() {
    let (mut report, _) = with("");
    assert_eq!(report.render(Style::Plain), "");
    report
        .diagnostics
        .push(Diagnostic::warning(Code::Recursion, None, "w"));
    report
        .diagnostics
        .push(Diagnostic::warning(Code::Recursion, None, "w"));
    let text = report.render(Style::Plain);
    assert!(text.ends_with("\nwarning: 2 warnings in the specification\n"));
    report
        .diagnostics
        .push(Diagnostic::error(Code::Io, None, "e"));
    let text = report.render(Style::Plain);
    assert!(text.ends_with("\nerror: 1 error and 2 warnings in the specification\n"));
}

#[test]
fn diagnostics_that_are_not_shown_are_counted() {
    let (mut report, file) = with(&"x\n".repeat(200));
    let codes = [Code::NotShown, Code::Recursion, Code::NoAdvice];
    for (byte, code) in (0..=MAX_DRAWN).zip(codes.into_iter().cycle()) {
        let span = Span::new(file, byte..byte + 1);
        report
            .diagnostics
            .push(Diagnostic::warning(code, span, "w"));
    }
    report.diagnostics.push(Diagnostic::error(
        Code::InvalidValue,
        Span::new(file, 300..301),
        "last",
    ));
    let text = report.render(Style::Plain);
    assert!(text.contains("error[invalid-value]: last"), "{text}");
    assert_eq!(text.matches("warning[").count(), MAX_DRAWN - 1);
    let end = "error: 1 error and 51 warnings in the specification, of which 2 are not shown\n";
    assert!(text.ends_with(end), "{text}");
}

#[test]
fn many_warnings_of_one_code_are_one_line() {
    let (mut report, file) = with(&"x\n".repeat(200));
    for line in 0..=MANY {
        let span = Span::new(file, 2 * line..2 * line + 1);
        report
            .diagnostics
            .push(Diagnostic::warning(Code::NotShown, span, "w"));
    }
    let text = report.render(Style::Plain);
    assert_eq!(text.matches("warning[not-shown]: w\n").count(), FEW);
    let rest = "warning[not-shown]: 18 more, the first at spec/a.yaml:4:1, spec/a.yaml:5:1, spec/a.yaml:6:1\n";
    assert!(text.contains(rest), "{text}");
    assert!(text.ends_with("\nwarning: 21 warnings in the specification\n"));
    assert_eq!(report.to_json_lines().lines().count(), MANY + 1);
}

#[test]
fn warnings_that_are_not_kept_are_told() {
    let (mut report, file) = with("x");
    for byte in 0..=MAX_WARNINGS {
        let span = Span::new(file, byte..byte + 1);
        report
            .diagnostics
            .push(Diagnostic::warning(Code::NotShown, span, "w"));
    }
    assert_eq!(report.diagnostics.len(), MAX_WARNINGS);
    assert!(!report.diagnostics.has_errors());
    let end = " in the specification, and more warnings than the 100000 that are kept\n";
    assert!(report.render(Style::Plain).ends_with(end));
    report
        .diagnostics
        .push(Diagnostic::error(Code::Io, None, "e"));
    assert!(report.diagnostics.has_errors(), "errors are always kept");
    let text = report.render(Style::Plain);
    assert!(text.starts_with("error[io]: e\n"), "{text}");
}

#[test]
fn errors_that_are_not_kept_are_reported_as_more() {
    let (mut report, file) = with(&"x\n".repeat(2000));
    for byte in 0..=MAX_KEPT {
        assert!(!report.diagnostics.is_full());
        let span = Span::new(file, byte..byte + 1);
        report
            .diagnostics
            .push(Diagnostic::error(Code::Io, span, "e"));
    }
    assert_eq!(
        (report.diagnostics.len(), report.diagnostics.is_full()),
        (MAX_KEPT, true)
    );
    assert!(report.diagnostics.has_errors());
    let text = report.render(Style::Plain);
    let end = "error: more than 1000 errors in the specification, of which 50 are shown\n";
    assert!(text.ends_with(end), "{text}");
}

#[test]
fn whatever_is_quoted_stays_short() {
    let long = "é".repeat(1_000_000);
    let (mut report, file) = with(&format!("{long}: 1\n"));
    let span = Span::new(file, 0..u32::MAX as usize);
    let quoted = format!("`{long}` is wrong");
    report.diagnostics.push(
        Diagnostic::error(Code::InvalidValue, span, quoted.as_str())
            .label(quoted.as_str())
            .labelled(span, quoted.as_str())
            .at(quoted.as_str())
            .help(quoted),
    );
    let text = report.render(Style::Plain);
    assert!(
        text.starts_with("error[invalid-value]: `ééé"),
        "{text:.200}"
    );
    assert!(text.contains("éé` is wrong"), "{text:.2000}");
    assert!(text.len() < 10_000, "{} bytes", text.len());
    assert!(report.to_json_lines().len() < 10_000);
}

#[test]
fn a_place_in_a_long_text_is_shown_with_what_stands_around_it() {
    let text = format!(
        "a: {}wrong{}\n{}b: 1\n",
        "é ".repeat(9000),
        " x".repeat(9000),
        "#\n".repeat(9000)
    );
    let start = text.find("wrong").expect("it is there");
    let end = text.find("b: 1").expect("it is there");
    let (mut report, file) = with(&text);
    report.diagnostics.push(
        Diagnostic::error(
            Code::InvalidValue,
            Span::new(file, start..start + 5),
            "wrong",
        )
        .label("here")
        .labelled(Span::new(file, end..end + 1), "and here"),
    );
    let drawn = report.render(Style::Plain);
    assert!(drawn.contains(" --> spec/a.yaml:1:18004\n"), "{drawn}");
    assert!(drawn.contains("^^^^^ here"), "{drawn}");
    assert_eq!(drawn.matches(":::").count(), 1, "{drawn}");
    let coloured = report.render(Style::Colour);
    assert!(coloured.contains("spec/a.yaml:1:18004\n"), "{coloured}");
    assert!(drawn.contains(" ::: spec/a.yaml:9002:1\n"), "{drawn}");
    assert!(
        drawn.contains("9002 | b: 1\n     | - and here\n"),
        "{drawn}"
    );
    assert!(drawn.len() < 2000, "{drawn}");
}

#[test]
fn nothing_hidden_reaches_the_terminal() {
    let evil = "k\u{1b}[2J\u{9b}\u{202e}\u{200f}\u{e0041}\u{61c}\u{85}\0é: 1\r\nnext: 2";
    let (mut report, file) = with(evil);
    let end = evil.find(':').unwrap_or_default();
    report.diagnostics.push(
        Diagnostic::error(Code::InvalidName, Span::new(file, 0..end), evil)
            .at(evil)
            .label(evil)
            .help(evil),
    );
    let text = report.render(Style::Plain);
    assert!(!text.chars().any(|c| c != '\n' && is_hidden(c)), "{text:?}");
    assert!(text.contains("\\u{1b}[2J"), "{text}");
}

#[test]
fn spans_that_fit_no_text_are_drawn_at_its_end() {
    let (mut report, file) = with("é");
    for span in [Span::new(file, 1..2), Span::new(file, 9..99)] {
        report
            .diagnostics
            .push(Diagnostic::error(Code::YamlSyntax, span, "end"));
    }
    let nowhere = Span::new(FileId(9), 0..1);
    report
        .diagnostics
        .push(Diagnostic::error(Code::YamlSyntax, nowhere, "nowhere"));
    let text = report.render(Style::Plain);
    assert!(text.contains("3 errors"), "{text}");
}

#[test]
fn colours_are_only_used_on_request() {
    let (mut report, file) = with("a: 1\n");
    let span = Span::new(file, 0..1);
    report
        .diagnostics
        .push(Diagnostic::error(Code::InvalidValue, span, "wrong"));
    assert!(!report.render(Style::Plain).contains('\u{1b}'));
    assert!(report.render(Style::Colour).contains('\u{1b}'));
}
