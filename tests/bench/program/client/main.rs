//! Pays many times with each client, against a gateway on this machine in a process of its
//! own. Prints the memory of this process, and the CPU time of a payment by its parts.

mod gateway;
mod parts;

use std::env;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use antom::client::{BlockingClient, Client, NotSent, Reqwest, Sent, Ureq};
use antom::pay::entry_code::{
    Env, Merchant, Order, Outcome, PaymentFactor, PaymentMethod, Request, Response, Store,
};
use antom::servers::Server;
use antom::signature::{Gateway, Keys, Prepared};
use antom::types::{Amount, SettlementStrategy};

use parts::{Timed, cpu_of_process};

/// The number of payments, and the number after which memory is compared.
const PAYMENTS: u32 = 10_000;
const FIRST: u32 = 1_000;

/// The client id of the merchant.
const CLIENT: &str = "SANDBOX_5X00000000000000";

fn main() {
    if env::args().nth(1).as_deref() == Some("gateway") {
        return gateway::serve();
    }
    println!(
        "{:8} {:>27} {:>60}",
        "",
        "memory in MB, after payments",
        "CPU time of a payment and its time in all, microseconds"
    );
    print!("{:8} {:>8} {FIRST:>8} {PAYMENTS:>9}", "client", 0);
    println!(
        " {:>10} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "in all", "signing", "verifying", "transport", "crate", "elapsed"
    );
    let (_child, gateway, keys) = start();
    let client = BlockingClient::builder()
        .gateway(gateway)
        .private_key(Timed(keys.private))
        .gateway_key(Timed(keys.gateway))
        .transport(Timed(Ureq::new()))
        .allow_loopback()
        .build()
        .expect("the client can be built");
    measure("ureq", |id| {
        parts::own(|| {
            let prepared = client.prepare(&request(id)).expect("it is valid");
            stored(&prepared);
            conclude(client.send_prepared(&prepared));
        });
    });

    let (_child, gateway, keys) = start();
    let client = Client::builder()
        .gateway(gateway)
        .private_key(Timed(keys.private))
        .gateway_key(Timed(keys.gateway))
        .transport(Timed(Reqwest::new().expect("there are certificates")))
        .allow_loopback()
        .build()
        .expect("the client can be built");
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().expect("a runtime");
    measure("reqwest", |id| {
        runtime.block_on(parts::own_of(async {
            let prepared = client.prepare(&request(id)).expect("it is valid");
            stored(&prepared);
            conclude(client.send_prepared(&prepared).await);
        }));
    });
}

/// Starts a gateway, and loads the keys that it makes.
fn start() -> (Stopped, Gateway, Keys) {
    let program = env::current_exe().expect("the program has a path");
    let child = Command::new(program)
        .arg("gateway")
        .stdout(Stdio::piped())
        .spawn();
    let mut child = child.expect("the gateway starts");
    let lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    let lines: Vec<String> = lines.take(3).map(|it| it.expect("a line")).collect();
    let [url, private, public] = lines.as_slice() else {
        panic!("the gateway prints three lines");
    };
    let server = Server::new(url).expect("it is a URL");
    let gateway = Gateway::new(server, CLIENT).expect("it is on this machine");
    let keys = Keys::from_texts(private, public).expect("they are keys");
    (Stopped(child), gateway, keys)
}

/// A process that is stopped when it is dropped.
struct Stopped(Child);

impl Drop for Stopped {
    fn drop(&mut self) {
        // A process that is gone needs nothing.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Pays, and prints a line of the table.
fn measure(client: &str, pay: impl Fn(u32)) {
    pay(0);
    let at_first = memory();
    parts::take();
    let (started, clock) = (cpu_of_process(), Instant::now());
    let mut after = [at_first; 2];
    for payment in 1..=PAYMENTS {
        pay(payment);
        if payment == FIRST {
            after[0] = memory();
        }
    }
    after[1] = memory();
    let (all, elapsed) = (cpu_of_process() - started, clock.elapsed());
    let micros = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(PAYMENTS);
    let [signing, verifying, transport, own] = parts::take();
    print!(
        "{client:8} {at_first:8.1} {:8.1} {:9.1}",
        after[0], after[1]
    );
    for time in [all, signing, verifying, transport, own, elapsed] {
        print!(" {:>9.1}", micros(time));
    }
    println!();
}

/// Returns the memory of this process, in megabytes.
fn memory() -> f64 {
    const KILO: f64 = 1000.0;
    let status = std::fs::read_to_string("/proc/self/status").expect("the system is Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|it| it.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok());
    kilobytes.expect("the system counts memory") * 1.024 / KILO
}

fn request(id: u32) -> Request {
    let store = Store::builder()
        .reference_store_id("store-2")
        .store_name("Example Shop, High Street")
        .store_mcc("5411");
    let merchant = Merchant::builder()
        .reference_merchant_id("merchant-7")
        .merchant_name("Example Shop")
        .merchant_mcc("5411")
        .store(store);
    let order = Order::builder()
        .reference_order_id(format!("order-{id}"))
        .order_description("Groceries")
        .order_amount(Amount::new("USD", 1000))
        .merchant(merchant)
        .env(Env::builder().user_agent("Mozilla/5.0 (Linux; Android 14) Wallet/10.1"));
    let request = Request::builder()
        .payment_request_id(format!("order-{id}-1"))
        .order(order)
        .payment_amount(Amount::new("USD", 1000))
        .payment_method(PaymentMethod::builder())
        .payment_factor(PaymentFactor::builder())
        .payment_notify_url("https://shop.example/notify")
        .payment_redirect_url("https://shop.example/result")
        .settlement_strategy(SettlementStrategy::builder().settlement_currency("USD"))
        .build();
    request.expect("it is valid")
}

/// Makes the text that a program stores before it sends a request.
fn stored(prepared: &Prepared<Request>) {
    std::hint::black_box(prepared.to_text());
}

fn conclude(call: Result<Sent<Response>, NotSent>) {
    match call {
        Ok(Sent::Answer(response)) => match response.outcome() {
            Outcome::Success(success) => {
                std::hint::black_box(success.redirect_action_form.redirect_url.expose());
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}
