//! The gate before the service: every message gets its first poll here, in the order of the wire, so
//! document state follows the wire exactly and a cancellation never queues behind what it cancels; a panic
//! in a handler becomes an error; `shutdown` and `exit` are seen.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};

use tokio::sync::Notify;
use tower::Service;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

/// Whether the client asked the server to end.
#[derive(Default)]
pub(crate) struct Ending {
    shutdown: AtomicBool,
    exit: Notify,
}

impl Ending {
    /// Waits for `exit`.
    pub(crate) async fn exit(&self) {
        self.exit.notified().await;
    }

    /// 0 after a `shutdown`, 1 without.
    pub(crate) fn code(&self) -> u8 {
        u8::from(!self.shutdown.load(Ordering::SeqCst))
    }
}

/// The service behind the gate.
pub(crate) struct Gate<S> {
    pub(crate) inner: S,
    pub(crate) ending: Arc<Ending>,
}

type Answer<E> = Result<Option<Response>, E>;
type Answering<E> = Pin<Box<dyn Future<Output = Answer<E>> + Send>>;

impl<S> Service<Request> for Gate<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Error: Send + 'static,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Answering<S::Error>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Answering<S::Error> {
        match request.method() {
            "shutdown" => self.ending.shutdown.store(true, Ordering::SeqCst),
            "exit" => self.ending.exit.notify_one(),
            _ => {}
        }
        let id = request.id().cloned();
        let mut shielded = Shielded {
            inner: Box::pin(self.inner.call(request)),
            id,
        };
        let first = Pin::new(&mut shielded).poll(&mut Context::from_waker(Waker::noop()));
        match first {
            Poll::Ready(answer) => Box::pin(std::future::ready(answer)),
            Poll::Pending => Box::pin(shielded),
        }
    }
}

/// A handler whose panic is an answer.
struct Shielded<E> {
    inner: Answering<E>,
    id: Option<Id>,
}

impl<E> Future for Shielded<E> {
    type Output = Answer<E>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Answer<E>> {
        let polled = catch_unwind(AssertUnwindSafe(|| self.inner.as_mut().poll(cx)));
        polled.unwrap_or_else(|_| {
            let error = |id| Response::from_error(id, Error::internal_error());
            Poll::Ready(Ok(self.id.take().map(error)))
        })
    }
}
