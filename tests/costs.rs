//! Tests costs for users: validating a valid request does not allocate, and a program
//! contains nothing of the operations that it does not use.

use std::fs;

use allocation_counter::measure;
use antom::create_payment_session::{cashier, easy_safe_pay};
use antom::pay::entry_code;
use antom_tests::root;
use object::{Object, ObjectSection, ObjectSymbol, SectionKind};

/// Returns the requests among the samples of a product.
fn requests(product: &str) -> Vec<Vec<u8>> {
    let dir = root().join("tests/samples").join(product);
    let entries = fs::read_dir(dir).expect("the samples are there");
    let paths = entries.map(|entry| entry.expect("the samples can be listed").path());
    let requests = paths.filter(|path| path.to_string_lossy().contains("/request"));
    let requests: Vec<_> = requests
        .map(|path| fs::read(path).expect("a sample can be read"))
        .collect();
    assert!(!requests.is_empty(), "{product} has requests");
    requests
}

#[test]
fn validating_a_valid_request_does_not_allocate() {
    macro_rules! check_each {
        ($($name:ident $samples:literal $($module:ident)::+;)*) => {
            $(for json in requests($samples) {
                let request = antom::$($module)::+::Request::from_json(&json);
                let request = request.expect("it can be read");
                let mut verdict = None;
                let counted = measure(|| verdict = Some(request.validate()));
                assert_eq!(verdict, Some(Ok(())), $samples);
                assert_eq!(counted.count_total, 0, $samples);
            })*
        };
    }
    antom_tests::operations!(check_each);
}

#[test]
fn the_counter_counts_allocations() {
    let counted = measure(|| drop(cashier::Request::from_json(b"{}")));
    assert!(counted.count_total > 0);
}

#[cfg(unix)]
#[test]
fn a_program_contains_nothing_of_unused_operations() {
    let program = fs::read(env!("CARGO_BIN_EXE_one_operation")).expect("cargo has built it");
    let program = object::File::parse(&*program).expect("it is a program");
    let symbols: Vec<&str> = program.symbols().flat_map(|symbol| symbol.name()).collect();
    let of = |module: &str| {
        let of_antom = |name: &&&str| name.contains("antom") && name.contains(module);
        symbols.iter().filter(of_antom).collect::<Vec<_>>()
    };
    assert_ne!(of("cashier").len(), 0, "the program has symbols");
    assert_eq!(of("easy_safe_pay"), [] as [&&str; 0]);
    assert_eq!(of("entry_code"), [] as [&&str; 0]);

    // An operation also has the name of its product and its result codes as data.
    let loaded = program.sections().filter(|section| {
        !matches!(
            section.kind(),
            SectionKind::Text
                | SectionKind::Debug
                | SectionKind::DebugString
                | SectionKind::Metadata
        )
    });
    let loaded: Vec<&[u8]> = loaded.flat_map(|section| section.data()).collect();
    let loaded = loaded.concat();
    let loaded = String::from_utf8_lossy(&loaded);
    let has = |text: &str| loaded.contains(text);
    assert!(has(cashier::Request::PRODUCT_CODE), "texts can be found");
    assert!(!has(easy_safe_pay::Request::PRODUCT_CODE));
    assert!(!has(entry_code::Request::PRODUCT_CODE));
    let others = entry_code::ResultCode::KNOWN.iter();
    let others = others.filter(|code| !cashier::ResultCode::KNOWN.contains(code));
    let carried: Vec<_> = others.filter(|code| has(code)).collect();
    assert_eq!(carried, [] as [&&str; 0]);
}
