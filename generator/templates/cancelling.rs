# #[cfg(feature = "client")]
# const _: () = {
use std::error::Error;
use std::time::Duration;

use CRATE::client::{CanCancel, Client, Resolution, Resolved};
use CRATE::signature::Prepared;

/// A request in the database of the program.
struct Record {
    /// The text of `Prepared::to_text`.
    request: String,
    is_cancelling: bool,
}

/// Finds out the outcome of a stored request, and cancels the request if it stays open.
/// After a crash, the same function continues.
async fn finish<O: CanCancel, F: Future<Output = ()>>(
    client: &Client,
    record: &mut Record,
    save: impl Fn(&Record) -> Result<(), Box<dyn Error>>,
    sleep: impl Fn(Duration) -> F,
) -> Result<Resolved<O>, Box<dyn Error>> {
    let request = Prepared::<O>::from_text(&record.request, client.gateway())?;
    if !record.is_cancelling {
        let resolution = Resolution::resume(request.clone())?;
        let resolved = client.resolve_with(resolution, &sleep).await;
        let Resolved::Open(_) = resolved else {
            return Ok(resolved);
        };
        record.is_cancelling = true;
        save(record)?; // before anything is cancelled
    }
    let resolution = Resolution::cancel_now(request)?;
    Ok(client.resolve_with(resolution, &sleep).await)
}
# };
