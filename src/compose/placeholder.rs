//! Placeholders for what a source shows and a draft has to show: screenshots and code, numbered per kind.

use super::{Context, Insertion, InsertionKind, insert, place};
use crate::draft::Draft;
use crate::evidence::{Role, Sources};
use crate::fact::{self, Fact, Kind};
use crate::language::words::Stem;
use crate::transcript::TurnKind;

/// Something a source shows, as a placeholder asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// `Screenshot` or `Code`.
    pub kind: &'static str,
    /// What is to be seen: the source's words.
    pub what: String,
    /// Index into [`Sources::list`].
    pub source: usize,
    /// Index into that transcript's units.
    pub unit: usize,
}

/// Words for what is typed rather than seen.
const TYPED: &[&str] = &[
    "code",
    "function",
    "script",
    "config",
    "configuration",
    "diff",
    "query",
    "method",
    "class",
    "yaml",
    "json",
    "command",
    "commit",
    "snippet",
    "patch",
    "regex",
    "loop",
    "file",
];

/// What the stage directions of the sources show, in order.
pub fn all(sources: &Sources) -> Vec<Shown> {
    of_facts(sources, &fact::facts(sources))
}

/// The same, of the facts of the sources.
fn of_facts(sources: &Sources, facts: &[Fact]) -> Vec<Shown> {
    facts.iter().filter_map(|it| of_direction(sources, it)).collect()
}

fn of_direction(sources: &Sources, it: &Fact) -> Option<Shown> {
    let transcript = it.transcript(sources);
    let turn = &transcript.turns[transcript.units[it.unit].turn];
    if it.kind != Kind::Shown || turn.kind != TurnKind::StageDirection {
        return None;
    }
    let what = thing_shown(it.text(sources))?;
    let is_typed = fact::lower_words(&what).any(|word| TYPED.contains(&word.as_str()));
    Some(Shown {
        kind: if is_typed { "Code" } else { "Screenshot" },
        what,
        source: it.source,
        unit: it.unit,
    })
}

/// `Grafana dashboard with the memory curve` of `Ravi shows the Grafana dashboard with the memory curve`.
fn thing_shown(direction: &str) -> Option<String> {
    let direction = direction.trim_matches(['[', ']', '(', ')', ' ', '.']);
    let mut at = 0;
    let mut verb = None;
    for word in direction.split_inclusive(' ') {
        let bare = word.trim().trim_matches([',', ':']).to_lowercase();
        at += word.len();
        if fact::is_showing(&bare) {
            verb = Some(at);
            break;
        }
    }
    let rest = direction.get(verb?..)?.trim();
    // "Pulls up", "puts the console on the big screen": what is shown, without where.
    let rest = ["up ", "out ", "us ", "them ", "everyone "]
        .iter()
        .find_map(|it| rest.strip_prefix(it))
        .unwrap_or(rest);
    let rest = ["the ", "a ", "an ", "his ", "her ", "their "]
        .iter()
        .find_map(|it| rest.strip_prefix(it))
        .unwrap_or(rest);
    let rest = rest
        .replace(" on the big screen", "")
        .replace(" on the screen", "")
        .replace(" on screen", "");
    let rest = rest.trim().trim_end_matches(',').to_owned();
    (3 <= rest.len()).then_some(rest)
}

/// `[Screenshot 01: …]`; brackets inside would end it early.
pub fn written(kind: &str, number: u32, what: &str) -> String {
    format!(
        "[{kind} {number:02}: {}]",
        what.replace('[', "(").replace(']', ")")
    )
}

/// Whether a placeholder of the draft asks for it already: most of its words stand there.
fn is_asked_for(draft: &Draft, it: &Shown) -> bool {
    let stems = |text: &str| -> Vec<Stem> { fact::content(text).collect() };
    let mine = stems(&it.what);
    draft.placeholders.iter().any(|other| {
        let theirs = stems(&other.text);
        let n = mine.iter().filter(|it| theirs.contains(it)).count();
        0 < n && mine.len() <= 2 * n
    })
}

/// What the sources show and the draft does not yet.
pub fn missing(ctx: &Context<'_>) -> Vec<Shown> {
    missing_of(ctx, &fact::facts(ctx.sources))
}

/// The same, of the facts of the sources.
fn missing_of(ctx: &Context<'_>, facts: &[Fact]) -> Vec<Shown> {
    let mut res = of_facts(ctx.sources, facts);
    res.retain(|it| !is_asked_for(ctx.draft, it) && ctx.sources.list[it.source].role == Role::Transcript);
    res
}

/// What is shown and not in the draft yet, the nearest to what stands around `offset` first; `facts` are those of the
/// sources.
pub fn missing_near(ctx: &Context<'_>, facts: &[Fact], offset: usize) -> Vec<Shown> {
    let at = ctx.draft.sentence_at(offset).and_then(|it| ctx.findings.get(it));
    let here = at
        .and_then(|it| it.evidence.first())
        .map(|it| (it.source, it.unit));
    let mut missing = missing_of(ctx, facts);
    missing.sort_by_key(|it| match here {
        Some((source, unit)) if source == it.source => unit.abs_diff(it.unit),
        _ => it.unit,
    });
    missing
}

impl Shown {
    /// The fact that it is.
    pub fn fact(&self) -> Fact {
        Fact {
            source: self.source,
            unit: self.unit,
            kind: Kind::Shown,
            phase: fact::Phase::Happened,
            weight: 0.0,
        }
    }
}

/// Placeholders for [`missing_near`].
pub(super) fn shown(ctx: &Context<'_>, facts: &[Fact], offset: usize) -> Vec<Insertion> {
    let insertion = |it: &Shown| {
        let text = written(it.kind, ctx.draft.next_free_number(it.kind), &it.what);
        let tail = format!(" ({})", insert::line(ctx, &it.fact()));
        Insertion {
            kind: InsertionKind::Placeholder,
            title: insert::titled("Insert ", &text, &tail),
            edits: vec![place::insert_block(ctx.draft, offset, &text)],
        }
    };
    missing_near(ctx, facts, offset).iter().map(insertion).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_direction_names_what_is_shown() {
        let shown = |it: &str| thing_shown(it).unwrap_or_default();
        assert_eq!(
            shown("[Mara shows the log of gateway g-0317]"),
            "log of gateway g-0317"
        );
        assert_eq!(
            shown("Mara puts the console on the big screen, a wall of green dots"),
            "console, a wall of green dots"
        );
        assert_eq!(shown("Ida pulls up the offset graph"), "offset graph");
        assert_eq!(shown("Laughter"), "");
    }

    #[test]
    fn the_smallest_free_number_comes_next() {
        let draft = Draft::parse("[Screenshot 01: a]\n\n[Screenshot 04: b]\n\n[Code 01: c]\n");
        assert_eq!(draft.next_free_number("Screenshot"), 2);
        assert_eq!(draft.next_free_number("Code"), 2);
        assert_eq!(draft.next_free_number("Link"), 1);
        assert_eq!(written("Link", 1, "the [old] page"), "[Link 01: the (old) page]");
    }
}
