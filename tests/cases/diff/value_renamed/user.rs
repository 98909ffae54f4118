use clinic::types::Size;

fn large() -> Size {
    Size::Xl
}

fn main() {}
