use clinic::visit::clinic::Coat;

fn build() -> Coat {
    Coat::builder().colour("red").build()
}

fn main() {}
