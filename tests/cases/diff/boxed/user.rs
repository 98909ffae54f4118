use clinic::types::{Kid, Root};

fn read(kid: &Kid) -> &Option<Root> {
    &kid.parent
}

fn main() {}
