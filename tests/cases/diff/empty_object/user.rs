use clinic::types::{Bed, Coat};

fn read(bed: &Bed) -> &Option<Coat> {
    &bed.coat
}

fn main() {}
