//! What the rules about the shape of a post share: whom they speak to, and when.

use super::{Context, Rule, issue};
use crate::config::{Mode, Profile};
use crate::diagnostic::Diagnostic;
use crate::language::words;
use crate::persona::episode::About;
use crate::persona::series::{Episode, Series};
use crate::shape::{Kind, Shape};
use crate::text::Span;

/// The parts of the draft, where it is a blog post.
pub(super) fn blog_post<'a>(ctx: &Context<'a>) -> Option<&'a Shape> {
    ctx.shape
        .filter(|_| ctx.config.profile == Some(Profile::BlogPost))
}

/// The parts of the draft, where it is a postmortem.
pub(super) fn postmortem<'a>(ctx: &Context<'a>) -> Option<&'a Shape> {
    ctx.shape
        .filter(|_| ctx.config.profile == Some(Profile::Postmortem))
}

/// Whether the draft is about to be published.
pub(super) fn is_final(ctx: &Context<'_>) -> bool {
    ctx.config.mode == Mode::Final
}

/// Whether the draft is finished, or looks so: what is not there yet may still come in one that is under way.
pub(super) fn is_complete(ctx: &Context<'_>, shape: &Shape) -> bool {
    let least = ctx.config.words().map(|it| it.0);
    is_final(ctx) || (shape.looks_complete(least) && !is_under_way(ctx))
}

/// Whether it says itself that something is still to be found out.
pub(super) fn is_under_way(ctx: &Context<'_>) -> bool {
    let waits = |kind: &str| Kind::parse(kind) == Some(Kind::Fact) || kind.eq_ignore_ascii_case("todo");
    ctx.draft.placeholders.iter().any(|it| waits(&it.kind))
}

/// A diagnostic about the post as a whole, at its title.
pub(super) fn about_all(
    ctx: &Context<'_>,
    shape: &Shape,
    rule: &'static Rule,
    message: String,
) -> Diagnostic {
    issue::plain(rule, shape.anchor(ctx.draft), message, None)
}

/// The series, and which of its episodes the draft is.
pub(super) fn episode<'a>(ctx: &Context<'a>, shape: &Shape) -> Option<(&'a Series, usize)> {
    let series = ctx.persona.series.as_ref()?;
    let declared = ctx.draft.front_matter.get("slug").map(|it| it.value.as_str());
    let file = ctx.path.rsplit('/').next().unwrap_or(ctx.path);
    let stem = file.split('.').next().unwrap_or(file);
    let about = About {
        title: shape.title_text(ctx.draft),
        slug: declared.unwrap_or(stem),
    };
    Some((series, series.episode_of(about)?))
}

/// The episode at `at`.
pub(super) fn at(series: &Series, at: usize) -> Option<&Episode> {
    series.episodes.get(at)
}

/// `series-tracker.md:9`.
pub(super) fn line_of(series: &Series, line: usize) -> String {
    let file = series.path.rsplit('/').next().unwrap_or(&series.path);
    format!("{file}:{line}")
}

/// The people whom texts of this author name all the time: their names say nothing of what a text is about.
pub(super) fn known_people(ctx: &Context<'_>) -> Vec<words::Stem> {
    let characters = ctx.persona.voice.iter().flat_map(|it| &it.characters);
    let characters = characters.map(|it| it.name.as_str());
    let author = ctx.persona.bio.as_ref().and_then(|it| it.name.as_deref());
    let speakers = ctx.sources.list.iter().flat_map(|it| &it.transcript.speakers);
    let speakers = speakers.map(|it| it.name.as_str());
    let names = characters.chain(author).chain(speakers);
    names
        .flat_map(|it| words::words(it).into_iter().map(|word| word.stem))
        .collect()
}

/// The words of `text` that say what it is about.
pub(super) fn content<'a>(ctx: &Context<'_>, text: &'a str) -> Vec<(words::Stem, &'a str)> {
    let people = known_people(ctx);
    let all = words::words(text).into_iter();
    all.filter(|it| !it.stop && !people.contains(&it.stem))
        .map(|it| (it.stem, &text[it.span.range()]))
        .collect()
}

/// Stems of the words of the blocks of `range`, sorted.
pub(super) fn stems(ctx: &Context<'_>, range: std::ops::Range<usize>) -> Vec<words::Stem> {
    let blocks = ctx.draft.blocks[range].iter();
    let mut res: Vec<words::Stem> = blocks
        .flat_map(|it| words::words(it.view.text()).into_iter().map(|it| it.stem))
        .collect();
    res.sort_unstable();
    res.dedup();
    res
}

/// Where a paragraph goes that belongs at the end of the body: before the bio, else at the end of the text. With
/// what parts it from its neighbours, before and behind.
pub(super) fn end_of_body(ctx: &Context<'_>, shape: &Shape) -> (Span, &'static str, &'static str) {
    let draft = ctx.draft;
    let is_crlf = draft.text.contains("\r\n");
    let bio = shape.bio.as_ref().and_then(|it| draft.blocks.get(it.start));
    match bio {
        Some(it) => {
            let line = draft.lines.start(draft.lines.line(it.span.start));
            let line = before_rule(&draft.text, line);
            (Span::at(line), "", if is_crlf { "\r\n\r\n" } else { "\n\n" })
        }
        None => {
            let end = draft.text.trim_end().len();
            let between = if is_crlf { "\r\n\r\n" } else { "\n\n" };
            (Span::at(end), if end == 0 { "" } else { between }, "")
        }
    }
}

/// The start of the line of a `---` right before `at`, blank lines between, else `at`: the rule belongs to the bio.
fn before_rule(text: &str, at: usize) -> usize {
    let before = text[..at].trim_end();
    let start = before.rfind(['\n', '\r']).map_or(0, |it| it + 1);
    let line = before[start..].trim();
    let is_rule = 3 <= line.len() && ["-", "*", "_"].iter().any(|it| line.replace(it, "").is_empty());
    if is_rule && 0 < start { start } else { at }
}

/// Whether `text` names `name`, by its first word.
pub(super) fn names(text: &str, name: &str) -> bool {
    let Some(first) = name.split_whitespace().next() else {
        return false;
    };
    let key = words::stem(first);
    words::spans(text).into_iter().any(|it| {
        let word = &text[it.range()];
        word.starts_with(char::is_uppercase) && words::stem(word) == key
    })
}
