//! Diagnostics on request.

use ls_types::*;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};

use super::{Waited, view};
use crate::lsp::world::World;

/// The diagnostics of a document as it is now. When it changes while they are computed the client is told
/// to ask again: an error of another kind would clear what it shows.
pub(crate) async fn pull(
    world: &World,
    params: DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReportResult> {
    let view = match view(world, &params.text_document.uri).await {
        Waited::Unknown => return Ok(full(None, Vec::new())),
        Waited::Stale => return Err(ask_again()),
        Waited::Failed => return Err(Error::internal_error()),
        Waited::Ready(it) => it,
    };
    let result_id = view.checked.result_id.clone();
    if params.previous_result_id.as_ref() == Some(&result_id) {
        let report = RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        };
        return Ok(DocumentDiagnosticReport::from(report).into());
    }
    Ok(full(Some(result_id), view.checked.items.to_vec()))
}

fn full(result_id: Option<String>, items: Vec<Diagnostic>) -> DocumentDiagnosticReportResult {
    DocumentDiagnosticReport::from(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    })
    .into()
}

/// `ServerCancelled`, which the framework has no name for.
fn ask_again() -> Error {
    Error {
        code: ErrorCode::ServerError(-32802),
        message: "The document changed; ask again.".into(),
        data: Some(serde_json::json!({ "retriggerRequest": true })),
    }
}
