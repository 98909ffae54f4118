//! The gateway: a server that signs an answer to every payment, with a second library of
//! cryptography.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rsa::pkcs8::{EncodePrivateKey as _, EncodePublicKey as _};
use rsa::sha2::Sha256;

use super::CLIENT;

/// Makes keys, prints the URL and the keys, and answers until it is stopped.
pub fn serve() {
    let [merchant, own] = [(); 2].map(|()| {
        let key = rsa::PrivateKey::new(&mut getrandom::SysRng, 2048);
        key.expect("a key can be made")
    });
    let private = merchant.to_pkcs8_der().expect("it can be encoded");
    let public = own
        .to_public_key()
        .to_public_key_der()
        .expect("it can be encoded");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it is bound");
    println!("http://{address}/ams/sandbox/api");
    println!("{}", STANDARD.encode(private.as_bytes()));
    println!("{}", STANDARD.encode(public.as_bytes()));
    for stream in listener.incoming() {
        let (stream, own) = (stream.expect("a connection"), own.clone());
        // The client closes the connection.
        thread::spawn(move || while answer(&stream, &own).is_ok() {});
    }
}

/// Answers a request, and leaves the connection open.
fn answer(mut stream: &TcpStream, key: &rsa::PrivateKey) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let path = line.split(' ').nth(1).ok_or(io::ErrorKind::UnexpectedEof)?;
    let path = path.to_owned();
    let mut length = 0;
    while line.trim_end() != "" {
        line.clear();
        reader.read_line(&mut line)?;
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().map_err(io::Error::other)?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let request: serde_json::Value = serde_json::from_slice(&body)?;
    let body = serde_json::json!({
        "result": {"resultStatus": "S", "resultCode": "SUCCESS", "resultMessage": "success"},
        "paymentRequestId": request["paymentRequestId"],
        "paymentId": "20191119194010800100188850200500001",
        "paymentAmount": request["paymentAmount"],
        "paymentCreateTime": "2019-11-19T02:44:13-08:00",
        "redirectActionForm": {"redirectUrl": "https://wallet.example/landing?order=001"},
    });
    stream.write_all(&signed(key, &path, &body.to_string()))
}

fn signed(key: &rsa::PrivateKey, path: &str, body: &str) -> Vec<u8> {
    let time = SystemTime::now().duration_since(UNIX_EPOCH);
    let time = time.expect("it is after 1970").as_millis();
    let text = format!("POST {path}\n{CLIENT}.{time}.{body}");
    let signature = key.pkcs1v15_sign::<Sha256>(text.as_bytes());
    let signature = STANDARD.encode(signature.expect("a signature can be made"));
    let signature = signature
        .replace('+', "%2B")
        .replace('/', "%2F")
        .replace('=', "%3D");
    format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nresponse-time: {time}\r\nclient-id: {CLIENT}\r\nsignature: algorithm=RSA256,keyVersion=1,signature={signature}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
