use clinic::types::Root;

fn read(root: &Root) -> &Option<clinic::Sensitive<String>> {
    &root.phone
}

fn main() {}
