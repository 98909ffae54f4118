use clinic::types::Bed;

fn build() -> Bed {
    Bed::builder().build()
}

fn main() {}
