//! Whether a sentence only leads somewhere: `(see #34)`, a link alone on its line, a list of links.

use super::Claim;
use crate::language::polarity::is_past;
use crate::language::words::Word;
use crate::text::Span;

/// Content words that may stand around a link to an issue: `(currently blocking on #365)`.
const AROUND: usize = 3;
/// From so many links on, a sentence may be a list of them.
const LIST: usize = 3;

/// Whether a sentence with links, the texts of which are `links`, only points at what they lead to. One that tells
/// something as having happened, or gives a number or a time, does more than that.
pub fn only_points(text: &str, claim: &Claim, links: &[Span]) -> bool {
    let is_number_of_link = |it: Span| text[..it.start].ends_with('#') || text[it.range()].starts_with('#');
    let tells = claim.words.iter().any(|it| is_past(&text[it.span.range()]))
        || !claim.times.is_empty()
        || claim
            .amounts
            .iter()
            .any(|it| !is_number_of_link(it.quantity.number));
    if links.is_empty() || tells {
        return false;
    }
    let is_linked = |it: &&Word| links.iter().any(|link| link.overlaps(it.span));
    let free = claim.words.iter().filter(|it| !it.stop && !is_linked(it));
    let free = free.filter(|it| !is_pointing(&text[it.span.range()])).count();
    let linked = claim.words.iter().filter(is_linked).count();
    let all_issues = links.iter().all(|it| is_issue(&text[it.range()]));
    free == 0 || (all_issues && free <= AROUND) || (LIST <= links.len() && 2 * free < linked)
}

/// `#34`, `owner/name#34`, `Newsletter #34`.
fn is_issue(link: &str) -> bool {
    let Some((head, number)) = link.rsplit_once('#') else {
        return false;
    };
    let digits = !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
    digits && head.split_whitespace().count() < 3
}

/// Words that say no more than that something stands elsewhere.
fn is_pointing(word: &str) -> bool {
    const POINTING: [&str; 12] = [
        "see",
        "also",
        "cf",
        "eg",
        "via",
        "source",
        "sources",
        "details",
        "more",
        "further",
        "reading",
        "background",
    ];
    POINTING.iter().any(|it| word.eq_ignore_ascii_case(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Draft;
    use crate::language::alias::Aliases;

    fn points(markdown: &str) -> bool {
        let draft = Draft::parse(markdown);
        let it = &draft.sentences[0];
        let text = it.view.text();
        only_points(text, &Claim::read(text, &it.code, &Aliases::default()), &it.links)
    }

    #[test]
    fn links_alone_point() {
        for text in [
            "([#528](https://a.b))",
            "(see [Letter #34](https://a.b))",
            "(currently blocking on [ops/relay#365](https://a.b))",
            "[Chat log of the outage](https://a.b)",
            "See [the talk](https://a.b) and [its slides](https://a.c).",
            "Recent changes in [Kestrel](k), [Open Tide Model](t), [Sand Map](s) and [Buoy](b).",
        ] {
            assert!(points(text), "{text}");
        }
    }

    #[test]
    fn what_tells_something_beside_its_link_does_not() {
        for text in [
            "[The relay failed](https://a.b)",
            "[Eleven minutes of silence](https://a.b)",
            "The relay is behind [the proxy](https://a.b).",
            "[Mina](m), [Otto](o) and [Lin](l) run the whole relay alone.",
            "The relay is slow.",
        ] {
            assert!(!points(text), "{text}");
        }
    }
}
