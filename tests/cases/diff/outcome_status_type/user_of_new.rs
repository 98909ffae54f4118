use clinic::visit::clinic::{ResultCode, State};

fn status(code: &ResultCode) -> Option<State> {
    code.status()
}

fn main() {}
