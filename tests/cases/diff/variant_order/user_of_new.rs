use clinic::types::Pet;

fn is_small(pet: &Pet) -> bool {
    match pet {
        Pet::Small(_) => true,
        _ => false,
    }
}

fn main() {}
