use clinic::types::Root;

fn read(root: &Root) -> &Option<i64> {
    &root.charge
}

fn main() {}
