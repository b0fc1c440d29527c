//! Transcripts of podcasts as HTML, in the elements that the podcast namespace sets: `<cite>` who, `<time>` when,
//! `<p>` what.

use super::Format;
use super::build::{Builder, PARAGRAPH};
use super::inline;
use super::input::Input;
use super::join;
use super::why::{self, counted};
use crate::text::{Span, floor};
use crate::transcript::timestamp::Reading;
use crate::transcript::{Stamp, TurnKind};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "podcast-html",
    detect,
    parse,
};

/// Bytes that are looked at.
const LOOKED_AT: usize = 20_000;

fn detect(input: &Input<'_>) -> Option<f32> {
    let body = input.body().trim_start_matches('\u{feff}').trim_start();
    if !body.starts_with('<') {
        return None;
    }
    let body = body.get(..floor(body, LOOKED_AT))?;
    let count = |tag: &str| body.matches(tag).count();
    let (cites, times, words) = (count("<cite"), count("<time"), count("<p"));
    // In a page, works are cited and times told inside of its paragraphs; here both stand before them.
    let before = body.match_indices("</cite>").filter(|(at, close)| {
        let behind = body[at + close.len()..].trim_start();
        behind.starts_with("<time") || behind.starts_with("<p")
    });
    let is_headed = 0 < cites && cites <= 2 * before.count();
    (is_headed && 0 < times && cites <= words && words <= 30 * times).then_some(0.9)
}

/// What an element holds.
enum Element {
    Who,
    When,
    Words,
}

/// The next of those elements in `text` from `from` on: what it is, all of it, and what stands inside.
fn element(text: &str, from: usize) -> Option<(Element, Span, Span)> {
    let mut at = from;
    loop {
        at += text.get(at..)?.find('<')?;
        let rest = &text[at + 1..];
        let name = rest.bytes().take(5).take_while(u8::is_ascii_alphanumeric).count();
        let (name, behind) = rest.split_at(name);
        let kind = match name {
            "cite" => Element::Who,
            "time" => Element::When,
            "p" => Element::Words,
            _ => {
                at += 1;
                continue;
            }
        };
        let open = at + 1 + name.len() + behind.find('>')? + 1;
        let close = format!("</{name}");
        let inner = text[open..].find(&close).map_or(text.len(), |it| open + it);
        let end = text[inner..].find('>').map_or(text.len(), |it| inner + it + 1);
        return Some((kind, Span::new(at, end), Span::new(open, inner)));
    }
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let text = &input.text[..input.window.end];
    let mut at = input.window.start;
    let (mut speaker, mut start) = (None, None);
    // Where a turn begins whose words are yet to come.
    let mut opened: Option<usize> = None;
    let mut n = 0;
    while let Some((kind, whole, inner)) = element(text, at) {
        at = whole.end;
        let words = text[inner.range()].trim();
        let from = inner.start + text[inner.range()].find(words).unwrap_or(0);
        match kind {
            Element::Who => {
                let name = words.trim_end_matches(':').trim_end();
                speaker = (!name.is_empty()).then(|| out.speaker(name));
                start = None;
                opened = Some(whole.start);
            }
            Element::When => {
                start = Reading::at(words).map(Reading::offset);
                opened = opened.or(Some(whole.start));
            }
            Element::Words => {
                let words = Span::new(from, from + words.len());
                match out
                    .turns
                    .last_mut()
                    .filter(|it| opened.is_none() && it.kind == TurnKind::Speech)
                {
                    Some(turn) => {
                        join::turn(turn, text, words, PARAGRAPH);
                        turn.span.end = whole.end;
                    }
                    None => {
                        let view = inline::read(text, words);
                        let span = Span::new(opened.unwrap_or(whole.start), whole.end);
                        out.push(TurnKind::Speech, speaker, start, span, view);
                        n += 1;
                    }
                }
                opened = None;
            }
        }
    }
    let last = out.turns.iter().rev().find_map(|it| it.start);
    let until = match last {
        Some(Stamp::Offset(millis)) => format!(", the last at {}", why::time(millis)),
        _ => String::new(),
    };
    format!("{} in <p> with <cite> and <time>{until}", counted(n, "turn"),)
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Stamp, Transcript};

    #[test]
    fn elements_are_who_when_and_what() {
        let text = "<cite>Ilse:</cite>\n<time>0:02</time>\n<p>The dock isn&#39;t <b>open</b>.</p>\n<p>Not yet.</p>\n\
            <cite>Bogdan:</cite>\n<time>1:00:05</time>\n<p>When?</p>\n";
        let it = Transcript::parse(text);
        assert_eq!(
            it.why,
            "2 turns in <p> with <cite> and <time>, the last at 01:00:05"
        );
        assert_eq!(it.turns[0].view.text(), "The dock isn't open.\n\nNot yet.");
        assert_eq!(it.turns[1].start, Some(Stamp::Offset(3_605_000)));
        assert!(text[it.turns[1].span.range()].starts_with("<cite>Bogdan"));
    }

    #[test]
    fn other_pages_are_not() {
        for page in [
            "<html><body><p>The dock is open.</p><p>It is.</p></body></html>\n",
            "<p>At <time>14:07</time> the dock was open, as <cite>The Dock</cite> says.</p>\n",
        ] {
            assert_ne!(Transcript::parse(page).format, "podcast-html", "{page}");
        }
    }
}
