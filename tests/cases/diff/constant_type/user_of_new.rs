use clinic::types::Root;

fn kind() -> i64 {
    Root::KIND
}

fn main() {}
