use clinic::keep_pet::Toy;

fn build() -> Toy {
    Toy::builder().build()
}

fn main() {}
