//! Links to modules.

/// The names that rustdoc finds in the prelude, beside a module: primitive types, functions,
/// macros and attributes.
#[rustfmt::skip]
const AMBIGUOUS: &[&str] = &[
    "align_of", "align_of_val", "array", "assert", "assert_eq", "assert_matches", "assert_ne",
    "bench", "bool", "cfg", "cfg_eval", "cfg_select", "char", "column", "compile_error",
    "concat", "concat_bytes", "dbg", "debug_assert", "debug_assert_eq", "debug_assert_ne",
    "derive", "drop", "env", "eprint", "eprintln", "f128", "f16", "f32", "f64", "file", "format",
    "format_args", "global_allocator", "i128", "i16", "i32", "i64", "i8", "include",
    "include_bytes", "include_str", "isize", "line", "log_syntax", "matches", "module_path",
    "never", "option_env", "panic", "pointer", "print", "println", "reference", "size_of",
    "size_of_val", "slice", "str", "stringify", "test", "test_case", "thread_local", "todo",
    "trace_macros", "tuple", "u128", "u16", "u32", "u64", "u8", "unimplemented", "unit",
    "unreachable", "usize", "vec", "write", "writeln",
];

/// Returns the link to the module at a path from the page.
pub fn module_link(path: &str) -> String {
    let kind = if AMBIGUOUS.contains(&path) {
        "mod@"
    } else {
        ""
    };
    format!("[`{kind}{path}`]")
}
