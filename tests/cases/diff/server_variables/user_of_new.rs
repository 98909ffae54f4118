use clinic::servers::{Server, ServerError};

fn server() -> Result<Server, ServerError> {
    clinic::servers::clinics("south", "v2")
}

fn main() {}
