//! Uses one operation: validates and writes the request in a file, and prints the meaning
//! of the response in another file.

use std::{env, fs};

use antom::create_payment_session::cashier::{Outcome, Request, Response};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files = env::args().skip(1);
    let request = Request::from_json(&fs::read(files.next().unwrap_or_default())?)?;
    request.validate()?;
    println!("{}", serde_json::to_string(&request)?);
    let response = Response::from_json(&fs::read(files.next().unwrap_or_default())?)?;
    match response.outcome() {
        Outcome::Success(_) => println!("success"),
        Outcome::Failure(failure) => println!("{:?}: {:?}", failure.code, failure.retry()),
        Outcome::Unknown(open) => println!("{:?}: {:?}", open.code, open.retry()),
        Outcome::Malformed(why) => println!("{why:?}"),
    }
    Ok(())
}
