//! Clients that cannot be built.

use antom::client::{BlockingClient, BuildError, Ureq};
use antom::servers::{self, Server};
use antom::signature::{Gateway, GatewayError};

use super::clients::gateway_at;
use super::keys::loaded;
use super::messages::CLIENT;

fn error_of(gateway: Gateway) -> Option<BuildError> {
    let client = BlockingClient::builder()
        .gateway(gateway)
        .keys(loaded())
        .transport(Ureq::new());
    client.build().err()
}

#[test]
fn a_client_id_of_another_environment_is_refused() {
    let cases = [
        (
            servers::ASIA_PRODUCTION,
            CLIENT,
            Some(GatewayError::SandboxClient),
        ),
        (
            servers::ASIA_SANDBOX,
            "5X00000000000000",
            Some(GatewayError::ProductionClient),
        ),
        (servers::ASIA_SANDBOX, CLIENT, None),
        (servers::ASIA_PRODUCTION, "5X00000000000000", None),
    ];
    for (server, client, expected) in cases {
        let gateway = Gateway::new(server, client).expect("it is a client id");
        assert_eq!(error_of(gateway), expected.map(BuildError::Gateway));
    }
}

#[test]
fn a_server_without_encryption_is_refused() {
    let error = error_of(gateway_at("http://127.0.0.1:8080/api"));
    assert_eq!(error, Some(BuildError::NotEncrypted));
    let server = Server::new("http://shop.example/api").expect("it is a URL");
    let error = Gateway::new(server, CLIENT).expect_err("it is not on this machine");
    assert_eq!(error, GatewayError::NotEncrypted);
}
