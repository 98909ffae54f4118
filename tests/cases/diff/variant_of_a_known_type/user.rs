use clinic::types::Pet;

fn name(name: String) -> Pet {
    name.into()
}

fn main() {}
