//! Commands: what an editor starts by its name. Each is one line in [`COMMANDS`] and one in [`execute`].

use ls_types::*;
use serde::Deserialize;
use tower_lsp::jsonrpc::{Error, Result};

use super::answer;
use crate::ide;
use crate::lsp::outbox::Outgoing;
use crate::lsp::to_proto;
use crate::lsp::world::World;

/// Puts the timeline section in, or brings it up to date.
const TIMELINE: &str = "backline.timeline";

/// What can be started.
pub(crate) const COMMANDS: [&str; 1] = [TIMELINE];

/// The draft that is meant, and where in it.
#[derive(Deserialize)]
struct Target {
    uri: Uri,
    position: Option<Position>,
}

/// Starts a command. Arguments: the draft's URI, or `{uri, position}`; none where one draft is open.
pub(crate) async fn execute(world: &World, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
    let target = target(world, &params.arguments)?;
    match params.command.as_str() {
        TIMELINE => timeline(world, target).await,
        other => Err(Error::invalid_params(format!("no command is called {other}"))),
    }
}

fn target(world: &World, arguments: &[LSPAny]) -> Result<Target> {
    if let Some(it) = arguments.first().filter(|it| !it.is_null()) {
        let read = match it.as_str() {
            Some(uri) => uri.parse().ok().map(|uri| Target { uri, position: None }),
            None => Target::deserialize(it).ok(),
        };
        return read.ok_or_else(|| Error::invalid_params("the first argument is a URI, or {uri, position}"));
    }
    let snapshot = world.snapshot();
    let is_draft = |it: &&std::sync::Arc<crate::lsp::world::Document>| {
        it.checked.as_ref().is_some_and(|it| it.analysis.is_some())
    };
    let mut drafts = snapshot.documents.values().filter(is_draft);
    match (drafts.next(), drafts.next()) {
        (Some(it), None) => Ok(Target {
            uri: it.uri.clone(),
            position: None,
        }),
        (None, _) => Err(Error::invalid_params("no draft is open")),
        _ => Err(Error::invalid_params(
            "several drafts are open: the first argument says which",
        )),
    }
}

async fn timeline(world: &World, target: Target) -> Result<Option<LSPAny>> {
    if !world.snapshot().client.applies_edits {
        return Err(Error::invalid_params(
            "this editor takes no edits; `backline timeline --into DRAFT` writes the file",
        ));
    }
    let made = answer(world, &target.uri, move |view| {
        let analysis = view.analysis()?;
        let end = analysis.draft.text.len();
        let offset = target.position.map_or(end, |it| view.map().offset(it));
        Some(match ide::timeline(analysis, offset) {
            Ok(action) => Ok(to_proto::edit(&action, &view.document, &view.snapshot.client)),
            Err(why) => Err(why),
        })
    })
    .await?;
    match made {
        Some(Ok(edit)) => world.outbox().send(Outgoing::Apply(edit)),
        Some(Err(why)) => world.outbox().send(Outgoing::Say(why.to_owned())),
        None => return Err(Error::invalid_params("this is no open draft")),
    }
    Ok(None)
}
