use clinic::types::Root;

fn read(root: &Root) -> &Option<Vec<String>> {
    &root.tags
}

fn main() {}
