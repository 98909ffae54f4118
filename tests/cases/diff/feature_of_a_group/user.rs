use clinic::pets::add_pet::Request;

fn build() -> Result<Request, clinic::Violations> {
    Request::builder().build()
}

fn main() {}
