//! What the quote rules share: which words changed, whose they are, who the draft says said them.

use rustc_hash::FxHashSet;

use super::issue::Found;
use super::{Context, fix, message};
use crate::diagnostic::Fix;
use crate::text::{Span, one_line};

/// The words around a change, in the draft and in the source, short enough to stand in one message.
pub(super) struct Changed {
    /// `always looks green`
    pub(super) draft: String,
    /// `always shows green`
    pub(super) source: String,
    /// The draft's words that the source does not have here: `looks`; empty where words only fell out.
    pub(super) new_words: String,
}

/// The quotation's words without marks, as they stand in the file; the offending words where there is none.
pub(super) fn inner(found: &Found<'_>) -> String {
    let quoted = inner_span(found).and_then(|it| found.ctx.draft.text.get(it.range()));
    one_line(quoted.unwrap_or(found.raw()))
}

/// Where the quotation's words stand, marks aside.
pub(super) fn inner_span(found: &Found<'_>) -> Option<Span> {
    let quote = fix::quotation(found.ctx.draft, found.sentence, found.issue.span)?;
    Some(
        found.ctx.draft.sentences[found.sentence]
            .view
            .in_file(quote.inner),
    )
}

/// What changed between the quotation and the words that were said; `None` where these are not known.
pub(super) fn changed(found: &Found<'_>) -> Option<Changed> {
    let right = found.right()?;
    let text = &found.ctx.draft.text;
    let span = found.issue.span;
    let whole = inner_span(found).filter(|it| it.contains(span)).unwrap_or(span);
    let before = text.get(whole.range())?;
    let after = format!(
        "{}{right}{}",
        text.get(whole.start..span.start)?,
        text.get(span.end..whole.end)?
    );
    let draft: Vec<&str> = before.split_whitespace().map(bare).collect();
    let source: Vec<&str> = after.split_whitespace().map(bare).collect();
    let same = |a: &&str, b: &&str| a.eq_ignore_ascii_case(b);
    let head = draft.iter().zip(&source).take_while(|(a, b)| same(a, b)).count();
    let most = draft.len().min(source.len()) - head;
    let tail = draft
        .iter()
        .rev()
        .zip(source.iter().rev())
        .take(most)
        .take_while(|(a, b)| same(a, b))
        .count();
    // One word on either side shows where; where little is left, more words in front show what.
    let shortest = draft.len().min(source.len()) - head - tail;
    let before = if 0 < shortest { 1 } else { 3 };
    let window = |words: &[&str]| {
        let end = (words.len() - tail + 1).min(words.len());
        message::brief(&words[head.saturating_sub(before)..end].join(" "), 44)
    };
    Some(Changed {
        draft: window(&draft),
        source: window(&source),
        new_words: message::brief(&draft[head..draft.len() - tail].join(" "), 30),
    })
}

/// A word without the punctuation and marks around it.
fn bare(word: &str) -> &str {
    let edge = |c: char| {
        matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '"' | '“' | '”' | '*' | '_' | '`'
        )
    };
    let inside = word.trim_matches(edge);
    if inside.is_empty() { word } else { inside }
}

/// `head`, and where `words` come from the author's own files, a sentence that says so of `what`.
pub(super) fn and_note(head: &str, ctx: &Context<'_>, words: &str, what: &str) -> String {
    if what.is_empty() {
        return head.to_owned();
    }
    let Some(home) = home(ctx, words) else {
        return head.to_owned();
    };
    let what = if what == "It" {
        what.to_owned()
    } else {
        format!("\"{what}\"")
    };
    let comes = if what.contains(' ') { "come" } else { "comes" };
    let full = format!("{head} {what} {comes} from your {home}.");
    if message::count(&full) <= message::LIMIT {
        full
    } else {
        head.to_owned()
    }
}

/// Which of the author's files holds `words`, three or more of them in a row.
fn home(ctx: &Context<'_>, words: &str) -> Option<&'static str> {
    let words = letters(words);
    if words.split(' ').count() < 2 {
        return None;
    }
    let holds = |text: &str| format!(" {} ", letters(text)).contains(&format!(" {words} "));
    let voice = ctx.persona.voice.as_ref();
    let in_voice = voice.is_some_and(|voice| {
        let examples = voice.devices.iter().flat_map(|it| &it.examples);
        let phrases = voice.characters.iter().filter_map(|it| it.catchphrase.as_ref());
        examples.chain(phrases).any(|it| holds(it))
    });
    let in_series = || ctx.persona.series.as_ref().is_some_and(|it| holds(&it.text));
    if in_voice {
        Some("voice profile")
    } else {
        in_series().then_some("series tracker")
    }
}

/// Words in lower case, parted by single spaces, without punctuation.
pub(super) fn letters(text: &str) -> String {
    let kept = text
        .chars()
        .filter(|c| !matches!(c, '\'' | '’'))
        .flat_map(char::to_lowercase);
    let spaced: String = kept.map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    one_line(&spaced)
}

/// The exact words, where they are known, then no quotation marks at all.
pub(super) fn fixes(found: &Found<'_>) -> Vec<Fix> {
    let draft = found.ctx.draft;
    let exact = found.right().map(|it| fix::restore(draft, found.issue.span, it));
    exact
        .into_iter()
        .chain(fix::unquote(draft, found.sentence, found.issue.span))
        .collect()
}

/// Verbs that hand words to somebody.
const SAYING: [&str; 40] = [
    "add",
    "added",
    "adds",
    "admit",
    "admitted",
    "admits",
    "answered",
    "answers",
    "argued",
    "argues",
    "asked",
    "asks",
    "called",
    "calls",
    "explained",
    "explains",
    "joked",
    "jokes",
    "noted",
    "notes",
    "offered",
    "point",
    "pointed",
    "put",
    "puts",
    "recalled",
    "recalls",
    "remarked",
    "replied",
    "replies",
    "said",
    "say",
    "says",
    "told",
    "typed",
    "warned",
    "warns",
    "wrote",
    "writes",
    "yelled",
];

/// Where the draft names who said the quotation, and the name as written: the nearest speaker other than
/// `right`, outside the quotation marks, else an `I` beside a verb of saying.
pub(super) fn attribution(found: &Found<'_>, right: &str) -> Option<(Span, String)> {
    let draft = found.ctx.draft;
    let Some(quote) = fix::quotation(draft, found.sentence, found.issue.span) else {
        // The offending words are the name itself.
        let is_name = found.raw().split_whitespace().count() <= 3 && !found.raw().is_empty();
        return is_name.then(|| (found.issue.span, found.raw().to_owned()));
    };
    let sentence = &draft.sentences[found.sentence];
    let text = sentence.view.text();
    let words = words(text);
    let lower: Vec<String> = words.iter().map(|it| text[it.range()].to_lowercase()).collect();
    let others = names(found.ctx, right);
    let outside = |span: Span| !sentence.quotes.iter().any(|it| it.outer.overlaps(span));
    let says = |n: usize| lower.get(n).is_some_and(|it| SAYING.contains(&it.as_str()));
    let gap = |span: Span| {
        span.start
            .abs_diff(quote.outer.end)
            .min(quote.outer.start.abs_diff(span.end))
    };
    let mut best: Option<(usize, Span)> = None;
    for (n, &span) in words.iter().enumerate().filter(|(_, it)| outside(**it)) {
        let is_other = others.contains(&lower[n]);
        let is_author = &text[span.range()] == "I" && (says(n + 1) || says(n + 2) || (0 < n && says(n - 1)));
        let nearer = best.is_none_or(|(least, _)| gap(span) < least);
        if (is_other || is_author) && nearer {
            best = Some((gap(span), span));
        }
    }
    let (_, mut span) = best?;
    // A full name is replaced whole.
    while let Some(next) = words.iter().position(|it| it.start == span.end + 1) {
        if !others.contains(&lower[next]) || !outside(words[next]) {
            break;
        }
        span = span.cover(words[next]);
    }
    Some((sentence.view.in_file(span), text[span.range()].to_owned()))
}

/// Every word of the names of all speakers but `right`, in lower case.
fn names(ctx: &Context<'_>, right: &str) -> FxHashSet<String> {
    let mut others = FxHashSet::default();
    let parts = |name: &str| -> Vec<String> {
        letters(name)
            .split(' ')
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut kept: Vec<String> = parts(right);
    for source in &ctx.sources.list {
        for speaker in &source.transcript.speakers {
            let all = std::iter::once(&speaker.name).chain(&speaker.aliases);
            let spelled: Vec<String> = all.flat_map(|it| parts(it)).collect();
            if speaker.name == right {
                kept.extend(spelled);
            } else {
                others.extend(spelled);
            }
        }
    }
    for name in &kept {
        others.remove(name);
    }
    others
}

/// A speaker's name in the form in which the draft writes names: `LIN` as `Lin`, `Ravi Patel` as `Ravi`.
pub(super) fn display(name: &str, like: &str) -> String {
    let name = name.trim().trim_start_matches('@');
    let one_word = like.split_whitespace().count() < 2;
    let shown: Vec<&str> = name
        .split_whitespace()
        .take(if one_word { 1 } else { usize::MAX })
        .collect();
    let loud = 1 < like.len() && like.chars().all(|c| !c.is_lowercase());
    let spelled = shown.iter().map(|word| {
        let is_loud = word.chars().all(|c| !c.is_lowercase());
        if loud || (is_loud && word.chars().count() < 3) {
            return (*word).to_owned();
        }
        let is_quiet = word.chars().all(|c| !c.is_uppercase());
        if !is_loud && !is_quiet {
            return (*word).to_owned();
        }
        let mut chars = word.chars();
        let first = chars
            .next()
            .map(|c| c.to_uppercase().to_string())
            .unwrap_or_default();
        first + &chars.as_str().to_lowercase()
    });
    spelled.collect::<Vec<String>>().join(" ")
}

/// Where words of letters stand in `text`.
fn words(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_as_the_draft_writes_names() {
        assert_eq!(display("LIN", "I"), "Lin");
        assert_eq!(display("Ravi Patel", "Lin"), "Ravi");
        assert_eq!(display("Ravi Patel", "Lin Chen"), "Ravi Patel");
        assert_eq!(display("LIN", "RAVI"), "LIN");
        assert_eq!(display("JP", "Lin"), "JP");
        assert_eq!(display("@ravi", "Lin"), "Ravi");
    }
}
