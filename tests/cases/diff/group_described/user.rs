use clinic::pets::list::Request;

fn build() -> Result<Request, clinic::Violations> {
    Request::builder().build()
}

fn main() {}
