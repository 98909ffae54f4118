use clinic::types::Size;

fn parse(text: &str) -> Option<Size> {
    Size::from_text(text)
}

fn main() {}
