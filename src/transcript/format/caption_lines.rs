//! The lines of captions before anybody asks who says them: lines that roll through several captions are read once, and
//! lines in which the speaker changes are cut there.

use super::captions::Caption;
use super::cue_text::Part;
use super::pieces;
use crate::text::Span;

/// Takes out lines that were still shown from the caption before; whether the file is written like that.
pub(super) fn unroll(captions: &mut [Caption<'_>]) -> bool {
    /// One caption in so many has to repeat lines, at least.
    const SHARE: usize = 3;
    let mut shown: Option<usize> = None;
    let mut repeats: Vec<(usize, usize, usize)> = Vec::new();
    let (mut n, mut has_word_times) = (0, false);
    for (at, caption) in captions.iter().enumerate() {
        if caption.parts.is_empty() {
            continue;
        }
        n += 1;
        has_word_times |= caption.parts.iter().any(|it| it.has_word_times);
        if let Some(before) = shown {
            let (lines, bytes) = repeated(&captions[before].parts, &caption.parts);
            if 0 < lines + bytes {
                repeats.push((at, lines, bytes));
            }
        }
        shown = Some(at);
    }
    let is_usual = n <= SHARE * repeats.len() && 2 < repeats.len();
    let rolls = is_usual || (has_word_times && !repeats.is_empty());
    if !rolls {
        return false;
    }
    for (at, lines, bytes) in repeats {
        let parts = &mut captions[at].parts;
        parts.drain(..lines);
        if let Some(first) = parts.first_mut().filter(|_| 0 < bytes) {
            first.view = first.view.slice(Span::new(bytes, first.view.text().len()));
            first.raw.start = first.view.span().start;
        }
    }
    true
}

/// Cuts lines before every `>>` within, where lines of the file begin with it, too; whether they do.
pub(super) fn part_at_chevrons(captions: &mut [Caption<'_>]) -> bool {
    let mut parts = captions.iter().flat_map(|it| &it.parts);
    if !parts.any(|it| it.view.text().starts_with(">>")) {
        return false;
    }
    for caption in captions {
        let parts = std::mem::take(&mut caption.parts);
        caption.parts = parts.into_iter().flat_map(at_chevrons).collect();
    }
    true
}

/// The pieces of `part` that begin with `>>`, and what stands before them.
fn at_chevrons(part: Part) -> Vec<Part> {
    let text = part.view.text();
    let inside = text.match_indices(" >>");
    let inside = inside.filter(|it| text[it.0 + it.1.len()..].starts_with([' ', '>']));
    let mut cuts: Vec<usize> = vec![0];
    cuts.extend(inside.map(|it| it.0 + 1));
    if cuts.len() == 1 {
        return vec![part];
    }
    cuts.push(text.len());
    let mut res = Vec::new();
    for cut in cuts.windows(2) {
        let &[from, to] = cut else { continue };
        let mut view = part.view.slice(Span::new(from, to));
        pieces::trim(&mut view);
        if view.text().is_empty() {
            continue;
        }
        let words = view.span();
        let start = if from == 0 { part.raw.start } else { words.start };
        let end = if to == text.len() { part.raw.end } else { words.end };
        res.push(Part {
            voice: part.voice.clone(),
            raw: Span::new(start, end),
            view,
            has_word_times: part.has_word_times,
        });
    }
    res
}

/// How many lines at the start of `now` were the last of `before`; and how many bytes of the line behind them.
fn repeated(before: &[Part], now: &[Part]) -> (usize, usize) {
    let longest = before.len().min(now.len());
    let is_same = |n: usize| {
        let tail = &before[before.len() - n..];
        tail.iter().zip(now).all(|(a, b)| a.view.text() == b.view.text())
    };
    let lines = (1..=longest).rev().find(|&n| is_same(n)).unwrap_or(0);
    let grows = || {
        let last = before.last().filter(|_| lines == 0)?;
        let line = now.first()?;
        let rest = line.view.text().strip_prefix(last.view.text())?;
        rest.starts_with(' ').then(|| line.view.text().len() - rest.len())
    };
    (lines, grows().unwrap_or(0))
}
