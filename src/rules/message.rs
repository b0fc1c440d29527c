//! The words of diagnostics: the right value first, then who said it, the source's words, `file:line`,
//! in at most 140 characters. The source's words give way when room is short; the file and line never do.

use crate::draft::Draft;
use crate::evidence::{Evidence, Place, Role, Sources};
use crate::text::{Span, one_line};

/// No message is longer, in Unicode scalar values.
pub(super) const LIMIT: usize = 140;
/// Quoted source words that would get less room than this are left out.
const LEAST_ROOM: usize = 14;
/// Longest piece of the draft that a message repeats.
const DRAFT_WORDS: usize = 36;

/// Units longer than this many bytes are cut down before anything else.
const FAR: usize = 4000;

/// What a source says at a place: the whole unit, and the part of it that matters.
pub(super) struct Said<'a> {
    /// Who says it, where known.
    pub(super) speaker: Option<&'a str>,
    /// The unit's words, as read.
    pub(super) text: &'a str,
    /// The part of `text` that matters; all of it where that is not known.
    pub(super) focus: Span,
    /// Index of the source.
    pub(super) source: usize,
    /// Path of the source.
    pub(super) path: &'a str,
    /// 1-based inclusive lines.
    pub(super) lines: (usize, usize),
    /// The unit in the file.
    pub(super) span: Span,
}

impl<'a> Said<'a> {
    /// What is said at `place`; `None` where the place is not in the sources.
    pub(super) fn at(sources: &'a Sources, place: Place) -> Option<Said<'a>> {
        let transcript = &sources.list.get(place.source)?.transcript;
        let units = &transcript.units;
        let at = units.partition_point(|it| it.view.span().end <= place.span.start);
        let held = units
            .get(at)
            .is_some_and(|it| it.view.span().overlaps(place.span));
        if held {
            let mut said = Said::unit(sources, place.source, at)?;
            let whole = place.span.contains(said.span);
            let words = transcript.text.get(place.span.range()).filter(|_| !whole);
            if let Some(found) = words.and_then(|it| said.text.find(it).map(|at| (at, it.len()))) {
                said.focus = Span::new(found.0, found.0 + found.1);
            }
            return Some(said);
        }
        let text = transcript.text.get(place.span.range())?;
        Some(Said {
            speaker: None,
            text,
            focus: Span::new(0, text.len()),
            source: place.source,
            path: &sources.list[place.source].path,
            lines: transcript.lines.lines(place.span),
            span: place.span,
        })
    }

    /// What the unit of `evidence` says.
    pub(super) fn of(sources: &'a Sources, evidence: &Evidence) -> Option<Said<'a>> {
        Said::unit(sources, evidence.source, evidence.unit)
    }

    fn unit(sources: &'a Sources, source: usize, unit: usize) -> Option<Said<'a>> {
        let it = sources.list.get(source)?;
        let text = it.transcript.units.get(unit)?.view.text();
        Some(Said {
            speaker: it.transcript.unit_speaker(unit),
            text,
            focus: Span::new(0, text.len()),
            source,
            path: &it.path,
            lines: it.transcript.unit_lines(unit),
            span: it.transcript.units[unit].view.span(),
        })
    }

    /// Keeps `words` in sight where all of the unit mattered and it holds them.
    pub(super) fn about(mut self, words: &str) -> Said<'a> {
        let wanted = words.to_ascii_lowercase();
        let whole = self.focus.len() == self.text.len();
        if let Some(at) = self
            .text
            .to_ascii_lowercase()
            .find(&wanted)
            .filter(|_| whole && !words.is_empty())
        {
            self.focus = Span::new(at, at + words.len());
        }
        self
    }

    /// `transcript.txt:13`, or `:13` where the file is already named.
    pub(super) fn tag(&self, named: bool) -> String {
        let file = if named {
            String::new()
        } else {
            file_name(self.path)
        };
        format!("{file}:{}", lines(self.lines))
    }

    /// The speaker's name, shortened.
    pub(super) fn who(&self) -> Option<String> {
        self.speaker.map(|it| brief(it, 24))
    }
}

/// `13`, or `13-14`.
pub(super) fn lines((first, last): (usize, usize)) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first}-{last}")
    }
}

/// The last part of a path, shortened from the front where it is very long.
pub(super) fn file_name(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let count = name.chars().count();
    if count <= 36 {
        return name.to_owned();
    }
    let tail: String = name.chars().skip(count - 35).collect();
    format!("…{tail}")
}

/// How a message speaks of the sources as a whole: `transcript.txt`, `the 3 sources`.
pub(super) fn sources_name(sources: &Sources) -> String {
    let mut transcripts = sources.list.iter().filter(|it| it.role == Role::Transcript);
    match (transcripts.next(), transcripts.count()) {
        (None, _) => "the sources".to_owned(),
        (Some(only), 0) => file_name(&only.path),
        (Some(_), more) => format!("the {} sources", more + 1),
    }
}

/// Whether [`sources_name`] has named the file of `said`.
pub(super) fn is_named(sources: &Sources, said: &Said<'_>) -> bool {
    let transcripts = sources
        .list
        .iter()
        .filter(|it| it.role == Role::Transcript)
        .count();
    let is_transcript = sources
        .list
        .get(said.source)
        .is_some_and(|it| it.role == Role::Transcript);
    transcripts == 1 && is_transcript
}

/// `HEAD RAVI: "source's words" (transcript.txt:13)`
pub(super) fn with_source(head: &str, said: Option<&Said<'_>>) -> String {
    let Some(said) = said else { return clip(head) };
    let tag = said.tag(false);
    let who = said.who();
    let lead = who.as_ref().map_or(String::new(), |it| format!("{it}: "));
    match quoted(
        said,
        LIMIT.saturating_sub(count(head) + count(&lead) + count(&tag) + 6),
    ) {
        Some(words) => clip(&format!("{head} {lead}\"{words}\" ({tag})")),
        None => {
            let by = who.map_or(String::new(), |it| format!("{it}, "));
            clip(&format!("{head} ({by}{tag})"))
        }
    }
}

/// `HEAD Closest: "source's words" (RAVI, :53)`; `named` says that `head` names the file.
pub(super) fn with_closest(head: &str, said: Option<&Said<'_>>, named: bool) -> String {
    let Some(said) = said else { return clip(head) };
    let by = attribution(said, named);
    match quoted(said, LIMIT.saturating_sub(count(head) + count(&by) + 15)) {
        Some(words) => clip(&format!("{head} Closest: \"{words}\" ({by})")),
        None => clip(&format!("{head} Closest: {by}")),
    }
}

/// `RAVI, transcript.txt:13`
pub(super) fn attribution(said: &Said<'_>, named: bool) -> String {
    let tag = said.tag(named);
    said.who().map_or(tag.clone(), |who| format!("{who}, {tag}"))
}

/// The words of `said` in at most `room` characters; `None` where that says nothing.
pub(super) fn quoted(said: &Said<'_>, room: usize) -> Option<String> {
    let fits = count(said.text) <= room;
    (fits || LEAST_ROOM <= room).then(|| elide(said.text, said.focus, room))
}

/// `text` in at most `room` characters, cut between words with `…`, keeping `focus` in sight.
pub(super) fn elide(text: &str, focus: Span, room: usize) -> String {
    if FAR < text.len() {
        // A source without sentence ends can be one enormous unit: only what is near the focus is looked at.
        let start = (0..=focus.start.saturating_sub(FAR / 4))
            .rev()
            .find(|&at| text.is_char_boundary(at));
        let start = start.unwrap_or(0);
        let end = (start + FAR / 2..text.len())
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(text.len());
        let near = Span::new(focus.start - start, focus.end.clamp(start, end) - start);
        return elide(&text[start..end], near, room);
    }
    let total = count(text);
    if total <= room {
        return one_line(text);
    }
    let inner = room.saturating_sub(2).max(1);
    let chars: Vec<char> = text.chars().collect();
    let from = text.get(..focus.start).map_or(0, count);
    let wide = text.get(focus.range()).map_or(total, count).min(inner);
    let lead = if wide == inner { 0 } else { (inner - wide) / 2 };
    let mut start = from.saturating_sub(lead).min(total.saturating_sub(inner));
    let mut end = (start + inner).min(total);
    if 0 < start {
        // A word that is cut off is left out, unless that would eat into the focus.
        let word = (start..=from).find(|&at| chars[at - 1].is_whitespace());
        start = word.unwrap_or(start);
    }
    if end < total {
        let word = (from + wide..=end).rev().find(|&at| chars[at].is_whitespace());
        end = word.unwrap_or(end);
    }
    let body: String = chars[start..end.max(start)].iter().collect();
    let (open, close) = (
        if 0 < start { "…" } else { "" },
        if end < total { "…" } else { "" },
    );
    format!("{open}{}{close}", one_line(&body))
}

/// `text` in at most `room` characters, cut at the end.
pub(super) fn brief(text: &str, room: usize) -> String {
    elide(text, Span::at(0), room)
}

/// The draft's words at `span` as a message repeats them: one line, no emphasis marks, not long.
pub(super) fn draft_words(draft: &Draft, span: Span) -> String {
    let raw = draft.text.get(span.range()).unwrap_or_default();
    brief(&one_line(&raw.replace("**", "").replace('`', "")), DRAFT_WORDS)
}

/// The last resort: no message is longer than [`LIMIT`].
pub(super) fn clip(message: &str) -> String {
    if count(message) <= LIMIT {
        return message.to_owned();
    }
    let cut: String = message.chars().take(LIMIT - 1).collect();
    format!("{cut}…")
}

/// Characters of `text`.
pub(super) fn count(text: &str) -> usize {
    text.chars().count()
}

/// Words that would end a sentence twice.
pub(super) fn without_stop(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ',', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eliding_keeps_the_focus_and_cuts_between_words() {
        let text =
            "We looked at many things that week and in the end the limit was 2 gigs on every pod we had";
        let at = text.find("2 gigs").expect("it is there");
        let cut = elide(text, Span::new(at, at + 6), 40);
        assert!(
            cut.contains("2 gigs") && cut.starts_with('…') && cut.ends_with('…'),
            "{cut}"
        );
        assert!(count(&cut) <= 40, "{cut}");
        let long = format!("{} é2 gigsé {}", "é🚨".repeat(2000), "é🚨".repeat(2000));
        let at = long.find("2 gigs").expect("it is there");
        assert!(elide(&long, Span::new(at, at + 6), 60).contains("2 gigs"));
        for room in 0..120 {
            assert!(count(&elide(text, Span::new(at, at + 6), room)) <= room.max(3));
        }
    }

    #[test]
    fn long_file_names_keep_their_end() {
        assert_eq!(file_name("a/b/transcript.txt"), "transcript.txt");
        let long = file_name(&format!("a/{}-standup.vtt", "x".repeat(60)));
        assert!(long.starts_with('…') && long.ends_with("-standup.vtt"), "{long}");
        assert_eq!(count(&long), 36);
    }
}
