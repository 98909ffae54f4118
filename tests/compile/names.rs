//! Tests names that Rust or the generated crate uses, in every place of a specification
//! that makes a name. Each is refused with its place and a help text, or it is accepted.
//! The crate of accepted names has no warning from the compiler, clippy or rustdoc.
//!
//! That crate takes long to compile, so it has each name in a third of the places, and in
//! all of them if `PROPTEST_CASES` is set.

use std::collections::BTreeSet;

use antom_tests::scratch::Scratch;
use antom_tests::{DISPLAY, is_long, report, specification};
use generator::diagnostics::{Diagnostic, Report, Style, is_hidden};
use serde_json::{Map, Value, json};

#[rustfmt::skip]
const WORDS: &[&str] = &[
    // Keywords.
    "Self", "_", "abstract", "as", "async", "auto", "await", "become", "box", "break", "const",
    "continue", "crate", "default", "do", "dyn", "else", "enum", "extern", "false", "final", "fn",
    "for", "gen", "if", "impl", "in", "let", "loop", "macro", "macro_rules", "match", "mod",
    "move", "mut", "override", "priv", "pub", "raw", "ref", "return", "safe", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "union", "unsafe", "unsized",
    "use", "virtual", "where", "while", "yield", "r#type", "'static",
    // The prelude, crates and primitive types.
    "Option", "String", "Vec", "Result", "Box", "Some", "None", "Ok", "Err", "Default", "Debug",
    "Clone", "From", "Into", "Iterator", "ToString", "Copy", "Send", "Drop", "str", "u64", "i64",
    "usize", "bool", "char", "core", "std", "alloc", "serde", "serde_json", "proc_macro", "test",
    "vec", "format", "println", "derive", "cfg", "doc", "fmt", "Formatter", "Arguments", "Ordering",
    "Serialize", "Deserialize", "Cow", "BTreeMap", "HashMap", "Hash", "PhantomData",
    // Names in generated crates.
    "Sensitive", "Request", "Response", "Error", "Outcome", "Builder", "Field", "Unrecognized",
    "Success", "Failure", "Unknown", "Malformed", "ResultCode", "Retry", "Set", "Given", "Unset",
    "Succeeded", "OutcomeKind", "MalformedReason", "CodeFacts", "Inspect", "Inspection", "Held",
    "Members", "Failed", "Fixed", "ReadMember", "ReadMembers", "ReadObject", "Writer", "AsText",
    "Optional", "Slots", "Left", "Right", "Pair", "Extra", "Violation", "Violations", "Rule", "Decimal", "DateTime", "Uri",
    "Operation", "RequestBuilder", "ResponseBuilder", "Readme", "types", "support", "builder",
    "servers", "lib", "main", "build", "request", "response", "outcome", "result_code", "mod_",
    "check", "unset", "members", "KNOWN", "ID", "METHOD", "PATH", "A", "B", "T", "E", "S", "D",
    // Methods and locals of generated types.
    "new", "build_unvalidated", "clone", "eq", "hash", "cmp", "validate", "validate_at",
    "advisories", "expose", "as_str", "from_text", "from_json", "into", "try_into", "extra",
    "optional", "required", "path", "object", "value", "name", "at", "found", "text", "other", "access", "serializer", "key",
    "maybe_a", "read", "write", "status", "code", "message", "action", "retry", "take", "drop",
    "kind", "reason", "facts", "is_listed", "into_success", "missing",
    "parameter", "query", "headers", "body", "encoded", "answer", "webhook", "EncodeError", "ReceivedResult", "member", "inspect", "to_owned", "borrow", "type_id", "from_major", "to_major", "deserializer", "visitor", "slots",
    // Names that other systems do not allow for files.
    "con", "PRN", "aux", "nul", "COM1", "lpt9",
    // Digits, punctuation, other scripts, and names that are equal in one case.
    "0", "00", "1st", "2FA", "a-b", "a_b", "aB", "AB", "ab", "A_B", "a.b", "a b", "-", "--", "__",
    "", " ", ".", "...", "+", "*", "$", "$crate", "#", "\"", "'", "\\", "`", "{}", "{{ x }}",
    "名前", "اسم", "é", "e\u{301}", "😀", "\u{202e}", "\u{200b}", "a\u{200b}", "\0", "\n", "a\nb",
    "a\u{0}b", "ａ", "ﬁ", "Ⅳ", "_a", "a_", "__a__", "1_a", "x1", "X1", "x_1", "a1b2", "HTTPServer",
];

/// The words that are compiled as names of modules, each with its own operation: those
/// with another meaning in Rust or in the crate.
#[rustfmt::skip]
const MODULES: &[&str] = &[
    "Self", "crate", "super", "self", "type", "async", "gen", "try", "macro_rules", "core", "std",
    "alloc", "serde", "serde_json", "proc_macro", "test", "Option", "str", "u64", "types",
    "support", "builder", "servers", "lib", "main", "mod_", "request", "outcome", "result_code",
    "Request", "Readme", "con", "aux", "0", "2FA", "名前", "é", "a-b", "x1",
];

/// The words for places that make names in the same way, or no names in Rust.
const FEW_MODULES: &[&str] = &[
    "Self", "type", "core", "serde", "types", "outcome", "con", "2FA",
];

/// A place where a specification has names.
struct Place {
    what: &'static str,
    describe: fn(&[&str]) -> Vec<(String, String)>,
    compiled: Compiled,
}

/// The accepted words of a place that are compiled.
#[derive(Clone, Copy)]
enum Compiled {
    /// All words of a group, which fit into one specification.
    All,
    /// The words of a list.
    Among(&'static [&'static str]),
    /// No words: a specification can have one only.
    None,
}

const PLACES: &[Place] = &[
    Place {
        what: "component",
        describe: components,
        compiled: Compiled::All,
    },
    Place {
        what: "product_component",
        describe: product_components,
        compiled: Compiled::All,
    },
    Place {
        what: "enum_component",
        describe: enum_components,
        compiled: Compiled::All,
    },
    Place {
        what: "required_member",
        describe: |words| members("required_member", words, true, &member),
        compiled: Compiled::All,
    },
    Place {
        what: "optional_member",
        describe: |words| members("optional_member", words, false, &member),
        compiled: Compiled::All,
    },
    Place {
        what: "object_member",
        describe: |words| members("object_member", words, true, &object_member),
        compiled: Compiled::All,
    },
    Place {
        what: "list_member",
        describe: |words| members("list_member", words, false, &list_member),
        compiled: Compiled::All,
    },
    Place {
        what: "constant",
        describe: |words| members("constant", words, true, &constant),
        compiled: Compiled::All,
    },
    Place {
        what: "promised",
        describe: promised,
        compiled: Compiled::All,
    },
    Place {
        what: "inner",
        describe: inner,
        compiled: Compiled::All,
    },
    Place {
        what: "open_value",
        describe: |words| values("open_value", "x-extensible-enum", words),
        compiled: Compiled::All,
    },
    Place {
        what: "closed_value",
        describe: |words| values("closed_value", "enum", words),
        compiled: Compiled::All,
    },
    Place {
        what: "parameter",
        describe: parameters,
        compiled: Compiled::All,
    },
    Place {
        what: "result_code",
        describe: result_codes,
        compiled: Compiled::All,
    },
    Place {
        what: "operation_id",
        describe: operation_ids,
        compiled: Compiled::Among(MODULES),
    },
    Place {
        what: "product",
        describe: products,
        compiled: Compiled::Among(FEW_MODULES),
    },
    Place {
        what: "file",
        describe: files,
        compiled: Compiled::Among(FEW_MODULES),
    },
    Place {
        what: "server",
        describe: servers,
        compiled: Compiled::All,
    },
    Place {
        what: "type_name",
        describe: type_names,
        compiled: Compiled::All,
    },
    Place {
        what: "field_name",
        describe: |words| members("field_name", words, true, &renamed),
        compiled: Compiled::All,
    },
    Place {
        what: "constant_name",
        describe: |words| members("constant_name", words, true, &renamed_constant),
        compiled: Compiled::All,
    },
    Place {
        what: "variant_name",
        describe: variant_names,
        compiled: Compiled::All,
    },
    Place {
        what: "example",
        describe: examples,
        compiled: Compiled::All,
    },
    Place {
        what: "map_key",
        describe: map_keys,
        compiled: Compiled::All,
    },
    Place {
        what: "package",
        describe: package,
        compiled: Compiled::None,
    },
    Place {
        what: "keyword",
        describe: keyword,
        compiled: Compiled::None,
    },
];

/// The documents by their names.
type Documents = Vec<(String, String)>;

/// A document with its own operation, whose bodies have these members beside the result.
struct Operation<'a> {
    id: &'a str,
    product: &'a str,
    path: String,
    parameters: Vec<Value>,
    request: Value,
    answer: Value,
    promised: Vec<&'a str>,
    codes: Vec<Value>,
    components: Value,
    servers: Vec<Value>,
    example: Value,
}

impl Default for Operation<'_> {
    fn default() -> Self {
        Self {
            id: "trial",
            product: "names",
            path: "/trial".to_owned(),
            parameters: Vec::new(),
            request: text_object(&[]),
            answer: json!({}),
            promised: Vec::new(),
            codes: Vec::new(),
            components: json!({}),
            servers: Vec::new(),
            example: Value::Null,
        }
    }
}

impl Operation<'_> {
    fn document(self) -> String {
        let text = || json!({"type": "string"});
        let result = json!({
            "type": "object",
            "properties": {"trialStatus": text(), "trialCode": text(), "trialMessage": text()},
        });
        let mut response =
            json!({"type": "object", "properties": {"trialResult": result_reference()}});
        for (name, schema) in self.answer.as_object().into_iter().flatten() {
            response["properties"][name] = schema.clone();
        }
        if !self.promised.is_empty() {
            let status =
                json!({"properties": {"trialStatus": {"const": "S"}}, "required": ["trialStatus"]});
            response["if"] =
                json!({"properties": {"trialResult": status}, "required": ["trialResult"]});
            response["then"] = json!({"required": self.promised});
        }
        let mut components = self.components;
        components["TrialResult"] = result;
        let mut request = json!({"schema": self.request});
        let mut answer = json!({"schema": response});
        if !self.example.is_null() {
            request["examples"] = json!({"one": {"value": self.example}});
            let result = json!({"trialStatus": "S"});
            answer["examples"] = json!({"one": {"value": {"trialResult": result}}});
        }
        let operation = json!({
            "operationId": self.id,
            "parameters": self.parameters,
            "x-outcome": {
                "status": "/trialResult/trialStatus",
                "code": "/trialResult/trialCode",
                "message": "/trialResult/trialMessage",
                "success": "S", "failure": "F", "unknown": "U",
            },
            "x-result-codes": self.codes,
            "requestBody": {"content": {"application/json": request}},
            "responses": {"200": {"content": {"application/json": answer}}},
        });
        json!({
            "openapi": "3.1.0",
            "info": {"title": "Trial", "version": "1"},
            "x-product": self.product,
            "servers": self.servers,
            "paths": {self.path: {"post": operation}},
            "components": {"schemas": components},
        })
        .to_string()
    }
}

fn result_reference() -> Value {
    reference("", "TrialResult")
}

fn reference(file: &str, name: &str) -> Value {
    let name = name.replace('~', "~0").replace('/', "~1");
    json!({"$ref": format!("{file}#/components/schemas/{name}")})
}

fn named(what: &str, operation: Operation<'_>) -> (String, String) {
    (format!("{what}.yaml"), operation.document())
}

/// Returns an object with these members; the first is required.
fn text_object(members: &[&str]) -> Value {
    let properties: Map<String, Value> = members
        .iter()
        .map(|name| {
            (
                (*name).to_owned(),
                json!({"type": "string", "maxLength": 9}),
            )
        })
        .collect();
    json!({"type": "object", "properties": properties, "required": members.first().as_slice()})
}

/// Returns a member of each of these types, in both messages of an operation.
fn typed(what: &str, file: &str, words: &[&str], components: Value) -> (String, String) {
    let members: Map<String, Value> = (0..)
        .zip(words)
        .map(|(index, word)| (format!("member{index}"), reference(file, word)))
        .collect();
    let operation = Operation {
        id: what,
        request: json!({
            "type": "object",
            "properties": members,
            "required": members.keys().collect::<Vec<_>>(),
        }),
        answer: members.into(),
        components,
        ..Operation::default()
    };
    named(what, operation)
}

fn each(words: &[&str], schema: &Value) -> Value {
    let all = words
        .iter()
        .map(|word| ((*word).to_owned(), schema.clone()));
    Value::Object(all.collect())
}

fn library(components: &Value) -> String {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Types", "version": "1"},
        "components": {"schemas": components},
    })
    .to_string()
}

fn components(words: &[&str]) -> Documents {
    let types = each(words, &text_object(&["first", "second"]));
    vec![
        ("types.yaml".to_owned(), library(&types)),
        typed("component", "types.yaml", words, json!({})),
    ]
}

fn product_components(words: &[&str]) -> Documents {
    let types = each(words, &text_object(&["first", "second"]));
    vec![typed("product_component", "", words, types)]
}

fn enum_components(words: &[&str]) -> Documents {
    let types = each(
        words,
        &json!({"type": "string", "x-extensible-enum": ["ONE", "TWO"]}),
    );
    vec![typed("enum_component", "", words, types)]
}

fn type_names(words: &[&str]) -> Documents {
    let names: Vec<String> = (0..words.len())
        .map(|index| format!("Type{index}"))
        .collect();
    let mut types = json!({});
    for (name, word) in names.iter().zip(words) {
        types[name] = text_object(&["first", "second"]);
        types[name]["x-rust-name"] = json!(word);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    vec![typed("type_name", "", &names, types)]
}

/// A function that returns the name and the schema of the member for a word.
type MakeMember = dyn Fn(usize, &str) -> (String, Value);

fn member(_: usize, word: &str) -> (String, Value) {
    (
        word.to_owned(),
        json!({"type": "string", "maxLength": 9, "x-sensitive": "secret"}),
    )
}

fn object_member(_: usize, word: &str) -> (String, Value) {
    (word.to_owned(), reference("", "TrialObject"))
}

fn list_member(_: usize, word: &str) -> (String, Value) {
    let items = json!({"type": "string", "pattern": "^a*$"});
    (
        word.to_owned(),
        json!({"type": "array", "items": items, "maxItems": 3}),
    )
}

fn constant(_: usize, word: &str) -> (String, Value) {
    (word.to_owned(), json!({"type": "string", "const": word}))
}

fn renamed(index: usize, word: &str) -> (String, Value) {
    (
        format!("member{index}"),
        json!({"type": "string", "x-rust-name": word}),
    )
}

fn renamed_constant(index: usize, word: &str) -> (String, Value) {
    let name = format!("member{index}");
    (
        name,
        json!({"type": "string", "const": "x", "x-rust-name": word}),
    )
}

fn members(what: &str, words: &[&str], required: bool, make: &MakeMember) -> Documents {
    let members: Vec<(String, Value)> = words
        .iter()
        .enumerate()
        .map(|(index, word)| make(index, word))
        .collect();
    let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
    let names: &[&str] = if required { &names } else { &[] };
    let part: Map<String, Value> = members.iter().cloned().collect();
    let part = json!({"type": "object", "properties": part, "required": names});
    let mut request = part.clone();
    request["properties"]["trialPart"] = reference("", "TrialPart");
    let operation = Operation {
        id: what,
        request,
        components: json!({"TrialPart": part, "TrialObject": text_object(&["first"])}),
        ..Operation::default()
    };
    vec![named(what, operation)]
}

fn promised(words: &[&str]) -> Documents {
    let operation = Operation {
        id: "promised",
        answer: each(words, &json!({"type": "string"})),
        promised: words.to_vec(),
        ..Operation::default()
    };
    vec![named("promised", operation)]
}

/// Returns members of an object that a success promises.
fn inner(words: &[&str]) -> Documents {
    let inner = each(words, &json!({"type": "string"}));
    let inner = json!({"type": "object", "properties": inner, "required": words});
    let operation = Operation {
        id: "inner",
        answer: json!({"part": reference("", "Inner"), "other": {"type": "string"}}),
        promised: vec!["part"],
        components: json!({"Inner": inner}),
        ..Operation::default()
    };
    vec![named("inner", operation)]
}

/// Returns parameters, of which every second one is required.
fn parameters(words: &[&str]) -> Documents {
    let parameter = |(index, word): (usize, &&str)| {
        let schema = json!({"type": "string", "maxLength": 9});
        json!({"name": word, "in": "query", "required": index % 2 == 0, "schema": schema})
    };
    let operation = Operation {
        id: "parameters",
        parameters: words.iter().enumerate().map(parameter).collect(),
        ..Operation::default()
    };
    vec![named("parameter", operation)]
}

fn values(what: &str, keyword: &str, words: &[&str]) -> Documents {
    // An enum of one value would be a constant.
    let words: Vec<&str> = ["ALWAYS"].iter().chain(words).copied().collect();
    let set = json!({"type": "string", keyword: words});
    vec![typed(what, "", &["Set1"], json!({"Set1": set}))]
}

fn variant_names(words: &[&str]) -> Documents {
    let values: Vec<Value> = (0..)
        .zip(words)
        .map(|(index, word)| json!({"value": format!("v{index}"), "x-rust-name": word}))
        .collect();
    let set = [&[json!("ALWAYS")], values.as_slice()].concat();
    let set = json!({"type": "string", "x-extensible-enum": set});
    vec![typed("variant_name", "", &["Set2"], json!({"Set2": set}))]
}

fn result_codes(words: &[&str]) -> Documents {
    let code = |word: &&str| {
        json!({
            "code": word, "status": "F", "retry": "never",
            "message": "It failed.", "action": "Ask.",
        })
    };
    let operation = Operation {
        id: "result_codes",
        codes: words.iter().map(code).collect(),
        ..Operation::default()
    };
    vec![named("result_code", operation)]
}

fn operation_ids(words: &[&str]) -> Documents {
    let document = |(index, word): (usize, &&str)| {
        let operation = Operation {
            id: word,
            ..Operation::default()
        };
        named(&format!("operation_id_{index}"), operation)
    };
    words.iter().enumerate().map(document).collect()
}

fn products(words: &[&str]) -> Documents {
    let document = |(index, word): (usize, &&str)| {
        let operation = Operation {
            id: "products",
            product: word,
            ..Operation::default()
        };
        named(&format!("product_{index}"), operation)
    };
    words.iter().enumerate().map(document).collect()
}

fn files(words: &[&str]) -> Documents {
    let words = words.iter().filter(|word| !word.contains(['/', '\0']));
    let document = |(index, word): (usize, &&str)| {
        let product = format!("file{index}");
        let part = text_object(&["first"]);
        let operation = Operation {
            id: "files",
            product: &product,
            request: json!({"type": "object", "properties": {"part": reference("", "Part")}}),
            components: json!({"Part": part}),
            ..Operation::default()
        };
        (format!("file {word}.yaml"), operation.document())
    };
    words.enumerate().map(document).collect()
}

fn servers(words: &[&str]) -> Documents {
    let server = |(index, word): (usize, &&str)| json!({"url": format!("https://{index}.example"), "description": word});
    let operation = Operation {
        id: "of_servers",
        product: "names",
        servers: words.iter().enumerate().map(server).collect(),
        ..Operation::default()
    };
    vec![named("server", operation)]
}

/// Returns members that an example sets.
fn examples(words: &[&str]) -> Documents {
    let example = words.iter().map(|word| ((*word).to_owned(), json!(word)));
    let operation = Operation {
        id: "examples",
        request: json!({"type": "object", "properties": each(words, &json!({"type": "string"}))}),
        example: Value::Object(example.collect()),
        ..Operation::default()
    };
    vec![named("example", operation)]
}

fn map_keys(words: &[&str]) -> Documents {
    let example = words.iter().map(|word| ((*word).to_owned(), json!(word)));
    let map = json!({"type": "object", "additionalProperties": {"type": "string"}});
    let operation = Operation {
        id: "map_keys",
        request: json!({"type": "object", "properties": {"map": map}}),
        example: json!({"map": Value::Object(example.collect())}),
        ..Operation::default()
    };
    vec![named("map_key", operation)]
}

fn manifest(name: &str, keywords: &[&str]) -> Documents {
    let manifest = json!({
        "name": name, "version": "0.1.0", "description": "Names.", "license": "MIT",
        "rust-version": "1.85", "keywords": keywords,
    });
    vec![
        ("package.yaml".to_owned(), manifest.to_string()),
        named("trial", Operation::default()),
    ]
}

fn package(words: &[&str]) -> Documents {
    manifest(words.first().unwrap_or(&"names"), &[])
}

fn keyword(words: &[&str]) -> Documents {
    manifest("names", words)
}

/// Returns the words that errors point at. Any other error is a complaint.
fn refused<'w>(
    what: &str,
    words: &[&'w str],
    found: &Report,
    complaints: &mut Vec<String>,
) -> BTreeSet<&'w str> {
    let text = found.render(Style::Plain);
    if text.chars().any(|c| is_hidden(c) && c != '\n') {
        complaints.push(format!("{what}: {text:?}"));
    }
    let pointed_at = |found: &Report, one: &Diagnostic| {
        let span = one.span.filter(|_| !one.help.is_empty())?;
        let text = found.sources.get(span.file)?.text.get(span.range())?;
        let text: String = serde_json::from_str(text).ok()?;
        let mut words = words.iter().copied();
        let named = |word: &&str| one.message.contains(&format!("`{word}`"));
        let found = words.clone().find(|word| *word == text);
        // An error about a chosen name may point at the item that has it.
        found.or_else(|| words.find(named))
    };
    let mut refused = BTreeSet::new();
    for one in found.diagnostics.iter() {
        match pointed_at(found, one) {
            Some(word) => drop(refused.insert(word)),
            None => complaints.push(format!("{what}: no word or no help:  {one:?}")),
        }
    }
    refused
}

/// Returns the words that are accepted, of some in one specification.
fn accepted<'w>(place: &Place, words: Vec<&'w str>, complaints: &mut Vec<String>) -> Vec<&'w str> {
    let mut words = words;
    loop {
        let spec = specification(&(place.describe)(&words));
        let Err(found) = generator::lint(spec.path(), DISPLAY) else {
            return words;
        };
        let refused = refused(place.what, &words, &found, complaints);
        if refused.is_empty() {
            return Vec::new();
        }
        words.retain(|word| !refused.contains(word));
    }
}

/// Returns groups of words that differ in every case.
fn groups() -> Vec<Vec<&'static str>> {
    let letters = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphanumeric());
        letters.collect::<String>().to_lowercase()
    };
    let mut groups: Vec<(BTreeSet<String>, Vec<&str>)> = Vec::new();
    for word in WORDS {
        let letters = letters(word);
        let found = groups
            .iter_mut()
            .find(|(known, _)| !known.contains(&letters));
        match found {
            Some((known, words)) => {
                known.insert(letters);
                words.push(word);
            }
            None => groups.push((BTreeSet::from([letters]), vec![word])),
        }
    }
    groups.into_iter().map(|(_, words)| words).collect()
}

#[test]
fn names_compile_or_are_refused_with_help() {
    let mut complaints = Vec::new();
    let mut documents = Documents::new();
    for (turn, place) in PLACES.iter().enumerate() {
        let groups = match place.compiled {
            Compiled::All | Compiled::Among(_) => groups(),
            Compiled::None => WORDS.iter().map(|word| vec![*word]).collect(),
        };
        let mut sound = groups
            .into_iter()
            .map(|words| accepted(place, words, &mut complaints));
        let first = sound.next().unwrap_or_default();
        let others = sound.fold(0, |sum, words| sum + words.len());
        if first.len() + others < 3 {
            complaints.push(format!("{}: only {first:?} and {others} more", place.what));
        }
        match place.compiled {
            Compiled::All => {
                let mut words = first;
                words.retain(|word| is_long() || has_turn(word, turn));
                documents.extend((place.describe)(&words));
            }
            Compiled::Among(list) => documents.extend((place.describe)(&among(&first, list))),
            Compiled::None => {}
        }
    }
    report(&complaints);
    compile(&documents);
}

/// Returns true if the turn of a word has come: each third turn.
fn has_turn(word: &str, turn: usize) -> bool {
    let position = WORDS.iter().position(|known| *known == word);
    position.is_some_and(|position| (position + turn).is_multiple_of(3))
}

fn among<'w>(words: &[&'w str], list: &[&str]) -> Vec<&'w str> {
    let listed = words.iter().filter(|word| list.contains(word));
    listed.copied().collect()
}

/// Similar names are reported with a place and a help text, or do not conflict.
#[test]
fn conflicting_names_are_reported() {
    let mut complaints = Vec::new();
    for place in PLACES
        .iter()
        .filter(|place| !matches!(place.compiled, Compiled::None))
    {
        let words = ["a-b", "a_b"];
        let spec = specification(&(place.describe)(&words));
        if let Err(found) = generator::lint(spec.path(), DISPLAY) {
            let explained = |one: &Diagnostic| one.span.is_some() && !one.help.is_empty();
            if !found.diagnostics.iter().all(explained) {
                complaints.push(format!("{}: {}", place.what, found.render(Style::Plain)));
            }
        }
    }
    report(&complaints);
}

fn compile(documents: &[(String, String)]) {
    let spec = specification(documents);
    let generated = generator::generate(spec.path(), DISPLAY);
    let files = generated
        .unwrap_or_else(|found| panic!("{}", found.render(Style::Plain)))
        .files;
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "names");
    report(&scratch.complaints_about(&files));
}
