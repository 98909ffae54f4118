//! A server on this machine, which records what it receives.

use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::keys::{gateway, merchant};
use super::messages::{CLIENT, header, text};

/// The path of the base URL.
const BASE: &str = "/ams/sandbox/api";

/// A request as the server receives it.
#[derive(Clone, Debug)]
pub struct Received {
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Received {
    pub fn header(&self, name: &str) -> &str {
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }

    /// Asserts that the merchant signed the request.
    pub fn assert_signed(&self) {
        let time = self.header("request-time");
        let signature = merchant().sign(&text(&self.path, CLIENT, time, &self.body));
        assert_eq!(self.header("signature"), header(&signature));
        assert_eq!(self.header("client-id"), CLIENT);
        let content_type = "application/json; charset=UTF-8";
        assert_eq!(self.header("content-type"), content_type);
    }
}

/// The bytes that answer a request. Without bytes, the connection stays open.
pub type Reply = Option<Vec<u8>>;

pub struct Server {
    scheme: &'static str,
    address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Starts a server that answers every request and closes the connection.
    pub fn start(reply: impl Fn(&Received) -> Reply + Send + 'static) -> Self {
        Self::run(move |request, stream| {
            let reply = reply(request)?;
            write(stream, &reply);
            Some(())
        })
    }

    /// Starts a server that answers every request and leaves the connection open.
    pub fn start_stalling(reply: impl Fn(&Received) -> Vec<u8> + Send + 'static) -> Self {
        Self::run(move |request, stream| {
            write(stream, &reply(request));
            None
        })
    }

    /// Starts a server with TLS that answers every request and closes the connection.
    pub fn start_tls(
        config: ServerConfig,
        reply: impl Fn(&Received) -> Vec<u8> + Send + 'static,
    ) -> Self {
        let config = Arc::new(config);
        Self::listen("https", move |stream, record| {
            let connection = ServerConnection::new(Arc::clone(&config));
            let connection = connection.expect("the configuration is valid");
            let mut stream = StreamOwned::new(connection, stream);
            if let Some(request) = receive(&mut stream) {
                record
                    .lock()
                    .expect("no thread panics")
                    .push(request.clone());
                write(&mut stream, &reply(&request));
                stream.conn.send_close_notify();
                write(&mut stream, b"");
            }
        })
    }

    /// Starts a server. Connections for which `serve` returns `None` stay open.
    fn run(serve: impl Fn(&Received, &TcpStream) -> Option<()> + Send + 'static) -> Self {
        let mut open = Vec::new();
        Self::listen("http", move |stream, record| {
            let Some(request) = receive(&stream) else {
                open.push(stream);
                return;
            };
            record
                .lock()
                .expect("no thread panics")
                .push(request.clone());
            if serve(&request, &stream).is_none() {
                open.push(stream);
            }
        })
    }

    /// Starts a server that passes every connection to a function, with the record.
    fn listen(
        scheme: &'static str,
        mut serve: impl FnMut(TcpStream, &Mutex<Vec<Received>>) + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it is bound");
        let received = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&received);
        thread::spawn(move || {
            for stream in listener.incoming() {
                serve(stream.expect("a connection"), &record);
            }
        });
        Self {
            scheme,
            address,
            received,
        }
    }

    pub fn url(&self) -> String {
        url(self.scheme, self.address)
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().expect("no thread panics").clone()
    }
}

/// Returns the URL of a server that is not there.
pub fn unreachable() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    url("http", listener.local_addr().expect("it is bound"))
}

fn url(scheme: &str, address: SocketAddr) -> String {
    format!("{scheme}://{address}{BASE}")
}

/// Receives a request, or nothing if the client does not speak HTTP.
fn receive(stream: impl Read) -> Option<Received> {
    let mut reader = BufReader::new(stream);
    let mut first = [0];
    reader.read_exact(&mut first).ok()?;
    if first != *b"P" {
        return None;
    }
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        Some(line.trim_end().to_owned())
    };
    let path = line()?.split(' ').nth(1)?.to_owned();
    let mut headers = Vec::new();
    while let Some((name, value)) = line()?.split_once(": ") {
        headers.push((name.to_owned(), value.to_owned()));
    }
    let mut received = Received {
        path,
        headers,
        body: Vec::new(),
    };
    let length = received.header("content-length").parse().ok()?;
    received.body.resize(length, 0);
    reader.read_exact(&mut received.body).ok()?;
    Some(received)
}

/// Writes an answer. A client that refuses a large one closes the connection.
fn write(mut stream: impl Write, bytes: &[u8]) {
    let _ = stream.write_all(bytes).and_then(|()| stream.flush());
}

/// Returns an answer with a status line, headers and a body.
pub fn answer(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n", body.len());
    head.push_str("connection: close\r\n");
    for (name, value) in headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    head.push_str("\r\n");
    [head.as_bytes(), body].concat()
}

/// Returns an answer that the gateway signs now.
pub fn signed(status: &str, path: &str, body: &[u8]) -> Vec<u8> {
    let time = SystemTime::now().duration_since(UNIX_EPOCH);
    let time = time.expect("it is after 1970").as_millis().to_string();
    let signature = header(&gateway().sign(&text(path, CLIENT, &time, body)));
    let headers = [
        ("signature", signature.as_str()),
        ("response-time", time.as_str()),
        ("client-id", CLIENT),
    ];
    answer(status, &headers, body)
}
