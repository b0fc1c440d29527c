//! Citations as links, headings as symbols.

use ls_types::*;
use tower_lsp::jsonrpc::Result;

use super::answer;
use crate::diagnostic::In;
use crate::ide;
use crate::lsp::to_proto;
use crate::lsp::world::World;

/// The citations of a draft, each a link to its line.
pub(crate) async fn links(world: &World, uri: Uri) -> Result<Option<Vec<DocumentLink>>> {
    answer(world, &uri, |view| {
        let link = |it: ide::Link| {
            let In::Source(n) = it.file else { return None };
            let target = view.source(&format!("source:{n}"))?;
            let transcript = &view.analysis()?.inputs.sources.list.get(n)?.transcript;
            let line = transcript.lines.line(it.span.start) + 1;
            Some(DocumentLink {
                range: view.map().range(it.origin),
                target: format!("{}#L{line}", target.as_str()).parse().ok(),
                tooltip: Some(format!("Line {line} of the source")),
                data: None,
            })
        };
        Some(
            ide::links(view.analysis()?)
                .into_iter()
                .filter_map(link)
                .collect(),
        )
    })
    .await
}

/// The headings of a draft.
pub(crate) async fn symbols(world: &World, uri: Uri) -> Result<Option<DocumentSymbolResponse>> {
    answer(world, &uri, |view| {
        let symbols = ide::symbols(view.analysis()?);
        if view.snapshot.client.hierarchical_symbols {
            return Some(to_proto::symbols(&symbols, view.map()).into());
        }
        Some(to_proto::flat_symbols(&symbols, &view.document.uri, view.map()).into())
    })
    .await
}
