use clinic::visit::clinic::ResultCode;

fn status(code: &ResultCode) -> Option<&'static str> {
    code.status()
}

fn main() {}
