use clinic::types::Root;

fn show(root: &Root) -> String {
    root.to_string()
}

fn main() {}
