//! A client for tests. It reads everything the server says; what a test did not ask for fails it.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf, WriteHalf};
use tokio::task::JoinHandle;

/// A folder on disk for the time of a test.
pub(super) struct Folder(tempfile::TempDir);

impl Folder {
    pub(super) fn with(files: &[(&str, &str)]) -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).expect("a file");
    }

    pub(super) fn path(&self) -> PathBuf {
        self.0.path().to_owned()
    }
}

/// What clients can do.
pub(super) mod capabilities {
    use super::*;

    fn with(diagnostics: Value, encodings: &[&str]) -> Value {
        let mut document = json!({
            "publishDiagnostics": {"relatedInformation": true, "versionSupport": true, "codeDescriptionSupport": true},
            "definition": {"linkSupport": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "hover": {"contentFormat": ["markdown"]},
        });
        if !diagnostics.is_null() {
            document["diagnostic"] = diagnostics;
        }
        json!({
            "general": {"positionEncodings": encodings},
            "textDocument": document,
            "workspace": {"workspaceEdit": {"documentChanges": true}},
        })
    }

    pub(crate) fn push() -> Value {
        with(Value::Null, &["utf-16"])
    }

    /// Sent diagnostics do not say which version they belong to.
    pub(crate) fn push_without_versions() -> Value {
        let mut out = push();
        out["textDocument"]["publishDiagnostics"]["versionSupport"] = false.into();
        out
    }

    pub(crate) fn pull() -> Value {
        with(json!({}), &["utf-8", "utf-16"])
    }

    pub(crate) fn counting(encoding: &str) -> Value {
        with(Value::Null, &[encoding])
    }
}

/// A client connected to a server in memory.
pub(super) struct Client {
    input: BufReader<ReadHalf<DuplexStream>>,
    output: WriteHalf<DuplexStream>,
    server: Option<JoinHandle<u8>>,
    unread: VecDeque<Value>,
    next_id: i64,
    pub(super) root: Option<PathBuf>,
    pub(super) capabilities: Value,
}

impl Drop for Client {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert!(self.unread.is_empty(), "unread: {:?}", self.unread);
            assert!(self.server.is_none(), "a test ends its client");
        }
    }
}

impl Client {
    pub(super) async fn start(folder: &Folder, capabilities: Value) -> Client {
        Client::connect(Some(folder.path()), capabilities).await
    }

    pub(super) async fn start_without_folder(capabilities: Value) -> Client {
        Client::connect(None, capabilities).await
    }

    async fn connect(root: Option<PathBuf>, capabilities: Value) -> Client {
        let (ours, theirs) = tokio::io::duplex(1 << 20);
        let (input, output) = tokio::io::split(theirs);
        let server = tokio::spawn(backline::lsp::serve(input, output));
        let (input, output) = tokio::io::split(ours);
        let mut client = Client {
            input: BufReader::new(input),
            output,
            server: Some(server),
            unread: VecDeque::new(),
            next_id: 0,
            root,
            capabilities: Value::Null,
        };
        let root = client.root.as_deref().map(uri_of);
        let params = json!({"processId": null, "rootUri": root, "workspaceFolders": null, "capabilities": capabilities,
                            "initializationOptions": {"debounceMs": 0}});
        let result = client.request("initialize", params).await;
        client.capabilities = result["capabilities"].clone();
        client.notify("initialized", json!({})).await;
        client
    }

    /// The URI of a file of the folder.
    pub(super) fn uri(&self, name: &str) -> Value {
        let root = self.root.as_deref().unwrap_or(Path::new("/nowhere"));
        uri_of(&root.join(name)).into()
    }

    async fn send(&mut self, message: Value) {
        let body = message.to_string();
        let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.output
            .write_all(frame.as_bytes())
            .await
            .expect("the server reads");
    }

    async fn read(&mut self) -> Value {
        let reading = async {
            let mut length = 0;
            loop {
                let mut line = String::new();
                self.input.read_line(&mut line).await.expect("the server writes");
                assert!(!line.is_empty(), "the server ended");
                match line.trim().split_once(": ") {
                    Some(("Content-Length", n)) => length = n.parse().expect("a length"),
                    Some(_) => {}
                    None => break,
                }
            }
            let mut body = vec![0; length];
            self.input.read_exact(&mut body).await.expect("a body");
            serde_json::from_slice(&body).expect("JSON")
        };
        tokio::time::timeout(Duration::from_secs(20), reading)
            .await
            .expect("the server answers in time")
    }

    pub(super) async fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({"jsonrpc": "2.0", "method": method, "params": params}))
            .await;
    }

    pub(super) async fn send_request(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(message).await;
        id
    }

    /// The answer to `id`; what comes before it is kept.
    pub(super) async fn answer(&mut self, id: i64) -> Value {
        loop {
            let message = self.read().await;
            if message["id"] == id && message["method"].is_null() {
                return message;
            }
            self.unread.push_back(message);
        }
    }

    /// The result of a request that succeeds.
    pub(super) async fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.send_request(method, params).await;
        let answer = self.answer(id).await;
        assert!(answer["error"].is_null(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The parameters of the next message, which is this notification.
    pub(super) async fn notification(&mut self, method: &str) -> Value {
        let message = match self.unread.pop_front() {
            Some(it) => it,
            None => self.read().await,
        };
        assert_eq!(message["method"], method, "{message}");
        message["params"].clone()
    }

    pub(super) async fn open(&mut self, name: &str, version: i32, text: &str) {
        let document =
            json!({"uri": self.uri(name), "languageId": "markdown", "version": version, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}))
            .await;
    }

    pub(super) async fn change(&mut self, name: &str, version: i32, changes: Value) {
        let document = json!({"uri": self.uri(name), "version": version});
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": changes}),
        )
        .await;
    }

    pub(super) async fn close(&mut self, name: &str) {
        let document = json!({"uri": self.uri(name)});
        self.notify("textDocument/didClose", json!({"textDocument": document}))
            .await;
    }

    pub(super) async fn file_changed(&mut self, name: &str) {
        let change = json!({"uri": self.uri(name), "type": 2});
        self.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}))
            .await;
    }

    /// Ends the server, which must have said nothing more than the test read.
    pub(super) async fn end(mut self) {
        self.shut_down().await;
    }

    pub(super) async fn end_and_ignore_the_rest(mut self) {
        self.shut_down().await;
        self.unread.clear();
    }

    async fn shut_down(&mut self) {
        self.request("shutdown", Value::Null).await;
        self.send(json!({"jsonrpc": "2.0", "method": "exit"})).await;
        let server = self.server.take().expect("it runs");
        let code = tokio::time::timeout(Duration::from_secs(5), server).await;
        assert_eq!(code.expect("it ends in time").expect("it does not panic"), 0);
    }
}

fn uri_of(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
}
