use clinic::types::{Bird, Pet};

fn bird(bird: Bird) -> Pet {
    Pet::bird(bird)
}

fn main() {}
