use clinic::types::Root;

fn build() -> Root {
    Root::builder().name("Rex").phone("123").build()
}

fn main() {}
