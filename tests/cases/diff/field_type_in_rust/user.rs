use clinic::types::Root;

fn read(root: &Root) -> &Option<String> {
    &root.size
}

fn main() {}
