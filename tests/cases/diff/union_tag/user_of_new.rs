use clinic::types::Pet;

fn is_dog(pet: &Pet) -> bool {
    match pet {
        Pet::Dog(_) => true,
        _ => false,
    }
}

fn main() {}
