#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| antom_fuzz::run("specification", bytes));
