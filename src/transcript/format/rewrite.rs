//! What is read otherwise than it stands: text garbled by a wrong encoding, terms that the recording misheard, and
//! the configuration's corrections, line by line. The file stays as it is; only the views change.

use crate::config::{Correction, Reading};
use crate::text::{self, Span, View};
use crate::transcript::{Problem, Rewritten, Transcript, Why};

/// A place in a view, what is read there, and which correction says so.
type Place = (Span, String, Why);

/// Rewrites the views of all turns.
pub(super) fn apply(transcript: &mut Transcript, reading: &Reading) {
    let garbled = text::garbled(&transcript.text);
    let heard: Vec<(&str, &str)> = reading
        .heard_as
        .iter()
        .flat_map(|(term, heard)| heard.iter().map(move |it| (it.as_str(), term.as_str())))
        .collect();
    if garbled.is_empty() && heard.is_empty() && reading.corrections.is_empty() {
        return;
    }
    let mut used = vec![false; reading.corrections.len()];
    for turn in &mut transcript.turns {
        let places = places(&turn.view, |view, out| {
            if !garbled.is_empty() {
                repairs(view, &garbled, out);
            }
            for (from, to) in &heard {
                out.extend(found(view.text(), from).map(|it| (it, (*to).to_owned(), Why::Misheard)));
            }
            for (n, it) in reading.corrections.iter().enumerate() {
                let here = found(view.text(), &it.from).filter(|span| {
                    let at = view.start_in_file(span.start);
                    it.line.is_none_or(|line| transcript.lines.line(at) + 1 == line)
                });
                out.extend(here.map(|span| (span, it.to.clone(), Why::Correction(n))));
            }
        });
        if places.is_empty() {
            continue;
        }
        for (span, read, why) in &places {
            if let Why::Correction(n) = why {
                used[*n] = true;
            }
            transcript.rewritten.push(Rewritten {
                span: turn.view.in_file(*span),
                read: read.clone(),
                why: *why,
            });
        }
        let words: Vec<(Span, String)> = places.into_iter().map(|(span, read, _)| (span, read)).collect();
        turn.view = turn.view.replaced(&words);
    }
    transcript.rewritten.sort_by_key(|it| it.span);
    for (it, _) in reading.corrections.iter().zip(used).filter(|it| !it.1) {
        let problem = unused(transcript, it);
        transcript.problems.extend(problem);
    }
}

/// The places that `find` finds, in order; of two that overlap the first found.
fn places(view: &View, find: impl Fn(&View, &mut Vec<Place>)) -> Vec<Place> {
    let mut all = Vec::new();
    find(view, &mut all);
    let mut res: Vec<Place> = Vec::new();
    for it in all {
        let is_free = res.iter().all(|other| !it.0.overlaps(other.0));
        if is_free {
            res.push(it);
        }
    }
    res.sort_by_key(|it| it.0);
    res
}

/// The garbled places of the file that stand whole in `view`.
fn repairs(view: &View, garbled: &[(Span, String)], out: &mut Vec<Place>) {
    let whole = view.span();
    let from = garbled.partition_point(|it| it.0.start < whole.start);
    let here = garbled[from..].iter().take_while(|it| it.0.end <= whole.end);
    let mut at = 0;
    for (span, read) in here {
        // The same characters in the view, from where the last were found.
        let text = view.text();
        let wanted = |it: usize| view.start_in_file(it) == span.start;
        let Some(start) = text[at..]
            .char_indices()
            .map(|(n, _)| at + n)
            .find(|it| !text.as_bytes()[*it].is_ascii() && wanted(*it))
        else {
            continue;
        };
        let end = start + span.len();
        if text.is_char_boundary(end) && view.in_file(Span::new(start, end)) == *span {
            out.push((Span::new(start, end), read.clone(), Why::Garbled));
            at = end;
        }
    }
}

/// Where `words` stand in `text` as words of their own.
fn found<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = Span> + 't {
    let is_word = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    let opens = words.starts_with(char::is_alphanumeric);
    let closes = words.ends_with(char::is_alphanumeric);
    // The empty text stands nowhere.
    let all = text
        .match_indices(words)
        .take(if words.is_empty() { 0 } else { usize::MAX });
    all.map(move |(at, _)| Span::new(at, at + words.len()))
        .filter(move |it| {
            let before = text[..it.start].chars().next_back();
            let after = text[it.end..].chars().next();
            let goes_on = (opens && is_word(before)) || (closes && is_word(after));
            !goes_on
        })
}

/// What to say of a correction of a line that does not say its words; terms without a line may stand elsewhere.
fn unused(transcript: &Transcript, it: &Correction) -> Option<Problem> {
    let line = it.line?;
    let count = transcript.lines.count();
    if line == 0 || count < line {
        let message = format!("a correction speaks of line {line}; the source has {count}");
        let span = Span::at(transcript.text.len());
        return Some(Problem { span, message });
    }
    let span = transcript.lines.span(&transcript.text, line - 1);
    let message = format!(
        "a correction looks for \"{}\", which line {line} does not say",
        it.from
    );
    Some(Problem { span, message })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, reading: &Reading) -> Transcript {
        Transcript::read(text, reading)
    }

    #[test]
    fn corrections_and_misheard_terms_are_read_as_meant() {
        let reading = Reading {
            heard_as: vec![("Hegota".to_owned(), vec!["H-star".to_owned()])],
            corrections: vec![Correction {
                line: Some(2),
                from: "40".to_owned(),
                to: "14".to_owned(),
                ..Correction::default()
            }],
            ..Reading::default()
        };
        let text = "ANA: We ran 40 nodes for H-star.\nBEN: No, 40 of 400 nodes.\nANA: Right, 40.\n";
        let it = read(text, &reading);
        let said: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        assert_eq!(
            said,
            [
                "We ran 40 nodes for Hegota.",
                "No, 14 of 400 nodes.",
                "Right, 40."
            ]
        );
        let raw: Vec<(&str, Why)> = it
            .rewritten
            .iter()
            .map(|it| (&text[it.span.range()], it.why))
            .collect();
        assert_eq!(raw, [("H-star", Why::Misheard), ("40", Why::Correction(0))]);
        assert_eq!(it.problems, []);
    }

    #[test]
    fn a_correction_that_finds_nothing_is_told() {
        let wrong = |line| Reading {
            corrections: vec![Correction {
                line,
                from: "60".to_owned(),
                to: "6".to_owned(),
                ..Correction::default()
            }],
            ..Reading::default()
        };
        let said = |line| {
            let it = read("ANA: We ran 40 nodes.\nBEN: No.", &wrong(line));
            it.problems
                .first()
                .map_or_else(String::new, |it| it.message.clone())
        };
        assert_eq!(
            said(Some(1)),
            "a correction looks for \"60\", which line 1 does not say"
        );
        assert_eq!(said(Some(9)), "a correction speaks of line 9; the source has 2");
        assert_eq!(said(None), "");
    }

    #[test]
    fn garbled_text_is_read_as_it_was() {
        let text = "# Log\n\n- 14:23 ‚Üí `alert` **fired** \u{f8ff}üö®\n- 14:31 ‚úÖ done\n";
        let it = read(text, &Reading::default());
        let said: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        assert_eq!(said, ["Log", "14:23 → alert fired 🚨", "14:31 ✅ done"]);
        let unit = it
            .units
            .iter()
            .find(|it| it.view.text().contains("done"))
            .expect("a unit");
        assert_eq!(&text[unit.view.span().range()], "14:31 ‚úÖ done");
    }
}
