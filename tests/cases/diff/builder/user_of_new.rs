use clinic::types::Coat;

fn build() -> Coat {
    Coat::builder().build()
}

fn main() {}
