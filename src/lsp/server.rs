//! The protocol's methods, each one line to its handler.

use std::sync::Arc;

use ls_types::*;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::Result;

use super::capabilities::{self, Client};
use super::from_proto::{self, Settings};
use super::outbox::Outgoing;
use super::world::World;
use super::{handlers, scheduler};

/// The server.
pub(crate) struct Backline {
    world: Arc<World>,
}

impl Backline {
    pub(crate) fn new(world: Arc<World>) -> Backline {
        Backline { world }
    }
}

impl LanguageServer for Backline {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = Client::read(&params);
        let mut settings = Settings::default();
        if let Some(options) = &params.initialization_options {
            settings = settings.with(options);
        }
        let capabilities = capabilities::server(&client);
        self.world.start(client, settings);
        scheduler::spawn(self.world.clone());
        Ok(InitializeResult {
            capabilities,
            server_info: Some(ServerInfo {
                name: "backline".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            ..InitializeResult::default()
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.world.outbox().send(Outgoing::Register);
        if self.world.snapshot().client.configuration {
            self.world.outbox().send(Outgoing::AskSettings);
        }
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let it = params.text_document;
        self.world.open(it.uri, it.version, it.text);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let it = params.text_document;
        self.world.change(&it.uri, it.version, params.content_changes);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.world.close(&params.text_document.uri);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        let path = from_proto::file_path(&params.text_document.uri);
        self.world.files_changed(path.into_iter().collect());
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let changes = params.changes.iter();
        self.world
            .files_changed(changes.filter_map(|it| from_proto::file_path(&it.uri)).collect());
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if self.world.snapshot().client.configuration {
            self.world.outbox().send(Outgoing::AskSettings);
        } else {
            self.world.configure(&params.settings);
        }
    }

    /// Configuration is looked for from each file upwards, so folders make no difference.
    async fn did_change_workspace_folders(&self, _: DidChangeWorkspaceFoldersParams) {}

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        handlers::diagnostic::pull(&self.world, params).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        handlers::hover::hover(&self.world, params.text_document_position_params).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        handlers::navigate::definition(&self.world, params.text_document_position_params).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        handlers::navigate::references(&self.world, params.text_document_position).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        handlers::actions::actions(&self.world, params).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        handlers::completion::complete(&self.world, params).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        handlers::symbols::find(&self.world, &params.query).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        handlers::command::execute(&self.world, params).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        handlers::lens::lenses(&self.world, params.text_document.uri).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        handlers::outline::links(&self.world, params.text_document.uri).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        handlers::outline::symbols(&self.world, params.text_document.uri).await
    }
}
