# #[cfg(feature = "client")]
# const _: () = {
use CRATE::Operation;
use CRATE::client::{BlockingClient, CallError};

/// Sends the first request, then the request of each next page.
fn pages<O: Operation>(
    client: &BlockingClient,
    first: O,
    next: impl Fn(&O::Response) -> Option<O>,
) -> Result<Vec<O::Response>, CallError<O::Error>> {
    let mut pages = Vec::new();
    let mut request = Some(first);
    while let Some(current) = request {
        let page = client.send(&current)?;
        request = next(&page);
        pages.push(page);
    }
    Ok(pages)
}
# };
