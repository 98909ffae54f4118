//! A server of each framework on loopback, and the notifications of a gateway to it.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use antom::create_payment_session::checkout_page::Request;
use antom::testing::{TestGateway, TestMessage};
use antom::types::{Amount, Order, SettlementStrategy};
use antom::webhooks::notify_payment::Notification;
use antom_webhooks::shop::{PATH, Shop};
use antom_webhooks::{with_actix, with_axum};

/// The id of the shop's order.
pub const ORDER: &str = "order-1001-1";

/// The path that the server sees: a proxy in front of it dropped the query.
const SEEN_PATH: &str = "/notify";

/// A running server and its shop.
pub struct Site {
    pub name: &'static str,
    pub shop: Arc<Shop>,
    address: SocketAddr,
    gateway: TestGateway,
}

/// The answer of a server.
pub struct Reply {
    pub status: u16,
    pub body: String,
}

/// Starts both servers, each with a shop of its own. They end with the process.
pub fn sites() -> [Site; 2] {
    [("axum", axum as Serve), ("actix-web", actix as Serve)].map(|(name, serve)| {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        listener.set_nonblocking(true).expect("it can be set");
        let gateway = TestGateway::new().expect("keys can be made");
        let verifier = gateway.verifier().expect("the key can be loaded");
        let shop = Arc::new(Shop::new(verifier));
        let served = Arc::clone(&shop);
        thread::spawn(move || serve(listener, served));
        Site {
            name,
            shop,
            address,
            gateway,
        }
    })
}

type Serve = fn(TcpListener, Arc<Shop>);

fn axum(listener: TcpListener, shop: Arc<Shop>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build();
    let served = runtime.expect("it can be built").block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        with_axum::serve(listener, shop).await
    });
    served.expect("it serves");
}

fn actix(listener: TcpListener, shop: Arc<Shop>) {
    let served = actix_web::rt::System::new().block_on(with_actix::serve(listener, shop));
    served.expect("it serves");
}

impl Site {
    /// Returns the first attempt of a notification about the order.
    pub fn notification(&self, message: TestMessage) -> http::Request<Vec<u8>> {
        let about = session();
        let notification = self
            .gateway
            .notification::<Notification>(PATH, message, &about);
        let notification = notification.expect("the message can be made");
        notification.attempts()[0].request.clone()
    }

    /// Sends a notification about the order.
    pub fn send(&self, message: TestMessage) -> Reply {
        self.post(&self.notification(message))
    }

    /// Sends another body than the one that was signed.
    pub fn send_altered(&self, message: TestMessage, alter: impl FnOnce(&mut Vec<u8>)) -> Reply {
        let mut request = self.notification(message);
        alter(request.body_mut());
        self.post(&request)
    }

    /// Returns what people were told last.
    pub fn last_told(&self) -> String {
        self.shop.told().pop().unwrap_or_default()
    }

    fn post(&self, notification: &http::Request<Vec<u8>>) -> Reply {
        let (headers, body) = (notification.headers(), notification.body());
        let mut request = format!(
            "POST {SEEN_PATH} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\
             content-length: {}\r\n",
            self.address,
            body.len()
        )
        .into_bytes();
        for (name, value) in headers {
            let (name, value) = (name.as_str().as_bytes(), value.as_bytes());
            request.extend([name, b": ", value, b"\r\n"].concat());
        }
        request.extend([b"\r\n", body.as_slice()].concat());
        let mut stream = TcpStream::connect(self.address).expect("the server listens");
        let timeout = Some(Duration::from_secs(60));
        stream.set_read_timeout(timeout).expect("it can be set");
        stream.write_all(&request).expect("it can be sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it is answered");
        let (head, body) = answer.split_once("\r\n\r\n").expect("it is HTTP");
        let status = head.split(' ').nth(1).and_then(|it| it.parse().ok());
        Reply {
            status: status.expect("it has a status"),
            body: body.to_owned(),
        }
    }
}

/// The price of the order.
pub fn price() -> Amount {
    Amount::new("SGD", 4200)
}

/// Returns the request with which the shop began the payment.
fn session() -> Request {
    let order = Order::builder()
        .reference_order_id("order-1001")
        .order_description("Desk lamp")
        .order_amount(price());
    Request::builder()
        .payment_request_id(ORDER)
        .order(order)
        .payment_amount(price())
        .payment_redirect_url("https://shop.example/return")
        .payment_notify_url("https://shop.example/notify?shop=1")
        .settlement_strategy(SettlementStrategy::builder().settlement_currency("SGD"))
        .build()
        .expect("it is valid")
}
