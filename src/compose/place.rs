//! Where a new block can stand: behind the block at the cursor, never inside a list, table, quotation,
//! code block or generated section.

use crate::diagnostic::Edit;
use crate::draft::{Block, BlockKind, Draft};
use crate::text::Span;

/// The line break that the draft uses: that of its first line.
pub fn line_break(draft: &Draft) -> &'static str {
    match draft.text.find(['\n', '\r']) {
        Some(at) if draft.text[at..].starts_with("\r\n") => "\r\n",
        Some(at) if draft.text[at..].starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// The edit that puts `content` (a block, lines parted by `\n`, no line break at its end) behind the block
/// at `offset`.
pub(super) fn insert_block(draft: &Draft, offset: usize, content: &str) -> Edit {
    let text: &str = &draft.text;
    let eol = line_break(draft);
    let at = boundary(draft, offset);
    let before = text[..at].trim_end_matches([' ', '\t']);
    let opens_line = before.is_empty() || before.ends_with(['\n', '\r']);
    let follows_blank = before.is_empty() || (opens_line && ends_blank(before));
    let rest = &text[at..];
    let lead = match (opens_line, follows_blank) {
        (_, true) => "",
        (true, false) => eol,
        (false, false) => &eol.repeat(2),
    };
    // Behind it: the draft's own line break, then a blank line or the end.
    let next = rest.trim_start_matches([' ', '\t']);
    let trail = match next
        .strip_prefix("\r\n")
        .or_else(|| next.strip_prefix(['\n', '\r']))
    {
        None if next.is_empty() => eol.to_owned(),
        None => eol.repeat(2),
        Some(after) => {
            let line = after.split(['\n', '\r']).next().unwrap_or("");
            let is_apart = opens_line || line.trim().is_empty();
            if is_apart && opens_line && !line.trim().is_empty() {
                eol.to_owned()
            } else if is_apart {
                String::new()
            } else {
                eol.to_owned()
            }
        }
    };
    Edit {
        span: Span::at(at),
        text: format!("{lead}{}{trail}", content.replace('\n', eol)),
    }
}

/// The edit that puts `content` at the end of the draft, as a block of its own.
pub fn at_end(draft: &Draft, content: &str) -> Edit {
    insert_block(draft, draft.text.len(), content)
}

/// Whether `before`, which ends with a line break, ends with a blank line.
fn ends_blank(before: &str) -> bool {
    let line = before
        .strip_suffix("\r\n")
        .or_else(|| before.strip_suffix(['\n', '\r']))
        .unwrap_or(before);
    let line = line.trim_end_matches([' ', '\t']);
    line.is_empty() || line.ends_with(['\n', '\r'])
}

/// The end of the last line of what stands at `offset`: block, list, table, generated section.
pub(super) fn boundary(draft: &Draft, offset: usize) -> usize {
    let text: &str = &draft.text;
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    // Not between the two halves of a line break.
    offset += usize::from(text[..offset].ends_with('\r') && text[offset..].starts_with('\n'));
    let mut at = offset.max(draft.front_matter.span.end.min(text.len()));
    let section = super::timeline::existing(draft);
    // Each round moves forward or stops; a round ends behind one more obstacle.
    loop {
        let start = at;
        if let Some(end) = block_end(draft, at) {
            at = at.max(end);
        }
        if let Some(section) = section.filter(|it| it.start < at && at < it.end) {
            at = section.end;
        }
        at = paragraph_end(text, at);
        if at == start {
            return at;
        }
    }
}

/// End of the group of blocks (a list, a table, a quotation, else one block) that `at` stands in or on.
fn block_end(draft: &Draft, at: usize) -> Option<usize> {
    let next = draft.blocks.partition_point(|it| it.span.start <= at);
    let idx = next.checked_sub(1)?;
    let group = match draft.blocks[..=idx]
        .iter()
        .rev()
        .find(|it| !is_indented_code(draft, it))
    {
        Some(block) if block.kind == BlockKind::ListItem => LIST,
        _ => group(draft.blocks[idx].kind),
    };
    let mut end = draft.blocks[idx].span.end;
    let mut last = idx;
    if group != 0 {
        while let Some(block) = draft.blocks.get(last + 1) {
            let is_inside =
                group == self::group(block.kind) || (group == LIST && is_indented_code(draft, block));
            if !is_inside {
                break;
            }
            end = end.max(block.span.end);
            last += 1;
        }
    }
    Some(end)
}

/// Whether `block` is code that is indented, as code inside a list item is.
fn is_indented_code(draft: &Draft, block: &Block) -> bool {
    let line = draft.lines.start(draft.lines.line(block.span.start));
    block.kind == BlockKind::Code
        && (1 < block.span.start - line || draft.text[block.span.range()].starts_with(' '))
}

const LIST: u8 = 1;

/// Kinds that stand together; 0 stands alone.
fn group(kind: BlockKind) -> u8 {
    match kind {
        BlockKind::ListItem => LIST,
        BlockKind::BlockQuote => 2,
        BlockKind::TableHeader | BlockKind::TableRow => 3,
        BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Code => 0,
    }
}

/// The end of the run of lines without a blank one that `at` stands in; `at` itself on a blank line.
fn paragraph_end(text: &str, at: usize) -> usize {
    let line_start = text[..at].rfind(['\n', '\r']).map_or(0, |it| it + 1);
    let rest_of_line = text[at..].split(['\n', '\r']).next().unwrap_or("");
    if text[line_start..at].trim().is_empty() && rest_of_line.trim().is_empty() {
        return at;
    }
    let mut end = at;
    loop {
        let line = text[end..].split(['\n', '\r']).next().unwrap_or("");
        end += line.len();
        let rest = &text[end..];
        let after = rest
            .strip_prefix("\r\n")
            .or_else(|| rest.strip_prefix(['\n', '\r']));
        let Some(after) = after else { return end };
        let next = after.split(['\n', '\r']).next().unwrap_or("");
        if next.trim().is_empty() {
            return end;
        }
        end += rest.len() - after.len();
    }
}
