use clinic::types::Coat;

fn build() -> Coat {
    Coat::builder().colour("brown").build()
}

fn main() {}
