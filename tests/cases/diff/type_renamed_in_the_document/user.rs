use clinic::types::Coat;

fn build() -> Coat {
    Coat::builder().colour("red").build()
}

fn main() {}
