//! The methods of both clients that carry out all steps.

use std::thread;
use std::time::Duration;

use crate::client::blocking_client::BlockingClient;
use crate::client::client::Client;

use super::resolution::Resolution;
use super::resolved::Resolved;
use super::step::Step;
use super::traits::Resolve;

impl Client {
    /// Carries out all steps of a resolution, and waits by `tokio`.
    ///
    /// If the future is dropped, [`resume`](Resolution::resume) the stored request.
    ///
    /// # Panics
    ///
    /// Panics outside of a runtime of `tokio` with a timer.
    #[cfg(feature = "tokio")]
    pub async fn resolve<O: Resolve>(&self, resolution: Resolution<O>) -> Resolved<O> {
        self.resolve_with(resolution, tokio::time::sleep).await
    }

    /// Carries out all steps of a resolution, and waits by a function of any runtime.
    ///
    /// If the future is dropped, [`resume`](Resolution::resume) the stored request.
    pub async fn resolve_with<O: Resolve, F: Future<Output = ()>>(
        &self,
        mut resolution: Resolution<O>,
        sleep: impl Fn(Duration) -> F,
    ) -> Resolved<O> {
        loop {
            resolution = match resolution.step() {
                Step::Send(step) => {
                    let result = self.send_prepared(step.request()).await;
                    step.done(result)
                }
                Step::Inquire(step) => {
                    let result = self.send_prepared(step.request()).await;
                    step.done(result)
                }
                Step::Cancel(step) => {
                    let result = self.send_prepared(step.request()).await;
                    step.done(result)
                }
                Step::Wait(step) => {
                    sleep(step.duration()).await;
                    step.done()
                }
                Step::Done(resolved) => return resolved,
            }
        }
    }
}

impl BlockingClient {
    /// Carries out all steps of a resolution, and blocks the thread meanwhile.
    pub fn resolve<O: Resolve>(&self, mut resolution: Resolution<O>) -> Resolved<O> {
        loop {
            resolution = match resolution.step() {
                Step::Send(step) => {
                    let result = self.send_prepared(step.request());
                    step.done(result)
                }
                Step::Inquire(step) => {
                    let result = self.send_prepared(step.request());
                    step.done(result)
                }
                Step::Cancel(step) => {
                    let result = self.send_prepared(step.request());
                    step.done(result)
                }
                Step::Wait(step) => {
                    thread::sleep(step.duration());
                    step.done()
                }
                Step::Done(resolved) => return resolved,
            }
        }
    }
}
