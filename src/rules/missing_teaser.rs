//! `missing-teaser`: earlier episodes end with a look at the next one, and this one does not.

use super::{Check, Context, Rule, message, post};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::draft::Block;
use crate::persona::series::Episode;
use crate::shape::Shape;
use crate::text::one_line;

/// Nothing at the end says what is to come.
pub(super) static RULE: Rule = Rule {
    name: "missing-teaser",
    group: Group::Draft,
    severity: Some(Severity::Info),
    fixable: false,
    docs: include_str!("missing_teaser.md"),
    check: Check::Findings(check),
};

/// Paragraphs at the end of the body among which the teaser is looked for.
const LAST: usize = 3;

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(shape) = post::blog_post(ctx).filter(|_| post::is_final(ctx)) else {
        return;
    };
    let Some((series, at)) = post::episode(ctx, shape) else {
        return;
    };
    let Some(teaser) = series.before(at).and_then(Episode::teaser) else {
        return;
    };
    let own = post::at(series, at).and_then(|it| it.number);
    if tells_what_comes(ctx, shape, own) {
        return;
    }
    let words = message::brief(one_line(&teaser.text).trim_matches('"'), 48);
    let place = post::line_of(series, teaser.line);
    let message =
        format!("The last episode ends with \"{words}\" ({place}); this one says nothing of the next.");
    out.push(post::about_all(ctx, shape, &RULE, message));
}

/// Whether one of the last paragraphs of the body speaks of the next episode.
fn tells_what_comes(ctx: &Context<'_>, shape: &Shape, own: Option<u32>) -> bool {
    let blocks = ctx.draft.blocks.get(shape.body.clone()).unwrap_or_default();
    let marker = |name: &str| {
        let mut comments = ctx.draft.comments.iter();
        comments
            .find(|it| ctx.draft.comment(**it) == name)
            .map(|it| it.start)
    };
    let made = marker("backline:timeline").zip(marker("/backline:timeline"));
    // A timeline at the end of the body ends no story.
    let is_told = |it: &&Block| {
        let is_made = made.is_some_and(|(from, to)| from < it.span.start && it.span.start < to);
        !is_made && !it.view.text().trim().is_empty()
    };
    let with_words = blocks.iter().filter(is_told);
    with_words
        .rev()
        .take(LAST)
        .any(|it| looks_ahead(it.view.text(), own))
}

/// What the next one is called besides a text: `next up`, `next week`.
const AHEAD: [&str; 6] = ["up", "week", "month", "one", "issue", "instalments"];

/// `Next time`, `in episode 3`, `stay tuned`, `coming up`, `to be continued`, `another post`.
fn looks_ahead(text: &str, own: Option<u32>) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect();
    let is_text = |it: &str| {
        matches!(
            it,
            "post"
                | "episode"
                | "part"
                | "chapter"
                | "volume"
                | "story"
                | "article"
                | "installment"
                | "instalment"
                | "day"
                | "time"
        )
    };
    words.iter().enumerate().any(|(at, word)| {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let number: Option<u32> = next.parse().ok();
        match *word {
            // "hang next to the thermometer", "the next morning"
            "next" => is_text(next) || AHEAD.contains(&next) || at == 0 && next != "to",
            "upcoming" => true,
            "coming" => matches!(next, "up" | "soon" | "next"),
            "stay" => next == "tuned",
            "tomorrow" | "soon" => true,
            "be" => next == "continued",
            "another" | "later" => is_text(next),
            "until" | "till" => matches!(next, "then" | "next"),
            "episode" | "part" | "chapter" | "volume" => {
                number.is_some_and(|it| own.is_none_or(|own| own < it))
            }
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::looks_ahead;

    #[test]
    fn a_look_at_what_comes_is_known_by_its_words() {
        for text in [
            "Next time: the orders.",
            "In episode 3 the pager quits.",
            "Stay tuned.",
            "That is a story for another day.",
            "To be continued.",
        ] {
            assert!(looks_ahead(text, Some(2)), "{text}");
        }
        for text in [
            "The dashboard is green.",
            "As in episode 1, nobody looked.",
            "We stay calm.",
            "That one you can hang next to the thermometer.",
            "The next morning it was quiet.",
        ] {
            assert!(!looks_ahead(text, Some(2)), "{text}");
        }
    }
}
