use clinic::types::Root;

fn build() -> Root {
    Root::builder().name("Rex").build()
}

fn main() {}
