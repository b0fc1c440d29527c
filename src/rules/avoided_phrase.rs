//! `avoided-phrase`: what the author's own profile says to avoid.

use super::{Check, Context, Rule, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::persona::avoid::{self, Hit};
use crate::persona::voice::Voice;
use crate::text::one_line;

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
    let Some(voice) = &ctx.persona.voice else {
        return;
    };
    let hits = avoid::find(&voice.avoid, ctx.draft);
    out.extend(hits.iter().map(|it| report(ctx, voice, it)));
}

/// `"leveraged" is what your voice profile says to avoid: Avoid "leverage" and "synergy" (voice.md:12)`
fn report(ctx: &Context<'_>, voice: &Voice, hit: &Hit<'_>) -> Diagnostic {
    let words = message::draft_words(ctx.draft, hit.span);
    let place = format!("{}:{}", message::file_name(&voice.path), hit.avoid.line);
    let said = one_line(&hit.avoid.said);
    let taken = words.chars().count() + place.chars().count() + 46;
    let room = message::LIMIT.saturating_sub(taken).max(20);
    let said = message::brief(said.trim_end_matches('.'), room);
    let text = format!("\"{words}\" is what your voice profile says to avoid: {said} ({place})");
    issue::plain(&RULE, hit.span, text, hit.sentence)
}
