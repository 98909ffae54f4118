use clinic::types::Root;

fn build() -> Root {
    Root::builder().name("Rex").extra("tip", 5).build()
}

fn main() {}
