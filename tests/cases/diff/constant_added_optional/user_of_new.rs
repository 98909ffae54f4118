use clinic::types::Root;

fn kind() -> &'static str {
    Root::KIND
}

fn main() {}
