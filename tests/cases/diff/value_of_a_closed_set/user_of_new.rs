use clinic::types::Size;

fn large() -> Size {
    Size::Large
}

fn main() {}
