use clinic::visit::clinic::Success;

fn id<'a>(success: &Success<'a>) -> &'a str {
    success.id
}

fn main() {}
