use clinic::types::Root;

fn read(root: &Root) -> i64 {
    root.age
}

fn main() {}
