use clinic::types::Size;

fn parse(text: &str) -> Size {
    Size::from(text)
}

fn main() {}
