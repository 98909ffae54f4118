use clinic::types::Root;

fn read(root: &Root) -> &String {
    &root.tip
}

fn main() {}
