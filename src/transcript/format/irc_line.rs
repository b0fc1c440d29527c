//! A line of an IRC log, as the programs write it: who says it, who does something, or what the program tells.

use std::ops::Range;

use super::dated::Dated;

/// A line that a program wrote.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its time, and its date where it has one.
    pub(super) dated: Option<Dated>,
    pub(super) what: What,
    /// Whether Markdown stands around it: `**\<nick>** text`.
    pub(super) markdown: bool,
}

/// What a line tells; places are bytes of the line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum What {
    /// `<nick> text`
    Say { nick: Range<usize>, body: usize },
    /// `* nick text`: the body is all of it, nick included.
    Act { nick: Range<usize>, body: usize },
    /// `-!- nick has joined`: the program itself.
    Client { body: usize },
    /// More of the message above, as WeeChat writes lines after the first.
    More { body: usize },
    /// Something else with a time.
    Other { body: usize },
}

/// Marks before what the program tells.
const CLIENT: [&str; 19] = [
    "***", "-!-", "-->", "<--", "<->", "=-=", "=!=", "==", "---", "--", "→", "⇐", "←", "⇒", "↔", "*!*",
    "- {", "!", "•",
];

impl Line {
    /// Reads `line`; `None` for one without a time that is not written as a message.
    pub(super) fn of(line: &str) -> Option<Line> {
        let dated = Dated::bracketed(line).or_else(|| Dated::at(line));
        let Some(dated) = dated else {
            return bare(line);
        };
        let rest = line.get(dated.len..)?;
        if !(rest.is_empty() || rest.starts_with([' ', '\t', ':'])) {
            return None;
        }
        let what = tabbed(line, dated.len).unwrap_or_else(|| {
            let body = dated.len + rest.len() - rest.trim_start_matches([' ', '\t', ':']).len();
            message(line, body)
        });
        Some(Line {
            dated: Some(dated),
            what,
            markdown: false,
        })
    }
}

/// A line without a time.
fn bare(line: &str) -> Option<Line> {
    let unmarked = line.strip_prefix("**").unwrap_or(line);
    let is_escaped = unmarked.starts_with("\\<");
    if is_escaped || unmarked.len() < line.len() && unmarked.starts_with('<') {
        let at = line.len() - unmarked.len();
        let (nick, end) = nick(line, at + usize::from(is_escaped))?;
        let rest = line.get(end..)?.strip_prefix("**").or_else(|| line.get(end..))?;
        let body = line.len() - rest.trim_start().len();
        return Some(Line {
            dated: None,
            what: What::Say { nick, body },
            markdown: true,
        });
    }
    // `=== ana is now known as ben`, `=== ana [a@b] has joined #x`.
    let is_session = [
        "Session Start: ",
        "Session Close: ",
        "Session Ident: ",
        "Session Time: ",
    ]
    .iter()
    .any(|it| line.starts_with(it));
    let is_told = line.starts_with("=== ")
        && [" is now known as ", " has joined #", " has left #", " has quit"]
            .iter()
            .any(|it| line.contains(it));
    if is_told
        || is_session
        || line.starts_with("--- ")
        || line.starts_with("*** ")
        || line.starts_with("**** ")
    {
        let body = line.len() - line.trim_start_matches(['-', '*', '=', ' ']).len();
        return Some(Line {
            dated: None,
            what: What::Client { body },
            markdown: false,
        });
    }
    let (nick, end) = nick(line, 0)?;
    let rest = line.get(end..)?;
    let has_words = rest.starts_with([' ', '\t']) && !rest.trim().is_empty() && !rest.contains("</");
    let name = line.get(nick.clone())?;
    (has_words && !is_tag(name)).then(|| Line {
        dated: None,
        what: What::Say {
            nick,
            body: line.len() - rest.trim_start().len(),
        },
        markdown: false,
    })
}

/// `time⇥nick⇥text`, as WeeChat writes.
fn tabbed(line: &str, at: usize) -> Option<What> {
    let rest = line.get(at..)?.strip_prefix('\t')?;
    let (written, _) = rest.split_once('\t')?;
    let prefix = written.trim();
    let body = at + 1 + written.len() + 1;
    if prefix == "*" {
        let words = line.get(body..)?;
        let len = words.find(' ').unwrap_or(words.len());
        return Some(What::Act {
            nick: body..body + len,
            body,
        });
    }
    if prefix.is_empty() {
        return Some(What::More { body });
    }
    if CLIENT.contains(&prefix) {
        return Some(What::Client { body });
    }
    let name = prefix.trim_start_matches(MARKS);
    let start = at + 1 + written.find(name)?;
    is_nick(name).then(|| What::Say {
        nick: start..start + name.len(),
        body,
    })
}

/// What stands behind a time, from `at` on.
fn message(line: &str, at: usize) -> What {
    let rest = &line[at..];
    if let Some((nick, end)) = nick(line, at)
        && line[end..].chars().next().is_none_or(char::is_whitespace)
    {
        let body = line.len() - line[end..].trim_start().len();
        return What::Say { nick, body };
    }
    if let Some(it) = bip(line, at) {
        return it;
    }
    for mark in ["-*- ", "* ", "*\t", "— ", "• "] {
        let Some(words) = rest.strip_prefix(mark) else {
            continue;
        };
        let body = line.len() - words.trim_start().len();
        let words = &line[body..];
        let len = words.find(' ').unwrap_or(words.len());
        let nick = &words[..len];
        return if is_nick(nick) && !is_told(nick, &words[len..]) {
            What::Act {
                nick: body..body + len,
                body,
            }
        } else {
            What::Client { body }
        };
    }
    if let Some(mark) = CLIENT.iter().find(|it| rest.starts_with(**it)) {
        let words = rest[mark.len()..].trim_start();
        return What::Client {
            body: line.len() - words.len(),
        };
    }
    // `-nick- text`, `-nick:#channel- text`: a notice.
    if let Some((name, words)) = rest.strip_prefix('-').and_then(|it| it.split_once("- "))
        && is_nick(name.split(':').next().unwrap_or(name))
    {
        return What::Client {
            body: line.len() - words.len(),
        };
    }
    let len = rest.find(' ').unwrap_or(rest.len());
    if is_nick(&rest[..len]) && is_told(&rest[..len], &rest[len..]) {
        return What::Client { body: at };
    }
    What::Other { body: at }
}

/// `< nick!user@host: text`, `< * nick!user@host does`, `> nick: text` for one's own.
fn bip(line: &str, at: usize) -> Option<What> {
    let rest = line.get(at..)?;
    let is_own = rest.starts_with("> ");
    let inner = rest.strip_prefix("< ").or_else(|| rest.strip_prefix("> "))?;
    let words = inner.strip_prefix("* ");
    let is_act = words.is_some();
    let words = words.unwrap_or(inner);
    let start = line.len() - words.len();
    let len = words.find(' ').unwrap_or(words.len());
    let (who, text) = words.split_at(len);
    let named = who.split('!').next().unwrap_or(who).trim_end_matches(':');
    let is_said = who.ends_with(':') && (is_own || who.contains('!'));
    let is_done = is_act && (is_own || who.contains('!'));
    if !is_nick(named) || !(is_said || is_done) {
        return None;
    }
    let nick = start..start + named.len();
    let body = line.len() - text.trim_start().len();
    Some(if is_act {
        // The address between the nick and what is done is no word.
        What::Act { nick, body }
    } else {
        What::Say { nick, body }
    })
}

/// Marks of rank before a nick.
const MARKS: [char; 7] = ['@', '+', '%', '~', '&', '!', ' '];

/// The nick between angle brackets at `at`, and where the brackets end.
fn nick(line: &str, at: usize) -> Option<(Range<usize>, usize)> {
    /// No nick is longer (bytes).
    const LONGEST: usize = 64;
    let inner = line.get(at..)?.strip_prefix('<')?;
    let close = inner.bytes().take(LONGEST).position(|it| it == b'>')?;
    let written = inner.get(..close)?;
    let name = written.trim_start_matches(MARKS);
    let start = at + 1 + written.len() - name.len();
    let name = name.trim_end().trim_end_matches('\\');
    is_nick(name).then(|| (start..start + name.len(), at + 1 + close + 1))
}

/// Whether it is written as nicks are.
pub(super) fn is_nick(name: &str) -> bool {
    let in_nick = |c: char| c.is_alphanumeric() || "_-[]{}\\^|`.'/#".contains(c);
    let has_letter = name.chars().any(char::is_alphabetic);
    has_letter && name.len() <= 60 && name.chars().all(in_nick)
}

/// Whether a line with a star is told by the program: `* nick has joined`, `* Topic for …`.
fn is_told(first: &str, rest: &str) -> bool {
    const FIRST: [&str; 10] = [
        "Topic",
        "Channel",
        "Now",
        "Joins:",
        "Parts:",
        "Quits:",
        "Disconnected",
        "Set",
        "Users",
        "Looking",
    ];
    const REST: [&str; 18] = [
        "→ ",
        "has joined",
        "has left",
        "has quit",
        "is now known as",
        "sets mode",
        "changes topic",
        "has changed the topic",
        "gives channel operator",
        "gives voice",
        "removes ",
        "was kicked",
        "set the topic",
        "Quit (",
        "joined (",
        "joined the channel",
        "left the channel",
        "left IRC",
    ];
    let rest = rest.trim_start();
    let rest = match rest.strip_prefix('(').and_then(|it| it.split_once(')')) {
        Some((_, after)) => after.trim_start(),
        None => rest,
    };
    FIRST.contains(&first) || REST.iter().any(|it| rest.starts_with(it))
}

/// Whether it is an element of HTML rather than a nick.
fn is_tag(name: &str) -> bool {
    const TAGS: &str = "a abbr article aside audio b body br button code details div dl em figure footer form h1 h2 h3 h4 \
        h5 h6 head header hr html i iframe img input kbd label li link main meta nav ol option p pre script section \
        select small source span strong style sub summary sup svg table tbody td template textarea th thead title tr \
        u ul var video think thinking tool-use tool_use tool-result system-reminder c v";
    TAGS.split_ascii_whitespace()
        .any(|it| it.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<String> {
        let it = Line::of(line)?;
        Some(match it.what {
            What::Say { nick, body } => format!("{} says {}", &line[nick], &line[body..]),
            What::Act { nick, body } => format!("{} does {}", &line[nick], &line[body..]),
            What::Client { body } => format!("client {}", &line[body..]),
            What::More { body } => format!("more {}", &line[body..]),
            What::Other { body } => format!("other {}", &line[body..]),
        })
    }

    #[test]
    fn every_program_is_read() {
        let cases = [
            ("09:05 <@ana> up again", "ana says up again"),
            ("09:05 < ana> up", "ana says up"),
            ("[09:05:10] <ana_> <b> is bold", "ana_ says <b> is bold"),
            ("2024-05-14T09:05:10  <ana> up", "ana says up"),
            ("2024-05-14 09:05:10\t@ana\tup", "ana says up"),
            ("2024-05-14 09:05:10\t *\tana waves", "ana does ana waves"),
            ("2024-05-14 09:05:10\t<--\tana has quit", "client ana has quit"),
            ("14-05-2024 09:05:10 < ana!a@b.c: up", "ana says up"),
            ("14-05-2024 09:05:10 < * ana!a@b.c waves", "ana does waves"),
            ("14-05-2024 09:05:10 > ben: ok", "ben says ok"),
            (
                "14-05-2024 09:05:10 -!- ana!a@b.c has quit",
                "client ana!a@b.c has quit",
            ),
            ("[09:05] * ana waves", "ana does ana waves"),
            (
                "[09:05] * ana (a@b.c) has joined #x",
                "client ana (a@b.c) has joined #x",
            ),
            (
                "[09:05] == ana [a@b] has joined #x",
                "client ana [a@b] has joined #x",
            ),
            ("[09:05] -*- ana waves", "ana does ana waves"),
            ("[2024-05-14 09:05:10] → ana joined", "client ana joined"),
            ("[09:05:10] *** Joins: ana (a@b)", "client Joins: ana (a@b)"),
            ("09:05 -NickServ- hello", "client hello"),
            (
                "--- Day changed Tue May 14 2024",
                "client Day changed Tue May 14 2024",
            ),
            ("2024-05-14 09:05:10\t\tand more", "more and more"),
            ("May 14 09:05:10 *\tana waves", "ana does ana waves"),
            ("[09:05] * ana (a@b) Quit (bye)", "client ana (a@b) Quit (bye)"),
            (
                "Session Start: Tue May 14 09:00:00 2024",
                "client Session Start: Tue May 14 09:00:00 2024",
            ),
            ("=== ana is now known as ben", "client ana is now known as ben"),
            ("May 14 09:05:10 <ana>\tup", "ana says up"),
            ("<ana> up", "ana says up"),
            ("**\\<ana\\_>** up", "ana\\_ says up"),
            ("09:05 ana: up", "other ana: up"),
        ];
        for (line, expected) in cases {
            assert_eq!(read(line).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn elements_and_prose_are_no_messages() {
        for line in [
            "<summary> More</summary>",
            "<details> open",
            "<ana>",
            "<a b> c",
            "* an item",
            "Ana: hello",
            "May I come?",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
