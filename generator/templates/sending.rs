# #[cfg(feature = "client")]
# const _: () = {
use std::error::Error;

use CRATE::Operation;
use CRATE::client::{Client, Sent, Transport};
use CRATE::signature::{Gateway, HasScheme, Sign, Verify};

/// Creates the client. Calls whose futures are dropped are reported as in doubt.
fn client(
    gateway: Gateway,
    private_key: impl Sign + 'static,
    gateway_key: impl Verify + 'static,
    transport: impl Transport + 'static,
) -> Result<Client, Box<dyn Error>> {
    let client = Client::builder()
        .gateway(gateway)
        .private_key(private_key)
        .gateway_key(gateway_key)
        .transport(transport)
        .on_dropped(|doubt| eprintln!("{doubt}"))
        .build()?;
    Ok(client)
}

/// Sends a request, and returns the response unless the call is in doubt. `store` keeps
/// the request, which can be sent again after a restart.
async fn send<O: Operation + HasScheme>(
    client: &Client,
    request: &O,
    store: impl Fn(&str),
) -> Result<Option<O::Response>, Box<dyn Error>> {
    let prepared = client.prepare(request)?;
    store(prepared.to_text().expose());
    match client.send_prepared(&prepared).await? {
        Sent::Answer(response) => Ok(Some(response)),
        // Inquire, or send `prepared` again; never start over with a new id.
        Sent::InDoubt(doubt) => {
            eprintln!("{doubt}");
            Ok(None)
        }
    }
}
# };
