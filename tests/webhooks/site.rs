//! A server of each framework on loopback, and requests to it as the gateway sends them.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use antom_webhooks::shop::{PATH, Shop};
use antom_webhooks::{with_actix, with_axum};

use crate::keys::{Pair, gateway};
use crate::messages::{CLIENT, Headers, TIME, header, text, verifier};

/// The path that the server sees: a proxy in front of it dropped the query.
const SEEN_PATH: &str = "/notify";

/// A running server and its shop.
pub struct Site {
    pub name: &'static str,
    pub shop: Arc<Shop>,
    address: SocketAddr,
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
        let shop = Arc::new(Shop::new(verifier()));
        let served = Arc::clone(&shop);
        thread::spawn(move || serve(listener, served));
        Site {
            name,
            shop,
            address,
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
    /// Sends a genuine notification.
    pub fn send(&self, body: &str) -> Reply {
        self.send_signed_by(gateway(), body)
    }

    /// Sends a notification that a key signs.
    pub fn send_signed_by(&self, key: &Pair, body: &str) -> Reply {
        self.post(&headers(key, body), body)
    }

    /// Sends another body than the one that was signed.
    pub fn send_altered(&self, signed: &str, body: &str) -> Reply {
        self.post(&headers(gateway(), signed), body)
    }

    /// Sends a notification without a signature.
    pub fn send_unsigned(&self, body: &str) -> Reply {
        self.post(&Headers::new(), body)
    }

    /// Returns what people were told last.
    pub fn last_told(&self) -> String {
        self.shop.told().pop().unwrap_or_default()
    }

    fn post(&self, headers: &Headers, body: &str) -> Reply {
        let mut request = format!(
            "POST {SEEN_PATH} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\
             content-type: application/json; charset=UTF-8\r\ncontent-length: {}\r\n",
            self.address,
            body.len()
        )
        .into_bytes();
        for (name, value) in headers {
            request.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
        request.extend([b"\r\n", body.as_bytes()].concat());
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

/// Returns the headers of a notification that a key signs.
fn headers(key: &Pair, body: &str) -> Headers {
    let signature = header(&key.sign(&text(PATH, CLIENT, TIME, body.as_bytes())));
    vec![
        ("signature".to_owned(), signature.into_bytes()),
        ("request-time".to_owned(), TIME.as_bytes().to_vec()),
        ("client-id".to_owned(), CLIENT.as_bytes().to_vec()),
    ]
}
