use clinic::types::{Answer, PetState};

fn name(pet: &Answer) -> &'static str {
    match pet.pet_state() {
        PetState::Dog => "dog",
        PetState::Chipped => "chipped",
        PetState::Undetermined => "?",
    }
}

fn main() {}
