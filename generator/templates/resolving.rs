# #[cfg(feature = "client")]
# const _: () = {
use std::error::Error;
use std::time::Duration;

use CRATE::client::{Client, Resolution, Resolve, Resolved};
use CRATE::signature::Prepared;

/// Finds out the outcome of a stored request. `sleep` is that of your runtime; the feature
/// `tokio` has `client.resolve(resolution)`, which needs none.
async fn resolve<O: Resolve, F: Future<Output = ()>>(
    client: &Client,
    stored: &str,
    sleep: impl Fn(Duration) -> F,
) -> Result<(), Box<dyn Error>> {
    let request = Prepared::<O>::from_text(stored, client.gateway())?;
    let resolution = Resolution::resume(request)?;
    match client.resolve_with(resolution, sleep).await {
        Resolved::Found { state, .. } => println!("an inquiry says: {state}"),
        Resolved::Refused(_) => println!("refused: a new request needs a new id"),
        Resolved::Cancelled(_) => println!("cancelled"),
        Resolved::NotSent(error) => println!("{error}"),
        Resolved::Open(_) => println!("still open: resume it later"),
        Resolved::Cancelling(_) => println!("continue to cancel it later"),
    }
    Ok(())
}
# };
