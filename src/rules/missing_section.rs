//! `missing-section`: a postmortem without one of the parts that readers look for.

use super::{Check, Context, Rule, post};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::draft::{Block, BlockKind};

/// A part that a postmortem needs.
pub(super) static RULE: Rule = Rule {
    name: "missing-section",
    group: Group::Draft,
    severity: Some(Severity::Warning),
    fixable: false,
    docs: include_str!("missing_section.md"),
    check: Check::Findings(check),
};

/// A part of a postmortem: what it is called in the message, what it tells, and the words by which a heading is
/// known to be its own. Each of these is a run of words, of which the last may go on (`follow-up` → `follow-ups`).
struct Section {
    name: &'static str,
    tells: &'static str,
    known_by: &'static [&'static str],
}

const SECTIONS: [Section; 6] = [
    Section {
        name: "impact",
        tells: "who was hit, how hard, for how long",
        known_by: &[
            "impact",
            "affected",
            "blast radius",
            "consequence",
            "damage",
            "who was hit",
            "effect",
        ],
    },
    Section {
        name: "timeline",
        tells: "what happened when",
        known_by: &[
            "timeline",
            "time line",
            "what happened",
            "chronolog",
            "sequence of events",
            "log of events",
        ],
    },
    Section {
        name: "root cause",
        tells: "why it happened",
        known_by: &[
            "cause",
            "why it happened",
            "why did",
            "contributing",
            "diagnos",
            "analysis",
            "why it broke",
            "trigger",
        ],
    },
    Section {
        name: "what went well",
        tells: "what to keep",
        known_by: &[
            "went well",
            "went right",
            "worked",
            "lesson",
            "learn",
            "retrospective",
            "takeaway",
            "good",
        ],
    },
    Section {
        name: "what went wrong",
        tells: "what to change",
        known_by: &[
            "went wrong",
            "went badly",
            "went poorly",
            "didn't go",
            "did not go",
            "didn't work",
            "did not work",
            "go better",
            "gone better",
            "lesson",
            "learn",
            "retrospective",
            "takeaway",
            "improve",
            "bad",
        ],
    },
    Section {
        name: "action items",
        tells: "who does what by when",
        known_by: &[
            "action",
            "follow up",
            "next step",
            "to do",
            "todo",
            "remediation",
            "prevent",
            "corrective",
            "task",
            "we will",
            "we'll",
            "we change",
            "we are changing",
            "we're changing",
            "going forward",
        ],
    },
];

/// A draft with fewer words has hardly begun.
const LEAST_WORDS: usize = 150;

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(shape) = post::postmortem(ctx) else {
        return;
    };
    if shape.words < LEAST_WORDS && !post::is_final(ctx) {
        return;
    }
    let headings: Vec<String> = ctx.draft.blocks.iter().filter_map(heading).collect();
    let is_there = |section: &&Section| {
        let is_it = |heading: &String| section.known_by.iter().any(|it| opens_word(heading, it));
        headings.iter().any(is_it)
    };
    let missing: Vec<&Section> = SECTIONS.iter().filter(|it| !is_there(it)).collect();
    let mut rest = missing.iter().peekable();
    while let Some(section) = rest.next() {
        // Where nobody looks back at all, one section is missing and not two.
        let both =
            rest.next_if(|next| section.name.starts_with("what went") && next.name.starts_with("what went"));
        let (name, tells) = match both {
            Some(next) => (
                format!("{} and {}", section.name, next.name),
                "what to keep, what to change",
            ),
            None => (section.name.to_owned(), section.tells),
        };
        let message = format!("A section on {name} is missing: {tells}.");
        out.push(post::about_all(ctx, shape, &RULE, message));
    }
}

/// Whether `words` stand in `text` from the start of a word.
fn opens_word(text: &str, words: &str) -> bool {
    text.match_indices(words)
        .any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

/// What names a part, in small letters: a heading, the label that opens a paragraph, an item or a row
/// (`Impact: …`, `| Impact | … |`).
pub(super) fn heading(block: &Block) -> Option<String> {
    /// A label is short.
    const MOST_WORDS: usize = 5;
    let text = block.view.text();
    let (label, is_told) = match block.kind {
        BlockKind::Heading(_) => return Some(folded(text)),
        BlockKind::Code | BlockKind::TableHeader => return None,
        BlockKind::TableRow => (text.split(" | ").next()?, true),
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote => {
            let label = text.split([':', '\u{2028}']).next()?;
            (label, label.len() < text.len())
        }
    };
    let is_short = label.split_whitespace().nth(MOST_WORDS).is_none();
    (is_told && is_short).then(|| folded(label))
}

/// A label as it is compared.
pub(super) fn folded(label: &str) -> String {
    label.to_lowercase().replace('’', "'").replace(['-', '_'], " ")
}

/// Whether a heading opens the list of what is to be done.
pub(super) fn is_of_actions(heading: &str) -> bool {
    const SURE: [&str; 6] = [
        "action",
        "follow up",
        "next step",
        "to do",
        "todo",
        "remediation item",
    ];
    SURE.iter().any(|it| opens_word(heading, it))
}
