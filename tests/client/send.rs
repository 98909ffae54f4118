//! The program in the readme of the repository.

use antom::cancel::{Outcome, Request};
use antom::client::{BlockingClient, Sent, Ureq};
use antom::servers;
use antom::signature::{Gateway, Keys};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let [private_key, gateway_key] = ["PRIVATE_KEY", "GATEWAY_KEY"].map(std::env::var);
    let gateway = Gateway::new(servers::ASIA_SANDBOX, "SANDBOX_5X00000000000000")?;
    let client = BlockingClient::builder()
        .gateway(gateway)
        .keys(Keys::from_texts(&private_key?, &gateway_key?)?)
        .transport(Ureq::new())
        .build()?;

    let request = Request::builder()
        .payment_request_id("order-1001-1")
        .build()?;
    let prepared = client.prepare(&request)?;
    std::fs::write("order-1001-1.json", prepared.to_text().expose())?; // to send it again after a restart
    match client.send_prepared(&prepared)? {
        Sent::Answer(response) => match response.outcome() {
            Outcome::Success(_) => println!("cancelled"),
            Outcome::Failure(failure) => println!("refused: {:?}", failure.code),
            Outcome::Unknown(_) | Outcome::Malformed(_) => println!("inquire about the payment"),
        },
        Sent::InDoubt(doubt) => println!("{doubt}"), // inquire, or send `prepared` again
    }
    Ok(())
}
