use clinic::types::Pet;

fn pet(text: String) -> Pet {
    Pet::Name(text)
}

fn main() {}
