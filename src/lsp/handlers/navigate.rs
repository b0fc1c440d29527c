//! From a sentence to its lines, and back.

use ls_types::*;
use tower_lsp::jsonrpc::Result;

use super::{View, answer};
use crate::ide;
use crate::lsp::to_proto;
use crate::lsp::world::World;

fn location(view: &View, link: &ide::Link) -> Option<Location> {
    let it = &view.checked;
    to_proto::location(
        view.analysis()?,
        (&it.uri, &it.source_paths),
        (link.file, link.span),
        &view.snapshot,
    )
}

/// The lines that the words at a position come from.
pub(crate) async fn definition(
    world: &World,
    at: TextDocumentPositionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    answer(world, &at.text_document.uri, move |view| {
        let links = ide::definition(view.analysis()?, view.map().offset(at.position));
        let places = links.iter().filter_map(|it| Some((it, location(view, it)?)));
        if !view.snapshot.client.definition_links {
            let places: Vec<Location> = places.map(|(_, it)| it).collect();
            return (!places.is_empty()).then_some(places.into());
        }
        let link = |(link, place): (&ide::Link, Location)| LocationLink {
            origin_selection_range: Some(view.map().range(link.origin)),
            target_uri: place.uri,
            target_range: place.range,
            target_selection_range: place.range,
        };
        let links: Vec<LocationLink> = places.map(link).collect();
        (!links.is_empty()).then_some(links.into())
    })
    .await
}

/// In a source, the sentences that rest on a line; in a draft, the sentences that rest on the same lines.
pub(crate) async fn references(
    world: &World,
    at: TextDocumentPositionParams,
) -> Result<Option<Vec<Location>>> {
    answer(world, &at.text_document.uri, move |view| {
        let offset = view.map().offset(at.position);
        if let Some(analysis) = view.analysis() {
            let links = ide::references(analysis, offset);
            return Some(links.iter().filter_map(|it| location(view, it)).collect());
        }
        let line = view.document.lines.line(offset);
        let mut out = Vec::new();
        for (draft, checked) in view.dependents() {
            let paths = (&checked.uri, checked.source_paths.as_slice());
            for link in ide::references_of_source(draft.analysis, draft.source, line) {
                let place = (link.file, link.span);
                out.extend(to_proto::location(draft.analysis, paths, place, &view.snapshot));
            }
        }
        Some(out)
    })
    .await
}
