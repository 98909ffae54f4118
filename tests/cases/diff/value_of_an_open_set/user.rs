use clinic::types::Size;

fn is_small(size: &Size) -> bool {
    match size {
        Size::Small => true,
        Size::Unrecognized(_) => false,
        _ => false,
    }
}

fn main() {}
