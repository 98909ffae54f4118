use clinic::types::Answer;

fn kind(pet: &Answer) -> Option<&str> {
    pet.kind.as_deref()
}

fn main() {}
