//! The parts of a payment, whose CPU times are counted on the thread that pays.

use std::io::{self, Read};
use std::pin::{Pin, pin};
use std::sync::Mutex;
use std::task::{Context, Poll};
use std::time::Duration;

use antom::client::{AnswerBody, BlockingTransport, Transport, TransportError};
use antom::signature::{Sign, SignError, Verify};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use nix::time::{ClockId, clock_gettime};

/// A part of a payment.
#[derive(Clone, Copy)]
pub enum Part {
    Signing,
    Verifying,
    Transport,
    /// All that the program and the crate do.
    Payment,
}

static TIMES: Mutex<[Duration; 4]> = Mutex::new([Duration::ZERO; 4]);

/// Returns the times of signing, verifying, transport and the crate, and forgets them.
pub fn take() -> [Duration; 4] {
    let times = std::mem::take(&mut *TIMES.lock().expect("no thread panics"));
    let [signing, verifying, transport, payment] = times;
    [
        signing,
        verifying,
        transport,
        payment - signing - verifying - transport,
    ]
}

/// Counts the time of a part.
fn count<T>(part: Part, work: impl FnOnce() -> T) -> T {
    let started = cpu_of_thread();
    let result = work();
    let time = cpu_of_thread() - started;
    TIMES.lock().expect("no thread panics")[part as usize] += time;
    result
}

/// Counts the time of a payment.
pub fn own<T>(work: impl FnOnce() -> T) -> T {
    count(Part::Payment, work)
}

/// Counts the time of a payment, without that of other tasks of the runtime.
pub async fn own_of<F: Future>(work: F) -> F::Output {
    let mut work = pin!(work);
    std::future::poll_fn(|context| count(Part::Payment, || work.as_mut().poll(context))).await
}

fn cpu_of_thread() -> Duration {
    let time = clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID);
    time.expect("the system counts CPU time").into()
}

/// Returns the CPU time of all threads of this process.
pub fn cpu_of_process() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_SELF).expect("the system counts CPU time");
    let times = [usage.user_time(), usage.system_time()];
    let micros = times.map(|time| u64::try_from(time.num_microseconds()).unwrap_or_default());
    Duration::from_micros(micros.iter().sum())
}

/// A key or a transport whose time is counted.
pub struct Timed<T>(pub T);

impl<K: Sign> Sign for Timed<K> {
    fn sign(&self, text: &[u8]) -> Result<Vec<u8>, SignError> {
        count(Part::Signing, || self.0.sign(text))
    }
}

impl<K: Verify> Verify for Timed<K> {
    fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        count(Part::Verifying, || self.0.verify(text, signature))
    }
}

impl<T: Transport> Transport for Timed<T> {
    async fn send(
        &self,
        request: http::Request<Vec<u8>>,
    ) -> Result<http::Response<AnswerBody>, TransportError> {
        Counted(Box::pin(self.0.send(request))).await
    }
}

/// A future of a transport.
struct Counted<F>(Pin<Box<F>>);

impl<F: Future> Future for Counted<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        count(Part::Transport, || self.0.as_mut().poll(context))
    }
}

impl<T: BlockingTransport> BlockingTransport for Timed<T> {
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
    ) -> Result<http::Response<Box<dyn Read + Send>>, TransportError> {
        let answer = count(Part::Transport, || self.0.send(request))?;
        Ok(answer.map(|body| Box::new(Timed(body)) as Box<dyn Read + Send>))
    }
}

impl<R: Read> Read for Timed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        count(Part::Transport, || self.0.read(buffer))
    }
}
