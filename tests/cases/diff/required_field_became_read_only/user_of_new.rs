use clinic::types::Pet;

fn read(pet: &Pet) -> Option<&String> {
    pet.id.as_ref()
}

fn main() {}
