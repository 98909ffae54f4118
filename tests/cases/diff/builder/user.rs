use clinic::types::Coat;

fn read(coat: &Coat) -> &Option<String> {
    &coat.colour
}

fn main() {}
