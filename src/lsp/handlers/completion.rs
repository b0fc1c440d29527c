//! Completion.

use ls_types::*;
use tower_lsp::jsonrpc::Result;

use super::answer;
use crate::ide;
use crate::lsp::items;
use crate::lsp::world::World;

/// What could stand at a position. The list depends on every letter typed, in any word of what is offered, so the
/// client is to ask again.
pub(crate) async fn complete(world: &World, params: CompletionParams) -> Result<Option<CompletionResponse>> {
    let at = params.text_document_position;
    let trigger = params.context.map(|it| it.trigger_kind);
    let by_mark = trigger == Some(CompletionTriggerKind::TRIGGER_CHARACTER);
    answer(world, &at.text_document.uri, move |view| {
        let offset = view.map().offset(at.position);
        let found = ide::complete(view.analysis()?, offset, by_mark);
        let item = |(n, it)| items::completion(n, it, view.map(), &view.snapshot.client);
        let list = CompletionList {
            is_incomplete: !found.is_empty(),
            items: found.iter().enumerate().map(item).collect(),
        };
        Some(CompletionResponse::List(list))
    })
    .await
}
