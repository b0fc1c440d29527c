//! Facts that the draft does not tell yet, as sentences.

use super::{Completion, CompletionKind, Here, MOST, TRIED, has_words};
use crate::compose;
use crate::compose::phrase::{Form, Phrase};
use crate::fact::{self, Fact};

/// The unused facts, or those that have all words typed, best for this place first: each as a plain sentence, then in devices of
/// the author's voice. Forms of several paragraphs are left to the menu of actions: not every editor puts in more
/// than a line.
pub(super) fn all(here: &Here<'_>) -> Vec<Completion> {
    let ctx = here.ctx();
    let stock = &here.analysis.inputs.stock;
    let typed = here.typed();
    let mut pool = stock.told(ctx.sources);
    pool.retain(|it| fits(it.text(ctx.sources), typed));
    // Whoever types the words of a fact means it, told or not.
    let pool = if typed.is_empty() {
        compose::unused_near(&ctx, pool, here.offset)
    } else {
        compose::unused_first(&ctx, pool, here.offset)
    };
    let mut res = Vec::new();
    for it in pool.iter().take(TRIED) {
        for phrase in stock.phrases(&ctx, it).iter() {
            let is_sentence = matches!(phrase.form, Form::Plain | Form::Device(_));
            if is_sentence && !phrase.text.contains('\n') {
                res.push(completion(here, it, phrase));
            }
        }
        if MOST <= res.len() {
            break;
        }
    }
    res.truncate(MOST);
    res
}

/// Whether `typed` is the beginning of `text`, or says something that stands there: words like "the" stand anywhere.
fn fits(text: &str, typed: &str) -> bool {
    let typed = typed.trim_start_matches(['*', '_']);
    let says = 3 <= typed.chars().count() && fact::content(typed).next().is_some();
    text.to_lowercase().starts_with(&typed.to_lowercase()) || (says && has_words(text, typed))
}

fn completion(here: &Here<'_>, it: &Fact, phrase: &Phrase) -> Completion {
    let ctx = here.ctx();
    let (text, notes) = compose::marked(&ctx, phrase, &phrase.text);
    let words = phrase.text.replace('\\', "");
    let sort = match &phrase.form {
        Form::Device(device) => format!("{}, in your voice", compose::shorten(device, 24)),
        _ => it.kind.label().to_owned(),
    };
    let completion = Completion {
        detail: format!("{sort} · {}", here.told_by(it)),
        markdown: here.lines(phrase.source, &phrase.units),
        ..here.completion(CompletionKind::Fact, text, &words)
    };
    here.with_notes(completion, &notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_nothing_find_only_beginnings() {
        let text = "The scanner in Lisbon lost its license.";
        for typed in ["", "The", "the sc", "scanner", "Lisbon lic", "license scanner"] {
            assert!(fits(text, typed), "{typed}");
        }
        for typed in ["in", "its", "li", "scanner Madrid"] {
            assert!(!fits(text, typed), "{typed}");
        }
    }
}
