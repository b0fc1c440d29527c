//! The language server: protocol types live here and nowhere else.
//!
//! A message passes the `transport`, the `gate` (first poll in wire order) and the framework to `server`,
//! which hands it to one of the `handlers`. Notifications change the `world` and return; the checking
//! thread of the `scheduler` turns a changed document into an [`Analysis`](crate::analysis::Analysis);
//! requests read a snapshot, wait for the check of what they saw, and answer from it. What goes out
//! unasked goes through the `outbox`.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the shell: clocks, threads and the maps of the protocol's own types are used here"
)]

mod capabilities;
mod correction;
mod from_proto;
mod gate;
mod handlers;
mod items;
mod outbox;
mod pages;
mod position;
mod scheduler;
mod server;
mod to_proto;
mod transport;
mod world;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc::UnboundedReceiver;
use tower_lsp::LspService;

use gate::{Ending, Gate};
use outbox::{Outbox, Outgoing};
use server::Backline;
use transport::{Input, Output};
use world::World;

/// Serves one client on standard input and output. The exit code is the protocol's: 0 after `shutdown`,
/// else 1.
pub fn run() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    let streams = Input::of(std::io::stdin()).and_then(|input| Ok((input, Output::of(std::io::stdout())?)));
    let (Ok(runtime), Ok((input, (output, written)))) = (runtime, streams) else {
        return ExitCode::FAILURE;
    };
    let code = runtime.block_on(serve(input, output));
    runtime.shutdown_background();
    written.wait();
    ExitCode::from(code)
}

/// Serves one client until it says `exit`, its stream ends, or its process is gone. Returns the exit code.
pub async fn serve(input: impl AsyncRead + Unpin, output: impl AsyncWrite) -> u8 {
    let (outbox, messages) = Outbox::new();
    let world = Arc::new(World::new(outbox));
    let code = serve_world(&world, messages, input, output).await;
    world.stop();
    code
}

async fn serve_world(
    world: &Arc<World>,
    messages: UnboundedReceiver<Outgoing>,
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite,
) -> u8 {
    let ending = Arc::new(Ending::default());
    let (service, socket) = LspService::new(|client| {
        tokio::spawn(outbox::run(client, messages, world.clone()));
        Backline::new(world.clone())
    });
    let gate = Gate {
        inner: service,
        ending: ending.clone(),
    };
    // Many slots: requests that wait for a check must not keep others, or their own cancellation, waiting.
    let server = tower_lsp::Server::new(input, output, socket).concurrency_level(4096);
    tokio::select! {
        () = server.serve(gate) => {}
        () = ending.exit() => {}
        () = client_gone(world) => {}
    }
    ending.code()
}

/// Waits until the process that started the server is gone; some editors die without closing the stream.
async fn client_gone(world: &World) {
    loop {
        tokio::time::sleep(Duration::from_secs(2)).await;
        let client = world.snapshot().client.clone();
        if client.process.is_some_and(|it| !is_alive(it)) {
            return;
        }
    }
}

/// Whether the process exists. Where `/proc` is missing the end of the stream must tell.
fn is_alive(process: u32) -> bool {
    if !std::path::Path::new("/proc/self/stat").exists() {
        return true;
    }
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{process}/stat")) else {
        return false;
    };
    let state = stat
        .rsplit_once(')')
        .and_then(|(_, rest)| rest.trim_start().chars().next());
    !matches!(state, Some('Z' | 'X'))
}

#[cfg(test)]
mod tests;
