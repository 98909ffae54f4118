#![no_main]

libfuzzer_sys::fuzz_target!(|json: &[u8]| antom_fuzz::run("responses", json));
