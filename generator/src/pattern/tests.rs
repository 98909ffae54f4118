//! Tests of patterns and their matchers, also against another engine.

use super::*;

fn set(ranges: &[(char, char)]) -> CharSet {
    CharSet::new(ranges.iter().copied())
}

fn repeated(ranges: &[(char, char)], min: usize, max: Option<usize>) -> Matcher {
    Matcher::Repeat {
        set: set(ranges),
        min,
        max,
    }
}

#[test]
fn repetitions() {
    let digits = &[('0', '9')];
    for (pattern, expected) in [
        ("^[0-9]+$", repeated(digits, 1, None)),
        (r"^\d*$", repeated(digits, 0, None)),
        ("^[0-9]{2}$", repeated(digits, 2, Some(2))),
        ("^([0-9]){2,5}?$", repeated(digits, 2, Some(5))),
        ("^[0-9][0-9]*$", repeated(digits, 1, None)),
        ("^(?:[0-4]|[5-9])$", repeated(digits, 1, Some(1))),
        ("^[0-9]{1,100000}$", repeated(digits, 1, Some(100_000))),
        ("^[A-Z]{3}$", repeated(&[('A', 'Z')], 3, Some(3))),
        (
            "^.+$",
            Matcher::Repeat {
                set: set(&[('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')]).negated(),
                min: 1,
                max: None,
            },
        ),
        (
            r"^[\s\S]{1,64}$",
            Matcher::Repeat {
                set: CharSet::full(),
                min: 1,
                max: Some(64),
            },
        ),
        (
            r"^[^\d]$",
            Matcher::Repeat {
                set: set(digits).negated(),
                min: 1,
                max: Some(1),
            },
        ),
    ] {
        assert_eq!(compile(pattern), Ok(expected), "{pattern}");
    }
}

#[test]
fn everything() {
    for pattern in ["", "^", "$", ".*", "a*", r"^[\s\S]*$", "a|", "(?:)", "^|x"] {
        assert_eq!(compile(pattern), Ok(Matcher::Always), "{pattern}");
    }
}

#[test]
fn few_choices() {
    let d = |low, high| set(&[(low, high)]);
    let one = |c| set(&[(c, c)]);
    for (pattern, expected) in [
        ("^$", vec![vec![]]),
        (
            "^(0[1-9]|1[0-2])$",
            vec![vec![one('0'), d('1', '9')], vec![one('1'), d('0', '2')]],
        ),
        (
            "^([1-9]?[0-9]|100)$",
            vec![
                vec![d('0', '9')],
                vec![d('1', '9'), d('0', '9')],
                vec![one('1'), one('0'), one('0')],
            ],
        ),
        (
            "^(cat|dog)$",
            vec![
                "cat".chars().map(one).collect(),
                "dog".chars().map(one).collect(),
            ],
        ),
        (
            "^[ab]-?$",
            vec![vec![d('a', 'b')], vec![d('a', 'b'), one('-')]],
        ),
    ] {
        assert_eq!(
            compile(pattern),
            Ok(Matcher::Choices(expected)),
            "{pattern}"
        );
    }
}

#[test]
fn the_smallest_automaton() {
    for (pattern, states) in [
        ("^-?[0-9]+$", 3),
        ("^[1-9][0-9]*$", 2),
        ("^[0-9]+([.][0-9]+)?$", 4),
        ("[0-9]", 2),
        ("^a", 2),
        ("^[^/]+/[^/]+$", 4),
        ("(ab|ab|a(b|b))", 3),
    ] {
        match compile(pattern) {
            Ok(Matcher::Automaton(found)) => assert_eq!(found.len(), states, "{pattern}"),
            other => panic!("{pattern} became {other:?}"),
        }
    }
}

/// Refused patterns, each with the position and the reason.
#[rustfmt::skip]
const REFUSED: &[(&str, Option<usize>, &str)] = &[
    ("(?!ab)c", Some(0), LOOK_AROUND),
    ("^a*(?=bc)", Some(3), LOOK_AROUND),
    ("^(a(?!bc))+", Some(3), LOOK_AROUND),
    ("(?<!ab)c", Some(0), LOOK_AROUND),
    ("(?<!ab)c*$", Some(0), LOOK_AROUND),
    ("^(?=a)*", Some(6), REPEATED),
    (r"(a)\1", Some(3), "a back-reference is not supported"),
    (r"\b{start}word", Some(0), "this word boundary is not supported"),
    ("(?i)a", Some(0), FLAG),
    ("(?i:a)", Some(0), FLAG),
    ("(?P<x>a)", Some(0), "a named group must be written `(?<name>…)`"),
    (r"\Aa", Some(0), ANCHOR),
    (r"a\z", Some(1), ANCHOR),
    (r"a\pL", Some(1), r"`\pL` is not a Unicode class of ECMA-262"),
    (r"[\p{l}]", Some(1), r"`\p{l}` is not a Unicode class of ECMA-262"),
    (r"\p{letter}", Some(0), r"`\p{letter}` is not a Unicode class of ECMA-262"),
    (r"\p{Han}", Some(0), r"`\p{Han}` is not a Unicode class of ECMA-262"),
    (r"\p{IsLatin}", Some(0), r"`\p{IsLatin}` is not a Unicode class of ECMA-262"),
    (r"\p{XDigit}", Some(0), r"`\p{XDigit}` is not a Unicode class of ECMA-262"),
    (r"\p{Script=latin}", Some(0), r"`\p{Script=latin}` is not a Unicode class of ECMA-262"),
    (r"\p{gc=Latin}", Some(0), r"`\p{gc=Latin}` is not a Unicode class of ECMA-262"),
    (r"\p{sc:Latin}", Some(0), r"`\p{sc:Latin}` is not a Unicode class of ECMA-262"),
    (r"\P{Block=Latin}", Some(0), r"`\P{Block=Latin}` is not a Unicode class of ECMA-262"),
    (r"^\p{Cs}$", None, NO_TEXT),
    ("[[:alpha:]]", Some(1), NESTED),
    ("[a[b]]", Some(2), NESTED),
    ("[a&&b]", Some(0), "`&&`, `--` and `~~` in a class must be escaped"),
    ("[]a]", Some(0), CLASS_START),
    ("[^]a]", Some(0), CLASS_START),
    ("[--a]", Some(0), CLASS_START),
    (r"\a", Some(0), ESCAPE),
    (r"\U00000041", Some(0), ESCAPE),
    ("a**", Some(2), REPEATED),
    ("^*", Some(1), REPEATED),
    ("a{1, 2}", Some(1), "a repetition must not contain spaces"),
    ("(a", Some(0), "unclosed group"),
    ("[z-a]", Some(1), "invalid character class range, the start must be <= the end"),
    ("a{2,1}", Some(1), "invalid repetition count range, the start must be <= the end"),
    ("a^", None, NO_TEXT),
    (r"^[^\s\S]+$", None, NO_TEXT),
    ("$a[ab]{300}", None, NO_TEXT),
    ("^a[ab]{300}-(^|$)b", None, NO_TEXT),
];

const LOOK_AROUND: &str = "look-around is not supported here";
const FLAG: &str = "a flag is not supported";
const ANCHOR: &str = "anchors must be written `^` and `$`";
const NESTED: &str = "a `[` in a class must be escaped";
const CLASS_START: &str = "a `]` or `--` at the start of a class must be escaped";
const ESCAPE: &str = "this escape has another meaning, or none, in ECMA-262";
const REPEATED: &str = "there is nothing to repeat here";
const NO_TEXT: &str = "no text matches this pattern";

#[test]
fn patterns_without_an_exact_form_are_refused_with_their_position() {
    for &(pattern, offset, message) in REFUSED {
        let error = compile(pattern).expect_err(pattern);
        assert_eq!(
            (error.message.as_str(), error.offset),
            (message, offset),
            "{pattern}"
        );
    }
}

#[test]
fn repetitions_at_the_ends_of_a_search_have_no_effect() {
    for (pattern, short) in [
        ("^.{1,2000000}", "^."),
        ("[a-z]{1,4096}", "[a-z]"),
        ("[ab]*a[ab]{0,20}", "a"),
        ("[0-9]{0,63}:(x{2,300}|y+(z*|a))", "(:xx|:y)"),
        ("(a|b*)c{1,9}d{0,9}", "c"),
        ("(a$)?", ""),
    ] {
        assert_eq!(compile(pattern), compile(short), "{pattern}");
        assert!(
            !compile(pattern).expect("a matcher").has_steps(),
            "{pattern}"
        );
    }
}

#[test]
fn alternatives_of_one_character_are_a_set() {
    for pattern in [
        "^(a|b|c){1,500}$",
        "^(?:a|(b|c)){1,500}$",
        "^([ab]|c){1,500}$",
    ] {
        assert_eq!(compile(pattern), compile("^[abc]{1,500}$"), "{pattern}");
    }
}

#[test]
fn explosions_are_refused_at_once() {
    for pattern in [
        "(a{1000}){1000}",
        "((((x{9}){99}){99}){99}){99}",
        "(){4000000000}",
        "(a{0}){4000000000}",
        "^(a-?){300}$",
        "^([a-z]{1,1000}-){0,100}$",
        "^x.{1,70000}y$",
    ] {
        assert_eq!(
            compile(pattern),
            Err(PatternError::too_large()),
            "{pattern}"
        );
    }
    let tests = format!("^{}", "(?!ab)".repeat(10_000));
    assert_eq!(compile(&tests), Err(PatternError::too_large()));
    assert!(compile(&"(".repeat(100_000)).is_err());
}

/// Patterns in ECMA syntax that both engines accept.
#[rustfmt::skip]
const PATTERNS: &[&str] = &[
    "", "^$", "a", "^a", "a$", "^a$", "^a|b$", "^(a|b)$", "(^a|b$)", "a^|$", "(^)*a", "(a|^)b",
    "(a$|b)", "^(ab?|b)*$", "^a*b+$", "^(a{2,3}|b)-$", "a.b", "^.$", "^.*$", r"^[\s\S]*$", r"\s",
    r"^\S+$", r"\d{2}", r"^\w+$", r"^[\w-]+$", r"^[^\W0]+$", r"\D", r"^[^a-]*$", "^[a-b-]$",
    "^(aa|ab|ba)$", "^(a|aa|aab)$", "^-?[0-9]+$", "^(0|-?[1-9][0-9]*)$", "^é+$", "[é-名]",
    "^[^é]{2}$", r"\u00e9", r"\x61\u{62}", r"\/|\-", "^(a|b|)+$", "(a*)*b", "^(a+b)+$",
    "^(?:a|b){2}$", "^(?<x>a)b", "^(0[0-1]|1[0-1])$", "^a?b?-?$", "(a|b)(0|1)", "^[0-9a-b]{2,}$",
    "]", "^\\.\\^\\$", "^(a(b(0)?)?)?$", "^ ?a", "a\\n", "^.b",
];

/// Patterns with look-around.
#[rustfmt::skip]
const LOOKS: &[&str] = &[
    "a(?=b)", "a(?!b)", "(?<=a)b", "(?<!a)b", "(?=a)", "(?!a)", "(?<!a)", "^(?!a)", "(?!a)$", "(?<!-)$",
    "^(?!-)[a-]+(?<!-)$", "^(a(?!a)|b)+$", "^((?!-)[a-]{0,2}b)+$", "(?=a|$)b*(?<=^|b)", "(?!$)a?",
    "(?<!^)a", "(?!^)a", "(?=^)a", "(?=[ab]b*)a", "(?<=b*a)b", "^(?=a(?!b)).", "^(?=(?=a).)..",
    r"\ba", r"a\b", r"\B-", r"a\Ba", r"\b", r"\B", r"^\b", r"\b$",
    "^(?!ab)a", "^(?!aa|ab).", "^(?=.*a)(?=.*b)(?!.*-)", "^(?!.*--)[a-]+$", "^a(?!.*--)(?!.*-$)[a-]*$",
    "(?!^a*$)^[ab]+$", "(?=^.{2,3}$)^a", "^(?:(?!ab)a)b?", "(^(?!a{2}))(^[a-b]+$)", r"^(?!\s*$).+",
    "^(?!a.).|b", "^(?!a.)a|^(?!b.)b", "(^(?=ab)|^(?!aa).)", "[ab]*(?<!ab)$", "[ab]*(?<=ab)$", "(?<!ab)b$",
    "^(?<!ab)b$", "^(?!a(?=ab))", "^(?=a(?!.*b$))a", "^(?=[(?!]|a).", r"\(?!a", "^[(?=]", "^(?!)", "(?<=)a",
    "^(?=.*[a-b])(?=.*[0-1])(?=.*[-_])[ab01_-]{2,9}$", "^(?!aa)(?!.*__)[ab01_-]{1,300}$",
];

/// Patterns with Unicode classes.
#[rustfmt::skip]
const CLASSES: &[&str] = &[
    r"\p{L}", r"\P{L}", r"^\p{Lu}\p{L}+$", r"^\p{Letter}", r"^\p{gc=Lu}$", r"^\p{General_Category=Nd}+$",
    r"^[\p{L}\p{N} _-]+$", r"^[^\p{L}\p{N} _-]+$", r"^[\p{L}a-f]+$", r"^[\P{L}a-f]+$", r"^[\P{M}\p{M}]+$",
    r"^\P{C}*$", r"^[^\p{C}]+$", r"[\p{Z}]", r"^\p{Zs}+$", r"^(\p{Script=Han}+|\p{sc=Latn}+)$", r"^\p{scx=Han}",
    r"^\p{Alphabetic}*$", r"^\p{Alpha}\P{Upper}$", r"^\p{White_Space}$", r"^\p{Any}$", r"^\p{ASCII}+$",
    r"^\p{Assigned}+$", r"^(?!a)\p{L}+$", r"^(?!\p{Lu})\p{L}+$", r"^(\p{Lu}a|\p{L}b)$", r"^(\p{Lu}|\p{Ll})+[\p{Lu}1]$",
    r"^[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]+$", r"^[^_\p{Z}][\p{L}\p{P}][^_\p{Z}]+$", r"\b\p{L}$", r"^[\p{L}\u3000-\u{2ffff}]$",
    r"^(?=.*\p{L})(?=.*\p{N})(?!.*[^\p{L}\p{N}])..$", r"^[^\p{L}]{2}$", r"^.*\P{L}$", r"^(\p{L}|[0-9-])+\p{L}$",
];

/// Translates a pattern for the other engine, which has Unicode classes and another `.`.
fn translated(pattern: &str) -> String {
    let blanks =
        r"\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}";
    let any = r"[^\n\r\x{2028}\x{2029}]";
    let mut translated = String::new();
    let mut escaped = false;
    let mut in_class = false;
    for c in pattern.chars() {
        let plain = c.to_string();
        let text = match (escaped, in_class, c) {
            (false, _, '\\') => {
                escaped = true;
                continue;
            }
            (true, false, 'd') => "[0-9]".into(),
            (true, false, 'D') => "[^0-9]".into(),
            (true, true, 'd') => "0-9".into(),
            (true, false, 'w') => "[0-9A-Za-z_]".into(),
            (true, true, 'w') => "0-9A-Za-z_".into(),
            (true, true, 'W') => "[^0-9A-Za-z_]".into(),
            (true, false, 's') => format!("[{blanks}]"),
            (true, true, 's') => blanks.into(),
            (true, _, 'S') => format!("[^{blanks}]"),
            (true, false, 'b') => {
                "(?:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_]))".into()
            }
            (true, false, 'B') => {
                "(?:(?<=[0-9A-Za-z_])(?=[0-9A-Za-z_])|(?<![0-9A-Za-z_])(?![0-9A-Za-z_]))".into()
            }
            (true, ..) => format!("\\{c}"),
            (false, false, '.') => any.into(),
            _ => plain,
        };
        in_class = !escaped && c == '[' || in_class && (escaped || c != ']');
        escaped = false;
        translated.push_str(&text);
    }
    translated
}

/// Returns all texts of up to three of some characters, and a few longer ones.
fn texts() -> Vec<String> {
    let letters = [
        "a",
        "b",
        "0",
        "1",
        "-",
        "_",
        "é",
        "名",
        " ",
        "\n",
        "\u{2028}",
        "\u{a0}",
        "\u{feff}",
        ".",
        "^",
        "$",
        "]",
        "/",
        "\u{10ffff}",
        "\u{d7ff}",
    ];
    let mut texts = vec![String::new()];
    for length in 0..3 {
        let longest = texts
            .iter()
            .filter(|text| text.chars().count() == length)
            .cloned();
        let longer: Vec<_> = longest
            .flat_map(|text| letters.map(|letter| text.clone() + letter))
            .collect();
        texts.extend(longer);
    }
    texts.extend(
        [
            "aab-", "abab", "aaaa", "-100", "10-1", "aaabbb", "0101", "bbba",
        ]
        .map(str::to_owned),
    );
    texts
}

#[test]
fn another_engine_agrees() {
    let texts = texts();
    for pattern in PATTERNS {
        let matcher = compile(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
        let oracle = regex::Regex::new(&translated(pattern)).unwrap();
        for text in &texts {
            assert_eq!(
                matcher.is_match(text),
                oracle.is_match(text),
                "{pattern} on {text:?} as {matcher:?}"
            );
        }
    }
}

#[test]
fn another_engine_agrees_on_look_around() {
    let mut texts = texts();
    texts.extend(
        [
            "a-b-", "a--b", "-a-", "ab01_", "a1-", "__ab", "(?!a", "aab", "bab",
        ]
        .map(str::to_owned),
    );
    for pattern in LOOKS {
        let oracle = fancy_regex::Regex::new(&translated(pattern)).unwrap();
        let is_found = |text: &String| oracle.is_match(text).unwrap();
        let matcher = match compile(pattern) {
            Err(error) if error == PatternError::no_text() => {
                assert!(!texts.iter().any(is_found), "{pattern}");
                continue;
            }
            found => found.unwrap_or_else(|error| panic!("{pattern}: {error}")),
        };
        for text in &texts {
            assert_eq!(
                matcher.is_match(text),
                is_found(text),
                "{pattern} on {text:?} as {matcher:?}"
            );
        }
        let shortest = matcher.shortest(0);
        assert!(
            shortest.is_none_or(|text| matcher.is_match(&text)),
            "{pattern}"
        );
    }
}

/// Patterns with long repetitions.
#[rustfmt::skip]
const LONG: &[&str] = &[
    "^x[a-z]{300}$", "^[ab]*a[ab]{20}$", "a[ab]{9}b", "^.{1,600}a$", "^a{2,400}ab?$", "b[ab]{12}|^a{300}$",
    "^(a{0,300}b){2}$", "^$|^(ab|b)*a[ab]{10}$|^c[ab]{300}$", "^[ab]{1,300}b(ab){0,9}$", "a[^-]{20,400}-", "^(a[ab]{300})+$",
    "^ab[ab]{1,300}(é|名)?a$", "(^a|b)[ab]{10}(a|b$)", "^(?!aa)[ab]{1,300}b$", "^([ab]{3,300}-?){2}$",
    "[ab]{20}[^a]{2,20}$", "^(?:a{300}|b|ab{2,300})*$", r"^\p{L}{1,300}-\p{L}$", "(a|é[ab]{8}){2}b[ab]{8}a",
    "(^)?a[ab]{10}", "(^|b)a[ab]{10}($|b)", "(a[ab]{10}|^$)", "^a(^|b)[ab]{300}$", "^(ab{0,300}(c|$))*$", "(^b|$)a{300}|b[ab]{11}$",
];

/// Returns texts of a few characters, of any length, in an order that repeats.
fn long_texts() -> Vec<String> {
    let letters = ['a', 'b', 'a', 'b', 'a', 'b', '-', 'é', '名', 'x', 'c'];
    let mut state = 7_u64;
    let mut random = move |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(state >> 33).unwrap_or_default() % below
    };
    let mut texts = vec![String::new()];
    for number in 0..1_500 {
        let (count, kinds) = (random(40), 1 + random(letters.len()));
        let mut text: String = (0..count).map(|_| letters[random(kinds)]).collect();
        if number % 3 == 0 {
            let at = text.char_indices().map(|(at, _)| at).nth(count / 2);
            let run = letters[random(2)].to_string().repeat(290 + random(20));
            text.insert_str(at.unwrap_or_default(), &run);
        }
        texts.push(text);
    }
    texts
}

#[test]
fn another_engine_agrees_on_long_repetitions() {
    let texts = long_texts();
    let has_steps = |pattern: &&&str| compile(pattern).is_ok_and(|it| it.has_steps());
    let others: Vec<_> = LONG.iter().filter(|it| !has_steps(it)).collect();
    assert!(others.is_empty(), "{others:?}");
    for pattern in LONG {
        let matcher = compile(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
        let mut oracle = fancy_regex::RegexBuilder::new(&translated(pattern));
        let oracle = oracle.delegate_size_limit(1 << 28).build().unwrap();
        for text in &texts {
            assert_eq!(
                matcher.is_match(text),
                oracle.is_match(text).unwrap(),
                "{pattern} on {text:?} as {matcher:?}"
            );
        }
    }
}

/// Every pattern has steps, also if its automaton is small.
#[test]
fn another_engine_agrees_on_steps() {
    let texts = texts();
    let mut count = 0;
    for pattern in PATTERNS {
        let (expr, _) = syntax::parse(pattern).unwrap();
        let Ok(Some(found)) = steps::of_expr(&expr) else {
            continue;
        };
        count += 1;
        let matcher = Matcher::Steps(found);
        let oracle = regex::Regex::new(&translated(pattern)).unwrap();
        for text in &texts {
            assert_eq!(
                matcher.is_match(text),
                oracle.is_match(text),
                "{pattern} on {text:?} as {matcher:?}"
            );
        }
    }
    assert!(count > 50, "{count}");
}

/// Returns whether a character satisfies one of several terms.
fn holds(terms: &[Term], c: char) -> bool {
    terms.iter().any(|term| {
        let mut listed = term.listed.iter();
        let mut classes = term.classes.iter();
        listed.all(|(is_in, set)| set.contains(c) == *is_in)
            && classes.all(|(is_in, class)| class.set.contains(c) == *is_in)
    })
}

#[test]
fn another_engine_agrees_on_unicode_classes() {
    let letters = [
        "a", "A", "1", "_", " ", "é", "É", "ß", "ǅ", "名", "〆", "٣", "½", "\u{301}", "€", "«",
        "\u{3000}", "\u{200b}", "\u{e000}", "\u{378}", "\u{ad}", "ʰ", "Ⅷ", "ⓐ",
    ];
    let pairs = letters
        .iter()
        .flat_map(|a| letters.map(|b| format!("{a}{b}")));
    let texts: Vec<String> = pairs
        .chain(letters.map(str::to_owned))
        .chain(["", "Aé名", "a-1", "aab"].map(str::to_owned))
        .collect();
    for pattern in CLASSES {
        let oracle = fancy_regex::Regex::new(&translated(pattern)).unwrap();
        let matcher = compile(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
        for text in &texts {
            assert_eq!(
                matcher.is_match(text),
                oracle.is_match(text).unwrap(),
                "{pattern} on {text:?} as {matcher:?}"
            );
        }
        for set in matcher.sets() {
            let is_spelled = !set.terms().is_empty();
            assert!(is_spelled || set.ranges().len() <= 16, "{pattern}: {set:?}");
            let differs = |c: &char| is_spelled && holds(set.terms(), *c) != set.contains(*c);
            let found = (char::MIN..='\u{1ffff}').find(differs);
            assert_eq!(found, None, "{pattern} as {:?}", set.terms());
        }
    }
}

#[test]
fn sets_are_written_with_the_names_of_classes() {
    let written = |pattern: &str| -> Vec<String> {
        let matcher = compile(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
        let sets = matcher.sets().into_iter().map(|set| {
            let terms = set.terms().iter().map(|term| {
                let sign = |is_in: bool| if is_in { "" } else { "!" };
                let classes = term.classes.iter();
                let classes = classes.map(|(is_in, it)| format!("{}{}", sign(*is_in), it.name));
                let listed = term.listed.iter();
                let listed = listed.map(|(is_in, it)| format!("{}{:?}", sign(*is_in), it.ranges()));
                classes.chain(listed).collect::<Vec<_>>().join(" & ")
            });
            terms.collect::<Vec<_>>().join(" | ")
        });
        sets.collect()
    };
    for (pattern, expected) in [
        (r"^[\p{L}\p{L}A-Z]+$", vec!["letter"]),
        (r"^[\p{L}!-~]+$", vec!["[('!', '~')] | letter"]),
        (r"^\P{L}+$", vec!["!letter"]),
        (
            r"^[^\p{L}_-]+$",
            vec!["!letter & ![('-', '-'), ('_', '_')]"],
        ),
        (r"^\p{Lu}\p{L}$", vec!["uppercase_letter", "letter"]),
        (r"^[\p{Zs}x]+$", vec![""]),
        (r"^(?!\p{Lu})\p{L}$", vec!["letter & !uppercase_letter"]),
    ] {
        assert_eq!(written(pattern), expected, "{pattern}");
    }
}

#[test]
fn many_states_of_several_conditions_are_checked_one_by_one() {
    let found = compile("^(?=.*[a-z])(?!.*--)[a-z0-9-]{2,63}$").expect("it has a form");
    let Matcher::All(parts) = found else {
        panic!("it became {found:?}");
    };
    let holds: Vec<bool> = parts.iter().map(|(holds, _)| *holds).collect();
    assert_eq!(holds, [true, false, true]);
}

#[test]
fn sets_are_kept_in_order() {
    assert_eq!(
        set(&[('c', 'd'), ('a', 'b'), ('b', 'b')]).ranges(),
        [('a', 'd')]
    );
    assert_eq!(
        set(&[('\u{e000}', '\u{e001}'), ('a', '\u{d7ff}')])
            .ranges()
            .len(),
        1
    );
    assert!(set(&[(char::MIN, char::MAX)]).negated().is_empty());
    assert!(CharSet::default().negated().is_full());
    let odd = set(&[('b', 'c'), ('x', char::MAX)]);
    assert_eq!(odd.negated().negated(), odd);
    assert!(!odd.negated().contains('b') && odd.negated().contains('d'));
}
