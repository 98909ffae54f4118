use clinic::types::Root;

fn read(root: &Root) -> &Option<clinic::DateTime> {
    &root.born
}

fn main() {}
