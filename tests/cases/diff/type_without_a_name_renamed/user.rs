use clinic::types::AddressKind;

fn kind() -> AddressKind {
    AddressKind::Home
}

fn main() {}
