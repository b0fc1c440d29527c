//! Code lenses: what a draft is checked against, and how often a source is used.

use ls_types::*;
use tower_lsp::jsonrpc::Result;

use super::answer;
use crate::ide;
use crate::lsp::to_proto;
use crate::lsp::world::World;

/// The lenses of a document.
pub(crate) async fn lenses(world: &World, uri: Uri) -> Result<Option<Vec<CodeLens>>> {
    answer(world, &uri, |view| {
        let lenses = match view.analysis() {
            Some(analysis) => ide::lenses(analysis),
            None => {
                let drafts: Vec<_> = view.dependents().into_iter().map(|(it, _)| it).collect();
                ide::lenses_in_source(&drafts)
            }
        };
        Some(
            lenses
                .into_iter()
                .map(|it| to_proto::lens(it, view.map()))
                .collect(),
        )
    })
    .await
}
