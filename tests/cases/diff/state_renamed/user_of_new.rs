use clinic::types::{Answer, AnimalState};

fn name(pet: &Answer) -> &'static str {
    match pet.animal_state() {
        AnimalState::Dog => "dog",
        AnimalState::Undetermined => "?",
    }
}

fn main() {}
