use clinic::types::Root;

fn read(root: &Root) -> &String {
    &root.kind
}

fn main() {}
