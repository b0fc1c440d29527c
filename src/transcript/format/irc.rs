//! Logs of IRC, whatever program kept them, and the minutes that a scribe wrote in them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Format;
use super::build::Builder;
use super::dated::Order;
use super::input::Input;
use super::irc_line::{Line, What};
use super::irc_nick::{is_machine, key, relayed};
use super::irc_read::Reader;
use super::scribe::{self, Said};
use crate::text::Span;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "irc",
    detect,
    parse,
};

/// Lines that are looked at to tell a log.
const LOOKED_AT: usize = 400;

fn detect(input: &Input<'_>) -> Option<f32> {
    let mut lines = 0;
    // Lines with a time: messages, and whatever else a program wrote.
    let (mut messages, mut told, mut tabbed, mut sure) = (0, 0, 0, 0);
    // Messages without a time, the lines that go on with them, and how often the busiest nick writes.
    let (mut untimed, mut goes_on, mut escaped) = (0, 0, 0);
    let mut nicks: FxHashMap<String, usize> = FxHashMap::default();
    let looked_at = input.lines().filter(|it| !it.1.trim().is_empty());
    for (_, line) in looked_at.take(LOOKED_AT) {
        lines += 1;
        let Some(it) = Line::of(line) else {
            goes_on += usize::from(line.starts_with(' '));
            continue;
        };
        match (&it.what, it.dated) {
            (What::Say { nick, .. }, timed) => {
                let name = line.get(nick.clone()).unwrap_or_default();
                *nicks.entry(name.to_owned()).or_default() += 1;
                match timed {
                    Some(_) if is_tabbed(line, nick.start) => tabbed += 1,
                    Some(_) => messages += 1,
                    None => untimed += 1,
                }
                escaped += usize::from(it.markdown);
                let before = line.get(..nick.start).unwrap_or_default();
                sure += usize::from(before.ends_with(['@', '+', '%']));
            }
            (What::Act { .. } | What::Client { .. }, Some(_)) => {
                told += 1;
                sure += 1;
            }
            (What::Client { .. }, None)
                if line.starts_with("--- Log ") || line.starts_with("=== ") || line.contains(" LOGGING ") =>
            {
                told += 1
            }
            _ => {}
        }
    }
    let share = |n: usize| n as f32 / lines.max(1) as f32;
    let repeats = nicks.values().any(|it| 1 < *it);
    let is_timed = 0 < messages && lines <= 2 * (messages + told);
    let is_tabbed = 2 <= tabbed && 0 < sure && lines <= 2 * (tabbed + told);
    let is_untimed = 3 <= untimed && repeats && lines <= 2 * (untimed + goes_on + told);
    let is_escaped = 3 <= escaped && repeats && lines * 3 <= 10 * escaped;
    let fits = is_timed || is_tabbed || is_untimed || is_escaped;
    fits.then(|| share(messages + tabbed + untimed + told + goes_on.min(untimed)).min(1.0))
}

/// Whether the nick at `at` stands behind a tab instead of in brackets.
fn is_tabbed(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default();
    let before = before.trim_end_matches(['@', '+', '%', '~', '&', ' ']);
    before.ends_with('\t')
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let lines: Vec<(Span, &str)> = input.lines().collect();
    let read: Vec<Option<Line>> = lines.iter().map(|it| Line::of(it.1)).collect();
    let log = Log::of(&lines, &read);
    let dates = read.iter().flatten().filter_map(|it| it.dated?.date);
    let mut reader = Reader::new(input, Order::of(dates), log);
    for ((span, text), line) in lines.iter().zip(&read) {
        match line {
            Some(line) => reader.line(*span, text, line, out),
            None => reader.bare(*span, text, out),
        }
    }
    reader.why()
}

/// What all of a log tells of it.
#[derive(Default)]
pub(super) struct Log {
    /// Who writes in it, in small letters and without tails.
    pub(super) nicks: FxHashSet<String>,
    /// Nicks that pass on what others write elsewhere.
    pub(super) relays: FxHashSet<String>,
    /// Somebody writes down what the others say.
    pub(super) is_minuted: bool,
    /// MeetBot listens.
    pub(super) is_meetbot: bool,
    /// Who writes it down, where nobody says so.
    pub(super) guessed: FxHashSet<String>,
}

/// What is counted of a nick.
#[derive(Default)]
struct Counted {
    messages: usize,
    relayed: usize,
    /// Whose words it passes on, as keys.
    inner: FxHashSet<String>,
    named: usize,
    dots: usize,
}

impl Log {
    fn of(lines: &[(Span, &str)], read: &[Option<Line>]) -> Log {
        let mut log = Log::default();
        let mut counts: FxHashMap<String, Counted> = FxHashMap::default();
        let (mut is_declared, mut has_machine) = (false, false);
        for ((_, text), line) in lines.iter().zip(read) {
            let Some(Line {
                what: What::Say { nick, body },
                ..
            }) = line
            else {
                continue;
            };
            let (nick, said) = (&text[nick.clone()], &text[*body..]);
            let it = counts.entry(key(nick)).or_default();
            it.messages += 1;
            if let Some((name, _)) = relayed(said) {
                it.relayed += 1;
                it.inner.insert(key(&said[name]));
            }
            log.is_meetbot |= ["#startmeeting", "#topic ", "[TOPIC] "]
                .iter()
                .any(|it| said.starts_with(it));
            has_machine |= is_machine(nick);
            match scribe::read(said) {
                Said::Named(..) => it.named += 1,
                Said::GoesOn(_) => it.dots += usize::from(0 < it.named),
                Said::Scribe(..) => is_declared = true,
                _ => {}
            }
        }
        for (nick, it) in counts {
            if 2 <= it.messages && it.messages * 4 <= it.relayed * 5 {
                log.relays.insert(nick.clone());
                log.nicks.extend(it.inner);
            }
            if 0 < it.named && 0 < it.dots && !is_declared {
                log.guessed.insert(nick.clone());
            }
            log.nicks.insert(nick);
        }
        log.is_minuted = is_declared || !log.guessed.is_empty() || (has_machine && !log.is_meetbot);
        log
    }
}

#[cfg(test)]
mod tests {
    use crate::language::time::Day;
    use crate::transcript::{Flags, SpeakerId, Transcript};

    fn turns(text: &str) -> Vec<String> {
        let it = Transcript::parse(text);
        assert_eq!(it.format, "irc", "{}", it.why);
        let named = |id: Option<SpeakerId>| id.map_or("-", |id| it.speakers[id].name.as_str());
        it.turns
            .iter()
            .map(|turn| {
                let scribe = turn
                    .scribe
                    .map_or(String::new(), |id| format!(" by {}", it.speakers[id].name));
                let kind = turn.kind.name();
                format!("{kind} {}{scribe}: {}", named(turn.speaker), turn.view.text())
            })
            .collect()
    }

    #[test]
    fn nights_pass_and_names_change() {
        let text = "--- Log opened Tue May 14 23:58:00 2024\n23:59 <@ana> one\n00:01 <ana_> two\n\
            00:02 -!- ben is now known as benny\n00:03 <ben> three\n00:04 <benny> four\n00:05  * ben waves\n\
            00:06 <benny> s/four/five/\n";
        let it = Transcript::parse(text);
        assert_eq!(it.format, "irc");
        assert_eq!(it.why, "4 messages of an IRC log");
        let days: Vec<Option<Day>> = it.turns.iter().map(|it| it.day).collect();
        assert_eq!(days[1], Day::new(2024, 5, 14));
        assert_eq!(days[2], Day::new(2024, 5, 15));
        assert_eq!(it.speakers[0].aliases, ["ana_"]);
        assert_eq!(it.speakers[1].aliases, ["benny"]);
        assert_eq!(it.turns[5].view.text(), "five");
        assert!(it.turns[5].flags.has(Flags::EDITED));
    }

    #[test]
    fn a_scribe_writes_for_others() {
        let text = "09:00:01 <ana> scribe: ana\n09:00:02 <ana> Topic: the relay\n09:00:03 <ana> Ben: it fell\n\
            09:00:04 <ana> ... twice\n09:00:05 <eve> q+\n09:00:06 <ana> ... on Friday\n09:00:07 <eve> ana: louder\n\
            09:00:08 <ana> s/Friday/Monday/\n09:00:09 <ana> ACTION: Ben to restart it\n09:00:10 <Zakim> +Ben\n";
        assert_eq!(
            turns(text),
            [
                "system -: scribe: ana",
                "heading -: the relay",
                "speech Ben by ana: it fell twice",
                "system -: q+",
                "speech Ben by ana: on Monday",
                "speech eve: ana: louder",
                "system -: s/Friday/Monday/",
                "note -: ACTION: Ben to restart it",
                "system -: +Ben",
            ]
        );
    }

    #[test]
    fn codes_of_colours_are_no_words() {
        let text = "09:00 <ana> \u{3}04,12red\u{3} and \u{2}bold\u{f}, 3 of 4\n09:01 <ben> ok\n";
        assert_eq!(
            turns(text),
            ["speech ana: red and bold, 3 of 4", "speech ben: ok"]
        );
    }

    #[test]
    fn relays_and_quotes_do_not_speak() {
        let text = "<relay> <ana> it fell\n<ben> <ana> it fell <= when?\n<relay> <ana> on Friday\n<ben> a long\n line\n\
            <relay> [eve] hi\n";
        assert_eq!(
            turns(text),
            [
                "speech ana: it fell",
                "speech ben: when?",
                "speech ana: on Friday",
                "speech ben: a long line",
                "speech eve: hi",
            ]
        );
    }

    #[test]
    fn prose_with_elements_is_no_log() {
        let text =
            "<details> one two\n<summary> three\n<thinking> four\n<details> five\n<b> six\n<b> seven\n";
        assert_ne!(Transcript::parse(text).format, "irc");
        let list = "* ana waves\n* ben waves\n* ana waves\n";
        assert_ne!(Transcript::parse(list).format, "irc");
    }
}
