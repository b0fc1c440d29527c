//! Who speaks in minutes: notes whose items and lines open with a name (`- Yara: is that proven?`).
//! A label is a name where the file lists who was there, or where it comes back and nothing says it is
//! a key (`Cost`, `Next Steps`).

use rustc_hash::{FxHashMap, FxHashSet};

use super::header::{self, Header, Shape};
use super::line::{Block, Line, Source};
use crate::config::Reading;
use crate::transcript::timestamp;

/// The names of a file's speakers.
#[derive(Default)]
pub(super) struct Roster {
    /// Names as compared: small letters, no `@`.
    names: FxHashSet<String>,
    /// First words of names, by which people are called too.
    firsts: FxHashSet<String>,
    /// Where the lines start that list who was there.
    lists: FxHashSet<usize>,
}

/// How often a label occurs, and whether it says something.
#[derive(Default)]
struct Seen {
    count: usize,
    has_words: bool,
    is_speech: bool,
    /// It is written like a name, not like a handle or a mark in brackets, which must sound like somebody.
    is_name: bool,
}

/// What stands before a colon in minutes without speaking, beyond what `header` knows.
const KEYS: &str = "cost costs price budget goal goals risk risks status topics todo todos done blocked blocker \
    blockers progress plan plans next later open closed pros cons pro con deadline due who what when where why \
    how team all everyone everybody nobody none absent apologies regrets guests observers chair scribe \
    minutes host place room video slides chat slack proof confirm verify idea ideas option alternative \
    mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday \
    january february march april june july august september october november december jan feb mar apr jun \
    jul aug sep sept oct nov dec today yesterday tomorrow morning afternoon evening";

/// Endings of words that name things and deeds, not people.
const ENDINGS: [&str; 9] = [
    "tion", "tions", "sion", "sions", "ness", "ing", "ings", "ments", "ility",
];

impl Roster {
    /// Those of the configuration, and nobody else; without, those whom the file itself shows.
    pub(super) fn of(source: &Source<'_>, reading: &Reading) -> Roster {
        let mut roster = Roster::default();
        for name in &reading.speakers {
            roster.add(key(name));
        }
        roster.read_lists(source);
        if reading.speakers.is_empty() {
            roster.add_returning(source);
        }
        roster
    }

    fn add(&mut self, name: String) {
        if let Some((first, _)) = name.split_once(' ') {
            self.firsts.insert(first.to_owned());
        }
        self.names.insert(name);
    }

    /// The header with which an item of a list opens a turn.
    pub(super) fn item(&self, source: &Source<'_>, line: &Line) -> Option<Header> {
        let text = source.slice(line.words);
        let header = header::read(text).or_else(|| self.called(text))?;
        self.accepts(source, line, &header).then_some(header)
    }

    /// Whether that header of that line opens a turn.
    pub(super) fn accepts(&self, source: &Source<'_>, line: &Line, header: &Header) -> bool {
        let text = source.slice(line.words);
        !matches!(header.shape, Shape::Nick | Shape::Italic)
            && !self.lists.contains(&line.span.start)
            && has_words(&text[header.body.min(text.len())..])
            && self.knows(&text[header.label.clone()])
    }

    fn knows(&self, label: &str) -> bool {
        let name = key(label);
        self.names.contains(&name) || self.firsts.contains(&name)
    }

    /// `Steve - will open`, `**Steve** – will open`, `[steve] will open`: only where Steve is known.
    fn called(&self, text: &str) -> Option<Header> {
        let (stamp, at) = header::leading_stamp(text).map_or((None, 0), |(it, len)| (Some(it), len));
        let rest = &text[at..];
        let (label, body) = if let Some(inner) = rest.strip_prefix('[') {
            let close = inner.bytes().take(60).position(|it| it == b']')? + 1;
            (1..close, close + 1)
        } else {
            let dashes = [" - ", " – ", " — ", " -- "];
            let marks = rest.len() - rest.trim_start_matches('*').len();
            let end = rest.char_indices().take(60).find_map(|(n, _)| {
                let dash = dashes.iter().find(|it| rest[n..].starts_with(**it))?;
                Some((n, n + dash.len()))
            })?;
            let label = rest[..end.0].trim_end_matches('*');
            (marks.min(label.len())..label.len(), end.1)
        };
        let after = rest.get(body..)?;
        let follows = !rest.starts_with('[') || after.starts_with(' ');
        (follows && self.knows(&rest[label.clone()])).then(|| Header {
            shape: if stamp.is_some() {
                Shape::Leading
            } else {
                Shape::Plain
            },
            label: label.start + at..label.end + at,
            stamp,
            until: None,
            body: text.len() - after.trim_start().len(),
        })
    }

    /// `Present: Ilse (chair), Bogdan`, or the list below `Attendees`.
    fn read_lists(&mut self, source: &Source<'_>) {
        let mut below: Option<(Block, usize)> = None;
        for line in &source.lines {
            let text = source.slice(line.words);
            let column = column(source, line);
            if let Some(value) = listing(text, line.block) {
                self.lists.insert(line.span.start);
                self.add_listed(value);
                below = value.is_empty().then_some((line.block, column));
                continue;
            }
            let Some((above, indent)) = below else {
                continue;
            };
            match line.block {
                Block::Blank => {}
                Block::ListItem if above != Block::ListItem || column > indent => {
                    self.lists.insert(line.span.start);
                    self.add_listed(text);
                }
                _ => below = None,
            }
        }
    }

    fn add_listed(&mut self, value: &str) {
        let mut depth = 0usize;
        let pieces = value.split(|c: char| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && ",;/&".contains(c)
        });
        for name in pieces.flat_map(|it| it.split(" and ")) {
            let name = name.trim().trim_start_matches("and ");
            let end = [" (", " - ", " – ", " — ", ":", "]("]
                .iter()
                .filter_map(|it| name.find(it))
                .min();
            let name =
                name[..end.unwrap_or(name.len())].trim_matches(['*', '_', '[', ']', '.', '"', '\'', ' ']);
            let is_handle = !name.contains(char::is_whitespace) && name.chars().all(in_handle);
            if name.is_empty() || !(is_label(name) || (is_handle && header::is_name(name) && !is_key(name))) {
                continue;
            }
            self.add(key(name));
        }
    }

    /// Labels that come back, say something, and are not written small elsewhere as common words are.
    fn add_returning(&mut self, source: &Source<'_>) {
        let mut seen: FxHashMap<String, Seen> = FxHashMap::default();
        for line in &source.lines {
            let text = source.slice(line.words);
            let header = match line.block {
                Block::ListItem => header::read(text).or_else(|| in_brackets(text)),
                Block::Stage => header::read(text),
                Block::Text => line.header.clone(),
                _ => None,
            };
            let Some(header) = header.filter(|it| !matches!(it.shape, Shape::Nick | Shape::Italic)) else {
                continue;
            };
            let label = &text[header.label.clone()];
            let is_bracketed = text[..header.label.start].ends_with('[');
            let is_handle = is_handle(label);
            let may_be = is_label(label) && !is_initials(label) || is_handle;
            if may_be && !header::is_role(header::bare(label)) {
                let it = seen.entry(key(label)).or_default();
                it.count += 1;
                let body = &text[header.body.min(text.len())..];
                it.has_words |= tells(body);
                it.is_speech |= is_speech(body);
                it.is_name |= !is_handle && !is_bracketed;
            }
        }
        seen.retain(|_, it| it.count > 1 && it.has_words && (it.is_name || it.is_speech));
        if seen.is_empty() {
            return;
        }
        let mut written: FxHashMap<String, (usize, usize)> = FxHashMap::default();
        for word in seen.keys().flat_map(|it| it.split_whitespace()) {
            written.insert(word.to_owned(), (0, 0));
        }
        let mut at = 0;
        for word in source.text.split(|c: char| !in_handle(c) && c != '@') {
            let start = at;
            at += word.len();
            let behind = source.text[at..].chars().next();
            at += behind.map_or(0, char::len_utf8);
            if let Some((small, large)) = written.get_mut(&word.to_lowercase()) {
                let is_small = word.starts_with(char::is_lowercase);
                // As a label it may be written small, too.
                let labels = behind == Some(':') || source.text[..start].ends_with('[');
                *small += usize::from(is_small && !labels);
                *large += usize::from(!is_small || labels);
            }
        }
        let is_common = |word: &str| {
            let (small, large) = written.get(word).copied().unwrap_or_default();
            small * 5 > large
        };
        seen.retain(|name, _| !name.split_whitespace().all(is_common));
        // One label alone may be a key that this file likes; somebody who speaks asks, or says `I`.
        if seen.len() > 1 || !self.names.is_empty() || seen.values().any(|it| it.is_speech) {
            self.names.extend(seen.into_keys());
        }
    }
}

/// What follows the key of a line that lists who was there.
fn listing(text: &str, block: Block) -> Option<&str> {
    const LISTS: [&str; 5] = ["present", "attendees", "participants", "attending", "attendance"];
    let (label, value) = match text.split_once(':') {
        Some(it) => it,
        // Also alone on its line, in bold or not.
        None if block == Block::Heading || (block == Block::Text && !text.contains(' ')) => (text, ""),
        None => return None,
    };
    let label = label.trim_matches(['*', '_', ' ']);
    let last = label.rsplit(' ').next()?;
    let is_list = label.split(' ').count() <= 3 && LISTS.iter().any(|it| it.eq_ignore_ascii_case(last));
    is_list.then(|| value.trim_matches(['*', '_', '[', ']', ' ']))
}

/// Bytes before the mark of a line.
fn column(source: &Source<'_>, line: &Line) -> usize {
    let before = &source.text[..line.span.start];
    before.len() - before.trim_end_matches([' ', '\t']).len()
}

/// A label as names are compared.
fn key(label: &str) -> String {
    header::bare(label).trim_start_matches('@').to_lowercase()
}

/// One to three capitalised words, or an `@handle`, and no key.
fn is_label(label: &str) -> bool {
    let name = header::bare(label);
    let is_word = |it: &str| {
        it.starts_with(char::is_uppercase) && it.chars().all(|c| in_handle(c) || ".'’".contains(c))
    };
    let n_words = name.split_whitespace().count();
    let is_written = match name.strip_prefix('@') {
        Some(handle) => !handle.is_empty() && handle.chars().all(in_handle),
        None => (1..=3).contains(&n_words) && name.split_whitespace().all(is_word),
    };
    is_written && header::is_name(name) && !is_key(name) && !is_numbered(name)
}

/// `Cost`, `Open Questions`, `Testing`, `Mon`: what is told about, not who tells.
fn is_key(name: &str) -> bool {
    let within = |word: &str| {
        KEYS.split_ascii_whitespace()
            .any(|it| it.eq_ignore_ascii_case(word))
    };
    let mut words = name.split_whitespace();
    let ends = name.split_whitespace().next_back().is_some_and(|it| {
        let it = it.to_lowercase();
        ENDINGS
            .iter()
            .any(|end| it.len() > end.len() + 2 && it.ends_with(end))
    });
    words.next().is_some_and(within) || ends
}

/// `[steve] will open`, `[Steve W] will open`: a label in brackets at the start of an item, unless it is a link.
fn in_brackets(text: &str) -> Option<Header> {
    /// No name has more bytes.
    const LONGEST: usize = 30;
    let inner = text.strip_prefix('[')?;
    let close = inner.bytes().take(LONGEST).position(|it| it == b']')? + 1;
    let after = text.get(close + 1..)?;
    let label = text.get(1..close)?;
    let is_word = label.chars().all(|c| in_handle(c) || " .".contains(c));
    (is_word && after.starts_with(' ')).then(|| Header {
        shape: Shape::Plain,
        label: 1..close,
        stamp: None,
        until: None,
        body: text.len() - after.trim_start().len(),
    })
}

/// `pnkfelix`, `ralf_j`: one word written small, which is no key.
fn is_handle(label: &str) -> bool {
    let is_word = label.chars().all(in_handle) && label.starts_with(char::is_lowercase);
    is_word && label.len() > 2 && header::is_name(label) && !is_key(label)
}

/// `D2`, `P1`, `Q3`: a number, not a name.
fn is_numbered(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    digits > 0 && !name.contains(' ') && name.len() - digits <= 2
}

/// `AI`, `API`, `SLO`: without a list of names nobody can tell whether somebody is meant.
fn is_initials(label: &str) -> bool {
    let name = header::bare(label);
    name.len() <= 4 && !name.chars().any(char::is_lowercase)
}

fn in_handle(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

fn has_words(body: &str) -> bool {
    body.chars().any(char::is_alphanumeric)
}

/// Whether words are somebody's own: a question, or an `I` or `we`.
fn is_speech(body: &str) -> bool {
    const OWN: [&str; 5] = ["i", "we", "my", "our", "me"];
    let mut words = body.split(|c: char| !c.is_alphanumeric());
    body.contains("? ")
        || body.ends_with('?')
        || words.any(|word| OWN.iter().any(|it| it.eq_ignore_ascii_case(word)))
}

/// Whether a value says something: two words written small (`Femi, Yara` and `P1` do not).
fn tells(body: &str) -> bool {
    let small = |it: &&str| it.starts_with(char::is_lowercase) && timestamp::Reading::at(it).is_none();
    body.split_whitespace().filter(small).nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use crate::transcript::Transcript;

    /// `speaker@start: words` of every turn but headings; `-` where nobody speaks.
    fn said(text: &str) -> Vec<String> {
        let it = Transcript::parse(text);
        assert_eq!(it.format, "notes", "{text}");
        let turns = it
            .turns
            .iter()
            .filter(|turn| turn.kind != crate::transcript::TurnKind::Heading);
        let said = turns.map(|turn| {
            let name = turn.speaker.map_or("-", |id| it.speakers[id].name.as_str());
            let start = turn.start.map_or(String::new(), |it| format!("@{it:?}"));
            format!("{name}{start}: {}", turn.view.text())
        });
        said.collect()
    }

    fn speakers(text: &str) -> Vec<String> {
        let it = Transcript::parse(text);
        it.speakers.into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn items_of_those_who_were_there_are_theirs() {
        let text = "# Dock review\n\nPresent: Ilse (chair), Bogdan (firmware), Steve\n\n\
            - Ilse: is that proven or a guess?\n  - nobody has measured it\n- **Bogdan:** replayed the logs\n\
            * Steve - will open a ticket\n- [bogdan] so will I\n- [ ] Ilse: dashboard by Friday\n- Cost: Ilse first had 31,000 euros\n";
        assert_eq!(
            said(text),
            [
                "-: Present: Ilse (chair), Bogdan (firmware), Steve",
                "Ilse: is that proven or a guess?",
                "-: nobody has measured it",
                "Bogdan: replayed the logs",
                "Steve: will open a ticket",
                "Bogdan: so will I",
                "Ilse: dashboard by Friday",
                "-: Cost: Ilse first had 31,000 euros",
            ]
        );
    }

    #[test]
    fn a_label_that_comes_back_is_a_name_without_a_list() {
        let text = "# Notes\n\nTwo docks fail.\n\n- Femi: six docks are broken\n- Uma: five, I counted\n- Femi: then one came back\n\n\
            Femi: I call the vendor.\n";
        assert_eq!(
            said(text),
            [
                "-: Two docks fail.",
                "Femi: six docks are broken",
                "-: Uma: five, I counted",
                "Femi: then one came back",
                "Femi: I call the vendor.",
            ]
        );
    }

    #[test]
    fn keys_that_come_back_are_no_names() {
        let text = "# Monday\n\n- Cost: more than we said\n- Result: the queue is empty again\n- Next Steps: we ask the vendor\n\
            - Testing: still to be done\n- D2: late by a week or so\n- AI: somebody should call them\n- Bosun: Femi\n- Root Cause: a full disk was the cause\n\n# Tuesday\n\n\
            - Cost: the same as before\n- Result: the root of it is a disk\n- Next Steps: we wait for them\n\
            - Testing: done by now\n- D2: it has come in\n- AI: somebody should write it up\n- Bosun: Uma\n- Root Cause: the same as before\n";
        assert_eq!(speakers(text), Vec::<String>::new());
    }

    #[test]
    fn a_word_written_small_elsewhere_is_a_key() {
        let text = "# A\n\n- Gateway: it answers late\n- Marta: do we know since when?\n- Gateway: we restarted it\n- Marta: twice on one day\n\nThe gateway is old.\n";
        assert_eq!(speakers(text), ["Marta"]);
    }

    #[test]
    fn one_label_alone_must_sound_like_somebody() {
        let key = "# A\n\n- Deliverable: a board that shows every dock\n- Deliverable: an alert that fires at night\n";
        assert!(speakers(key).is_empty());
        let person =
            "# A\n\n- Marta: does the board show every dock?\n- Marta: an alert that fires at night\n";
        assert_eq!(speakers(person), ["Marta"]);
    }

    #[test]
    fn the_list_of_those_present_says_nothing_itself() {
        let text = "## Attendees\n\n- Ilse Brandt - chair of the board\n- Bogdan: firmware and docks\n- @uma\n\n## Talk\n\n\
            - Ilse - we start late\n- uma: I was early\n- Bogdan: so was I\n";
        assert_eq!(
            said(text),
            [
                "-: Ilse Brandt - chair of the board",
                "-: Bogdan: firmware and docks",
                "-: @uma",
                "Ilse: we start late",
                "uma: I was early",
                "Bogdan: so was I",
            ]
        );
    }

    #[test]
    fn a_dash_or_bracket_names_nobody_unknown() {
        let text = "# A\n\n- Steve - will open\n- Steve - will close\n- [draft] the page\n- [draft] the other page\n- [Ilse](https://x.org) wrote it\n";
        assert_eq!(speakers(text), Vec::<String>::new());
    }

    #[test]
    fn handles_that_ask_and_answer_are_people() {
        let text = "# A\n\n- pnk: do we know why the dock fails?\n  - ilse: it is the latch\n- pnk: I thought so\n- ilse: we replace it\n\
            - [uma] I have one left\n- [uma] two more come on Monday\n- loophole: a dock without a latch\n- loophole: another dock with none\n";
        assert_eq!(speakers(text), ["pnk", "ilse", "uma"]);
    }

    #[test]
    fn a_list_may_stand_below_a_bold_word() {
        let text = "# Docks\n\n**Attendees**\n\n- Uma\n- Femi (guest)\n\n## Talk\n\n* Femi: six docks fail\n";
        assert_eq!(speakers(text), ["Femi"]);
    }

    #[test]
    fn comments_in_brackets_have_an_author() {
        let text = "# Docks\n\nSix docks fail.\n\n[Uma: I counted seven of them.]\n\nThe latch is weak.\n\n[Uma: do we know that?]\n\n- one\n";
        assert_eq!(
            said(text)[..4],
            [
                "-: Six docks fail.",
                "Uma: I counted seven of them.",
                "-: The latch is weak.",
                "Uma: do we know that?"
            ]
        );
    }

    #[test]
    fn those_whom_the_configuration_lists_speak_in_minutes() {
        let text = "# Docks\n\n- Uma: six fail\n- Latch: it is weak\n- Latch: I think it is old\n";
        let reading = crate::config::Reading {
            speakers: vec!["Uma Ilic".to_owned(), "Femi".to_owned()],
            ..Default::default()
        };
        let it = Transcript::read(text, &reading);
        let names: Vec<&str> = it.speakers.iter().map(|it| it.name.as_str()).collect();
        assert_eq!((it.format, names), ("notes", vec!["Uma"]));
    }

    #[test]
    fn a_time_before_the_name_is_when_it_was_said() {
        let text =
            "# A\n\nAttendees: Uma, Femi\n\n- [09:14] Uma: the docks fail\n- 09:20 Femi: all six of them\n";
        assert_eq!(
            said(text)[1..],
            [
                "Uma@Clock(554): the docks fail",
                "Femi@Clock(560): all six of them"
            ]
        );
    }

    #[test]
    fn a_label_with_nothing_behind_it_stays_a_note() {
        let text = "# A\n\nPresent: Uma, Femi\n\n- Uma:\n  - the docks fail\n\nFemi:\n\n- all six\n";
        assert!(speakers(text).is_empty());
    }
}
