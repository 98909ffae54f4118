use clinic::servers::{Server, ServerError};

fn server() -> Result<Server, ServerError> {
    clinic::servers::clinics("south")
}

fn main() {}
