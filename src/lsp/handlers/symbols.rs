//! Workspace symbols: headings of the open drafts, and the facts of their sources.

use std::collections::BTreeSet;

use ls_types::*;
use tower_lsp::jsonrpc::{Error, Result};

use super::{View, Waited, job, view};
use crate::diagnostic::In;
use crate::ide::{self, Query};
use crate::lsp::world::World;
use crate::lsp::{items, to_proto};

/// More than anybody reads; with another letter typed the client asks again.
const MOST: usize = 300;

/// What `query` finds. Every open draft is looked at as it is now.
pub(crate) async fn find(world: &World, query: &str) -> Result<Option<WorkspaceSymbolResponse>> {
    let uris: Vec<Uri> = world
        .snapshot()
        .documents
        .values()
        .map(|it| it.uri.clone())
        .collect();
    let mut views = Vec::new();
    for uri in uris {
        match view(world, &uri).await {
            Waited::Ready(it) => views.push(it),
            Waited::Stale => return Err(Error::content_modified()),
            Waited::Unknown | Waited::Failed => {}
        }
    }
    let query = Query::new(query);
    let found = job(move || {
        let mut out = headings(&views, &query);
        out.extend(facts(&views, &query));
        out.truncate(MOST);
        out
    });
    Ok(Some(found.await?.into()))
}

fn headings(views: &[View], query: &Query) -> Vec<SymbolInformation> {
    let mut out = Vec::new();
    for view in views {
        let Some(analysis) = view.analysis() else { continue };
        let path = &analysis.inputs.path;
        let file = path.rsplit('/').next().unwrap_or(path);
        for it in ide::symbols(analysis) {
            if query.finds(&[&it.name, file]) {
                let location = Location::new(view.document.uri.clone(), view.map().range(it.selection));
                out.push(items::symbol(
                    it.name,
                    SymbolKind::STRING,
                    file.to_owned(),
                    location,
                ));
            }
        }
    }
    out
}

/// The facts of all sources, those that several drafts share once.
fn facts(views: &[View], query: &Query) -> Vec<SymbolInformation> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for view in views {
        let Some(analysis) = view.analysis() else { continue };
        let checked = (&view.checked.uri, view.checked.source_paths.as_slice());
        for it in ide::fact_symbols(analysis, query, MOST) {
            let place = (In::Source(it.source), it.span);
            let Some(location) = to_proto::location(analysis, checked, place, &view.snapshot) else {
                continue;
            };
            let start = location.range.start;
            let key = (
                location.uri.as_str().to_owned(),
                start.line,
                start.character,
                it.name.clone(),
            );
            if seen.insert(key) {
                out.push(items::fact_symbol(it, location));
            }
        }
    }
    out
}
