use clinic::types::Pet;

fn code(code: String) -> Pet {
    Pet::Code(code)
}

fn main() {}
