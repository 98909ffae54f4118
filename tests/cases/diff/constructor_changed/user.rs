use clinic::types::Root;

fn make() -> Root {
    Root::new("Rex")
}

fn main() {}
