//! Text to insert: timeline section, facts, quotes. Everything made here is checked by the engine first.
//!
//! All of it is extractive: the words are the source's own, with a citation. Pure and on request only.

mod checked;
mod cite;
mod insert;
mod place;
pub mod timeline;

pub use checked::checked_section;
pub use cite::{citation, comment};
pub use insert::insertions;

use crate::config::Config;
use crate::diagnostic::Edit;
use crate::draft::Draft;
use crate::evidence::Sources;
use crate::findings::{self, Finding, Memo};
use crate::language::names;
use crate::persona::Persona;
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

/// Something that can be put into the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// What it does, with the words it puts in and their line.
    pub title: String,
    /// The edits of the draft, ascending.
    pub edits: Vec<Edit>,
}

/// Whether every sentence of `text` (Markdown without citations) is backed by the sources as it stands,
/// judged like a draft of its own.
fn holds(ctx: &Context<'_>, text: &str) -> bool {
    judged(ctx, text, |it| {
        matches!(it, Verdict::Supported | Verdict::Derived)
    })
}

/// Whether `text` has a sentence, and the verdict on each of them passes `fits`.
fn judged(ctx: &Context<'_>, text: &str, fits: fn(Verdict) -> bool) -> bool {
    let findings = findings_in(ctx, &Draft::parse(text));
    !findings.is_empty() && findings.iter().all(|it| fits(it.verdict))
}

/// One finding per sentence of `draft`, judged against the sources of `ctx`.
fn findings_in(ctx: &Context<'_>, draft: &Draft) -> Vec<Finding> {
    let known_names: Vec<_> = ctx.config.known_names.iter().map(|it| names::key(it)).collect();
    let judge = Judge {
        sources: ctx.sources,
        persona: ctx.persona,
        author: ctx.author,
        known_names: &known_names,
        thresholds: ctx.config.thresholds,
        limits: Limits::IN_USE,
    };
    findings::find(draft, &judge, &mut Memo::default())
}

#[cfg(test)]
mod tests;
