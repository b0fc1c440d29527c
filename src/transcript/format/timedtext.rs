//! Captions as YouTube's own address for them gives them: XML, JSON of events, or the list of lines that libraries make
//! of them.

use super::Format;
use super::build::Builder;
use super::cue_text;
use super::heard::{self, Heard};
use super::input::Input;
use super::join;
use super::json::{Node, Object};
use super::pieces::{self, Piece};
use crate::text::{Span, View, floor};
use crate::transcript::Flags;

/// The format, in its three shapes.
pub(super) const FORMAT: Format = Format {
    name: "youtube-timedtext",
    detect: |input| {
        let is_ours = is_xml(input) || events(input).is_some() || lines(input).is_some();
        is_ours.then_some(1.0)
    },
    parse,
};

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    if let Some(events) = events(input) {
        return parse_events(events, out);
    }
    if let Some(lines) = lines(input) {
        return parse_lines(lines, out);
    }
    let mut said = Vec::new();
    for element in elements(input.body(), input.window.start) {
        let mut view = View::default();
        for part in decoded(element.text, element.at) {
            join::view(&mut view, &part, " ");
        }
        said.push(Piece {
            span: element.span,
            view,
            start: element.start,
            end: element.end,
            ..Piece::default()
        });
    }
    let n = said.len();
    pieces::append(said, out).why(n, "line")
}

/// The events of `{"events": [{"tStartMs": …, "segs": [{"utf8": …}]}]}`.
fn events<'a>(input: &Input<'a>) -> Option<Node<'a>> {
    let events = input.entries()?.get("events")?;
    events.first()?.object().has(&["tStartMs"]).then_some(events)
}

/// The lines of `[{"text": …, "start": …, "duration": …}]`.
fn lines<'a>(input: &Input<'a>) -> Option<Node<'a>> {
    let root = input.json()?;
    let first = root.first()?.object();
    first.has(&["text", "start", "duration"]).then_some(root)
}

/// When a record of a start and a length ends.
fn end(start: Option<u32>, length: Option<u32>) -> Option<u32> {
    start?.checked_add(length?)
}

fn parse_events(events: Node<'_>, out: &mut Builder) -> String {
    let mut heard = Heard::new(out);
    for event in events.items() {
        let it = event.object();
        let Some(segments) = it.get("segs").map(Node::items) else {
            continue;
        };
        let segments: Vec<Object<'_>> = segments.into_iter().map(Node::object).collect();
        let mut view = View::default();
        for part in segments.iter().filter_map(|it| it.view("utf8")) {
            view.append(&part, Span::new(0, part.text().len()));
        }
        if view.text().trim().is_empty() {
            continue;
        }
        let is_automatic = segments.iter().any(|it| it.has(&["tOffsetMs"]));
        let piece = heard.say(event, Some(view), None);
        piece.start = heard::millis(&it, "tStartMs");
        piece.end = end(piece.start, heard::millis(&it, "dDurationMs"));
        if is_automatic {
            piece.flags.set(Flags::AUTO_CAPTIONS);
        }
    }
    heard.finish("event")
}

fn parse_lines(lines: Node<'_>, out: &mut Builder) -> String {
    let mut heard = Heard::new(out);
    for line in lines.items() {
        let it = line.object();
        let piece = heard.say(line, it.view("text"), None);
        piece.start = heard::seconds(&it, "start");
        piece.end = end(piece.start, heard::seconds(&it, "duration"));
    }
    heard.finish("line")
}

/// Whether it is XML whose root is one of YouTube's.
fn is_xml(input: &Input<'_>) -> bool {
    /// Bytes that are looked at.
    const LOOKED_AT: usize = 2_000;
    let body = input.body().trim_start_matches('\u{feff}').trim_start();
    if !body.starts_with('<') {
        return false;
    }
    let head = &body[..floor(body, LOOKED_AT)];
    let rest = match head.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or("", |it| it.1.trim_start()),
        None => head,
    };
    let is_root = rest.starts_with("<transcript>") || rest.starts_with("<timedtext");
    is_root && (rest.contains("<text start=") || rest.contains("<p t="))
}

/// A line in XML.
struct Element<'a> {
    span: Span,
    /// What stands between its tags, and where.
    text: &'a str,
    at: usize,
    start: Option<u32>,
    end: Option<u32>,
}

/// The elements `<text start dur>` (seconds) and `<p t d>` (milliseconds) of `body`, which stands at `offset`.
fn elements(body: &str, offset: usize) -> Vec<Element<'_>> {
    let mut res = Vec::new();
    let mut at = 0;
    while let Some(open) = body[at..].find('<').map(|it| at + it) {
        let rest = &body[open..];
        let kind = [("<text ", "</text>", 1000.0), ("<p ", "</p>", 1.0)];
        let Some((mark, close, scale)) = kind.into_iter().find(|it| rest.starts_with(it.0)) else {
            at = open + 1;
            continue;
        };
        let Some(tag) = rest.find('>') else { break };
        at = open + tag + 1;
        let attributes = &rest[mark.len()..tag];
        if attributes.ends_with('/') {
            continue;
        }
        let text = body[at..].split(close).next().unwrap_or_default();
        let end = (at + text.len() + close.len()).min(body.len());
        let number = |names: [&str; 2]| {
            let value = names.into_iter().find_map(|it| attribute(attributes, it))?;
            pieces::millis(value.parse::<f64>().ok()? * scale / 1000.0)
        };
        let start = number(["start", "t"]);
        res.push(Element {
            span: Span::new(offset + open, offset + end),
            text,
            at: offset + at,
            start,
            end: self::end(start, number(["dur", "d"])),
        });
        at = end;
    }
    res
}

/// The value of `name="…"` among the attributes of a tag.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    while let Some((before, behind)) = rest.split_once('=') {
        let quoted = behind.trim_start().strip_prefix('"')?;
        let (value, next) = quoted.split_once('"')?;
        if before.trim() == name {
            return Some(value);
        }
        rest = next;
    }
    None
}

/// What the lines of `text`, which stands at `at`, say. Marks are escaped once for the text and once for XML.
fn decoded(text: &str, at: usize) -> Vec<View> {
    let mut once = String::new();
    // Where each byte of `once` comes from.
    let mut origins: Vec<Span> = Vec::new();
    let last = text.rfind('>');
    let mut offset = 0;
    while let Some(c) = text[offset..].chars().next() {
        let (read, len) = match c {
            '&' => cue_text::entity(&text[offset..]).unwrap_or((c, 1)),
            // Words that have times of their own stand in elements of their own.
            '<' if last.is_some_and(|it| offset < it) => {
                offset += text[offset..].find('>').map_or(1, |it| it + 1);
                continue;
            }
            _ => (c, c.len_utf8()),
        };
        once.push(read);
        let from = Span::new(at + offset, at + offset + len);
        origins.resize(once.len(), from);
        offset += len;
    }
    let mut res = Vec::new();
    let mut begins = 0;
    for line in once.split_inclusive('\n') {
        let mut parts = Vec::new();
        cue_text::read(line.trim_end(), begins, &mut None, &mut parts);
        begins += line.len();
        for part in parts {
            let mut view = View::default();
            for (from, c) in part.view.text().char_indices() {
                let inner = part.view.in_file(Span::new(from, from + c.len_utf8()));
                let (Some(first), Some(last)) = (
                    origins.get(inner.start),
                    origins.get(inner.end.max(inner.start + 1) - 1),
                ) else {
                    continue;
                };
                let raw = first.cover(*last);
                let mut buffer = [0; 4];
                let written = c.encode_utf8(&mut buffer);
                if text.get(raw.start - at..raw.end - at) == Some(&*written) {
                    view.push(written, raw.start);
                } else {
                    view.push_mapped(written, raw);
                }
            }
            pieces::trim(&mut view);
            res.push(view);
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use crate::text::Span;
    use crate::transcript::{Flags, Stamp, Transcript};

    #[test]
    fn marks_are_escaped_twice_in_xml() {
        let text = "<?xml version=\"1.0\"?><transcript><text start=\"1.5\" dur=\"2\">R&amp;amp;D &lt;b&gt;didn&amp;#39;t&lt;/b&gt;\n\
            look</text><text start=\"4\" dur=\"1\"></text><text start=\"5\" dur=\"1\">at all.</text></transcript>";
        let it = Transcript::parse(text);
        assert_eq!((it.format, it.turns.len()), ("youtube-timedtext", 1));
        assert_eq!(it.turns[0].view.text(), "R&D didn't look at all.");
        assert_eq!(it.turns[0].end, Some(Stamp::Offset(6_000)));
        let word = it.turns[0].view.in_file(Span::new(4, 10));
        assert_eq!(&text[word.range()], "didn&amp;#39;t");
        assert_eq!(it.why, "3 lines");
    }

    #[test]
    fn paragraphs_of_words_and_events_are_read() {
        let xml = "<timedtext format=\"3\"><body><p t=\"1500\" d=\"900\" w=\"1\"><s>it</s><s t=\"80\"> fell</s></p>\n\
            <p t=\"2400\" d=\"10\" a=\"1\">\n</p></body></timedtext>";
        let it = Transcript::parse(xml);
        assert_eq!(it.turns[0].view.text(), "it fell");
        assert_eq!(it.turns[0].end, Some(Stamp::Offset(2_400)));
        let json = r#"{"wireMagic": "pb3", "events": [{"tStartMs": 0, "dDurationMs": 9000, "id": 1},
            {"tStartMs": 1500, "dDurationMs": 900, "segs": [{"utf8": "it"}, {"utf8": " fell", "tOffsetMs": 80}]},
            {"tStartMs": 2390, "aAppend": 1, "segs": [{"utf8": "\n"}]}]}"#;
        let it = Transcript::parse(json);
        assert_eq!((it.format, it.turns.len()), ("youtube-timedtext", 1));
        assert_eq!(it.turns[0].view.text(), "it fell");
        assert!(it.turns[0].flags.has(Flags::AUTO_CAPTIONS));
        let list =
            r#"[{"text": "it", "start": 1.5, "duration": 0.5}, {"text": "fell", "start": 2, "duration": 1}]"#;
        let it = Transcript::parse(list);
        assert_eq!(it.turns[0].view.text(), "it fell");
        assert_eq!(it.turns[0].end, Some(Stamp::Offset(3_000)));
    }
}
