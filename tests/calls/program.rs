//! Tests the client of a crate without signatures. The transport records what it is given,
//! so nothing waits and nothing leaves this machine.

use std::fmt::Debug;
use std::io::{Cursor, Read};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use clinic::client::{
    AnswerBody, BlockingClient, BlockingTransport, BuildError, CallError, Client, Interruption,
    NoAnswer, NotSent, RequestError, Transport, TransportError, http_request,
};
use clinic::credentials::{Credentials, SharedToken};
use clinic::pets::{add_pet, list_pets};
use clinic::pictures::get_picture;
use clinic::servers::{self, Server};
use clinic::{Body, Operation, Sensitive};

/// A transport that gives one answer to every request, and records the requests.
#[derive(Clone)]
struct Recorder {
    status: u16,
    body: &'static str,
    error: Option<TransportError>,
    sent: Arc<Mutex<Vec<http::Request<Option<Body>>>>>,
}

impl Recorder {
    fn answering(status: u16, body: &'static str) -> Self {
        Self {
            status,
            body,
            error: None,
            sent: Arc::default(),
        }
    }

    fn failing(error: TransportError) -> Self {
        Self {
            error: Some(error),
            ..Self::answering(0, "")
        }
    }

    fn record<B>(
        &self,
        request: http::Request<Option<Body>>,
        body: B,
    ) -> Result<http::Response<B>, TransportError> {
        self.sent.lock().expect("no panic").push(request);
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        let answer = http::Response::builder()
            .status(self.status)
            .header("location", "https://evil.example/")
            .header("x-remaining", "41");
        Ok(answer.body(body).expect("it is valid"))
    }

    /// Returns the only request that was sent.
    fn sent(&self) -> http::Request<Option<Body>> {
        let mut sent = self.sent.lock().expect("no panic");
        assert_eq!(sent.len(), 1, "{sent:?}");
        sent.remove(0)
    }

    fn is_unused(&self) -> bool {
        self.sent.lock().expect("no panic").is_empty()
    }
}

impl BlockingTransport for Recorder {
    fn send(
        &self,
        request: http::Request<Option<Body>>,
    ) -> Result<http::Response<Box<dyn Read + Send>>, TransportError> {
        self.record(request, Box::new(Cursor::new(self.body)))
    }
}

impl Transport for Recorder {
    async fn send(
        &self,
        request: http::Request<Option<Body>>,
    ) -> Result<http::Response<AnswerBody>, TransportError> {
        self.record(request, AnswerBody::whole(self.body.into()))
    }
}

/// Runs a future that never waits.
fn run<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the future waits"),
    }
}

fn client(transport: &Recorder, credentials: Credentials) -> BlockingClient {
    let client = BlockingClient::builder()
        .server(servers::PETS)
        .credentials(credentials)
        .header("User-Agent", "tests/1.0")
        .transport(transport.clone());
    client.build().expect("it can be built")
}

fn list() -> list_pets::Request {
    list_pets::Request::builder().limit(2).build().expect("it is valid")
}

fn add() -> add_pet::Request {
    add_pet::Request::builder().build().expect("it is valid")
}

fn picture(name: &str) -> get_picture::Request {
    get_picture::Request::builder().name(name).build().expect("it is valid")
}

/// Returns the header of a request that was sent.
fn header<'a, B>(request: &'a http::Request<B>, name: &str) -> Option<&'a str> {
    request.headers().get(name).map(|value| value.to_str().expect("it is text"))
}

#[test]
fn all_credentials_of_an_alternative_are_sent_to_the_server() {
    let transport = Recorder::answering(200, r#"{"count": 2}"#);
    let credentials = Credentials::new().key("k-1").login("Aladdin", "open sesame".to_owned());
    let response = client(&transport, credentials).send(&list()).expect("it is read");
    assert_eq!(response.count, Some(2));
    let sent = transport.sent();
    assert_eq!(sent.uri(), "https://pets.example/v1/pets?limit=2");
    assert_eq!(header(&sent, "x-key"), Some("k-1"));
    assert_eq!(header(&sent, "authorization"), Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
    assert_eq!(header(&sent, "user-agent"), Some("tests/1.0"));
    assert!(!format!("{:?}", sent.headers()).contains("k-1"));
}

#[test]
fn a_client_names_its_crate() {
    let transport = Recorder::answering(200, "{}");
    let client = BlockingClient::builder()
        .server(servers::PETS)
        .credentials(Credentials::new().oauth("t"))
        .transport(transport.clone());
    let client = client.build().expect("it can be built");
    assert!(client.send(&list()).is_ok());
    assert_eq!(header(&transport.sent(), "user-agent"), Some("clinic/0.1.0"));
}

#[test]
fn a_response_has_the_headers_of_its_answer() {
    let transport = Recorder::answering(200, r#"{"count": 2}"#);
    let credentials = Credentials::new().oauth("t");
    let client = client(&transport, credentials);
    let answered = client.send_for_answer(&list()).expect("it is read");
    assert_eq!(answered.headers().x_remaining, Some(41));
    assert_eq!((answered.status(), answered.count), (200, Some(2)));
    assert_eq!(answered.header("Location"), Some("https://evil.example/"));
    assert_eq!(answered.raw_headers().len(), 2);
    let shown = format!("{answered:?}");
    assert!(shown.contains("status: 200, headers: 2"), "{shown}");
    assert!(!shown.contains("41"), "{shown}");

    let streamed = client.send_streamed(&list()).expect("it is a success");
    assert_eq!(streamed.headers().x_remaining, Some(41));
    assert_eq!(
        format!("{streamed:?}"),
        "Streamed { operation: \"listPets\", head: AnswerHead { status: 200, headers: 2 }, .. }"
    );

    let failing = Recorder::answering(404, "");
    let result = self::client(&failing, Credentials::new().oauth("t")).send(&list());
    let error = result.expect_err("a failure");
    let answer = error.answer().expect("it was received");
    let headers: list_pets::Headers = answer.typed_headers();
    assert_eq!(headers.x_remaining, Some(41));
    assert_eq!(answer.header("X-Remaining"), Some("41"));
}

#[test]
fn both_clients_send_the_same_request() {
    let credentials = Credentials::new().oauth("t-1");
    let [blocking, waiting] = [(); 2].map(|()| Recorder::answering(200, "{}"));
    assert!(client(&blocking, credentials.clone()).send(&list()).is_ok());
    let client = Client::builder()
        .server(servers::PETS)
        .credentials(credentials.clone())
        .header("User-Agent", "tests/1.0")
        .transport(waiting.clone());
    let client = client.build().expect("it can be built");
    assert!(run(client.send(&list())).is_ok());
    let made = http_request(&list(), &servers::PETS, &credentials).expect("it is built");
    let [blocking, waiting] = [blocking.sent(), waiting.sent()];
    assert_eq!(blocking.uri(), waiting.uri());
    assert_eq!(blocking.headers(), waiting.headers());
    assert_eq!(made.uri(), waiting.uri());
    assert_eq!(header(&made, "authorization"), Some("Bearer t-1"));
}

#[test]
fn the_first_alternative_with_all_credentials_is_used() {
    let transport = Recorder::answering(200, "{}");
    let credentials = Credentials::new().key("k-1").oauth("t-1");
    assert!(client(&transport, credentials).send(&list()).is_ok());
    let sent = transport.sent();
    assert_eq!(header(&sent, "authorization"), Some("Bearer t-1"));
    assert_eq!(header(&sent, "x-key"), None);
}

#[test]
fn missing_credentials_are_an_error_that_names_the_schemes() {
    let transport = Recorder::answering(200, "{}");
    let error = client(&transport, Credentials::new().key("k-1")).send(&list());
    let error = error.expect_err("a credential is missing");
    assert!(matches!(
        error,
        CallError::NotSent(NotSent::NotBuilt(RequestError::MissingCredentials(_)))
    ));
    let text = error.to_string();
    assert!(text.ends_with("credentials are missing: set `key` and `login`, or `oauth`"), "{text}");
    assert!(!format!("{error:?}{error}").contains("k-1"));
    assert!(transport.is_unused());
}

#[test]
fn optional_credentials_are_sent_if_they_are_set() {
    let transport = Recorder::answering(204, "");
    assert!(client(&transport, Credentials::new()).send(&add()).is_ok());
    assert_eq!(header(&transport.sent(), "cookie"), None);
    assert!(client(&transport, Credentials::new().session("s-1")).send(&add()).is_ok());
    assert_eq!(header(&transport.sent(), "cookie"), Some("session=s-1"));
    assert!(client(&transport, Credentials::new().secret("a b&c")).send(&add()).is_ok());
    let uri = "https://pets.example/v1/pets?secret=a%20b%26c";
    assert_eq!(transport.sent().uri(), uri);
}

#[test]
fn there_is_one_header_with_the_cookies() {
    let transport = Recorder::answering(204, "");
    let request = add_pet::Request::builder().tour("a b").cookie("x=1; session=2");
    let request = request.build().expect("it is valid");
    for (credentials, cookies) in [
        (Credentials::new(), "x=1; session=2; tour=a%20b"),
        (Credentials::new().session("s-1"), "x=1; tour=a%20b; session=s-1"),
        (Credentials::new().jar("id=7; lang=de"), "x=1; session=2; tour=a%20b; id=7; lang=de"),
    ] {
        assert!(client(&transport, credentials).send(&request).is_ok());
        let sent = transport.sent();
        assert_eq!(header(&sent, "cookie"), Some(cookies));
        assert_eq!(sent.headers().get_all("cookie").iter().count(), 1);
    }
}

#[test]
fn a_credential_that_cannot_be_written_is_not_sent() {
    let transport = Recorder::answering(204, "");
    for credentials in [
        Credentials::new().session("a; admin=1"),
        Credentials::new().session("a\r\nx: y"),
    ] {
        let error = client(&transport, credentials).send(&add());
        let error = error.expect_err("the cookie has another end");
        assert!(!format!("{error:?}{error}").contains("admin"));
    }
    let credentials = Credentials::new().oauth("t-1\r\nx: y");
    let error = client(&transport, credentials).send(&list()).expect_err("it is no header");
    assert!(!format!("{error:?}{error}").contains("t-1"));
    assert!(transport.is_unused());
}

#[test]
fn a_user_name_with_a_colon_is_not_sent() {
    let transport = Recorder::answering(200, "{}");
    let credentials = Credentials::new().key("k-1").login("Ali:Baba", "sesame".to_owned());
    let error = client(&transport, credentials).send(&list()).expect_err("it has a colon");
    assert!(error.to_string().ends_with("the user name of `login` has a colon"), "{error}");
    assert!(transport.is_unused());
}

#[test]
fn a_shared_token_can_change() {
    let (token, transport) = (SharedToken::new(), Recorder::answering(200, "{}"));
    let client = client(&transport, Credentials::new().oauth(token.clone()));
    assert!(client.send(&list()).is_err());
    for text in ["t-1", "t-2"] {
        token.set(text.to_owned());
        assert!(client.send(&list()).is_ok());
        let bearer = format!("Bearer {text}");
        assert_eq!(header(&transport.sent(), "authorization"), Some(bearer.as_str()));
    }
    token.clear();
    assert!(client.send(&list()).is_err());
    assert!(transport.is_unused());
}

#[test]
fn nothing_shows_a_credential() {
    fn text(value: &impl Debug) -> String {
        format!("{value:?}{value:#?}")
    }
    let secret = "s3cr3t";
    let credentials = Credentials::new()
        .key(secret)
        .login("user", secret.to_owned())
        .session(secret)
        .secret(secret)
        .token(Sensitive::new(secret.to_owned()))
        .other(secret)
        .oauth(secret.to_owned())
        .id(secret);
    let token = SharedToken::new();
    token.set(secret.to_owned());
    let transport = Recorder::answering(200, "{}");
    let builder = BlockingClient::builder().credentials(credentials.clone());
    let alternatives = [list_pets::Request::SECURITY, add_pet::Request::SECURITY];
    let authorized = alternatives.map(|security| credentials.authorize(security));
    let mut texts = vec![
        text(&credentials),
        text(&token),
        text(&builder),
        text(&client(&transport, credentials.clone())),
        text(&authorized),
        text(&Credentials::new().authorize(list_pets::Request::SECURITY)),
    ];
    let asynchronous = Client::builder().server(servers::PETS).credentials(credentials);
    let asynchronous = asynchronous.transport(transport);
    texts.push(text(&asynchronous));
    texts.push(text(&asynchronous.build().expect("it can be built")));
    for text in texts {
        // The second is the header of the user and the password.
        assert!(!text.contains(secret) && !text.contains("dXNlcj"), "{text}");
    }
}

#[test]
fn a_redirect_is_not_followed() {
    let transport = Recorder::answering(302, "");
    let error = client(&transport, Credentials::new().oauth("t-1")).send(&list());
    assert!(matches!(error, Err(CallError::Failure(_))), "{error:?}");
    assert_eq!(transport.sent().uri().host(), Some("pets.example"));
}

#[test]
fn each_error_tells_the_effect_of_the_call() {
    let call = |transport| client(&transport, Credentials::new().oauth("t-1")).send(&list());
    let failure = call(Recorder::answering(404, r#"{"reason":"personal"}"#));
    let Err(error @ CallError::Failure(_)) = failure else {
        panic!("{failure:?}")
    };
    assert!(!format!("{error:?}{error}").contains("personal"));
    let unreadable = call(Recorder::answering(200, "personal"));
    let Err(CallError::Unreadable(unreadable)) = unreadable else {
        panic!("{unreadable:?}")
    };
    assert!(!format!("{unreadable:?}{unreadable}").contains("personal"));
    let refused = call(Recorder::failing(TransportError::not_sent("no host")));
    assert!(matches!(refused, Err(CallError::NotSent(NotSent::NotConnected(_)))));
    let late = call(Recorder::failing(TransportError::timed_out("30 s")));
    let Err(CallError::InDoubt(doubt)) = late else {
        panic!("{late:?}")
    };
    assert_eq!(doubt.interruption(), &Interruption::TimedOut);
    assert_eq!(doubt.operation(), "listPets");
}

#[test]
fn an_answer_that_is_too_large_is_in_doubt() {
    let transport = Recorder::answering(200, r#"{"count": 2}"#);
    let client = BlockingClient::builder()
        .server(servers::PETS)
        .credentials(Credentials::new().oauth("t-1"))
        .largest_answer(11)
        .transport(transport);
    match client.build().expect("it can be built").send(&list()) {
        Err(CallError::InDoubt(doubt)) => {
            assert_eq!(doubt.interruption(), &Interruption::TooLarge);
            assert_eq!(doubt.status(), Some(200));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_raw_answer_has_its_status_and_its_body() {
    let transport = Recorder::answering(418, "pieces");
    let blocking = client(&transport, Credentials::new().oauth("t-1"));
    let mut answer = blocking.send_raw(&list()).expect("it is answered");
    let mut text = String::new();
    answer.body_mut().read_to_string(&mut text).expect("it is text");
    assert_eq!((answer.status(), text.as_str()), (418, "pieces"));
    let client = Client::builder()
        .server(servers::PETS)
        .credentials(Credentials::new().oauth("t-1"))
        .transport(transport);
    let client = client.build().expect("it can be built");
    let mut body = run(client.send_raw(&list())).expect("it is answered").into_body();
    let piece = run(body.next()).expect("nothing fails");
    assert_eq!(piece.as_deref(), Some(b"pieces".as_slice()));
    assert_eq!(run(body.next()).expect("nothing fails"), None);
    let broken = Recorder::failing(TransportError::broken("closed"));
    let broken = self::client(&broken, Credentials::new().oauth("t-1"));
    assert!(matches!(broken.send_raw(&list()), Err(NoAnswer::InDoubt(_))));
}

#[test]
fn a_parameter_cannot_change_the_host() {
    let transport = Recorder::answering(204, "");
    for name in ["//evil.example", "@evil.example/", "a/../b", "?x", "#y", "\\evil.example"] {
        let message = http_request(&picture(name), &servers::PETS, &Credentials::new());
        let message = message.expect("it is encoded");
        assert_eq!(message.uri().authority().map(|it| it.as_str()), Some("pets.example"));
        assert!(message.uri().path().starts_with("/v1/pictures/"), "{name}");
        assert_eq!(message.uri().query(), None, "{name}");
    }
    for name in [".", ".."] {
        let request = get_picture::Request::builder().name(name).build_unvalidated();
        let message = http_request(&request, &servers::PETS, &Credentials::new());
        assert!(matches!(message, Err(RequestError::Path)), "{name}");
    }
    assert!(transport.is_unused());
}

#[test]
fn an_operation_is_sent_to_its_own_server_only_if_it_is_allowed() {
    let transport = Recorder::answering(204, "");
    // The second server of the operation has no host, so it has that of the client.
    assert!(client(&transport, Credentials::new()).send(&picture("a")).is_ok());
    assert_eq!(transport.sent().uri(), "https://pets.example/v2/pictures/a");
    let allowing = BlockingClient::builder()
        .server(servers::FILES_EXAMPLE)
        .transport(transport.clone());
    let allowing = allowing.build().expect("it can be built");
    assert!(allowing.send(&picture("a")).is_ok());
    assert_eq!(transport.sent().uri(), "https://files.example/pictures/a");
}

#[test]
fn a_server_without_encryption_is_refused() {
    let build = |url: &str, is_allowed: bool| {
        let server = Server::new(url).expect("it is a URL");
        let builder = BlockingClient::builder()
            .server(server)
            .transport(Recorder::answering(204, ""));
        let builder = if is_allowed { builder.allow_loopback() } else { builder };
        builder.build().map(|_| ())
    };
    assert_eq!(build("http://127.0.0.1:8080", false), Err(BuildError::NotEncrypted));
    assert_eq!(build("http://127.0.0.1:8080", true), Ok(()));
    assert_eq!(build("http://pets.example", true), Err(BuildError::NotEncrypted));
    assert_eq!(build("https://pets.example", false), Ok(()));
}

#[test]
fn a_server_on_this_machine_gets_every_operation() {
    let transport = Recorder::answering(204, "");
    let server = Server::new("http://127.0.0.1:8080/test").expect("it is a URL");
    let client = BlockingClient::builder()
        .server(server)
        .allow_loopback()
        .transport(transport.clone());
    let client = client.build().expect("it can be built");
    assert!(client.send(&picture("a")).is_ok());
    assert_eq!(transport.sent().uri(), "http://127.0.0.1:8080/test/pictures/a");
}
