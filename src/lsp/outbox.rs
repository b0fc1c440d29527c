//! Everything that goes out unasked. One task owns the client; handlers and the checking thread only put
//! messages here, so nobody who holds a lock or a slot ever waits for the client.

use std::sync::Arc;
use std::time::Duration;

use ls_types::{ConfigurationItem, Diagnostic, MessageType, Uri, WorkspaceEdit};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::Client;

use super::capabilities;
use super::world::World;

/// How long a client may take to answer before it is taken to have answered nothing.
const PATIENCE: Duration = Duration::from_secs(5);

/// A message to the client.
pub(crate) enum Outgoing {
    /// The diagnostics of a document, all of them.
    Publish {
        uri: Uri,
        version: Option<i32>,
        items: Arc<Vec<Diagnostic>>,
    },
    /// Sources or configuration changed: ask again.
    Refresh,
    /// Ask for file events and settings.
    Register,
    /// Ask what the settings are.
    AskSettings,
    /// Edits that a command made.
    Apply(WorkspaceEdit),
    /// For the author to read.
    Say(String),
    /// For the log.
    Log(String),
}

/// The way in.
#[derive(Clone)]
pub(crate) struct Outbox(UnboundedSender<Outgoing>);

impl Outbox {
    pub(crate) fn new() -> (Outbox, UnboundedReceiver<Outgoing>) {
        let (sender, receiver) = unbounded_channel();
        (Outbox(sender), receiver)
    }

    /// Never waits. When the server stops there is nobody to tell, and nothing to do about it.
    pub(crate) fn send(&self, message: Outgoing) {
        let _ = self.0.send(message);
    }
}

/// Sends what comes, in order; what wants an answer waits for it on the side.
pub(crate) async fn run(client: Client, mut messages: UnboundedReceiver<Outgoing>, world: Arc<World>) {
    while let Some(message) = messages.recv().await {
        match message {
            Outgoing::Publish { uri, version, items } => {
                let items = Arc::unwrap_or_clone(items);
                client.publish_diagnostics(uri, items, version).await;
            }
            Outgoing::Apply(edit) => {
                let client = client.clone();
                tokio::spawn(async move {
                    let answer = tokio::time::timeout(PATIENCE, client.apply_edit(edit)).await;
                    if let Ok(Ok(it)) = answer
                        && !it.applied
                    {
                        let why = it.failure_reason.unwrap_or_default();
                        let message = format!("The editor did not take the edit. {why}");
                        client.show_message(MessageType::WARNING, message.trim()).await;
                    }
                });
            }
            Outgoing::Say(message) => client.show_message(MessageType::INFO, message).await,
            Outgoing::Log(message) => client.log_message(MessageType::WARNING, message).await,
            Outgoing::Refresh => {
                let capabilities = world.snapshot().client.clone();
                let client = client.clone();
                tokio::spawn(async move {
                    if capabilities.pulls && capabilities.refreshes_diagnostics {
                        let _ = tokio::time::timeout(PATIENCE, client.workspace_diagnostic_refresh()).await;
                    }
                    if capabilities.refreshes_lenses {
                        let _ = tokio::time::timeout(PATIENCE, client.code_lens_refresh()).await;
                    }
                });
            }
            Outgoing::Register => {
                let registrations = capabilities::registrations(&world.snapshot().client);
                let client = client.clone();
                if !registrations.is_empty() {
                    tokio::spawn(async move {
                        let _ =
                            tokio::time::timeout(PATIENCE, client.register_capability(registrations)).await;
                    });
                }
            }
            Outgoing::AskSettings => {
                let (client, world) = (client.clone(), world.clone());
                tokio::spawn(async move {
                    let item = ConfigurationItem {
                        scope_uri: None,
                        section: Some("backline".to_owned()),
                    };
                    let answer = tokio::time::timeout(PATIENCE, client.configuration(vec![item])).await;
                    if let Ok(Ok(values)) = answer {
                        for value in values.iter().filter(|it| !it.is_null()) {
                            world.configure(value);
                        }
                    }
                });
            }
        }
    }
}
