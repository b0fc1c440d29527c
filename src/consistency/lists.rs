//! Lists as the reader sees them: runs of items of one level, code between them stepped over.

use crate::draft::{BlockKind, Draft};

/// A list: its items of the outermost level, as blocks.
pub(super) struct List {
    /// Index of its first block.
    pub(super) first: usize,
    /// Index behind its last block.
    pub(super) end: usize,
    /// The first block of every item of the outermost level.
    pub(super) items: Vec<usize>,
    /// Items of all levels.
    pub(super) n_all: usize,
    /// The number in front of the last item of the outermost level, where it is numbered.
    pub(super) last_number: Option<usize>,
}

/// The lists of `draft`, in order.
pub(super) fn all(draft: &Draft) -> Vec<List> {
    let mut lists = Vec::new();
    let mut at = 0;
    while at < draft.blocks.len() {
        if draft.blocks[at].kind != BlockKind::ListItem {
            at += 1;
            continue;
        }
        let list = list_at(draft, at);
        at = list.end;
        lists.push(list);
    }
    lists
}

fn list_at(draft: &Draft, first: usize) -> List {
    let mut list = List {
        first,
        end: first + 1,
        items: Vec::new(),
        n_all: 0,
        last_number: None,
    };
    let level = mark(draft, first).map_or(0, |it| it.0);
    for at in first..draft.blocks.len() {
        match draft.blocks[at].kind {
            BlockKind::ListItem => {
                list.end = at + 1;
                let Some((indent, number)) = mark(draft, at) else {
                    continue;
                };
                list.n_all += 1;
                if indent <= level {
                    list.items.push(at);
                    list.last_number = number;
                }
            }
            BlockKind::Code => {}
            _ => break,
        }
    }
    list
}

/// Indentation and number of the mark in front of a block; `None` where it continues its item.
fn mark(draft: &Draft, block: usize) -> Option<(usize, Option<usize>)> {
    let start = draft.blocks[block].view.start_in_file(0);
    let line = draft.lines.start(draft.lines.line(start));
    let prefix = draft.text.get(line..start)?;
    let bare = prefix.trim_start_matches([' ', '\t', '>']);
    let indent = prefix.len() - bare.len();
    let mark = bare.split_whitespace().next()?;
    if matches!(mark, "-" | "*" | "+") {
        return Some((indent, None));
    }
    let number = mark.strip_suffix(['.', ')'])?.parse().ok()?;
    Some((indent, Some(number)))
}
