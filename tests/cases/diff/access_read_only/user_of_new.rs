use clinic::types::Root;

fn write(root: Root) -> Root {
    root.without_read_only()
}

fn main() {}
