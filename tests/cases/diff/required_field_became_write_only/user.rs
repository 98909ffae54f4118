use clinic::types::Pet;

fn read(pet: &Pet) -> &String {
    &pet.id
}

fn main() {}
