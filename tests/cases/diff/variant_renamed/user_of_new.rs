use clinic::types::Pet;

fn pet(text: String) -> Pet {
    Pet::Label(text)
}

fn main() {}
