use clinic::types::Size;

fn large() -> Size {
    Size::Huge
}

fn main() {}
