use clinic::visit::clinic::ResultCode;

fn retry(code: &ResultCode) -> bool {
    matches!(code, ResultCode::Gone) && code.retry().is_some()
}

fn main() {}
