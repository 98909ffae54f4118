use clinic::types::Root;

fn build() -> Root {
    Root::builder().name("Rex").tag("5").build()
}

fn main() {}
