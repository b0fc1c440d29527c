//! The real binary on standard streams: it ends when it must.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Server {
    fn start(process: Option<u32>) -> Server {
        let child = Command::new(env!("CARGO_BIN_EXE_backline"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let mut server = Server(child);
        server.send(&json!({"jsonrpc": "2.0", "id": 1, "method": "initialize",
                            "params": {"processId": process, "rootUri": null, "capabilities": {}}}));
        assert_eq!(server.read()["result"]["serverInfo"]["name"], "backline");
        server.send(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
        server
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let input = self.0.stdin.as_mut().expect("a pipe");
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("it reads");
        input.flush().expect("it reads");
    }

    fn read(&mut self) -> Value {
        let output = self.0.stdout.as_mut().expect("a pipe");
        let mut header = Vec::new();
        while !header.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            output.read_exact(&mut byte).expect("it writes");
            header.push(byte[0]);
        }
        let header = String::from_utf8(header).expect("ASCII");
        let length = header.trim().rsplit(' ').next().expect("a length");
        let mut body = vec![0; length.parse().expect("a number")];
        output.read_exact(&mut body).expect("a body");
        serde_json::from_slice(&body).expect("JSON")
    }

    /// The exit code, which must come within `patience` although standard input stays open.
    fn code(mut self, patience: Duration) -> Option<i32> {
        let deadline = Instant::now() + patience;
        while Instant::now() < deadline {
            if let Some(status) = self.0.try_wait().expect("a child") {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("the server is still there after {patience:?}");
    }
}

const SOON: Duration = Duration::from_secs(5);

#[test]
fn exit_after_shutdown_ends_it_with_stdin_still_open() {
    let mut server = Server::start(None);
    server.send(&json!({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}));
    assert_eq!(server.read()["id"], 2);
    server.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
    assert_eq!(server.code(SOON), Some(0));
}

#[test]
fn exit_without_shutdown_is_an_error() {
    let mut server = Server::start(None);
    server.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
    assert_eq!(server.code(SOON), Some(1));
}

#[test]
fn the_end_of_stdin_ends_it() {
    let mut server = Server::start(None);
    drop(server.0.stdin.take());
    assert_eq!(server.code(SOON), Some(1));
}

#[test]
fn an_unknown_method_is_an_error_and_nothing_more() {
    let mut server = Server::start(None);
    server.send(&json!({"jsonrpc": "2.0", "id": 2, "method": "no/such/method", "params": null}));
    assert_eq!(server.read()["error"]["code"], -32601);
    server.send(&json!({"jsonrpc": "2.0", "id": 3, "method": "shutdown"}));
    assert_eq!(server.read()["id"], 3);
}

#[cfg(target_os = "linux")]
#[test]
fn it_does_not_outlive_the_editor() {
    let mut editor = Command::new("sleep").arg("60").spawn().expect("sleep starts");
    let server = Server::start(Some(editor.id()));
    editor.kill().expect("it runs");
    editor.wait().expect("it ends");
    assert_eq!(server.code(Duration::from_secs(10)), Some(1));
}
