use clinic::client_operations::get_vet::Request;

fn build() -> Result<Request, clinic::Violations> {
    Request::builder().build()
}

fn main() {}
