//! Hover: in a draft what backs a sentence, in a source what rests on a line.

use ls_types::*;
use tower_lsp::jsonrpc::Result;

use super::answer;
use crate::ide;
use crate::lsp::to_proto;
use crate::lsp::world::World;

/// The hover at a position.
pub(crate) async fn hover(world: &World, at: TextDocumentPositionParams) -> Result<Option<Hover>> {
    answer(world, &at.text_document.uri, move |view| {
        let offset = view.map().offset(at.position);
        let client = &view.snapshot.client;
        if let Some(analysis) = view.analysis() {
            let hover = ide::hover(analysis, offset)?;
            return Some(to_proto::hover(
                hover,
                view.map(),
                |name| view.source(name),
                client,
            ));
        }
        let dependents = view.dependents();
        let (drafts, checked): (Vec<_>, Vec<_>) = dependents.into_iter().unzip();
        let hover = ide::hover_in_source(&drafts, offset)?;
        let link = |name: &str| {
            let n: usize = name.strip_prefix("draft:")?.parse().ok()?;
            Some(checked.get(n)?.uri.clone())
        };
        Some(to_proto::hover(hover, view.map(), link, client))
    })
    .await
}
