//! `avoided-phrase`: what the author's own profile says to avoid.

use super::{Check, Context, Rule, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::persona::avoid::{Avoid, Avoided};
use crate::persona::habit;
use crate::persona::phrase::{Phrase, Phrases};
use crate::persona::reading::Reading;
use crate::persona::voice::Voice;
use crate::text::Span;

/// Words and constructions that the voice profile rules out.
pub(super) static RULE: Rule = Rule {
    name: "avoided-phrase",
    group: Group::Voice,
    severity: Some(Severity::Info),
    fixable: false,
    docs: include_str!("avoided_phrase.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(voice) = ctx.persona.voice.as_ref().filter(|it| !it.avoid.is_empty()) else {
        return;
    };
    let reading = Reading::of(ctx.draft);
    words(ctx, voice, &reading, out);
    marks(ctx, voice, &reading, out);
    constructions(ctx, voice, out);
}

fn words(ctx: &Context<'_>, voice: &Voice, reading: &Reading<'_>, out: &mut Vec<Diagnostic>) {
    let listed = voice
        .avoid
        .iter()
        .enumerate()
        .filter_map(|(n, it)| match &it.what {
            Avoided::Phrase(phrase) => Some((Phrase::clone(phrase), n)),
            _ => None,
        });
    let phrases = Phrases::new(listed);
    for (n, line) in reading.lines.iter().enumerate() {
        for found in phrases.find(line) {
            let span = reading.in_file(n, found.span);
            out.push(report(
                ctx,
                voice,
                &voice.avoid[found.what],
                span,
                Some(line.sentence),
            ));
        }
    }
}

fn marks(ctx: &Context<'_>, voice: &Voice, reading: &Reading<'_>, out: &mut Vec<Diagnostic>) {
    for avoid in &voice.avoid {
        let Avoided::Marks(marks) = &avoid.what else {
            continue;
        };
        for (n, line) in reading.lines.iter().enumerate() {
            let sentence = &ctx.draft.sentences[line.sentence];
            for (at, found) in line.text.match_indices(marks.as_str()) {
                let span = Span::new(at, at + found.len());
                let is_quoted = sentence.quotes.iter().any(|it| it.inner.overlaps(span));
                let is_code = sentence.code.iter().any(|it| it.overlaps(span));
                if !is_quoted && !is_code {
                    out.push(report(
                        ctx,
                        voice,
                        avoid,
                        reading.in_file(n, span),
                        Some(line.sentence),
                    ));
                }
            }
        }
    }
}

fn constructions(ctx: &Context<'_>, voice: &Voice, out: &mut Vec<Diagnostic>) {
    let of = |pattern| {
        let mut avoided = voice.avoid.iter();
        avoided.find(|it| it.what == Avoided::Construction(pattern))
    };
    let any = voice
        .avoid
        .iter()
        .any(|it| matches!(it.what, Avoided::Construction(_)));
    if !any {
        return;
    }
    for habit in habit::find(ctx.draft, |it| of(it).is_some()) {
        if let Some(avoid) = of(habit.pattern) {
            out.push(report(ctx, voice, avoid, habit.span, habit.sentence));
        }
    }
}

/// `"leveraged": your voice profile says Avoid "leverage" and "synergy". (voice.md:12)`
fn report(
    ctx: &Context<'_>,
    voice: &Voice,
    avoid: &Avoid,
    span: Span,
    sentence: Option<usize>,
) -> Diagnostic {
    let words = message::draft_words(ctx.draft, span);
    let place = format!("{}:{}", message::file_name(&voice.path), avoid.line);
    let said = message::flatten(&avoid.said);
    let room = message::LIMIT.saturating_sub(words.chars().count() + place.chars().count() + 46);
    let said = message::brief(said.trim_end_matches('.'), room.max(20));
    let text = format!("\"{words}\" is what your voice profile says to avoid: {said} ({place})");
    issue::plain(&RULE, span, text, sentence)
}
