//! Tests that the client of a crate without signatures sends and receives bodies in pieces,
//! with both transports. A server of this file runs on this machine, and nothing waits for a
//! time.

use std::fmt::Debug;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use clinic::client::{
    AnswerBody, BlockingClient, CallError, Client, Event, Interruption, NotSent,
    RequestError, Reqwest, Timeouts, Ureq,
};
use clinic::files::{add_file, find_file, get_file, get_scan, refresh_files, set_file, watch_files};
use clinic::servers::Server;
use clinic::types::{FormCoversItem, Link};
use clinic::{DecodeErrorKind, Operation, Upload};

/// The number of bytes of a large body.
const LARGE: u64 = 256 << 20;

/// The number of bytes of a large body in debug builds of slower code.
const MEDIUM: u64 = 64 << 20;

/// The number of bytes that a client, a server and the system may hold between them: mostly
/// the buffers of the system.
const HELD: u64 = 24 << 20;

/// A request that a server received.
struct Received {
    head: String,
    stream: BufReader<TcpStream>,
}

/// Starts a server that handles each connection in turn, and returns its URL.
fn serve(handle: impl Fn(Received) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.expect("a connection"));
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") {
                if stream.read_line(&mut head).unwrap_or(0) == 0 {
                    break;
                }
            }
            handle(Received { head, stream });
        }
    });
    format!("http://{address}")
}

impl Received {
    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut found = lines.filter(|(key, _)| key.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value)
    }

    /// Takes the body, and tells `taken` the number of its bytes so far. Returns `None` if it
    /// is not whole.
    fn take(&mut self, taken: &AtomicU64) -> Option<u64> {
        if self.head.is_empty() {
            return None;
        }
        let length = self.header("content-length").unwrap_or("0");
        let length: u64 = length.parse().expect("a number");
        let mut piece = vec![0; 1 << 16];
        let mut total = 0;
        while total < length {
            let most = usize::try_from(length - total).map_or(piece.len(), |it| it.min(1 << 16));
            match self.stream.read(&mut piece[..most]).unwrap_or(0) {
                0 => return None,
                count => total += count as u64,
            }
            taken.store(total, Ordering::SeqCst);
        }
        Some(total)
    }

    fn answer(&mut self, text: &str) {
        // A client that has gone away is what a test wants.
        let _ = self.stream.get_mut().write_all(text.as_bytes());
    }
}

/// Content that is made while it is read. It fails the test if much more is read than was
/// received, and fails itself after some bytes.
struct Content {
    given: u64,
    length: u64,
    fails_after: u64,
    taken: Option<Arc<AtomicU64>>,
}

impl Read for Content {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given >= self.fails_after {
            // An error of a connection tells that nothing was sent.
            return Err(io::ErrorKind::ConnectionRefused.into());
        }
        if let Some(taken) = &self.taken {
            let ahead = self.given.saturating_sub(taken.load(Ordering::SeqCst));
            assert!(ahead <= HELD, "{ahead} bytes are held");
        }
        let left = self.length - self.given;
        let count = usize::try_from(left).map_or(buffer.len(), |it| it.min(buffer.len()));
        buffer[..count].fill(b'x');
        self.given += count as u64;
        Ok(count)
    }
}

/// Returns an upload. A form reads it once before it is sent.
fn upload(length: u64, taken: &Arc<AtomicU64>, read_before: u64) -> Upload {
    let (opened, taken) = (AtomicU64::new(0), taken.clone());
    Upload::from_source(length, move || {
        let is_sent = opened.fetch_add(1, Ordering::SeqCst) >= read_before;
        Ok(Content {
            given: 0,
            length,
            fails_after: u64::MAX,
            taken: is_sent.then(|| taken.clone()),
        })
    })
}

/// Both clients of a server, as if both were blocking.
struct Clients {
    blocking: BlockingClient,
    asynchronous: Client,
    runtime: tokio::runtime::Runtime,
}

impl Clients {
    fn of(url: &str) -> Self {
        let server = || Server::new(url).expect("it is valid");
        let timeouts = Timeouts::default()
            .with_total(Duration::MAX)
            .with_idle(Duration::from_secs(600));
        let blocking = BlockingClient::builder()
            .server(server())
            .allow_loopback()
            .transport(Ureq::with_timeouts(timeouts));
        let reqwest = Reqwest::with_timeouts(timeouts).expect("there are certificates");
        let asynchronous = Client::builder()
            .server(server())
            .allow_loopback()
            .transport(reqwest);
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        Self {
            blocking: blocking.build().expect("it is whole"),
            asynchronous: asynchronous.build().expect("it is whole"),
            runtime: runtime.enable_all().build().expect("a runtime"),
        }
    }

    /// Sends a request with each client.
    fn send<O: Operation>(
        &self,
        request: impl Fn() -> O,
        check: impl Fn(Result<O::Response, CallError<O::Error>>),
    ) {
        check(self.blocking.send(&request()));
        check(self.runtime.block_on(self.asynchronous.send(&request())));
    }

    /// Receives the body of a success with each client, up to its end or to an error.
    fn stream<O: Operation>(
        &self,
        request: &O,
        mut each: impl FnMut(u64),
    ) -> Vec<Result<(u64, bool), CallError<O::Error>>> {
        let blocking = self.blocking.send_streamed(request);
        let blocking = blocking.map(|answer| read(answer.into_body(), &mut each));
        let asynchronous = self.runtime.block_on(async {
            let answer = self.asynchronous.send_streamed(request).await?;
            Ok(next(answer.into_body(), &mut each).await)
        });
        vec![blocking, asynchronous]
    }
}

/// The end of a stream of events, and whether the last event was cut off.
type End = (Result<(), Interruption>, bool);

impl Clients {
    /// Receives the events of an answer with each client, up to their end or to an error.
    fn events(
        &self,
        mut each: impl FnMut(Event<watch_files::Request>),
    ) -> Vec<Result<End, CallError<watch_files::Error>>> {
        let request = watch_files::Request::builder().build().expect("it is valid");
        let blocking = self.blocking.send_for_events(&request).map(|mut events| {
            assert!(events.answer().header("content-type").is_some());
            let result = events.by_ref().try_for_each(|event| event.map(&mut each));
            assert_eq!(events.next(), None);
            (result, events.decoder().is_within_event())
        });
        let asynchronous = self.runtime.block_on(async {
            let mut events = self.asynchronous.send_for_events(&request).await?;
            let result = loop {
                match events.next().await {
                    Ok(Some(event)) => each(event),
                    Ok(None) => break Ok(()),
                    Err(error) => break Err(error),
                }
            };
            assert_eq!(events.next().await, result.clone().map(|()| None));
            Ok((result, events.decoder().is_within_event()))
        });
        vec![blocking, asynchronous]
    }
}

/// Returns the number of bytes of a body, and whether it ended without an error.
fn read(mut body: impl Read, each: &mut impl FnMut(u64)) -> (u64, bool) {
    let (mut piece, mut total) = (vec![0; 1 << 16], 0);
    loop {
        match body.read(&mut piece) {
            Ok(0) => return (total, true),
            Ok(count) => total += count as u64,
            Err(_) => return (total, false),
        }
        each(total);
    }
}

/// Returns the number of bytes of a body, and whether it ended without an error.
async fn next(mut body: AnswerBody, each: &mut impl FnMut(u64)) -> (u64, bool) {
    let mut total = 0;
    loop {
        match body.next().await {
            Ok(None) => return (total, true),
            Ok(Some(piece)) => total += piece.len() as u64,
            Err(_) => return (total, false),
        }
        each(total);
    }
}

/// The requests that a server reports: the headers of the length, and the length of the body,
/// or `None` if it ended too early.
type Report = (Option<String>, Option<String>, Option<u64>);

/// Starts a server that takes bodies and reports them.
fn taking(taken: &Arc<AtomicU64>) -> (String, Receiver<Report>) {
    let (sender, receiver) = channel();
    let taken = taken.clone();
    let url = serve(move |mut received| {
        taken.store(0, Ordering::SeqCst);
        let body = received.take(&taken);
        let [length, coding] =
            ["content-length", "transfer-encoding"].map(|it| received.header(it).map(str::to_owned));
        received.answer("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
        let _ = sender.send((length, coding, body));
    });
    (url, receiver)
}

fn raw(upload: Upload) -> set_file::Request {
    set_file::Request::builder().body(upload).build().expect("it is valid")
}

fn form(upload: Upload) -> add_file::Request {
    add_file::Request::builder().file(upload).build().expect("it is valid")
}

fn get() -> get_file::Request {
    get_file::Request::builder().build().expect("it is valid")
}

fn scan() -> get_scan::Request {
    get_scan::Request::builder().build().expect("it is valid")
}

fn accepted<T, E: Debug>(answer: Result<T, CallError<E>>) {
    if let Err(error) = answer {
        panic!("{error:?}");
    }
}

#[test]
fn a_part_that_may_be_a_file_is_one_or_another_value() {
    let link = FormCoversItem::from(Link::builder().url("https://shop.example/a.png"));
    let file = Upload::new("cover").named("b.png").of_type("image/png");
    let request = add_file::Request::builder()
        .file(Upload::new("content"))
        .covers(vec![link, file.into()]);
    let request = request.build().expect("it is valid");
    let body = request.body().expect("it can be written").expect("there is one");
    let body = body.into_bytes().expect("it is in memory");
    let body = String::from_utf8(body).expect("it is a text");
    for part in [
        "name=\"covers\"\r\nContent-Type: application/json\r\n\r\n{\"url\":\"https://shop.example/a.png\"}\r\n",
        "name=\"covers\"; filename=\"b.png\"\r\nContent-Type: image/png\r\n\r\ncover\r\n",
    ] {
        assert!(body.contains(part), "{part}: {body}");
    }
}

#[test]
fn a_post_without_a_body_has_the_length_zero() {
    let (url, reports) = taking(&Arc::default());
    let refresh = || refresh_files::Request::builder().build().expect("it is valid");
    Clients::of(&url).send(refresh, accepted);
    for _ in 0..2 {
        let report = reports.recv().expect("a report");
        assert_eq!(report, (Some("0".to_owned()), None, Some(0)));
    }
}

#[test]
fn a_large_body_is_sent_in_pieces_with_its_length() {
    let taken = Arc::default();
    let (url, reports) = taking(&taken);
    let clients = Clients::of(&url);
    clients.send(|| raw(upload(LARGE, &taken, 0)), accepted);
    for _ in 0..2 {
        let report = reports.recv().expect("a report");
        assert_eq!(report, (Some(LARGE.to_string()), None, Some(LARGE)));
    }
}

#[test]
fn a_large_part_is_sent_in_pieces_with_the_length_of_the_form() {
    let taken = Arc::default();
    let (url, reports) = taking(&taken);
    let clients = Clients::of(&url);
    clients.send(|| form(upload(MEDIUM, &taken, 1)), accepted);
    for _ in 0..2 {
        let (length, coding, body) = reports.recv().expect("a report");
        assert!(body > Some(MEDIUM));
        assert_eq!((length, coding), (body.map(|it| it.to_string()), None));
    }
}

#[test]
fn a_request_is_sent_again_with_the_same_content() {
    let taken = Arc::default();
    let (url, reports) = taking(&taken);
    let clients = Clients::of(&url);
    let request = raw(upload(1 << 20, &taken, 0));
    for _ in 0..2 {
        clients.send(|| request.clone(), accepted);
    }
    for _ in 0..4 {
        assert_eq!(reports.recv().expect("a report").2, Some(1 << 20));
    }
}

#[test]
fn small_and_missing_bodies_are_not_sent_in_chunks() {
    let (url, reports) = taking(&Arc::default());
    let clients = Clients::of(&url);
    for (content, length) in [("bytes", "5"), ("", "0")] {
        clients.send(|| raw(content.into()), accepted);
        for _ in 0..2 {
            let (stated, coding, _) = reports.recv().expect("a report");
            assert_eq!((stated.as_deref(), coding), (Some(length), None));
        }
    }
    clients.send(get, |answer| assert!(answer.is_err()));
    for _ in 0..2 {
        let (stated, coding, _) = reports.recv().expect("a report");
        assert_eq!((stated, coding), (None, None));
    }
}

#[test]
fn content_that_cannot_be_read_is_in_doubt_and_never_whole() {
    for fails_after in [0, 1 << 20] {
        let (url, reports) = taking(&Arc::default());
        let failing = || {
            raw(Upload::from_source(LARGE, move || {
                Ok(Content {
                    given: 0,
                    length: LARGE,
                    fails_after,
                    taken: None,
                })
            }))
        };
        Clients::of(&url).send(failing, |answer| match answer {
            Err(CallError::InDoubt(_)) => {}
            other => panic!("{other:?}"),
        });
        for _ in 0..2 {
            assert_eq!(reports.recv().expect("a report").2, None);
        }
    }
}

#[test]
fn content_that_cannot_be_opened_for_a_form_is_not_sent() {
    let (url, _reports) = taking(&Arc::default());
    let lost = || form(Upload::from_source(5, || Err::<Content, _>(io::Error::other("lost"))));
    Clients::of(&url).send(lost, |answer| match answer {
        Err(CallError::NotSent(NotSent::NotBuilt(RequestError::Encode(_)))) => {}
        other => panic!("{other:?}"),
    });
}

#[test]
fn a_large_answer_is_received_in_pieces() {
    let sent = Arc::new(AtomicU64::new(0));
    let counted = sent.clone();
    let url = serve(move |mut received| {
        counted.store(0, Ordering::SeqCst);
        received.answer("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n");
        let piece = vec![b'x'; 1 << 16];
        while counted.load(Ordering::SeqCst) < LARGE {
            if received.stream.get_mut().write_all(&piece).is_err() {
                return;
            }
            counted.fetch_add(piece.len() as u64, Ordering::SeqCst);
        }
    });
    let received = Clients::of(&url).stream(&get(), |total| {
        let ahead = sent.load(Ordering::SeqCst).saturating_sub(total);
        assert!(ahead <= HELD, "{ahead} bytes are held");
    });
    for received in received {
        assert_eq!(received.expect("a success"), (LARGE, true));
    }
}

#[test]
fn an_answer_that_is_cut_off_is_an_error_after_its_last_byte() {
    for head in ["content-length: 9\r\n\r\nbytes", "transfer-encoding: chunked\r\n\r\n5\r\nbytes\r\n"] {
        let url = serve(move |mut received| {
            received.answer(&format!("HTTP/1.1 200 OK\r\n{head}"));
        });
        for received in Clients::of(&url).stream(&get(), |_| ()) {
            assert_eq!(received.expect("a success"), (5, false), "{head}");
        }
    }
}

#[test]
fn a_failure_is_received_before_a_body_is_handed_over() {
    let url = serve(|mut received| {
        received.answer(
            "HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 17\r\n\r\n\
             {\"reason\":\"none\"}",
        );
    });
    for received in Clients::of(&url).stream(&get(), |_| ()) {
        match received {
            Err(CallError::Failure(get_file::Error::NotFound(answer))) => {
                assert_eq!(answer.body().reason.as_deref(), Some("none"));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_redirection_that_is_the_success_is_handed_over() {
    let url = serve(|mut received| {
        received.answer(
            "HTTP/1.1 302 Found\r\nlocation: https://shop.example/file\r\n\
             connection: close\r\ncontent-length: 5\r\n\r\nmoved",
        );
    });
    let find = || find_file::Request::builder().build().expect("it is valid");
    let clients = Clients::of(&url);
    clients.send(find, accepted);
    let answer = clients.blocking.send_streamed(&find()).expect("a success");
    assert_eq!(answer.header("location"), Some("https://shop.example/file"));
    for received in clients.stream(&find(), |_| ()) {
        assert_eq!(received.expect("a success"), (5, true));
    }
    // For an operation with another success it is a failure.
    for received in clients.stream(&scan(), |_| ()) {
        assert!(matches!(received, Err(CallError::Failure(_))), "{received:?}");
    }
}

#[test]
fn a_page_instead_of_a_file_is_an_error_that_keeps_it() {
    let page = "<html>Log in</html>";
    let url = serve(move |mut received| received.answer(&whole("200 OK", "text/html", page)));
    let clients = Clients::of(&url);
    let check = |error| match error {
        CallError::Unreadable(error) => {
            assert_eq!(error.error().kind(), DecodeErrorKind::UnexpectedContent);
            assert_eq!(error.answer().body(), page.as_bytes());
        }
        other => panic!("{other:?}"),
    };
    clients.send(scan, |answer| check(answer.expect_err("no file")));
    for received in clients.stream(&scan(), |_| ()) {
        check(received.expect_err("no file"));
    }
    // Files of any type are documented as bytes.
    for received in clients.stream(&get(), |_| ()) {
        assert_eq!(received.expect("a success"), (page.len() as u64, true));
    }
}

#[test]
fn a_file_whose_type_the_server_does_not_know_is_handed_over() {
    let url = serve(move |mut received| {
        received.answer(&whole("200 OK", "application/octet-stream", "%PDF"));
    });
    let clients = Clients::of(&url);
    clients.send(scan, |answer| assert_eq!(answer.expect("a success"), b"%PDF"));
    for received in clients.stream(&scan(), |_| ()) {
        assert_eq!(received.expect("a success"), (4, true));
    }
}

/// The start of an answer with events.
const EVENTS: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n";

#[test]
fn each_event_is_received_before_the_next_is_sent() {
    let (taken, wait) = channel();
    let url = serve(move |mut received| {
        assert_eq!(received.header("accept"), Some("text/event-stream"));
        received.answer(EVENTS);
        received.answer("transfer-encoding: chunked\r\n\r\n");
        let change = "id: 1\ndata: {\"file\":\"a\",\ndata: \"siz";
        for piece in [change, "e\":1}\r\n\r", "\n", "event: end\ndata: [DONE]\n\n"] {
            received.answer(&format!("{:x}\r\n{piece}\r\n", piece.len()));
            if piece.ends_with('\r') {
                // Without this event, no other is sent.
                wait.recv().expect("the client is there");
            }
        }
        received.answer("0\r\n\r\n");
    });
    let mut events = Vec::new();
    let ends = Clients::of(&url).events(|event| {
        let data = event.read();
        if let Ok(change) = &data {
            assert_eq!((change.file.as_str(), change.size), ("a", Some(1)));
            taken.send(()).expect("the server is there");
        }
        let event = match data {
            Ok(_) => event.into_raw(),
            Err(error) => error.event().clone(),
        };
        events.push((event.name, event.data, event.id));
    });
    for end in ends {
        assert_eq!(end.expect("a stream"), (Ok(()), false));
    }
    let change = "{\"file\":\"a\",\n\"size\":1}";
    let expected = [("message", change, "1"), ("end", "[DONE]", "1")];
    let expected = expected.map(|(event, data, id)| (event.into(), data.into(), id.into()));
    assert_eq!(events, [expected.clone(), expected].concat());
}

#[test]
fn a_stream_that_is_cut_off_is_told_from_one_that_ended() {
    for (body, is_broken) in [
        ("connection: close\r\n\r\ndata: a\n\ndata: b\n", false),
        ("content-length: 99\r\n\r\ndata: a\n\ndata: b\n", true),
        ("transfer-encoding: chunked\r\n\r\n10\r\ndata: a\n\ndata: b\r\n", true),
    ] {
        let url = serve(move |mut received| received.answer(&format!("{EVENTS}{body}")));
        let mut data = Vec::new();
        for end in Clients::of(&url).events(|event| data.push(event.into_raw().data)) {
            let (result, is_within_event) = end.expect("a stream");
            assert_eq!(matches!(result, Err(Interruption::Broken { .. })), is_broken, "{body}");
            assert_eq!((result.is_err(), is_within_event), (is_broken, true), "{body}");
        }
        assert_eq!(data, ["a", "a"], "{body}");
    }
}

#[test]
fn a_failure_is_received_before_events_are_handed_over() {
    let url = serve(|mut received| received.answer(&json("404 Not Found", r#"{"reason":"none"}"#)));
    for answer in Clients::of(&url).events(|event| panic!("{event:?}")) {
        match answer {
            Err(CallError::Failure(watch_files::Error::NotFound(answer))) => {
                assert_eq!(answer.body().reason.as_deref(), Some("none"));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_response_instead_of_events_is_an_error_that_keeps_it() {
    let url = serve(|mut received| received.answer(&json("200 OK", r#"{"file":"a"}"#)));
    for answer in Clients::of(&url).events(|event| panic!("{event:?}")) {
        let Err(CallError::Unreadable(error)) = answer else {
            panic!("{answer:?}");
        };
        assert_eq!(error.error().kind(), DecodeErrorKind::NoEvents);
        let response = watch_files::Request::read(&error.answer().as_answer());
        match response.expect("it is documented") {
            watch_files::Response::Json(change) => assert_eq!(change.file, "a"),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_response_instead_of_events_has_the_limit_of_every_answer() {
    let url = serve(|mut received| received.answer(&json("200 OK", &" ".repeat(17 << 20))));
    for answer in Clients::of(&url).events(|event| panic!("{event:?}")) {
        match answer {
            Err(CallError::InDoubt(doubt)) => {
                assert_eq!(doubt.interruption(), &Interruption::TooLarge);
                assert_eq!(doubt.status(), Some(200));
            }
            other => panic!("{other:?}"),
        }
    }
}

/// Returns an answer in JSON.
fn json(status: &str, body: &str) -> String {
    whole(status, "application/json", body)
}

/// Returns an answer with a content type.
fn whole(status: &str, content_type: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\nconnection: close\r\n\
         content-length: {length}\r\n\r\n{body}"
    )
}

#[test]
fn an_event_that_is_too_large_ends_the_stream() {
    let url = serve(|mut received| {
        received.answer(&format!("{EVENTS}connection: close\r\n\r\ndata: a\n\n"));
        let piece = "x".repeat(1 << 20);
        for _ in 0..32 {
            received.answer(&piece);
        }
    });
    let mut count = 0;
    for end in Clients::of(&url).events(|_| count += 1) {
        assert_eq!(end.expect("a stream"), (Err(Interruption::TooLarge), true));
    }
    assert_eq!(count, 2);
}
