use clinic::types::Root;

fn build() -> Root {
    Root::builder().name("Rex").tag("a").build()
}

fn main() {}
