use clinic::types::Root;

fn build() -> Root {
    Root::builder().name("Rex").age(3).build()
}

fn main() {}
