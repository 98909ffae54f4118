use clinic::types::Root;

fn make() -> Root {
    Root::new("Rex", 3)
}

fn main() {}
