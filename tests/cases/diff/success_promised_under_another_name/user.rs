use clinic::visit::clinic::Success;

fn id<'a>(success: &Success<'a>) -> Option<&'a str> {
    success.id
}

fn main() {}
