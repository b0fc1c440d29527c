//! Names and identifiers: capitalised words inside a sentence, `CamelCase`, `kebab-case` in code,
//! `snake_case`, words with digits, code spans.

use super::list::List;
use super::words::{self, Stem, folded};
use crate::text::Span;

/// What kind of name it is, as far as its letters tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// Capitalised where prose has no reason to: `Lin`, `Sarah Chen`, `Postgres`.
    Proper,
    /// All capitals: `OOM`, `SLO`.
    Acronym,
    /// Made by machines: `api-server-2`, `sent_at`, `CrashLoopBackOff`, `v212`, `config.env`.
    Identifier,
    /// A hyphenated word in plain prose: `csv-writer`, but also `follow-up`.
    Compound,
}

/// A name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Bytes of the text.
    pub span: Span,
    /// Its kind.
    pub kind: NameKind,
    /// Letters and digits, folded; what two spellings of one name share.
    pub key: Stem,
    /// Whether it opens its sentence or cell, where any word has a capital.
    pub opens: bool,
}

/// Forms of address, which name nobody by themselves: `Mrs Penhale` is Penhale.
static ADDRESS: List =
    List::new("Mr Mrs Ms Miss Mx Dr Prof Sir Messrs Madam Councillor Cllr Professor Doctor");

/// Whether a word is a form of address.
pub fn is_address(word: &str) -> bool {
    ADDRESS.has(word.trim_end_matches('.'))
}

/// The names of `text`, in order. `code` holds its code spans.
pub fn read(text: &str, code: &[Span]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for span in tokens(text) {
        let token = &text[span.range()];
        let in_code = code.iter().any(|it| it.contains(span));
        // Most words of prose are nothing but small letters, and no names.
        if !in_code && token.bytes().all(|b| b.is_ascii_lowercase()) {
            continue;
        }
        let opens = opens_sentence(text, span.start);
        let Some(kind) = kind_of(token, in_code, opens) else {
            continue;
        };
        if !in_code && is_reference(token) {
            continue;
        }
        let joined = names.last_mut().filter(|last| {
            kind == NameKind::Proper
                && last.kind == NameKind::Proper
                && !last.opens
                && text.get(last.span.end..span.start) == Some(" ")
        });
        match joined {
            Some(last) => {
                last.span.end = span.end;
                last.key = key(&text[last.span.range()]);
            }
            None => names.push(Name {
                span,
                kind,
                key: key(token),
                opens,
            }),
        }
    }
    names.retain(|it| {
        let counted = it.kind == NameKind::Proper && is_number_sign(&text[it.span.end..]);
        !counted || text[it.span.range()].contains(' ')
    });
    names
}

/// `relay#32`, `ops/relay#32`: where something is written up, nothing that was spoken of.
fn is_reference(token: &str) -> bool {
    let number = token.rsplit_once('#').map_or("", |it| it.1);
    !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit())
}

/// ` #34`: the word before it is the kind of what is numbered, such as `Newsletter`.
fn is_number_sign(behind: &str) -> bool {
    behind
        .strip_prefix(" #")
        .is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()))
}

/// The key of a name: its letters and digits, folded.
pub fn key(name: &str) -> Stem {
    let bare = name
        .strip_suffix("'s")
        .or_else(|| name.strip_suffix("’s"))
        .unwrap_or(name);
    let letters: String = bare
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    folded(&letters)
}

/// `(first, last)`: a word with a capital right behind one of the names `first`, as keys: `Sarah Chen`.
pub fn surnames(text: &str, first: &[Stem]) -> Vec<(Stem, Stem)> {
    let words = words::spans(text);
    let mut found = Vec::new();
    for pair in words.windows(2) {
        let (name, last) = (&text[pair[0].range()], &text[pair[1].range()]);
        let is_written_so = name.starts_with(char::is_uppercase)
            && &text[pair[0].end..pair[1].start] == " "
            && last.starts_with(char::is_uppercase)
            && last
                .chars()
                .nth(1)
                .is_some_and(|it| it.is_lowercase() || it == '\'' || it == '’')
            && last
                .chars()
                .all(|it| it.is_alphabetic() || matches!(it, '\'' | '’'));
        if !is_written_so || name.contains(['\'', '’']) {
            continue;
        }
        let (name, last_key) = (key(name), key(last));
        let is_word = words::words(last).iter().any(|it| it.stop);
        if first.contains(&name)
            && !first.contains(&last_key)
            && !is_word
            && !found.contains(&(name, last_key))
        {
            found.push((name, last_key));
        }
    }
    found
}

/// The one first name that stands before this last name; `None` where it is several.
pub fn first_name(surnames: &[(Stem, Stem)], last: Stem) -> Option<Stem> {
    let mut found = surnames.iter().filter(|it| it.1 == last).map(|it| it.0);
    let first = found.next()?;
    found.all(|it| it == first).then_some(first)
}

/// Whether one of two names is the place and the other what is of it: `Norway` and `Norwegian`, `Slovenia` and
/// `Slovenians`. Told by their endings alone: what they begin with is the same.
pub fn is_of_place(a: &str, b: &str) -> bool {
    const OF: [&str; 12] = [
        "an", "ian", "ean", "egian", "ish", "nish", "ese", "nese", "i", "ic", "er", "ite",
    ];
    const PLACE: [&str; 16] = [
        "", "a", "any", "ia", "ium", "y", "ay", "ey", "e", "en", "o", "os", "land", "and", "lands", "us",
    ];
    const SHARED: usize = 3;
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let shared = a
        .chars()
        .zip(b.chars())
        .take_while(|it| it.0 == it.1)
        .map(|it| it.0);
    let (letters, bytes) = shared.fold((0, 0), |(n, bytes), it| (n + 1, bytes + it.len_utf8()));
    if letters < SHARED || letters == SHARED && ![&a, &b].iter().any(|it| it.ends_with("and")) {
        return false;
    }
    let fits = |of: &str, place: &str| {
        let endings = [of, of.strip_suffix('s').unwrap_or(of)];
        // The parting of root and ending may lie before where the two words part: "Iran", "Iranian".
        (0..=2usize).any(|back| {
            let at = bytes
                .checked_sub(back)
                .filter(|it| a.is_char_boundary(*it) && SHARED <= *it);
            at.is_some_and(|at| {
                let shared = &a[at..bytes];
                endings
                    .iter()
                    .any(|it| OF.contains(&format!("{shared}{it}").as_str()))
                    && PLACE.contains(&format!("{shared}{place}").as_str())
            })
        })
    };
    let (x, y) = (&a[bytes..], &b[bytes..]);
    fits(x, y) || fits(y, x)
}

/// Runs of characters that a name can be made of, without trailing punctuation.
fn tokens(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let is_part =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '\'' | '’' | '#' | '@' | '+');
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_part(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let token = &text[from..at];
                let head = token.len() - token.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
                let body = token.trim_matches(|c: char| !c.is_alphanumeric());
                let body = body
                    .strip_suffix("'s")
                    .or_else(|| body.strip_suffix("’s"))
                    .unwrap_or(body);
                if !body.is_empty() {
                    found.push(Span::new(from + head, from + head + body.len()));
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Whether a word at `start` opens a sentence, a cell or a quotation.
fn opens_sentence(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '“' | '\'' | '‘' | '(' | '[' | '*' | '`' | '«' | '>' | '-' | '–' | '—'
            )
    });
    // `(Process) Tracking …`: a label before the sentence.
    let is_label = before.ends_with(')') && before.starts_with('(') && before.matches('(').count() == 1;
    before.is_empty() || is_label || before.ends_with(['.', '!', '?', '|', ':', '…'])
}

/// What kind of name a token is, if it is one.
fn kind_of(token: &str, in_code: bool, opens: bool) -> Option<NameKind> {
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 || token.len() < 2 {
        return None;
    }
    let digits = token.bytes().any(|b| b.is_ascii_digit());
    if token.starts_with(|c: char| c.is_ascii_digit()) {
        // `16x`, `512Mi`, `0.3%`, `30-second`: quantities are read elsewhere.
        return None;
    }
    let inner_capital = token
        .chars()
        .zip(token.chars().skip(1))
        .any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let joined = token.contains(['_', '/', '.', '#', '@']);
    let contraction = token.contains(['\'', '’']);
    if contraction {
        let capital =
            token.starts_with(char::is_uppercase) && !token.starts_with("I'") && !token.starts_with("I’");
        return (capital && !opens && token.contains("O'")).then_some(NameKind::Proper);
    }
    // `RFCs`: several of what `RFC` names.
    let is_plural = token
        .strip_suffix('s')
        .is_some_and(|it| 1 < it.len() && it.bytes().all(|b| b.is_ascii_uppercase()));
    if is_plural && !in_code {
        return Some(NameKind::Acronym);
    }
    if in_code || inner_capital || token.contains('_') || (joined && letters > 2) {
        return Some(NameKind::Identifier);
    }
    let capitals = token.chars().filter(|c| c.is_uppercase()).count();
    if digits {
        return Some(NameKind::Identifier);
    }
    if capitals == letters && letters >= 2 {
        return Some(NameKind::Acronym);
    }
    if token.contains('-') {
        let capital = token.starts_with(char::is_uppercase) && !opens;
        return Some(if capital {
            NameKind::Proper
        } else {
            NameKind::Compound
        });
    }
    let capital = token.starts_with(char::is_uppercase);
    let pronoun = matches!(token, "I" | "OK" | "Ok");
    (capital && !pronoun).then_some(NameKind::Proper)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(&str, NameKind, bool)> {
        read(text, &[])
            .into_iter()
            .map(|it| (&text[it.span.range()], it.kind, it.opens))
            .collect()
    }

    #[test]
    fn names_are_told_from_words() {
        use NameKind::*;
        assert_eq!(
            names("Then Sarah Chen moved sent_at from v212 to api-server-2 on GitHub's CI with csv-writer."),
            [
                ("Then", Proper, true),
                ("Sarah Chen", Proper, false),
                ("sent_at", Identifier, false),
                ("v212", Identifier, false),
                ("api-server-2", Identifier, false),
                ("GitHub", Identifier, false),
                ("CI", Acronym, false),
                ("csv-writer", Compound, false),
            ]
        );
    }

    #[test]
    fn acronyms_have_plurals() {
        assert_eq!(
            names("the DMs about ALBs"),
            [
                ("DMs", NameKind::Acronym, false),
                ("ALBs", NameKind::Acronym, false)
            ]
        );
    }

    #[test]
    fn a_label_in_brackets_does_not_make_a_name_of_the_word_behind_it() {
        assert_eq!(
            names("(Crew/Tools) Tracking gauges"),
            [
                ("Crew/Tools", NameKind::Identifier, true),
                ("Tracking", NameKind::Proper, true)
            ]
        );
        assert_eq!(
            names("It (once) met Otto"),
            [("It", NameKind::Proper, true), ("Otto", NameKind::Proper, false)]
        );
    }

    #[test]
    fn adjectives_of_places_are_told_by_their_endings() {
        for (of, place) in [
            ("Norwegian", "Norway"),
            ("Slovenians", "Slovenia"),
            ("Swedish", "Sweden"),
            ("Finnish", "Finland"),
            ("Polish", "Poland"),
            ("Iranian", "Iran"),
            ("Vietnamese", "Vietnam"),
            ("Icelandic", "Iceland"),
            ("Mexicans", "Mexico"),
            ("Berliners", "Berlin"),
        ] {
            assert!(is_of_place(of, place) && is_of_place(place, of), "{of} {place}");
        }
        for (other, place) in [
            ("Slovakian", "Slovenia"),
            ("Nordic", "Norway"),
            ("Austrian", "Australia"),
            ("Postgres", "Poland"),
            ("Lin", "Linnet"),
            ("Marlena", "Marlene"),
        ] {
            assert!(!is_of_place(other, place), "{other} {place}");
        }
    }

    #[test]
    fn surnames_stand_right_behind() {
        let first = [key("Sarah"), key("Lin")];
        let of = |text: &str| surnames(text, &first);
        assert_eq!(
            of("Interview with Sarah Chen, Relay"),
            [(key("sarah"), key("chen"))]
        );
        assert_eq!(
            of("Sarah The second; Lin and Sarah Lin; Lin's Postgres; SARAH JSON"),
            []
        );
        assert_eq!(first_name(&of("Sarah Chen. Lin Chen"), key("Chen")), None);
    }

    #[test]
    fn references_are_no_names() {
        assert_eq!(names("see Letter #34, ops/relay#32 and Report #5"), []);
        assert_eq!(
            names("in Relay Core #34 and `C#`"),
            [("Relay Core", NameKind::Proper, false)]
        );
    }

    #[test]
    fn quantities_are_no_names() {
        assert_eq!(names("it took 16x, 512Mi and 30-second"), []);
    }
}
