//! Who is behind the nicks of IRC: people who hang tails on theirs, relays that pass on what others write, machines.

use std::ops::Range;

use super::build::Builder;
use crate::transcript::SpeakerId;

/// The inner nick of a relayed message, and where the words begin: `<ana> text`, `{-ana} text`, `[ana] text`.
pub(super) fn relayed(text: &str) -> Option<(Range<usize>, usize)> {
    /// No name is longer (bytes).
    const LONGEST: usize = 40;
    let open = text.chars().next()?;
    let close = match open {
        '<' => '>',
        '{' => '}',
        '[' => ']',
        _ => return None,
    };
    let end = text.bytes().take(LONGEST).position(|it| it == close as u8)?;
    let name = text.get(1..end)?.trim_start_matches(['-', '@', '+', ' ']);
    let rest = text.get(end + 1..)?;
    let words = rest.trim_start_matches(['*', ':']).trim_start();
    let is_name = !name.is_empty()
        && name.chars().any(char::is_alphabetic)
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || " _-.[]|\\^`".contains(c));
    let fits = is_name && !words.is_empty() && words.len() < rest.len();
    fits.then(|| (end - name.len()..end, text.len() - words.len()))
}

/// A nick as it is compared: small letters, without tails.
pub(super) fn key(nick: &str) -> String {
    bare(nick).to_lowercase()
}

/// A nick without what people hang on it when they are away or twice there, and without escapes.
pub(super) fn bare(nick: &str) -> String {
    const AWAY: [&str; 15] = [
        "away", "afk", "work", "home", "lunch", "zzz", "sleep", "brb", "mtg", "meeting", "phone", "mobile",
        "gone", "off", "busy",
    ];
    let plain = nick.replace("\\_", "_");
    let mut name = plain.as_str();
    if let Some(at) = name.rfind(['|', '-', '_'])
        && 0 < at
        && AWAY.iter().any(|it| it.eq_ignore_ascii_case(&name[at + 1..]))
    {
        name = &name[..at];
    }
    let short = name.trim_end_matches(['_', '`']);
    if short.is_empty() { plain } else { short.to_owned() }
}

/// Nicks of the machines that keep minutes and channels.
pub(super) fn is_machine(nick: &str) -> bool {
    const MACHINES: [&str; 14] = [
        "zakim",
        "rrsagent",
        "trackbot",
        "agendabot",
        "ghurlbot",
        "scribebot",
        "meetbot",
        "zodbot",
        "ubottu",
        "supybot",
        "chanserv",
        "nickserv",
        "limnoria",
        "collabot",
    ];
    MACHINES.iter().any(|it| it.eq_ignore_ascii_case(nick))
}

/// Whether a program writes under that nick: `sysbot`, `deploy-bot`, `GitHub`.
pub(super) fn is_bot(nick: &str) -> bool {
    const PEOPLE: [&str; 4] = ["abbot", "talbot", "cabot", "robot"];
    let name = nick.trim_end_matches('_').to_lowercase();
    let is_called_bot = name.ends_with("bot") || name.starts_with("bot-") || name.ends_with("[bot]");
    is_called_bot && !PEOPLE.contains(&&*name)
        || matches!(&*name, "github" | "gitlab" | "jenkins" | "travis-ci")
}

/// The speaker of that nick.
pub(super) fn person(nick: &str, out: &mut Builder) -> SpeakerId {
    let name = bare(nick);
    let id = out.speaker(&name);
    let written = nick.replace("\\_", "_");
    if written != name {
        out.also(id, &written);
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_no_part_of_a_name() {
        for (nick, name) in [
            ("ana_", "ana"),
            ("ana|away", "ana"),
            ("ana-afk", "ana"),
            ("ana\\_\\_", "ana"),
            ("jean-luc", "jean-luc"),
            ("_", "_"),
        ] {
            assert_eq!(bare(nick), name, "{nick}");
        }
    }

    #[test]
    fn machines_are_told_from_people() {
        assert!(is_bot("deploy-bot") && is_bot("SysBot_"));
        assert!(!is_bot("abbot") && !is_bot("botanist"));
        assert!(is_machine("Zakim") && !is_machine("ana"));
    }

    #[test]
    fn relayed_messages_open_with_a_nick() {
        let inner =
            |text: &str| relayed(text).map(|(name, at)| (text[name].to_owned(), text[at..].to_owned()));
        let both = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(inner("{-ana}** it fell"), both("ana", "it fell"));
        assert_eq!(inner("<Ana Lima> it fell"), both("Ana Lima", "it fell"));
        assert_eq!(inner("[12] it fell"), None);
        assert_eq!(inner("<ana>"), None);
    }
}
