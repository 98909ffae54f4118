#![no_main]

libfuzzer_sys::fuzz_target!(|json: &[u8]| antom_fuzz::run("easy_safe_pay_response", json));
