use clinic::keep_pet::Toy;

fn build() -> Toy {
    Toy::builder().color("red").build()
}

fn main() {}
