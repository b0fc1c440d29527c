//! `unanswered-teaser`: the last episode promised something that this one does not take up.

use super::{Check, Context, Rule, message, post};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::language::words::Stem;
use crate::persona::series::{Episode, Note};
use crate::shape::Shape;
use crate::text::one_line;

/// A teaser that nothing in the first part takes up.
pub(super) static RULE: Rule = Rule {
    name: "unanswered-teaser",
    group: Group::Draft,
    severity: Some(Severity::Info),
    fixable: false,
    docs: include_str!("unanswered_teaser.md"),
    check: Check::Findings(check),
};

/// Words with which every teaser is told.
const FRAME: [&str; 8] = [
    "next", "time", "episode", "teaser", "address", "coming", "week", "part",
];

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(shape) = post::blog_post(ctx).filter(|it| post::is_complete(ctx, it)) else {
        return;
    };
    let Some((series, at)) = post::episode(ctx, shape) else {
        return;
    };
    let asked = post::at(series, at).and_then(Episode::answer);
    let teased = series.before(at).and_then(Episode::teaser);
    let Some(shown) = teased.or(asked) else { return };
    let notes = [asked, teased].into_iter().flatten();
    let wanted: Vec<Stem> = notes.flat_map(|it| promised(ctx, it)).collect();
    if wanted.is_empty() || is_taken_up(ctx, &wanted, &beginning(ctx, shape)) {
        return;
    }
    let words = message::brief(one_line(&shown.text).trim_matches('"'), 60);
    let place = post::line_of(series, shown.line);
    let message = format!("The last episode promised \"{words}\" ({place}); nothing here begins with it.");
    out.push(post::about_all(ctx, shape, &RULE, message));
}

/// Whether the beginning takes up what was promised: with one of its telling words where it has few, with two of them
/// where it has four or more. A word that stands all over the draft tells nothing: a post about thermostats has "thermostats".
fn is_taken_up(ctx: &Context<'_>, wanted: &[Stem], held: &[Stem]) -> bool {
    let holds = |it: &Stem| held.binary_search(it).is_ok();
    let mut telling: Vec<Stem> = wanted
        .iter()
        .copied()
        .filter(|it| !is_all_over(ctx, *it))
        .collect();
    telling.sort_unstable();
    telling.dedup();
    // What the sources do not have either, the author may well tell in other words.
    let is_told = telling.iter().any(|it| ctx.sources.index.knows(*it));
    if !is_told {
        return wanted.iter().any(holds);
    }
    let least = (telling.len() / 2).clamp(1, TELLING);
    least <= telling.iter().filter(|it| holds(it)).count()
}

/// Words of a promise that have to come up.
const TELLING: usize = 2;

/// Whether one sentence in this many holds the word.
fn is_all_over(ctx: &Context<'_>, stem: Stem) -> bool {
    const ONE_IN: usize = 15;
    const LEAST: usize = 3;
    let sentences = &ctx.draft.sentences;
    let holds = |text: &str| {
        crate::language::words::words(text)
            .iter()
            .any(|it| it.stem == stem)
    };
    let count = sentences.iter().filter(|it| holds(it.view.text())).count();
    LEAST <= count && sentences.len() < ONE_IN * count
}

/// What a teaser, or the note that asks to answer it, is about.
fn promised(ctx: &Context<'_>, note: &Note) -> Vec<Stem> {
    let frame = FRAME.map(crate::language::words::stem);
    let all = post::content(ctx, &note.text).into_iter().map(|it| it.0);
    all.filter(|it| !frame.contains(it)).collect()
}

/// Stems of the title, the TLDR and the first two fifths of the rest.
fn beginning(ctx: &Context<'_>, shape: &Shape) -> Vec<Stem> {
    let blocks = ctx.draft.blocks.get(shape.body.clone()).unwrap_or_default();
    let lengths = blocks.iter().map(|it| it.view.text().len());
    let enough = lengths.clone().sum::<usize>() * 2 / 5;
    let mut read = 0;
    let n = lengths
        .take_while(|it| {
            let goes_on = read <= enough;
            read += it;
            goes_on
        })
        .count();
    let mut res = post::stems(ctx, 0..shape.body.start + n);
    let title = shape.title_text(ctx.draft);
    res.extend(crate::language::words::words(title).into_iter().map(|it| it.stem));
    res.sort_unstable();
    res
}
