//! `altered-catchphrase`: a character's catchphrase in words that are neither it, nor a variation that the
//! profile allows, nor what a source says.

use super::{Check, Context, Rule, issue, message, quote};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::draft::{Quotation, Sentence};
use crate::language::words;
use crate::persona::reading::small;
use crate::persona::voice::Character;
use crate::text::Span;

/// "We tried that in 2018" for "we tried that in 2019".
pub(super) static RULE: Rule = Rule {
    name: "altered-catchphrase",
    group: Group::Voice,
    severity: Some(Severity::Info),
    fixable: false,
    docs: include_str!("altered_catchphrase.md"),
    check: Check::Findings(check),
};

/// The share of a catchphrase's words that a quotation has to hold, in order, to be meant for it.
const MEANT: (usize, usize) = (3, 5);

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(voice) = &ctx.persona.voice else {
        return;
    };
    for (n, sentence) in ctx.draft.sentences.iter().enumerate() {
        for quotation in &sentence.quotes {
            for character in &voice.characters {
                let Some(phrase) = &character.catchphrase else {
                    continue;
                };
                if !is_attributed(ctx, n, character) {
                    continue;
                }
                let said = &sentence.view.text()[quotation.inner.range()];
                if is_altered(phrase, said, character.may_vary) && !is_in_source(ctx, said) {
                    let span = changed(phrase, sentence, quotation);
                    let text = format!(
                        "{}'s catchphrase is \"{}\", not \"{}\" (your voice profile).",
                        message::brief(&character.name, 24),
                        message::brief(phrase, 40),
                        message::brief(message::without_stop(said), 40)
                    );
                    out.push(issue::plain(&RULE, span, text, Some(n)));
                }
            }
        }
    }
}

/// Whether sentence `n`, outside of its quotations, or the one before it in its paragraph, names `character`.
fn is_attributed(ctx: &Context<'_>, n: usize, character: &Character) -> bool {
    let sentences = &ctx.draft.sentences;
    let names: Vec<String> = character.name.split_whitespace().take(1).map(small).collect();
    let holds = |sentence: &Sentence| {
        let text = sentence.view.text();
        let mut spans = words::spans(text).into_iter();
        spans.any(|span| {
            let word = small(&text[span.range()]);
            let word = word.strip_suffix("'s").unwrap_or(&word);
            let is_said = sentence.quotes.iter().any(|it| it.inner.overlaps(span));
            !is_said && names.iter().any(|it| it == word)
        })
    };
    let before = n.checked_sub(1).map(|it| &sentences[it]);
    holds(&sentences[n]) || before.is_some_and(|it| it.block == sentences[n].block && holds(it))
}

/// Whether `said` is meant for `phrase` and is not a form of it that the profile allows.
fn is_altered(phrase: &str, said: &str, may_vary: bool) -> bool {
    let (wanted, held) = (pieces(phrase), pieces(said));
    if quote::letters(said).contains(&quote::letters(phrase)) {
        return false;
    }
    let mut at = 0;
    let shared = wanted
        .iter()
        .filter(|word| match held[at..].iter().position(|it| it == *word) {
            Some(ahead) => {
                at += ahead + 1;
                true
            }
            None => false,
        })
        .count();
    let is_meant = wanted.len() * MEANT.0 <= shared * MEANT.1 && 2 < shared && held.len() <= 2 * wanted.len();
    if !is_meant {
        return false;
    }
    let stems = words::words(said);
    let keeps = words::words(phrase)
        .iter()
        .filter(|it| !it.stop)
        .all(|it| stems.iter().any(|held| held.stem == it.stem));
    !may_vary || !keeps
}

fn pieces(text: &str) -> Vec<String> {
    words::spans(text)
        .into_iter()
        .map(|it| small(&text[it.range()]))
        .collect()
}

/// Whether a source holds the words as they are.
fn is_in_source(ctx: &Context<'_>, said: &str) -> bool {
    let said = quote::letters(said);
    let mut sources = ctx.sources.list.iter();
    sources.any(|it| format!(" {} ", quote::letters(&it.transcript.text)).contains(&format!(" {said} ")))
}

/// The words of the quotation that are not the catchphrase's, where one place holds them all.
fn changed(phrase: &str, sentence: &Sentence, quotation: &Quotation) -> Span {
    let text = sentence.view.text();
    let wanted = pieces(phrase);
    let inner = quotation.inner;
    let spans: Vec<Span> = words::spans(&text[inner.range()])
        .into_iter()
        .map(|it| it.shift(inner.start))
        .collect();
    let same = |a: &Span, b: &String| small(&text[a.range()]) == *b;
    let front = spans.iter().zip(&wanted).take_while(|(a, b)| same(a, b)).count();
    let back = spans[front..]
        .iter()
        .rev()
        .zip(wanted[front..].iter().rev())
        .take_while(|(a, b)| same(a, b))
        .count();
    let middle = &spans[front..spans.len() - back];
    let span = match (middle.first(), middle.last()) {
        (Some(first), Some(last)) if middle.len() <= 3 => Span::new(first.start, last.end),
        _ => inner,
    };
    sentence.view.in_file(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variation_keeps_the_words_that_carry_the_phrase() {
        let phrase = "we tried that in 2019";
        for said in [
            "We tried that in 2019.",
            "We tried the new gate in 2019",
            "we tried, in 2019",
            "We lost the key in May.",
        ] {
            assert!(!is_altered(phrase, said, true), "{said}");
        }
        for said in [
            "We tried that in 2018.",
            "We did that in 2019.",
            "We had that in 2019, too",
        ] {
            assert!(is_altered(phrase, said, true), "{said}");
        }
        assert!(is_altered(phrase, "We tried the new gate in 2019", false));
        assert!(!is_altered(phrase, "Oh, we tried that in 2019, twice.", false));
    }
}
