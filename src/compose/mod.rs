//! Text to insert: timeline section, facts, quotes. Everything made here is checked by the engine first.
//!
//! All of it is extractive: the words are the source's own, with a citation. Pure and on request only.

mod calibration;
pub mod callback;
mod checked;
mod cite;
mod frame;
mod insert;
mod near;
mod numbers;
mod outline;
pub mod phrase;
mod place;
pub mod placeholder;
mod plain;
mod punchline;
pub mod research;
pub mod scaffold;
mod stock;
pub mod summary;
pub mod timeline;

pub use checked::checked_section;
pub use cite::{citation, comment, display};
pub use insert::{insertions, line, marked, shorten, timeline_section};
pub use near::{others_first, sort_near, unused_first, unused_near};
pub use place::{at_end, line_break};
pub use stock::Stock;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Edit, Group, Severity};
use crate::draft::Draft;
use crate::evidence::Sources;
use crate::findings::{self, Finding, Memo};
use crate::language::names;
use crate::persona::Persona;
use crate::rules;
use crate::verdict::{Judge, Limits, Verdict};

/// What is being written and what it is checked against.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// Path of the draft; citations are relative to it, and `.mdx` has its own comments.
    pub path: &'a str,
    /// Its sources.
    pub sources: &'a Sources,
    /// The author's files.
    pub persona: &'a Persona,
    /// The configuration in force.
    pub config: &'a Config,
    /// Whose `I` it is.
    pub author: Option<&'a str>,
    /// One per sentence of the draft.
    pub findings: &'a [Finding],
}

/// What is put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InsertionKind {
    /// Somebody's words between quotation marks.
    Quote,
    /// A fact as a plain sentence.
    Fact,
    /// A fact in a device of the author's voice.
    Voice,
    /// What was shown and has to be shown.
    Placeholder,
    /// What the series wants to come back.
    Callback,
    /// A last sentence as a paragraph of its own.
    Punchline,
    /// A table of the numbers that weigh most.
    Numbers,
    /// What happened when.
    Timeline,
}

/// Every kind, in the order of the menu.
pub const INSERTION_KINDS: [InsertionKind; 8] = [
    InsertionKind::Quote,
    InsertionKind::Fact,
    InsertionKind::Voice,
    InsertionKind::Placeholder,
    InsertionKind::Callback,
    InsertionKind::Punchline,
    InsertionKind::Numbers,
    InsertionKind::Timeline,
];

/// Something that can be put into the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// What it puts in.
    pub kind: InsertionKind,
    /// What it does, with the words it puts in and their line.
    pub title: String,
    /// The edits of the draft, ascending.
    pub edits: Vec<Edit>,
}

/// Whether every sentence of `text` (Markdown without citations) is backed by the sources as it stands, and no rule
/// on claims, quotes or the author's voice has anything against it.
fn passes(ctx: &Context<'_>, text: &str) -> bool {
    let draft = Draft::parse(text);
    let findings = findings_in(ctx, &draft);
    let holds = |it: &Finding| matches!(it.verdict, Verdict::Supported | Verdict::Derived);
    if findings.is_empty() || !findings.iter().all(holds) {
        return false;
    }
    let found = rules::run(&rules_context(ctx, &draft, &findings));
    let is_about_words = |it: &Diagnostic| matches!(it.group, Group::Claims | Group::Quotes | Group::Voice);
    !found
        .iter()
        .any(|it| is_about_words(it) && it.severity < Severity::Hint)
}

/// What rules read of `draft`, which is about what `ctx` is about.
fn rules_context<'a>(ctx: &Context<'a>, draft: &'a Draft, findings: &'a [Finding]) -> rules::Context<'a> {
    rules::Context {
        draft,
        path: ctx.path,
        sources: ctx.sources,
        persona: ctx.persona,
        config: ctx.config,
        findings,
        shape: None,
        conflicts: &[],
        inputs: &[],
        used: &[],
    }
}

/// Whether `text` has a sentence, and the verdict on each of them passes `fits`.
fn judged(ctx: &Context<'_>, text: &str, fits: fn(Verdict) -> bool) -> bool {
    let findings = findings_in(ctx, &Draft::parse(text));
    !findings.is_empty() && findings.iter().all(|it| fits(it.verdict))
}

/// Whether the quotations of `sentence` are words that a source holds, said by whom it says. What else it says is not
/// asked.
pub fn quotes_rightly(ctx: &Context<'_>, sentence: &str) -> bool {
    judged(ctx, sentence, |it| Verdict::Misattributed < it)
}

/// One finding per sentence of `draft`, judged against the sources of `ctx`.
fn findings_in(ctx: &Context<'_>, draft: &Draft) -> Vec<Finding> {
    judging(ctx, |judge| findings::find(draft, judge, &mut Memo::default()))
}

/// What `judges` makes of the judge against the sources of `ctx`.
fn judging<T>(ctx: &Context<'_>, judges: impl FnOnce(&Judge<'_>) -> T) -> T {
    let known_names: Vec<_> = ctx.config.known_names.iter().map(|it| names::key(it)).collect();
    judges(&Judge {
        sources: ctx.sources,
        persona: ctx.persona,
        author: ctx.author,
        known_names: &known_names,
        thresholds: ctx.config.thresholds,
        limits: Limits::IN_USE,
    })
}

#[cfg(test)]
mod tests;
