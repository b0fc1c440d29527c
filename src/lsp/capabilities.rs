//! What the client can do, read once; what this server says it can do.

use std::path::PathBuf;

use ls_types::*;

use super::from_proto;
use super::position::Encoding;

/// What matters of a client's `initialize`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Client {
    /// How it counts characters.
    pub(crate) encoding: Encoding,
    /// It asks for diagnostics; otherwise they are sent. Never both: every finding would stand there twice.
    pub(crate) pulls: bool,
    /// It can be told to ask for diagnostics again.
    pub(crate) refreshes_diagnostics: bool,
    /// It can be told to ask for code lenses again.
    pub(crate) refreshes_lenses: bool,
    /// It knows which version a set of diagnostics belongs to.
    pub(crate) versions: bool,
    /// It shows related places.
    pub(crate) related: bool,
    /// It shows the rule's page behind the rule's name.
    pub(crate) code_description: bool,
    /// Edits may name the version of the document they were made for.
    pub(crate) document_changes: bool,
    /// Edits may make files.
    pub(crate) makes_files: bool,
    /// It can say which sentence a link starts from.
    pub(crate) definition_links: bool,
    /// Its hovers show Markdown.
    pub(crate) markdown: bool,
    /// It takes edits that it did not ask for.
    pub(crate) applies_edits: bool,
    /// What is completed may be a snippet.
    pub(crate) snippets: bool,
    /// It shows who says something beside what is offered.
    pub(crate) label_details: bool,
    /// Its completions show Markdown.
    pub(crate) completion_markdown: bool,
    /// It nests symbols.
    pub(crate) hierarchical_symbols: bool,
    /// It lets the server register for file events.
    pub(crate) registers_watchers: bool,
    /// It answers `workspace/configuration`.
    pub(crate) configuration: bool,
    /// It lets the server register for changes of settings.
    pub(crate) registers_configuration: bool,
    /// The folder that printed paths are relative to.
    pub(crate) root: Option<PathBuf>,
    /// The editor's process.
    pub(crate) process: Option<u32>,
}

impl Client {
    /// Reads `initialize`.
    pub(crate) fn read(params: &InitializeParams) -> Client {
        let workspace = params.capabilities.workspace.clone().unwrap_or_default();
        let document = params.capabilities.text_document.clone().unwrap_or_default();
        let general = params.capabilities.general.clone().unwrap_or_default();
        let push = document.publish_diagnostics.clone().unwrap_or_default();
        let pull = document.diagnostic.clone();
        let pulls = pull.is_some();
        let item = document.completion.clone().and_then(|it| it.completion_item);
        let item = item.unwrap_or_default();
        let pull = pull.unwrap_or_default();
        let edits = workspace.workspace_edit.clone();
        let yes = |it: Option<bool>| it == Some(true);
        Client {
            encoding: Encoding::negotiate(&general.position_encodings.unwrap_or_default()),
            pulls,
            refreshes_diagnostics: workspace.diagnostics.is_some_and(|it| yes(it.refresh_support)),
            refreshes_lenses: workspace.code_lens.is_some_and(|it| yes(it.refresh_support)),
            versions: yes(push.version_support),
            related: yes(push.related_information) || yes(pull.related_information),
            code_description: yes(push.code_description_support) || yes(pull.code_description_support),
            document_changes: edits.as_ref().is_some_and(|it| yes(it.document_changes)),
            makes_files: edits.as_ref().is_some_and(|it| {
                let makes = |it: &Vec<ResourceOperationKind>| it.contains(&ResourceOperationKind::Create);
                yes(it.document_changes) && it.resource_operations.as_ref().is_some_and(makes)
            }),
            definition_links: document.definition.is_some_and(|it| yes(it.link_support)),
            markdown: document
                .hover
                .and_then(|it| it.content_format)
                .is_none_or(|it| it.is_empty() || it.contains(&MarkupKind::Markdown)),
            applies_edits: yes(workspace.apply_edit),
            snippets: yes(item.snippet_support),
            label_details: yes(item.label_details_support),
            completion_markdown: item
                .documentation_format
                .is_none_or(|it| it.is_empty() || it.contains(&MarkupKind::Markdown)),
            hierarchical_symbols: document
                .document_symbol
                .is_some_and(|it| yes(it.hierarchical_document_symbol_support)),
            registers_watchers: workspace
                .did_change_watched_files
                .is_some_and(|it| yes(it.dynamic_registration)),
            configuration: yes(workspace.configuration),
            registers_configuration: workspace
                .did_change_configuration
                .is_some_and(|it| yes(it.dynamic_registration)),
            root: root(params),
            process: params.process_id,
        }
    }
}

#[expect(deprecated, reason = "older clients send only rootUri or rootPath")]
fn root(params: &InitializeParams) -> Option<PathBuf> {
    let folder = params.workspace_folders.as_ref().and_then(|it| it.first());
    let uri = folder.map(|it| &it.uri).or(params.root_uri.as_ref());
    match uri {
        Some(uri) => from_proto::file_path(uri),
        None => params.root_path.as_ref().map(PathBuf::from),
    }
}

/// What this server offers `client`.
pub(crate) fn server(client: &Client) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::Supported(true)),
        ..TextDocumentSyncOptions::default()
    };
    let diagnostics = DiagnosticServerCapabilities::Options(DiagnosticOptions {
        identifier: Some("backline".to_owned()),
        inter_file_dependencies: true,
        workspace_diagnostics: false,
        ..DiagnosticOptions::default()
    });
    ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(super::items::TRIGGERS.map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: super::handlers::command::COMMANDS.map(str::to_owned).to_vec(),
            ..ExecuteCommandOptions::default()
        }),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        code_lens_provider: Some(CodeLensOptions {
            resolve_provider: Some(false),
        }),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![
                CodeActionKind::QUICKFIX,
                super::to_proto::INSERT,
                super::to_proto::FIX_ALL,
            ]),
            ..CodeActionOptions::default()
        })),
        diagnostic_provider: client.pulls.then_some(diagnostics),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}

/// The registrations to ask `client` for.
pub(crate) fn registrations(client: &Client) -> Vec<Registration> {
    let mut out = Vec::new();
    if client.registers_watchers {
        let watchers = [
            "**/*.{md,markdown,mdx,qmd,txt,vtt,srt,sbv,json,jsonl,csv,tsv,log,html,htm,xml,cast}",
            "**/backline.toml",
        ];
        let watchers: Vec<FileSystemWatcher> = watchers
            .into_iter()
            .map(|glob| FileSystemWatcher {
                glob_pattern: GlobPattern::String(glob.to_owned()),
                kind: None,
            })
            .collect();
        out.push(Registration {
            id: "backline-files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: serde_json::to_value(DidChangeWatchedFilesRegistrationOptions { watchers })
                .ok(),
        });
    }
    if client.registers_configuration {
        out.push(Registration {
            id: "backline-settings".to_owned(),
            method: "workspace/didChangeConfiguration".to_owned(),
            register_options: Some(serde_json::json!({ "section": "backline" })),
        });
    }
    out
}
