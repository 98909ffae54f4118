use clinic::types::{Kid, Root};

fn read(kid: &Kid) -> &Option<Box<Root>> {
    &kid.parent
}

fn main() {}
