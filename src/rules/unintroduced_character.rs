//! `unintroduced-character`: somebody who recurs in the author's posts is named and never introduced.

use super::{Check, Context, Rule, issue, message, post};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::language::words::{self, Stem};
use crate::persona::voice::Character;
use crate::shape::Shape;
use crate::text::Span;

/// A new reader does not learn who somebody is.
pub(super) static RULE: Rule = Rule {
    name: "unintroduced-character",
    group: Group::Draft,
    severity: Some(Severity::Info),
    fixable: false,
    docs: include_str!("unintroduced_character.md"),
    check: Check::Findings(check),
};

/// Mentions around which the introduction is looked for.
const FIRST: usize = 2;

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(shape) = post::blog_post(ctx).filter(|_| post::is_final(ctx)) else {
        return;
    };
    for who in ctx.persona.voice.iter().flat_map(|it| &it.characters) {
        // Things that recur, such as "The pager", need no introduction.
        let is_person = who.name.starts_with(char::is_uppercase) && !who.name.starts_with("The ");
        if let Some(span) = first_mention(ctx, shape, who).filter(|_| is_person) {
            let name = message::brief(&who.name, 30);
            let role = message::brief(who.role.split(['.', ',']).next().unwrap_or_default(), 50);
            let message = match role.trim() {
                "" => format!("A new reader does not learn who {name} is."),
                role => format!("A new reader does not learn who {name} is: {role}."),
            };
            out.push(issue::plain(&RULE, span, message, None));
        }
    }
}

/// Where `who` is named first, unless the first mentions introduce them. The TLDR may name anybody.
fn first_mention(ctx: &Context<'_>, shape: &Shape, who: &Character) -> Option<Span> {
    let sentences = &ctx.draft.sentences;
    let end = shape.bio.as_ref().map_or(ctx.draft.blocks.len(), |it| it.start);
    let named: Vec<usize> = (0..sentences.len())
        .filter(|&n| sentences[n].block < end && post::names(sentences[n].view.text(), &who.name))
        .collect();
    let in_body: Vec<usize> = named
        .iter()
        .copied()
        .filter(|&n| shape.body.contains(&sentences[n].block))
        .collect();
    let first = *in_body.first()?;
    let of_tldr = named.iter().filter(|it| !in_body.contains(it));
    let role = content(&who.role);
    // What they are, without what else is said of them.
    let title = content(who.role.split(['.', ',', ';']).next().unwrap_or_default());
    let mut near = in_body.iter().take(FIRST).chain(of_tldr);
    let is_introduced = near.any(|&n| {
        let around = &sentences[n.saturating_sub(1)..(n + 2).min(sentences.len())];
        let text = sentences[n].view.text();
        let tells = holds(text, &role) || around.iter().any(|it| holds(it.view.text(), &title));
        tells || introduces(text, &who.name)
    });
    let text = sentences[first].view.text();
    let at = (!is_introduced).then(|| place_of(text, &who.name))?;
    at.map(|it| sentences[first].view.in_file(it))
}

fn content(text: &str) -> Vec<Stem> {
    let words = words::words(text).into_iter().filter(|it| !it.stop);
    words.map(|it| it.stem).collect()
}

fn holds(text: &str, role: &[Stem]) -> bool {
    words::words(text).iter().any(|it| role.contains(&it.stem))
}

/// Where `text` has the first word of `name`.
fn place_of(text: &str, name: &str) -> Option<Span> {
    let key = words::stem(name.split_whitespace().next()?);
    words::spans(text).into_iter().find(|it| {
        let word = &text[it.range()];
        word.starts_with(char::is_uppercase) && words::stem(word) == key
    })
}

/// `Lin, our oldest engineer`, `Lin (operations)`, `Lin is`, `my colleague Lin`, `a colleague, Lin,`.
fn introduces(text: &str, name: &str) -> bool {
    let Some(at) = place_of(text, name) else {
        return false;
    };
    let behind = text[at.end..].trim_start();
    let mut next = behind
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|it| !it.is_empty());
    let next = next.next().unwrap_or_default().to_lowercase();
    const SAYS_WHO: [&str; 12] = [
        "who", "whose", "our", "my", "the", "a", "an", "one", "your", "head", "lead", "then",
    ];
    let aside = behind.starts_with([',', '—', '–', '-']) && SAYS_WHO.contains(&next.as_str());
    let told =
        behind.starts_with('(') || matches!(next.as_str(), "is" | "was" | "has" | "runs" | "works" | "leads");
    // "my colleague Lin": a possessive or an article not far in front, with a noun between.
    let before = text[..at.start].to_lowercase();
    let words: Vec<&str> = before
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|it| !it.is_empty())
        .collect();
    let near = &words[words.len().saturating_sub(4)..];
    let owner = near
        .iter()
        .rposition(|it| matches!(*it, "my" | "our" | "a" | "an" | "the" | "his" | "her" | "their"));
    let named = matches!(near.last(), Some(&("named" | "called")));
    let is_noun_between = owner.is_some_and(|it| {
        let between = &near[it + 1..];
        !between.is_empty()
            && between
                .iter()
                .all(|it| !words::words(it).iter().any(|it| it.stop))
    });
    aside || told || named || is_noun_between
}

#[cfg(test)]
mod tests {
    use super::introduces;

    #[test]
    fn an_introduction_is_known_by_what_stands_around_the_name() {
        for text in [
            "Lin, our oldest engineer, shrugged.",
            "Lin (operations) shrugged.",
            "Lin is the one who asks.",
            "I asked my colleague Lin.",
            "There is an engineer called Lin.",
        ] {
            assert!(introduces(text, "Lin"), "{text}");
        }
        for text in [
            "Then Lin shrugged.",
            "Lin, of course, shrugged.",
            "I asked Lin.",
            "Nobody knew.",
        ] {
            assert!(!introduces(text, "Lin"), "{text}");
        }
    }
}
