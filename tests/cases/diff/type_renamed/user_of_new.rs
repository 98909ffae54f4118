use clinic::types::Fur;

fn build() -> Fur {
    Fur::builder().colour("red").build()
}

fn main() {}
