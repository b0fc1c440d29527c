//! A correction of a source as an edit of the configuration: appended to the file that is in force, or to a new one
//! beside the draft.

use std::path::Path;

use ls_types::*;

use super::position::Map;
use super::to_proto::uri_of;
use super::world::{Checked, Snapshot};
use crate::config::Correction;
use crate::ide::Misheard;
use crate::text::LineIndex;
use crate::workspace::{CONFIG_NAME, relative};

/// The edit; `None` where there is no configuration and the client makes no files.
pub(crate) fn edit(it: &Misheard, checked: &Checked, snapshot: &Snapshot) -> Option<WorkspaceEdit> {
    let source = checked.source_paths.get(it.source)?.as_deref()?;
    let client = &snapshot.client;
    if let Some(file) = &checked.config {
        let open = snapshot.documents.get(&file.path);
        let text = open.map_or(&file.text, |it| &it.text);
        let lines = LineIndex::new(text);
        let map = Map {
            text,
            lines: &lines,
            encoding: client.encoding,
        };
        let at = map.position(text.len());
        let gap = match (text.is_empty(), text.ends_with('\n')) {
            (true, _) => "",
            (false, true) => "\n",
            (false, false) => "\n\n",
        };
        // A table cannot be appended to an array that stands on one line.
        let has_array = |line: &str| {
            line.split('=')
                .next()
                .is_some_and(|it| it.trim() == "corrections")
        };
        if text.lines().any(has_array) {
            return None;
        }
        let entry = entry(&it.correction, source, file.path.parent()?);
        let mut added = format!("{gap}{entry}");
        if text.contains("\r\n") {
            added = added.replace('\n', "\r\n");
        }
        let new = TextEdit::new(Range::new(at, at), added);
        let uri = uri_of(&file.path, snapshot)?;
        if !client.document_changes {
            return Some(WorkspaceEdit::new([(uri, vec![new])].into()));
        }
        let change = TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                uri,
                version: open.map(|it| it.version),
            },
            edits: vec![OneOf::Left(new)],
        };
        return Some(changes(vec![DocumentChangeOperation::Edit(change)]));
    }
    if !client.makes_files {
        return None;
    }
    let folder = checked.path.parent()?;
    let uri = uri_of(&folder.join(CONFIG_NAME), snapshot)?;
    let text = entry(&it.correction, source, folder);
    let make = CreateFile {
        uri: uri.clone(),
        options: Some(CreateFileOptions {
            overwrite: Some(false),
            ignore_if_exists: Some(true),
        }),
        annotation_id: None,
    };
    let fill = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(TextEdit::new(Range::default(), text))],
    };
    Some(changes(vec![
        DocumentChangeOperation::Op(ResourceOp::Create(make)),
        DocumentChangeOperation::Edit(fill),
    ]))
}

fn changes(operations: Vec<DocumentChangeOperation>) -> WorkspaceEdit {
    WorkspaceEdit {
        changes: None,
        document_changes: Some(DocumentChanges::Operations(operations)),
        change_annotations: None,
    }
}

/// The entry of `[[corrections]]`, for a configuration in `folder`.
fn entry(it: &Correction, source: &Path, folder: &Path) -> String {
    let string = |it: &str| {
        let mut res = String::from("\"");
        for c in it.chars() {
            match c {
                '"' | '\\' => res.extend(['\\', c]),
                c if c.is_control() => res.push(' '),
                c => res.push(c),
            }
        }
        res + "\""
    };
    let mut res = format!(
        "[[corrections]]\nsource = {}\n",
        string(&relative(folder, source))
    );
    if let Some(line) = it.line {
        res += &format!("line = {line}\n");
    }
    res += &format!("from = {}\nto = {}\n", string(&it.from), string(&it.to));
    res += &format!("reason = {}\n", string(&it.reason));
    if !it.by.is_empty() {
        res += &format!("by = {}\n", string(&it.by));
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn an_entry_is_read_as_it_was_written() {
        let it = Correction {
            line: Some(12),
            from: "the \"big\" one".to_owned(),
            to: "C:\\new".to_owned(),
            reason: "heard it again".to_owned(),
            by: "Ana".to_owned(),
        };
        let text = entry(&it, Path::new("/notes/calls/one.txt"), Path::new("/notes"));
        let config = Config::parse(&text);
        assert_eq!(config.problems, []);
        assert_eq!(config.corrections[0].source.as_deref(), Some("calls/one.txt"));
        assert_eq!(config.corrections[0].correction, it);
    }
}
