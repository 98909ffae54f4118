use clinic::types::{Answer, PetState};

fn name(pet: &Answer) -> &'static str {
    match pet.pet_state() {
        PetState::Dog => "dog",
        PetState::Undetermined => "?",
    }
}

fn main() {}
