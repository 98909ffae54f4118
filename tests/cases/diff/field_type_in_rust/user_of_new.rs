use clinic::types::{Root, Size};

fn read(root: &Root) -> &Option<Size> {
    &root.size
}

fn main() {}
