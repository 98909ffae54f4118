use clinic::types::OwnerAddressKind;

fn kind() -> OwnerAddressKind {
    OwnerAddressKind::Home
}

fn main() {}
