use clinic::visit::clinic::Request;

fn build() -> Result<Request, clinic::Violations> {
    Request::builder().build()
}

fn main() {}
