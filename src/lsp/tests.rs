//! The server over an in-memory stream, its world in view: wire order, staleness, cancellation, panics.

use std::str::FromStr;
use std::sync::Arc;

use ls_types::*;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};
use tower::Service;
use tower_lsp::jsonrpc::{ErrorCode, Request, Response};

use super::gate::{Ending, Gate};
use super::handlers::{self, Waited};
use super::outbox::{Outbox, Outgoing};
use super::position::{Encoding, Map};
use super::world::{Checked, Document, Task, World};
use crate::text::{LineIndex, Span};

fn world() -> Arc<World> {
    Arc::new(World::new(Outbox::new().0))
}

fn uri(name: &str) -> Uri {
    Uri::from_str(&format!("file:///w/{name}")).expect("a URI")
}

fn frame(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// The next message that answers `id`.
async fn answer(stream: &mut DuplexStream, id: i64) -> Value {
    loop {
        let mut header = Vec::new();
        while !header.ends_with(b"\r\n\r\n") {
            header.push(stream.read_u8().await.expect("the server answers"));
        }
        let header = String::from_utf8(header).expect("ASCII");
        let length: usize = header
            .trim()
            .rsplit(' ')
            .next()
            .and_then(|it| it.parse().ok())
            .expect("a length");
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await.expect("the body");
        let message: Value = serde_json::from_slice(&body).expect("JSON");
        if message["id"] == id {
            return message;
        }
    }
}

/// A generator of numbers: the same for every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

#[tokio::test]
async fn documents_follow_the_wire_through_five_hundred_interleaved_edits() {
    let (outbox, messages) = Outbox::new();
    let world = Arc::new(World::new(outbox));
    let (mut client, server) = tokio::io::duplex(1 << 20);
    let (input, output) = tokio::io::split(server);
    let serving = world.clone();
    let server = tokio::spawn(async move { super::serve_world(&serving, messages, input, output).await });
    client
        .write_all(&frame(
            &json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}),
        ))
        .await
        .unwrap();
    answer(&mut client, 1).await;

    let names = ["a.md", "b.txt", "c.md"];
    let mut model: Vec<String> = vec!["one\r\ntwo 🚨\n".to_owned(); names.len()];
    for (name, text) in names.iter().zip(&model) {
        let item = json!({"uri": uri(name), "languageId": "markdown", "version": 0, "text": text});
        let open =
            json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": item}});
        client.write_all(&frame(&open)).await.unwrap();
    }
    let pieces = ["x", "é\n", "🚨", "\r\n", "", "word "];
    let mut dice = Dice(7);
    for version in 1..=500 {
        let n = dice.below(names.len());
        let mut changes = Vec::new();
        for _ in 0..=dice.below(2) {
            let text = &model[n];
            let lines = LineIndex::new(text);
            let map = Map {
                text,
                lines: &lines,
                encoding: Encoding::Utf16,
            };
            let mut place = |most: usize| map.offset(map.position(dice.below(most + 1)));
            let (a, b) = (place(text.len()), place(text.len()));
            let span = if a + 12 < b || b + 12 < a {
                Span::at(a)
            } else {
                Span::new(a.min(b), a.max(b))
            };
            let piece = pieces[dice.below(pieces.len())];
            changes.push(json!({"range": map.range(span), "text": piece}));
            model[n].replace_range(span.range(), piece);
        }
        let document = json!({"uri": uri(names[n]), "version": version});
        let params = json!({"textDocument": document, "contentChanges": changes});
        let change = json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params});
        client.write_all(&frame(&change)).await.unwrap();
    }
    client
        .write_all(&frame(&json!({"jsonrpc": "2.0", "id": 2, "method": "shutdown"})))
        .await
        .unwrap();
    answer(&mut client, 2).await;
    let snapshot = world.snapshot();
    for (name, text) in names.iter().zip(&model) {
        assert_eq!(
            &*snapshot.document(&uri(name)).expect("open").text,
            text,
            "{name}"
        );
    }
    client
        .write_all(&frame(&json!({"jsonrpc": "2.0", "method": "exit"})))
        .await
        .unwrap();
    assert_eq!(server.await.expect("it ends"), 0);
    world.stop();
}

fn nothing_found(document: &Document, sources: u64) -> Checked {
    Checked {
        rev: document.rev,
        sources,
        uri: document.uri.clone(),
        path: document.path.clone(),
        version: document.version,
        analysis: None,
        source_paths: Vec::new(),
        config: None,
        items: Arc::default(),
        result_id: "0".to_owned(),
    }
}

fn task(world: &World) -> Arc<Document> {
    match world.next_task() {
        Some(Task::Check(it)) => it,
        _ => panic!("a check is due"),
    }
}

fn insert(text: &str) -> Vec<TextDocumentContentChangeEvent> {
    vec![TextDocumentContentChangeEvent {
        range: Some(Range::default()),
        range_length: None,
        text: text.to_owned(),
    }]
}

/// Polls once, in place of the gate.
fn poll<F: Future>(it: std::pin::Pin<&mut F>) -> std::task::Poll<F::Output> {
    it.poll(&mut std::task::Context::from_waker(std::task::Waker::noop()))
}

#[tokio::test]
async fn a_request_waits_for_the_check_of_what_it_saw() {
    let world = world();
    world.open(uri("a.md"), 1, "text".to_owned());
    let a = uri("a.md");
    let mut request = Box::pin(handlers::view(&world, &a));
    assert!(poll(request.as_mut()).is_pending());
    let document = task(&world);
    world.checked(nothing_found(&document, 0));
    let Waited::Ready(view) = request.await else {
        panic!("it is checked")
    };
    assert_eq!(view.document.version, 1);
}

#[tokio::test]
async fn an_answer_about_a_text_that_changed_is_an_error_and_a_pull_says_ask_again() {
    let world = world();
    let a = uri("a.md");
    world.open(a.clone(), 1, "text".to_owned());
    let params = |uri: &Uri| DocumentDiagnosticParams {
        text_document: TextDocumentIdentifier::new(uri.clone()),
        identifier: None,
        previous_result_id: None,
        work_done_progress_params: WorkDoneProgressParams::default(),
        partial_result_params: PartialResultParams::default(),
    };
    let at = TextDocumentPositionParams::new(TextDocumentIdentifier::new(a.clone()), Position::default());
    let mut pull = Box::pin(handlers::diagnostic::pull(&world, params(&a)));
    let mut hover = Box::pin(handlers::hover::hover(&world, at));
    assert!(poll(pull.as_mut()).is_pending() && poll(hover.as_mut()).is_pending());
    world.change(&a, 2, insert("x"));
    let error = pull.await.expect_err("it changed");
    assert_eq!(error.code, ErrorCode::ServerError(-32802));
    assert_eq!(error.data, Some(json!({"retriggerRequest": true})));
    assert_eq!(
        hover.await.expect_err("it changed").code,
        ErrorCode::ContentModified
    );
}

#[tokio::test]
async fn results_of_an_older_text_or_of_an_earlier_life_are_not_shown() {
    let (outbox, mut messages) = Outbox::new();
    let world = World::new(outbox);
    let a = uri("a.md");
    world.open(a.clone(), 1, "text".to_owned());
    let old = task(&world);
    world.change(&a, 2, insert("x"));
    let mut stale = nothing_found(&old, 0);
    stale.result_id = "1".to_owned();
    world.checked(stale);
    assert!(messages.try_recv().is_err(), "an older text");
    world.close(&a);
    world.open(a.clone(), 1, "again".to_owned());
    let mut stale = nothing_found(&old, 0);
    stale.result_id = "2".to_owned();
    world.checked(stale);
    assert!(messages.try_recv().is_err(), "another life");
    assert!(world.snapshot().document(&a).expect("open").checked.is_none());
}

#[tokio::test]
async fn what_was_found_while_somebody_typed_is_shown_when_it_still_holds() {
    let (outbox, mut messages) = Outbox::new();
    let world = World::new(outbox);
    let a = uri("a.md");
    let found = |document: &Document, id: &str, n: usize| Checked {
        result_id: id.to_owned(),
        items: Arc::new(vec![Diagnostic::default(); n]),
        ..nothing_found(document, 0)
    };
    let mut shown = || match messages.try_recv() {
        Ok(Outgoing::Publish { items, .. }) => Some(items.len()),
        _ => None,
    };
    world.open(a.clone(), 1, "text".to_owned());
    world.checked(found(&task(&world), "1", 1));
    assert_eq!(shown(), Some(1));
    world.change(&a, 2, insert("x"));
    let overtaken = task(&world);
    world.change(&a, 3, insert("\n"));
    world.checked(found(&overtaken, "2", 0));
    assert_eq!(shown(), None, "an older text");
    let document = task(&world);
    let last = document.checked.as_ref().expect("kept for want of a better one");
    world.checked(found(&document, &last.result_id, 0));
    assert_eq!(shown(), Some(0), "the client still shows the first");
}

#[tokio::test]
async fn a_document_whose_check_panics_twice_is_left_alone_until_it_changes() {
    let world = world();
    let a = uri("a.md");
    world.open(a.clone(), 1, "text".to_owned());
    let document = task(&world);
    world.check_panicked(&document, 0, false);
    let document = task(&world);
    world.check_panicked(&document, 0, true);
    assert!(matches!(handlers::view(&world, &a).await, Waited::Failed));
    world.change(&a, 2, insert("x"));
    world.hurry(&document.path);
    let document = task(&world);
    world.checked(nothing_found(&document, 0));
    assert!(matches!(handlers::view(&world, &a).await, Waited::Ready(_)));
}

/// A service whose handlers panic, at once or later.
struct Panics;

impl Service<Request> for Panics {
    type Response = Option<Response>;
    type Error = std::convert::Infallible;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Option<Response>, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Self::Error>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let later = request.method() == "later";
        Box::pin(async move {
            if later {
                tokio::task::yield_now().await;
            }
            panic!("a handler panics")
        })
    }
}

#[tokio::test]
async fn a_panic_in_a_handler_is_an_answer() {
    let ending = Arc::new(Ending::default());
    let mut gate = Gate {
        inner: Panics,
        ending: ending.clone(),
    };
    for (method, id) in [("now", 1), ("later", 2)] {
        let response = gate
            .call(Request::build(method).id(id).finish())
            .await
            .expect("no error");
        let response = response.expect("an answer");
        assert_eq!(response.error().map(|it| it.code), Some(ErrorCode::InternalError));
    }
    let notification = gate.call(Request::build("now").finish()).await.expect("no error");
    assert_eq!(notification, None);
    assert_eq!(ending.code(), 1);
    let _ = gate.call(Request::build("shutdown").id(3).finish()).await;
    assert_eq!(ending.code(), 0);
}

#[tokio::test]
async fn four_hundred_waiting_requests_keep_nobody_waiting() {
    let (outbox, messages) = Outbox::new();
    let world = Arc::new(World::new(outbox));
    let (mut client, server) = tokio::io::duplex(1 << 20);
    let (input, output) = tokio::io::split(server);
    let serving = world.clone();
    tokio::spawn(async move { super::serve_world(&serving, messages, input, output).await });
    client
        .write_all(&frame(
            &json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}),
        ))
        .await
        .unwrap();
    answer(&mut client, 1).await;
    // No thread checks anything any more: whoever asks waits.
    world.stop();
    world.open(uri("a.md"), 1, "text".to_owned());
    let request = |id: i64, method: &str, name: &str| {
        let params = json!({"textDocument": {"uri": uri(name)}, "position": {"line": 0, "character": 0}});
        frame(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}))
    };
    for id in 100..500 {
        client
            .write_all(&request(id, "textDocument/hover", "a.md"))
            .await
            .unwrap();
    }
    client
        .write_all(&request(2, "textDocument/documentSymbol", "unknown.md"))
        .await
        .unwrap();
    assert_eq!(answer(&mut client, 2).await["result"], Value::Null);
    let cancel = json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 321}});
    client.write_all(&frame(&cancel)).await.unwrap();
    assert_eq!(answer(&mut client, 321).await["error"]["code"], -32800);
}
