//! Somebody's exact words, behind an opening quotation mark.

use super::{Completion, CompletionKind, Here, MOST, TRIED, has_words};
use crate::compose;
use crate::compose::phrase::{Form, Phrase};
use crate::evidence::Role;
use crate::fact::{Fact, Kind, Phase, lower_words};
use crate::transcript::TurnKind;

/// The quotations that fit: of the lines worth quoting, or of everything that was said where words are typed.
///
/// Where the quotation opens its sentence, `Lin said.` follows it. Else the sentence has its own words for that, and
/// with them it must not give the words to somebody else.
pub(super) fn all(here: &Here<'_>, lead: &str, is_curly: bool) -> Vec<Completion> {
    let ctx = here.ctx();
    let stock = &here.analysis.inputs.stock;
    let typed = here.typed();
    let mut pool = if typed.is_empty() {
        stock.quotes(ctx.sources).to_vec()
    } else {
        said(here, typed)
    };
    let named = speakers_in(here, lead);
    pool.retain(|it| named.is_empty() || it.speaker(ctx.sources).is_some_and(|it| named.contains(&it)));
    let mut res = Vec::new();
    let mut pool = compose::unused_first(&ctx, pool, here.offset);
    compose::others_first(&ctx, &mut pool);
    for it in pool.iter().take(TRIED) {
        let phrases = stock.phrases(&ctx, it);
        let quote = phrases
            .iter()
            .find(|it| matches!(it.form, Form::Quote | Form::Catchphrase(_)));
        res.extend(quote.and_then(|quote| completion(here, it, quote, lead, is_curly)));
        if res.len() == MOST {
            break;
        }
    }
    res
}

fn completion(here: &Here<'_>, it: &Fact, quote: &Phrase, lead: &str, is_curly: bool) -> Option<Completion> {
    let ctx = here.ctx();
    let words = it.text(ctx.sources);
    // `"words," Lin said.` without the mark that stands there already.
    let attributed = quote.text.strip_prefix('"')?;
    let text = if lead.is_empty() {
        attributed.to_owned()
    } else {
        let (said, _) = attributed.rsplit_once('"')?;
        let text = match said.strip_suffix(',') {
            Some(said) if words.ends_with('.') => format!("{said}.\""),
            Some(said) => format!("{said}\""),
            None => format!("{said}\""),
        };
        if !compose::quotes_rightly(&ctx, &format!("{lead}\"{text}")) {
            return None;
        }
        text
    };
    let text = if is_curly { text.replace('"', "”") } else { text };
    let (text, notes) = compose::marked(&ctx, quote, &text);
    let completion = Completion {
        detail: here.told_by(it),
        markdown: here.lines(quote.source, &quote.units),
        ..here.completion(CompletionKind::Quote, text, words)
    };
    Some(here.with_notes(completion, &notes))
}

/// Everything somebody said that has all words of `typed`, lines worth quoting or not.
fn said(here: &Here<'_>, typed: &str) -> Vec<Fact> {
    let mut res = Vec::new();
    for (source, it) in here.analysis.inputs.sources.list.iter().enumerate() {
        if it.role != Role::Transcript {
            continue;
        }
        for (unit, said) in it.transcript.units.iter().enumerate() {
            let turn = &it.transcript.turns[said.turn];
            let is_speech = turn.kind == TurnKind::Speech && turn.speaker.is_some();
            if is_speech && !said.is_question && has_words(said.view.text(), typed) {
                res.push(Fact {
                    source,
                    unit,
                    kind: Kind::Quote,
                    phase: Phase::Happened,
                    weight: 0.0,
                });
            }
        }
    }
    res
}

/// The speakers that `lead` names.
fn speakers_in<'a>(here: &'a Here<'_>, lead: &str) -> Vec<&'a str> {
    let words: Vec<String> = lower_words(lead).collect();
    let is_named = |name: &str| lower_words(name).next().is_some_and(|it| words.contains(&it));
    let speakers = here
        .analysis
        .inputs
        .sources
        .list
        .iter()
        .flat_map(|it| &it.transcript.speakers);
    speakers
        .filter(|it| is_named(&it.name) || it.aliases.iter().any(|it| is_named(it)))
        .map(|it| it.name.as_str())
        .collect()
}
