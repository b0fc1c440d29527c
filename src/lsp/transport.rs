//! Standard input and output as streams: one thread reads, one writes, each blocked in the system call
//! alone, so a message costs one wake-up and a client that stops reading does not stop the server.

use std::io::{self, Read, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use parking_lot::Mutex;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What was read and not yet taken.
#[derive(Default)]
struct Inbox {
    bytes: Vec<u8>,
    taken: usize,
    ended: bool,
    reader: Option<Waker>,
}

/// The reading end.
pub(crate) struct Input(Arc<Mutex<Inbox>>);

impl Input {
    /// Reads `source` on a thread of its own until it ends.
    pub(crate) fn of(mut source: impl Read + Send + 'static) -> io::Result<Input> {
        let inbox = Arc::new(Mutex::new(Inbox::default()));
        let shared = inbox.clone();
        std::thread::Builder::new()
            .name("stdin".to_owned())
            .spawn(move || {
                let mut buffer = vec![0; 64 << 10];
                loop {
                    let read = source.read(&mut buffer);
                    if read
                        .as_ref()
                        .is_err_and(|it| it.kind() == io::ErrorKind::Interrupted)
                    {
                        continue;
                    }
                    let n = read.unwrap_or(0);
                    let mut inbox = shared.lock();
                    inbox.bytes.extend_from_slice(&buffer[..n]);
                    inbox.ended = n == 0;
                    let reader = inbox.reader.take();
                    drop(inbox);
                    if let Some(it) = reader {
                        it.wake();
                    }
                    if n == 0 {
                        return;
                    }
                }
            })?;
        Ok(Input(inbox))
    }
}

impl AsyncRead for Input {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let mut inbox = self.0.lock();
        let left = inbox.bytes.len() - inbox.taken;
        if left == 0 && !inbox.ended {
            inbox.reader = Some(cx.waker().clone());
            return Poll::Pending;
        }
        let n = left.min(out.remaining());
        out.put_slice(&inbox.bytes[inbox.taken..inbox.taken + n]);
        inbox.taken += n;
        if inbox.taken == inbox.bytes.len() {
            inbox.bytes.clear();
            inbox.bytes.shrink_to(256 << 10);
            inbox.taken = 0;
        }
        Poll::Ready(Ok(()))
    }
}

/// The writing end; takes everything at once and never refuses.
pub(crate) struct Output(Sender<Vec<u8>>);

/// Tells when everything was written.
pub(crate) struct Written(Receiver<()>);

impl Output {
    /// Writes to `sink` on a thread of its own.
    pub(crate) fn of(mut sink: impl Write + Send + 'static) -> io::Result<(Output, Written)> {
        let (sender, receiver) = channel::<Vec<u8>>();
        let (done, written) = channel();
        std::thread::Builder::new()
            .name("stdout".to_owned())
            .spawn(move || {
                let _done = done;
                while let Ok(bytes) = receiver.recv() {
                    if sink.write_all(&bytes).and_then(|()| sink.flush()).is_err() {
                        return;
                    }
                }
            })?;
        Ok((Output(sender), Written(written)))
    }
}

impl Written {
    /// Waits until all is written, but not for a client that has stopped reading.
    pub(crate) fn wait(self) {
        let ended = self.0.recv_timeout(Duration::from_millis(500));
        debug_assert!(ended != Ok(()), "only the end of the thread ends the wait");
        let _ = ended == Err(RecvTimeoutError::Timeout);
    }
}

impl AsyncWrite for Output {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let sent = self.0.send(bytes.to_vec());
        Poll::Ready(
            sent.map(|()| bytes.len())
                .map_err(|_| io::ErrorKind::BrokenPipe.into()),
        )
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
