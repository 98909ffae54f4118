use clinic::types::Coat;

fn warm() -> Coat {
    Coat::Fur
}

fn main() {}
