//! From what this program says to what the protocol says.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use ls_types::*;

use super::capabilities::Client;
use super::correction;
use super::pages;
use super::position::Map;
use super::world::{Checked, Document, Snapshot};
use crate::analysis::Analysis;
use crate::compose::InsertionKind;
use crate::diagnostic::{self, In, Severity};
use crate::ide;
use crate::text::{LineIndex, Span};
use crate::workspace::ConfigFile;

/// Actions that put something in; each kind of it is a kind below this one.
pub(crate) const INSERT: CodeActionKind = CodeActionKind::new("refactor.insert.backline");
/// Mends everything that is safe to mend.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.backline");

/// More findings than anybody reads; editors grow slow long before.
const MOST: usize = 500;

/// A path as the client would spell it: an open document's own URI, else a new one.
pub(crate) fn uri_of(path: &Path, snapshot: &Snapshot) -> Option<Uri> {
    match snapshot.documents.get(path) {
        Some(it) => Some(it.uri.clone()),
        None => Uri::from_file_path(path),
    }
}

/// A place in the draft or one of its sources.
pub(crate) fn location(
    analysis: &Analysis,
    checked: (&Uri, &[Option<PathBuf>]),
    (file, span): (In, Span),
    snapshot: &Snapshot,
) -> Option<Location> {
    let (uri, text, lines) = match file {
        In::Draft => (checked.0.clone(), &analysis.draft.text, &analysis.draft.lines),
        In::Source(n) => {
            let path = checked.1.get(n)?.as_deref()?;
            let transcript = &analysis.inputs.sources.list.get(n)?.transcript;
            (uri_of(path, snapshot)?, &transcript.text, &transcript.lines)
        }
    };
    let map = Map {
        text,
        lines,
        encoding: snapshot.client.encoding,
    };
    Some(Location::new(uri, map.range(span)))
}

fn severity(it: Severity) -> DiagnosticSeverity {
    match it {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// Which diagnostics are shown, by index: all, or the gravest [`MOST`] in the order of the draft.
fn shown(all: &[diagnostic::Diagnostic]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    if MOST < all.len() {
        order.sort_by_key(|&n| (all[n].severity, n));
        order.truncate(MOST);
        order.sort_unstable();
    }
    order
}

/// What is shown of `analysis`.
pub(crate) fn diagnostics(
    analysis: &Analysis,
    uri: &Uri,
    source_paths: &[Option<PathBuf>],
    snapshot: &Snapshot,
) -> Vec<Diagnostic> {
    let all = &analysis.diagnostics;
    let order = shown(all);
    let mut out = Vec::with_capacity(order.len() + 1);
    if order.len() < all.len() {
        let message = format!(
            "Showing the gravest {MOST} of {} findings; `backline check` lists them all.",
            all.len()
        );
        out.push(Diagnostic {
            severity: Some(DiagnosticSeverity::INFORMATION),
            source: Some("backline".to_owned()),
            message,
            ..Diagnostic::default()
        });
    }
    out.extend(
        order
            .into_iter()
            .map(|n| one(&all[n], analysis, (uri, source_paths), snapshot)),
    );
    out
}

fn one(
    it: &diagnostic::Diagnostic,
    analysis: &Analysis,
    checked: (&Uri, &[Option<PathBuf>]),
    snapshot: &Snapshot,
) -> Diagnostic {
    let client = &snapshot.client;
    let map = Map {
        text: &analysis.draft.text,
        lines: &analysis.draft.lines,
        encoding: client.encoding,
    };
    let related = it.related.iter().filter_map(|related| {
        Some(DiagnosticRelatedInformation {
            location: location(analysis, checked, (related.file, related.span), snapshot)?,
            message: related.message.clone(),
        })
    });
    let related: Vec<_> = if client.related {
        related.collect()
    } else {
        Vec::new()
    };
    let page = client.code_description.then(|| pages::uri(it.rule)).flatten();
    Diagnostic {
        range: map.range(it.span),
        severity: Some(severity(it.severity)),
        code: Some(NumberOrString::String(it.rule.to_owned())),
        code_description: page.map(|href| CodeDescription { href }),
        source: Some("backline".to_owned()),
        message: it.message.clone(),
        related_information: (!related.is_empty()).then_some(related),
        tags: (it.rule == "unused-waiver").then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: None,
    }
}

/// What is wrong with a configuration file.
pub(crate) fn config_problems(file: &ConfigFile, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let lines = LineIndex::new(&file.text);
    let map = Map {
        text: &file.text,
        lines: &lines,
        encoding: snapshot.client.encoding,
    };
    let page = snapshot
        .client
        .code_description
        .then(|| pages::uri("invalid-config"))
        .flatten();
    let problem = |it: &crate::config::ConfigProblem| Diagnostic {
        range: map.range(it.span),
        severity: Some(DiagnosticSeverity::ERROR),
        code: Some(NumberOrString::String("invalid-config".to_owned())),
        code_description: page.clone().map(|href| CodeDescription { href }),
        source: Some("backline".to_owned()),
        message: it.message.clone(),
        ..Diagnostic::default()
    };
    file.problems.iter().take(MOST).map(problem).collect()
}

/// A hover, its `source:N#L12` links made into links that editors follow.
pub(crate) fn hover(
    it: ide::Hover,
    map: Map<'_>,
    links: impl Fn(&str) -> Option<Uri>,
    client: &Client,
) -> Hover {
    let markdown = resolve_links(&it.markdown, links);
    let (kind, value) = if client.markdown {
        (MarkupKind::Markdown, markdown)
    } else {
        (MarkupKind::PlainText, plain(&markdown))
    };
    Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value }),
        range: Some(map.range(it.span)),
    }
}

/// Replaces `](source:N` by what `links` has for `source:N`; a link without an answer becomes its text.
fn resolve_links(markdown: &str, links: impl Fn(&str) -> Option<Uri>) -> String {
    let mut out = String::with_capacity(markdown.len() + 128);
    let mut rest = markdown;
    while let Some(at) = rest.find("](") {
        let (before, behind) = rest.split_at(at);
        let target = &behind[2..];
        let Some(end) = target.find(')') else { break };
        let (name, fragment) = target[..end].split_once('#').unwrap_or((&target[..end], ""));
        let is_ours = name.starts_with("source:") || name.starts_with("draft:");
        let uri = links(name).filter(|_| is_ours);
        out.push_str(before);
        match uri {
            Some(uri) => out.push_str(&format!("]({}#{fragment})", uri.as_str())),
            None => out.push_str(&behind[..2 + end + 1]),
        }
        rest = &target[end + 1..];
    }
    out.push_str(rest);
    out
}

/// `markdown` for clients that show the characters as they are.
pub(crate) fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown.chars().peekable();
    while let Some(it) = rest.next() {
        match it {
            '\\' => out.extend(rest.next()),
            '*' | '`' | '[' => {}
            ']' if rest.peek() == Some(&'(') => while rest.next().is_some_and(|it| it != ')') {},
            it => out.push(it),
        }
    }
    out
}

/// The edits of an action on `document`, with its version where the client wants that.
pub(crate) fn edit(action: &ide::Action, document: &Document, client: &Client) -> WorkspaceEdit {
    let map = document.map(client);
    let edits = action
        .edits
        .iter()
        .map(|it| TextEdit::new(map.range(it.span), it.text.clone()));
    if !client.document_changes {
        return WorkspaceEdit::new(HashMap::from([(document.uri.clone(), edits.collect())]));
    }
    let change = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier::new(document.uri.clone(), document.version),
        edits: edits.map(OneOf::Left).collect(),
    };
    WorkspaceEdit {
        changes: None,
        document_changes: Some(DocumentChanges::Edits(vec![change])),
        change_annotations: None,
    }
}

/// The protocol's kind of an action.
pub(crate) fn action_kind(kind: ide::ActionKind) -> CodeActionKind {
    match kind {
        ide::ActionKind::QuickFix => CodeActionKind::QUICKFIX,
        ide::ActionKind::Cite => CodeActionKind::new("refactor.insert.backline.citation"),
        ide::ActionKind::Insert(kind) => insert_kind(kind),
        ide::ActionKind::FixAll => FIX_ALL,
    }
}

fn insert_kind(kind: InsertionKind) -> CodeActionKind {
    CodeActionKind::new(match kind {
        InsertionKind::Quote => "refactor.insert.backline.quote",
        InsertionKind::Fact => "refactor.insert.backline.fact",
        InsertionKind::Voice => "refactor.insert.backline.voice",
        InsertionKind::Placeholder => "refactor.insert.backline.placeholder",
        InsertionKind::Callback => "refactor.insert.backline.callback",
        InsertionKind::Punchline => "refactor.insert.backline.punchline",
        InsertionKind::Numbers => "refactor.insert.backline.numbers",
        InsertionKind::Timeline => "refactor.insert.backline.timeline",
    })
}

/// An action on `document`, which is what `checked` was computed from; `None` where the client cannot do it.
pub(crate) fn action(
    it: &ide::Action,
    document: &Document,
    checked: &Checked,
    snapshot: &Snapshot,
) -> Option<CodeAction> {
    let edit = match &it.misheard {
        Some(it) => correction::edit(it, checked, snapshot)?,
        None => edit(it, document, &snapshot.client),
    };
    let analysis = checked.analysis.as_ref();
    let diagnostics = analysis.and_then(|analysis| {
        let mended = analysis.diagnostics.get(it.diagnostic?)?;
        Some(vec![one(
            mended,
            analysis,
            (&checked.uri, &checked.source_paths),
            snapshot,
        )])
    });
    Some(CodeAction {
        title: it.title.clone(),
        kind: Some(action_kind(it.kind)),
        diagnostics,
        edit: Some(edit),
        is_preferred: it.preferred.then_some(true),
        ..CodeAction::default()
    })
}

/// A line of text above a line of the document; it does nothing when clicked.
pub(crate) fn lens(it: ide::Lens, map: Map<'_>) -> CodeLens {
    let at = map.position(it.span.start);
    CodeLens {
        range: Range::new(at, at),
        command: Some(Command::new(it.title, String::new(), None)),
        data: None,
    }
}

/// Headings, nested by level.
pub(crate) fn symbols(all: &[ide::Symbol], map: Map<'_>) -> Vec<DocumentSymbol> {
    let mut roots = Vec::new();
    let mut open: Vec<(u8, DocumentSymbol)> = Vec::new();
    let close = |open: &mut Vec<(u8, DocumentSymbol)>, roots: &mut Vec<DocumentSymbol>| {
        if let Some((_, it)) = open.pop() {
            match open.last_mut() {
                Some((_, parent)) => parent.children.get_or_insert_default().push(it),
                None => roots.push(it),
            }
        }
    };
    for it in all {
        while open.last().is_some_and(|(level, _)| it.level <= *level) {
            close(&mut open, &mut roots);
        }
        open.push((it.level, symbol(it, map)));
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}

#[expect(deprecated, reason = "the type has no other constructor")]
fn symbol(it: &ide::Symbol, map: Map<'_>) -> DocumentSymbol {
    DocumentSymbol {
        name: if it.name.trim().is_empty() {
            "(empty)".to_owned()
        } else {
            it.name.clone()
        },
        detail: None,
        kind: SymbolKind::STRING,
        tags: None,
        deprecated: None,
        range: map.range(it.span.cover(it.selection)),
        selection_range: map.range(it.selection),
        children: None,
    }
}

/// Headings one after the other, for clients that do not nest.
#[expect(deprecated, reason = "the type has no other constructor")]
pub(crate) fn flat_symbols(all: &[ide::Symbol], uri: &Uri, map: Map<'_>) -> Vec<SymbolInformation> {
    let flat = |it: &ide::Symbol| SymbolInformation {
        name: it.name.clone(),
        kind: SymbolKind::STRING,
        tags: None,
        deprecated: None,
        location: Location::new(uri.clone(), map.range(it.span)),
        container_name: None,
    };
    all.iter().map(flat).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_sources_become_links_to_files() {
        let links = |name: &str| (name == "source:0").then(|| Uri::from_file_path("/t.txt").expect("a URI"));
        let text = "see [t.txt:9](source:0#L9), [x](https://e.org/a#b), [u](source:7#L1) and [open](";
        assert_eq!(
            resolve_links(text, links),
            "see [t.txt:9](file:///t.txt#L9), [x](https://e.org/a#b), [u](source:7#L1) and [open]("
        );
    }

    #[test]
    fn plain_text_has_no_markup() {
        assert_eq!(
            plain("**Backed** by [t.txt:9](file:///t.txt#L9) \\*"),
            "Backed by t.txt:9 *"
        );
    }

    #[test]
    fn only_the_gravest_are_shown_when_there_are_too_many() {
        let with = |severity| diagnostic::Diagnostic {
            rule: "unsupported-claim",
            group: diagnostic::Group::Claims,
            severity,
            span: Span::at(0),
            message: String::new(),
            expected: None,
            related: Vec::new(),
            fixes: Vec::new(),
            sentence: None,
        };
        let mut all = vec![with(Severity::Hint); 600];
        all[599] = with(Severity::Error);
        let shown = shown(&all);
        assert_eq!(shown.len(), MOST);
        assert_eq!(shown.last(), Some(&599));
        assert_eq!(shown.first(), Some(&0));
    }
}
