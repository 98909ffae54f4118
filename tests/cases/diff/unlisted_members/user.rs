use clinic::types::Pet;

fn build() -> Pet {
    Pet::builder().name("Rex").extra("tip", 5).build()
}

fn main() {}
