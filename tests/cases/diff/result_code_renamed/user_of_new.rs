use clinic::visit::clinic::ResultCode;

fn left() -> ResultCode {
    ResultCode::Left
}

fn main() {}
