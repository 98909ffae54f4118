use clinic::keep_pet::Toy;

fn build() -> Toy {
    Toy::builder().kind("ball").build()
}

fn main() {}
