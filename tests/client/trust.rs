//! Servers with a certificate that must not be trusted: nothing of the request reaches
//! them. No part of the API turns this off. The clients of the tests allow a server on this
//! machine without encryption, which changes nothing for one with TLS.

use std::process::Command;
use std::{env, fs};

use antom::client::{NotSent, Timeouts};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::PrivatePkcs8KeyDer;

use super::clients::{ADAPTERS, Adapter, Call};
use super::exchanges::told;
use super::server::{Server, answer};

/// The name of the server in its URL.
const HOST: &str = "127.0.0.1";

/// The variable with the URLs of the servers, if the tests run as the client of others.
const URLS: &str = "ANTOM_TEST_URLS";

/// An authority that signs certificates.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key can be made");
        let certificate = params.self_signed(&key).expect("it can be signed");
        Self {
            pem: certificate.pem(),
            issuer: Issuer::new(params, key),
        }
    }

    /// Starts a server with a certificate for a host, valid until the end of a year.
    fn server(&self, host: &str, year: i32) -> Server {
        let params = CertificateParams::new([host.to_owned()]);
        let mut params = params.expect("it is a host");
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(year, 12, 31);
        let key = KeyPair::generate().expect("a key can be made");
        let certificate = params.signed_by(&key, &self.issuer);
        let chain = vec![certificate.expect("it can be signed").into()];
        let key = PrivatePkcs8KeyDer::from(key.serialize_der());
        let config = ServerConfig::builder_with_provider(ring::default_provider().into())
            .with_safe_default_protocol_versions()
            .expect("there are versions")
            .with_no_client_auth()
            .with_single_cert(chain, key.into());
        let config = config.expect("the key is that of the certificate");
        Server::start_tls(config, |_| answer("200 OK", &[], b"{}"))
    }
}

/// Returns why a server is not trusted. Nothing was sent.
fn refusal(call: &Call) -> &str {
    match call {
        Err(NotSent::NotConnected(error)) => error.message(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn no_adapter_sends_to_a_server_that_is_not_trusted() {
    let authority = Authority::new();
    for (host, year) in [(HOST, 4000), (HOST, 2021), ("shop.example", 4000)] {
        for (adapter, send) in ADAPTERS {
            let server = authority.server(host, year);
            let call = send(&server.url(), Timeouts::default());
            let message = refusal(&call);
            assert!(
                message.contains("invalid peer certificate"),
                "{adapter}: {host}, {year}: {message}"
            );
            assert_eq!(server.received().len(), 0, "{adapter}: {host}, {year}");
        }
    }
}

/// `reqwest` trusts what the system trusts. The system of a second process trusts the
/// authority, so that only the date and the host are wrong.
#[test]
fn a_trusted_authority_does_not_excuse_a_wrong_date_or_host() {
    if let Ok(urls) = env::var(URLS) {
        return check_as_client(&urls);
    }
    let authority = Authority::new();
    let servers = [(HOST, 4000), (HOST, 2021), ("shop.example", 4000)];
    let servers = servers.map(|(host, year)| authority.server(host, year));
    let roots = env::temp_dir().join(format!("antom-roots-{}.pem", std::process::id()));
    fs::write(&roots, &authority.pem).expect("a file can be written");
    let output = Command::new(env::current_exe().expect("it runs"))
        .args([
            "trust::a_trusted_authority_does_not_excuse_a_wrong_date_or_host",
            "--exact",
        ])
        .env("SSL_CERT_FILE", &roots)
        .env(URLS, servers.each_ref().map(Server::url).join(" "))
        .output();
    fs::remove_file(&roots).expect("the file is there");
    let output = output.expect("it starts");
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && shown.contains("1 passed"),
        "{shown}"
    );
    assert_eq!(servers.map(|server| server.received().len()), [1, 0, 0]);
}

fn check_as_client(urls: &str) {
    let (_, send): (_, Adapter) = ADAPTERS[0];
    let calls: Vec<Call> = urls
        .split(' ')
        .map(|url| send(url, Timeouts::default()))
        .collect();
    let [trusted, expired, other_host] = calls.as_slice() else {
        panic!("{calls:?}")
    };
    assert_eq!(told(trusted), "in doubt (200): Unverified(Unsigned)");
    assert!(refusal(expired).contains("expired"), "{expired:?}");
    assert!(
        refusal(other_host).contains("not valid for name"),
        "{other_host:?}"
    );
}
