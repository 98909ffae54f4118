use clinic::types::Size;

fn is_small(size: Size) -> bool {
    match size {
        Size::Small => true,
        _ => false,
    }
}

fn main() {}
