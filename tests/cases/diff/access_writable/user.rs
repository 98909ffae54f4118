use clinic::types::Root;

fn read(root: &Root) -> Option<&String> {
    root.tag.as_ref()
}

fn main() {}
