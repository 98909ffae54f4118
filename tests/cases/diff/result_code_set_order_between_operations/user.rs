use clinic::visit::clinic::ResultCode;

fn late() -> ResultCode {
    ResultCode::Late
}

fn main() {}
