use clinic::types::Root;

fn read(root: &Root) -> &Option<Vec<i64>> {
    &root.tags
}

fn main() {}
