//! Completions and workspace symbols, in the protocol's words.

use ls_types::*;

use super::capabilities::Client;
use super::position::Map;
use super::to_proto;
use crate::fact::Kind;
use crate::ide::{self, Completion, CompletionKind};

/// What is typed to be asked for completions: everything else is asked for by the author.
pub(crate) const TRIGGERS: [&str; 4] = ["\"", "“", "[", "@"];

/// The `n`th of a list.
pub(crate) fn completion(n: usize, it: &Completion, map: Map<'_>, client: &Client) -> CompletionItem {
    let edits = it.edits.iter();
    let edits: Vec<TextEdit> = edits
        .map(|it| TextEdit::new(map.range(it.span), it.text.clone()))
        .collect();
    let (text, format) = if client.snippets {
        (snippet(&it.text, it.slot), InsertTextFormat::SNIPPET)
    } else {
        (it.text.clone(), InsertTextFormat::PLAIN_TEXT)
    };
    let documentation = (!it.markdown.is_empty()).then(|| {
        let (kind, value) = if client.completion_markdown {
            (MarkupKind::Markdown, it.markdown.clone())
        } else {
            (MarkupKind::PlainText, to_proto::plain(&it.markdown))
        };
        Documentation::MarkupContent(MarkupContent { kind, value })
    });
    CompletionItem {
        label: it.label.clone(),
        label_details: client.label_details.then(|| CompletionItemLabelDetails {
            detail: None,
            description: Some(it.detail.clone()),
        }),
        kind: Some(kind(it.kind)),
        detail: Some(it.detail.clone()),
        documentation,
        sort_text: Some(format!("{n:03}")),
        filter_text: Some(it.filter.clone()),
        insert_text_format: Some(format),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(map.range(it.span), text))),
        additional_text_edits: (!edits.is_empty()).then_some(edits),
        ..CompletionItem::default()
    }
}

fn kind(it: CompletionKind) -> CompletionItemKind {
    match it {
        CompletionKind::Quote | CompletionKind::Fact => CompletionItemKind::TEXT,
        CompletionKind::Number => CompletionItemKind::VALUE,
        CompletionKind::Placeholder => CompletionItemKind::SNIPPET,
        CompletionKind::Person => CompletionItemKind::REFERENCE,
    }
}

/// `text` as a snippet. Several editors put in only the first word of what is none.
fn snippet(text: &str, slot: Option<usize>) -> String {
    let escaped = |it: &str| {
        let mut out = String::with_capacity(it.len() + 4);
        for c in it.chars() {
            if matches!(c, '\\' | '$' | '}') {
                out.push('\\');
            }
            out.push(c);
        }
        out
    };
    match slot.and_then(|at| Some((text.get(..at)?, text.get(at..)?))) {
        Some((before, behind)) => format!("{}$1{}$0", escaped(before), escaped(behind)),
        None => escaped(text),
    }
}

/// A symbol's kind, for its icon.
pub(crate) fn symbol_kind(it: Kind) -> SymbolKind {
    match it {
        Kind::Metric => SymbolKind::NUMBER,
        Kind::Quote => SymbolKind::STRING,
        Kind::Shown => SymbolKind::OBJECT,
        _ => SymbolKind::EVENT,
    }
}

/// A symbol at a place.
#[expect(deprecated, reason = "the type has no other constructor")]
pub(crate) fn symbol(
    name: String,
    kind: SymbolKind,
    container: String,
    location: Location,
) -> SymbolInformation {
    SymbolInformation {
        name,
        kind,
        tags: None,
        deprecated: None,
        location,
        container_name: Some(container),
    }
}

/// A fact at its line.
pub(crate) fn fact_symbol(it: ide::FactSymbol, location: Location) -> SymbolInformation {
    symbol(it.name, symbol_kind(it.kind), it.container, location)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_snippet_would_read_is_escaped() {
        assert_eq!(snippet("$40 in {x}, C:\\", None), "\\$40 in {x\\}, C:\\\\");
        assert_eq!(snippet("Link 03: ]", Some(9)), "Link 03: $1]$0");
    }
}
