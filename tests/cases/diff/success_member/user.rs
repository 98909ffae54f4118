use clinic::visit::clinic::Success;

fn text<'a>(success: &Success<'a>) -> Option<&'a str> {
    success.text
}

fn main() {}
