//! Kinds of placeholders, and what else may stand between brackets before a colon.

use crate::config::suggest;
use crate::draft::{Draft, Placeholder};
use crate::text::Span;

/// What a placeholder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A picture of a screen.
    Screenshot,
    /// Code that is still to be put in.
    Code,
    /// An address.
    Link,
    /// A claim that waits for its source.
    Fact,
    /// A drawing.
    Diagram,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 5] = [
        Kind::Screenshot,
        Kind::Code,
        Kind::Link,
        Kind::Fact,
        Kind::Diagram,
    ];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Screenshot => "Screenshot",
            Kind::Code => "Code",
            Kind::Link => "Link",
            Kind::Fact => "Fact",
            Kind::Diagram => "Diagram",
        }
    }

    /// The kind of that name, whatever its case.
    pub fn parse(name: &str) -> Option<Kind> {
        Kind::ALL
            .into_iter()
            .find(|it| it.name().eq_ignore_ascii_case(name))
    }
}

/// What a bracket with a word, a number and a colon is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A placeholder of a kind that is known.
    Known(Kind),
    /// A placeholder of no kind that is known, and the kind that was probably meant.
    Unknown(Option<Kind>),
    /// `[TODO: …]`: says itself that it waits.
    Todo,
    /// A bracket that may belong to the text, such as `[Figure 3: …]` and `[RFC 2119: …]`.
    Text,
}

/// Tells placeholders from brackets that belong to the text. A number with a zero in front is a placeholder's,
/// and so is a long word that is nearly a kind's name; `[Node 3: …]` is one letter from `Code` and means itself.
pub fn standing(draft: &Draft, it: &Placeholder) -> Standing {
    const LONG: usize = 6;
    if let Some(kind) = Kind::parse(&it.kind) {
        return Standing::Known(kind);
    }
    if it.kind.eq_ignore_ascii_case("todo") {
        return Standing::Todo;
    }
    let written = number_as_written(draft, it);
    let is_padded = written.is_some_and(|at| 1 < at.len() && draft.text[at.range()].starts_with('0'));
    let near = suggest::nearest(&it.kind, Kind::ALL.map(Kind::name)).and_then(Kind::parse);
    let is_slip = near.is_some_and(|it| LONG <= it.name().len()) && it.number.is_some();
    if is_padded || is_slip {
        Standing::Unknown(near)
    } else {
        Standing::Text
    }
}

/// Bytes of the placeholder's kind.
pub fn kind_as_written(draft: &Draft, it: &Placeholder) -> Option<Span> {
    let raw = draft.text.get(it.span.range())?;
    let at = raw.find(it.kind.as_str())?;
    Some(Span::new(at, at + it.kind.len()).shift(it.span.start))
}

/// Bytes of the placeholder's number.
pub fn number_as_written(draft: &Draft, it: &Placeholder) -> Option<Span> {
    it.number?;
    let behind = kind_as_written(draft, it)?.end;
    let raw = draft.text.get(behind..it.span.end)?;
    let start = raw.find(|c: char| c.is_ascii_digit())?;
    let len = raw[start..].bytes().take_while(u8::is_ascii_digit).count();
    Some(Span::new(behind + start, behind + start + len))
}

/// `Screenshot 01`, in bytes of the draft: the kind and the number, where there is one.
pub fn head(draft: &Draft, it: &Placeholder) -> Span {
    let kind = kind_as_written(draft, it).unwrap_or(it.span);
    number_as_written(draft, it).map_or(kind, |number| kind.cover(number))
}

/// How many placeholders of each kind there are.
pub fn counts(draft: &Draft) -> [(Kind, usize); 5] {
    Kind::ALL.map(|kind| {
        let own = draft
            .placeholders
            .iter()
            .filter(|it| Kind::parse(&it.kind) == Some(kind));
        (kind, own.count())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standings(text: &str) -> Vec<Standing> {
        let draft = Draft::parse(text);
        draft.placeholders.iter().map(|it| standing(&draft, it)).collect()
    }

    #[test]
    fn placeholders_are_told_from_brackets_of_the_text() {
        let text = "[screenshot 1: x] [Screenshoot 1: x] [Video 02: x] [TODO: x] [Node 3: x] [Figure 3: x] [Lnik 01: x]";
        assert_eq!(
            standings(text),
            [
                Standing::Known(Kind::Screenshot),
                Standing::Unknown(Some(Kind::Screenshot)),
                Standing::Unknown(None),
                Standing::Todo,
                Standing::Text,
                Standing::Text,
                Standing::Unknown(Some(Kind::Link)),
            ]
        );
    }

    #[test]
    fn numbers_and_kinds_are_found_where_they_stand() {
        let draft = Draft::parse("See [Code #7: the loop] and [Fact: x].");
        let [code, fact] = &draft.placeholders[..] else {
            panic!("two placeholders: {:?}", draft.placeholders)
        };
        assert_eq!(&draft.text[head(&draft, code).range()], "Code #7");
        assert_eq!(&draft.text[head(&draft, fact).range()], "Fact");
        assert_eq!(number_as_written(&draft, fact), None);
        assert_eq!(counts(&draft)[1], (Kind::Code, 1));
    }

    #[test]
    fn a_block_of_code_that_is_but_placeholders_holds_placeholders() {
        let draft = Draft::parse("```\n[Code 01: the loop]\n```\n\n```\n[Code 02: x]\nlet x;\n```\n");
        assert_eq!(counts(&draft)[1], (Kind::Code, 1));
        assert_eq!(
            &draft.text[draft.placeholders[0].span.range()],
            "[Code 01: the loop]"
        );
    }
}
