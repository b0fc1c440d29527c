//! Messages of chats that keep them as records: who, when, what, and the message that is answered.

use rustc_hash::FxHashMap;

use super::build::{Builder, PARAGRAPH};
use super::inline;
use super::input::Input;
use super::json::{Node, Object};
use super::moment::Moment;
use super::why::counted;
use crate::language::time::Day;
use crate::text::{Span, View};
use crate::transcript::{Flags, SpeakerId, Stamp, TurnKind};

/// A message.
#[derive(Default)]
pub(super) struct Post {
    pub(super) kind: TurnKind,
    pub(super) speaker: Option<SpeakerId>,
    pub(super) start: Option<Stamp>,
    pub(super) day: Option<Day>,
    pub(super) flags: Flags,
    pub(super) span: Span,
    pub(super) view: View,
    /// What other messages call it.
    pub(super) id: Option<String>,
    /// The message whose thread it is in, or which it answers.
    pub(super) parent: Option<String>,
}

impl Post {
    /// One of that time at `span`.
    pub(super) fn new(span: Span, when: Option<Moment>) -> Post {
        Post {
            span,
            start: when.and_then(|it| it.start),
            day: when.and_then(|it| it.day),
            ..Post::default()
        }
    }
}

/// The messages read so far.
#[derive(Default)]
pub(super) struct Posts {
    tally: Tally,
    turns: FxHashMap<String, usize>,
}

impl Posts {
    /// Adds a message; one without words is none. What answers a message stands under it.
    pub(super) fn push(&mut self, out: &mut Builder, post: Post) {
        if post.view.text().trim().is_empty() {
            return;
        }
        let parent = post.parent.filter(|it| Some(it) != post.id.as_ref());
        let section = parent.and_then(|it| self.turns.get(&it).copied());
        let turn = out.push(post.kind, post.speaker, post.start, post.span, post.view);
        turn.day = post.day;
        turn.flags = post.flags;
        turn.section = section.or(turn.section);
        if let Some(id) = post.id {
            self.turns.insert(id, out.turns.len() - 1);
        }
        self.tally.add(post.kind);
    }

    /// `8 messages of a Slack export`.
    pub(super) fn why(&self, of: &str) -> String {
        self.tally.why(of)
    }
}

/// How many messages there are.
#[derive(Default)]
pub(super) struct Tally(usize);

impl Tally {
    /// Counts a turn.
    pub(super) fn add(&mut self, kind: TurnKind) {
        self.0 += usize::from(matches!(kind, TurnKind::Speech | TurnKind::Event));
    }

    /// `8 messages of a Slack export`.
    pub(super) fn why(&self, of: &str) -> String {
        counted(self.0, "message") + of
    }
}

/// The JSON value that the source is; the place and what is wrong with it where it is none.
pub(super) fn root<'a>(input: &Input<'a>) -> Result<Node<'a>, (usize, String)> {
    if let Some(root) = input.json() {
        return Ok(root);
    }
    let body = input.body();
    let text = body.trim_start_matches('\u{feff}');
    Node::parse(text, input.window.start + body.len() - text.len())
}

/// Whether the source opens like JSON, and has one of `keys` near its beginning: reading all of it costs more.
pub(super) fn opens_with(input: &Input<'_>, keys: &[&str]) -> bool {
    /// Bytes that are looked at.
    const REACH: usize = 16_384;
    let body = input.body().trim_start_matches('\u{feff}').trim_start();
    let bytes = body.as_bytes();
    let start = bytes.get(..REACH).unwrap_or(bytes);
    let has = |key: &str| start.windows(key.len()).any(|it| it == key.as_bytes());
    body.starts_with(['[', '{']) && keys.iter().any(|key| has(&format!("\"{key}\"")))
}

/// The share of the first `records` that `fits`; `None` where most do not.
pub(super) fn share<'a>(records: &[Node<'a>], fits: impl Fn(&Object<'a>) -> bool) -> Option<f32> {
    /// Records that are looked at.
    const LOOKED_AT: usize = 40;
    let looked_at = records.iter().take(LOOKED_AT);
    let n = looked_at.len();
    let fit = looked_at.filter(|it| fits(&it.object())).count();
    (0 < fit && n * 4 <= fit * 5).then(|| fit as f32 / n as f32)
}

/// Reads every record with `read`; what `fits` says is no message is told as a problem.
pub(super) fn read_all<'a>(
    records: Result<Vec<Node<'a>>, (usize, String)>,
    out: &mut Builder,
    fits: impl Fn(&Object<'a>) -> bool,
    mut read: impl FnMut(Span, &Object<'a>, &mut Builder) -> Post,
) -> Posts {
    let mut posts = Posts::default();
    let records = records.unwrap_or_else(|(at, message)| {
        out.problem(Span::at(at), format!("no JSON: {message}"));
        Vec::new()
    });
    for record in records {
        let it = record.object();
        if fits(&it) {
            let post = read(record.span(), &it, out);
            posts.push(out, post);
        } else {
            out.problem(record.span(), "a record that is no message");
        }
    }
    posts
}

/// What a decoded text says: its lines are paragraphs, markup is taken out; what stands at `own` (in order) is read as
/// said there.
pub(super) fn words(view: &View, own: Vec<(Span, String)>) -> View {
    let text = view.text();
    let is_markup = |it: u8| b"*_`[(\\<&~".contains(&it) || it == b'\n' || it == b'\r' || !it.is_ascii();
    if own.is_empty() && !text.bytes().any(is_markup) {
        return view.clone();
    }
    let mut places = own;
    let mut at = 0;
    for line in text.split('\n') {
        let end = at + line.len();
        let start = at;
        at = end + 1;
        // The fence of a code block that goes over several lines.
        let mut fences = line.match_indices("```");
        if let (Some((fence, marks)), None) = (fences.next(), fences.next()) {
            let (from, mut to) = (start + fence, start + fence + marks.len());
            if line.trim_start().starts_with(marks) {
                let rest = text.get(at.min(text.len())..).unwrap_or_default();
                to = text.len() - rest.trim_start().len();
            }
            places.push((Span::new(from, to), String::new()));
        }
        let inside = inline::places(line).into_iter();
        places.extend(inside.map(|(span, instead)| (span.shift(start), instead.to_owned())));
    }
    places.extend(breaks(text));
    places.sort_by_key(|it| (it.0.start, it.0.end));
    let mut res = View::default();
    let mut at = 0;
    for (span, instead) in places {
        if span.start < at {
            continue;
        }
        res.append(view, Span::new(at, span.start));
        if !instead.is_empty() {
            res.push_mapped(&instead, view.in_file(span));
        }
        at = span.end;
    }
    res.append(view, Span::new(at, text.len()));
    res
}

/// Line breaks, with the blanks around them, and what is read there.
fn breaks(text: &str) -> impl Iterator<Item = (Span, String)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let found = at + text.get(at..)?.find(['\n', '\r'])?;
        let before = text[..found].trim_end().len().max(at);
        let rest = &text[found..];
        let end = found + rest.len() - rest.trim_start().len();
        at = end;
        let is_inside = 0 < before && end < text.len();
        let instead = if is_inside { PARAGRAPH } else { "" };
        Some((Span::new(before, end), instead.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_paragraphs_and_markup_goes() {
        let file = "so *it* fell:\n```\nlet x = 1;\n```\n\nand `stayed`";
        let view = words(&View::plain(file, 0), Vec::new());
        assert_eq!(view.text(), "so it fell:\n\nlet x = 1;\n\nand stayed");
        let at = view.text().find("stayed").expect("the word is there");
        assert_eq!(&file[view.in_file(Span::new(at, at + 6)).range()], "stayed");
    }
}
