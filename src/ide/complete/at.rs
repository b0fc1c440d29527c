//! What is being written at the cursor: a quotation, a placeholder, a name, a number, a sentence; or nothing, where no
//! prose can stand.

use crate::draft::{Block, BlockKind, Draft};
use crate::text::Span;

/// More than this before the cursor is no start of something, in bytes.
const LONGEST: usize = 120;
/// Stands for what will be written at the cursor when the draft is read with it. Any letter would do.
const PROBE: &str = "x";

/// What is begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Begun {
    /// Words behind an opening quotation mark.
    Quote {
        /// What stands before the mark in its sentence.
        lead: String,
        /// Whether the mark is `“`.
        is_curly: bool,
    },
    /// Words behind `[`.
    Placeholder {
        /// Whether the editor has closed it already.
        is_closed: bool,
    },
    /// A name behind `@`.
    Person,
    /// Digits.
    Number,
    /// A sentence, with nothing behind it in its line.
    Sentence,
}

/// A place where something is begun.
#[derive(Clone, Debug)]
pub(super) struct At {
    /// What.
    pub(super) begun: Begun,
    /// What is typed of it so far.
    pub(super) typed: Span,
    /// What is replaced: that, and a closing mark that the editor has put behind it.
    pub(super) replaced: Span,
    /// The draft with a letter in place of what is typed.
    pub(super) blank: Draft,
}

/// What is begun at `offset`. One parse decides what is prose: that of the draft with a letter at the cursor.
pub(super) fn at(draft: &Draft, offset: usize) -> Option<At> {
    let text: &str = &draft.text;
    let is_outside = offset < draft.front_matter.span.end
        || !text.is_char_boundary(offset)
        || draft
            .comments
            .iter()
            .any(|it| it.start < offset && offset < it.end);
    if is_outside {
        return None;
    }
    let probed = with_letter(text, Span::at(offset));
    let line = draft.lines.line(offset);
    let line = draft.lines.span(text, line);
    let rest = text.get(offset..line.end)?;
    let written = probed
        .blocks
        .iter()
        .rev()
        .find(|it| it.kind != BlockKind::Code && it.view.holds(offset));
    // What is begun in a placeholder is no prose any more once the editor has closed it.
    let in_placeholder = || {
        let is_one = probed
            .placeholders
            .iter()
            .any(|it| it.span.start < offset && offset < it.span.end);
        let holds = |it: &&Block| it.span.start <= offset && offset < it.span.end;
        probed
            .blocks
            .iter()
            .rev()
            .find(holds)
            .filter(|it| is_one && it.kind != BlockKind::Code)
    };
    let block = written.or_else(in_placeholder)?;
    let before = text.get(block.span.start.min(offset)..offset)?;
    if is_unfinished_markup(before) {
        return None;
    }
    let here = text.get(line.start.max(block.span.start.min(offset))..offset)?;
    let (begun, typed, closing) = quotation(&probed, before, rest, offset)
        .or_else(|| bracket(here, rest, offset))
        .or_else(|| person(here, offset))
        .or_else(|| number(here, rest, offset))
        .or_else(|| sentence(&probed, block, line.start, rest, offset))?;
    if LONGEST < typed.len() {
        return None;
    }
    Some(At {
        begun,
        typed,
        replaced: Span::new(typed.start, offset + closing),
        blank: with_letter(text, typed),
    })
}

/// `text` with a letter in place of `span`, read.
fn with_letter(text: &str, span: Span) -> Draft {
    let mut probed = String::with_capacity(text.len() + PROBE.len());
    probed.push_str(&text[..span.start]);
    probed.push_str(PROBE);
    probed.push_str(&text[span.end..]);
    Draft::parse(&probed)
}

/// Whether code, a comment, a tag, a link target or a template is open at the end of `text`: read as prose as long as
/// it is not closed.
fn is_unfinished_markup(text: &str) -> bool {
    let is_open = |open: &str, close: &str| {
        text.rfind(open)
            .is_some_and(|at| !text[at + open.len()..].contains(close))
    };
    let in_tag = text.rfind('<').is_some_and(|at| {
        let behind = &text[at + 1..];
        behind.starts_with(|it: char| it.is_ascii_alphabetic() || "/!?".contains(it)) && !behind.contains('>')
    });
    let pairs = [
        ("<!--", "-->"),
        ("](", ")"),
        ("{{", "}}"),
        ("{%", "%}"),
        ("{/*", "*/}"),
    ];
    in_tag || in_code(text) || pairs.iter().any(|(open, close)| is_open(open, close))
}

/// Whether the last run of backticks opens code that nothing closes.
fn in_code(text: &str) -> bool {
    let mut open: Option<usize> = None;
    let mut rest = text;
    while let Some(at) = rest.find('`') {
        let behind = &rest[at..];
        let run = behind.len() - behind.trim_start_matches('`').len();
        open = match open {
            None => Some(run),
            Some(it) if it == run => None,
            it => it,
        };
        rest = &behind[run..];
    }
    open.is_some()
}

type Found = (Begun, Span, usize);

/// An opening quotation mark that nothing closes before the cursor, on its line. `before` is the block up to there.
fn quotation(probed: &Draft, before: &str, rest: &str, offset: usize) -> Option<Found> {
    let mut open: Option<(usize, char)> = None;
    let mut last = ' ';
    for (at, it) in before.char_indices() {
        match it {
            '“' => open = Some((at, it)),
            '”' => open = None,
            '"' if open.is_none() && is_boundary(last) => open = Some((at, it)),
            '"' if open.is_some_and(|(start, mark)| mark == '"' && start + 1 < at)
                && !last.is_whitespace() =>
            {
                open = None;
            }
            _ => {}
        }
        last = it;
    }
    let (mark, kind) = open?;
    let start = mark + kind.len_utf8();
    let typed = &before[start..];
    if typed.contains('\n') || typed.starts_with(char::is_whitespace) {
        return None;
    }
    let closing = rest.chars().next().filter(|it| matches!(it, '"' | '”'));
    // Inside a quotation that stands there already there is nothing to begin.
    let closes_later = rest
        .match_indices(['"', '”'])
        .next()
        .is_some_and(|(at, _)| 0 < at && !rest[..at].ends_with(char::is_whitespace));
    if closing.is_none() && closes_later {
        return None;
    }
    let first = offset - before.len();
    let sentence = probed
        .sentence_at(offset)
        .map(|it| probed.sentences[it].span.start);
    let sentence = sentence.unwrap_or(first).clamp(first, first + mark);
    let lead = before[sentence - first..mark].trim_start_matches(['*', '_', '>', ' ']);
    let begun = Begun::Quote {
        lead: lead.to_owned(),
        is_curly: kind == '“',
    };
    let closing = closing.map_or(0, char::len_utf8);
    Some((begun, Span::new(offset - typed.len(), offset), closing))
}

/// Whether a mark behind `it` can open something.
fn is_boundary(it: char) -> bool {
    it.is_whitespace() || "([{—–-*_~>|/".contains(it)
}

/// `[` without its `]`; `here` is the line up to the cursor.
fn bracket(here: &str, rest: &str, offset: usize) -> Option<Found> {
    let at = here.rfind('[')?;
    let typed = &here[at + 1..];
    let opens = !here[..at].ends_with(['!', '\\', ']', '[']);
    let is_note = typed.starts_with(['^', ' ']) || typed.contains([']', '`', '(']);
    let is_closed = rest.starts_with(']');
    let closes_later = !is_closed && rest.split('[').next().is_some_and(|it| it.contains(']'));
    if !opens || is_note || closes_later {
        return None;
    }
    let span = Span::new(offset - typed.len(), offset);
    Some((Begun::Placeholder { is_closed }, span, 0))
}

/// `@` and the letters behind it; both are replaced by the name.
fn person(here: &str, offset: usize) -> Option<Found> {
    let at = here.rfind('@')?;
    let is_name = here[at + 1..]
        .chars()
        .all(|it| it.is_alphanumeric() || matches!(it, '-' | '_'));
    let opens = here[..at].chars().next_back().is_none_or(is_boundary);
    (is_name && opens).then(|| (Begun::Person, Span::new(offset - (here.len() - at), offset), 0))
}

/// Digits that open a word.
fn number(here: &str, rest: &str, offset: usize) -> Option<Found> {
    let digits = here.trim_end_matches(|it: char| it.is_ascii_digit() || matches!(it, '.' | ',' | ':'));
    let typed = &here[digits.len()..];
    let opens = digits
        .chars()
        .next_back()
        .is_none_or(|it| it.is_whitespace() || "(~$€£|*_\"“—–".contains(it));
    let goes_on = rest.starts_with(char::is_alphanumeric);
    let is_number = typed.starts_with(|it: char| it.is_ascii_digit()) && opens && !goes_on;
    is_number.then(|| (Begun::Number, Span::new(offset - typed.len(), offset), 0))
}

/// A sentence that begins on this line, and behind which its line ends; so does its paragraph, else what comes in
/// would run into the next line's words.
fn sentence(probed: &Draft, block: &Block, line: usize, rest: &str, offset: usize) -> Option<Found> {
    let tells = matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote
    );
    let it = &probed.sentences[probed.sentence_at(offset)?];
    let ends_here = it.span.end == offset + PROBE.len() && rest.trim().is_empty();
    if !tells || !ends_here || it.span.start < line {
        return None;
    }
    // Small letters behind a full stop are words that somebody looks for, though no sentence opens with them.
    let here = &probed.text[it.span.start.min(offset)..offset];
    let stop = here
        .match_indices([' '])
        .rev()
        .map(|(at, _)| at)
        .find(|&at| here[..at].ends_with(['.', '!', '?']));
    let start = offset - here.len() + stop.map_or(0, |it| it + 1);
    Some((Begun::Sentence, Span::new(start, offset), 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is begun at `|`, and what is typed of it.
    fn begun(marked: &str) -> Option<(Begun, String)> {
        let offset = marked.find('|').expect("a cursor");
        let text = marked.replacen('|', "", 1);
        let at = at(&Draft::parse(&text), offset)?;
        Some((at.begun, text[at.typed.range()].to_owned()))
    }

    fn quote(lead: &str) -> Begun {
        Begun::Quote {
            lead: lead.to_owned(),
            is_curly: false,
        }
    }

    #[test]
    fn a_mark_opens_a_quotation_until_it_is_closed() {
        assert_eq!(begun("\"|"), Some((quote(""), String::new())));
        assert_eq!(begun("\"|\"\n"), Some((quote(""), String::new())));
        assert_eq!(
            begun("It broke. As Lin said, \"cra|\n"),
            Some((quote("As Lin said, "), "cra".to_owned()))
        );
        assert_eq!(begun("- \"|\n"), Some((quote(""), String::new())));
        let curly = Begun::Quote {
            lead: String::new(),
            is_curly: true,
        };
        assert_eq!(begun("“cr|"), Some((curly, "cr".to_owned())));
        assert_eq!(
            begun("She said \"yes\"|"),
            Some((Begun::Sentence, "She said \"yes\"".to_owned()))
        );
        assert_eq!(begun("The \"cra| loud\" rule.\n"), None);
        assert_eq!(begun("A 5\"| pipe.\n"), None);
    }

    #[test]
    fn brackets_names_and_digits_are_told_apart() {
        let open = Begun::Placeholder { is_closed: false };
        let closed = Begun::Placeholder { is_closed: true };
        assert_eq!(begun("Here.\n\n[|\n"), Some((open.clone(), String::new())));
        assert_eq!(begun("[|]\n"), Some((closed.clone(), String::new())));
        assert_eq!(
            begun("[Screenshot 02: gra|]\n"),
            Some((closed, "Screenshot 02: gra".to_owned()))
        );
        assert_eq!(begun("Ask @li|\n"), Some((Begun::Person, "@li".to_owned())));
        assert_eq!(begun("mail me@li|\n").map(|it| it.0), Some(Begun::Sentence));
        assert_eq!(
            begun("All 47,0| of them"),
            Some((Begun::Number, "47,0".to_owned()))
        );
        assert_eq!(begun("Now p99|").map(|it| it.0), Some(Begun::Sentence));
        assert_eq!(begun("# 47|\n"), Some((Begun::Number, "47".to_owned())));
        for text in ["- [ |\n", "See [^|\n", "![|\n", "see [a](b|\n", "\\[|\n"] {
            let begun = begun(text).map(|it| it.0);
            assert!(
                !matches!(begun, Some(Begun::Placeholder { .. })),
                "{text}: {begun:?}"
            );
        }
    }

    #[test]
    fn a_sentence_is_begun_where_nothing_stands_behind_it() {
        let sentence = |it: &str| Some((Begun::Sentence, it.to_owned()));
        assert_eq!(begun("|"), sentence(""));
        assert_eq!(begun("# T\n\n|\n\nMore.\n"), sentence(""));
        assert_eq!(begun("One. The pump|\n"), sentence("The pump"));
        assert_eq!(begun("One. |\n"), sentence(""));
        assert_eq!(begun("- The pu|\n"), sentence("The pu"));
        assert_eq!(begun("The pu| ran dry.\n"), None);
        assert_eq!(begun("One. The pump|\nran dry.\n"), None);
        assert_eq!(begun("# Head|\n"), None);
    }

    #[test]
    fn nothing_is_begun_where_no_prose_can_stand() {
        for text in [
            "---\ntitle: \"|\n---\n\nOne.\n",
            "```\n\"|\n```\n",
            "```\n\"|",
            "One.\n\n    \"|\n",
            "Run `cat \"| now\n",
            "Run `cat \"|` now\n",
            "<!-- see \"| -->\n",
            "One <!-- see \"|",
            "<div class=\"|\n",
            "See [it](http://a.b/\"|)\n",
            "See [it](47|\n",
            "[it]: 47|\n",
            "{{< figure src=\"|\" >}}\n",
            "{{< figure src=\"|\n",
            "<pre>\n\"|\n</pre>\n",
        ] {
            assert_eq!(begun(text), None, "{text}");
        }
    }
}
