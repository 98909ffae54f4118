# #[cfg(feature = "testing")]
# const _: () = {
use std::error::Error;

use CRATE::Operation;
use CRATE::client::Sent;
use CRATE::signature::HasScheme;
use CRATE::testing::{TestGateway, TestMessage};

/// Loses the first answer to a request, and sends the request again.
fn a_lost_answer<O: Operation + HasScheme>(request: &O) -> Result<(), Box<dyn Error>> {
    let gateway = TestGateway::new()?;
    gateway.script::<O>([TestMessage::timeout(), TestMessage::success()])?;
    let client = gateway.blocking_client()?; // or `client`, which is asynchronous
    let prepared = client.prepare(request)?;
    assert!(matches!(client.send_prepared(&prepared)?, Sent::InDoubt(_)));
    assert!(matches!(client.send_prepared(&prepared)?, Sent::Answer(_)));
    assert_eq!(gateway.requests().len(), 2);
    Ok(())
}
# };
