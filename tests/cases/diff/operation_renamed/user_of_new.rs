use clinic::visit::hospital::Request;

fn build() -> Result<Request, clinic::Violations> {
    Request::builder().build()
}

fn main() {}
