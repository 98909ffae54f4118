use clinic::keep_pet::Toy;

fn read(toy: &Toy) -> &String {
    &toy.kind
}

fn main() {}
