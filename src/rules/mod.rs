//! Rules: policy over findings. One rule, one file, its page beside it, one flat list.

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::draft::Draft;
use crate::evidence::Sources;
use crate::findings::Finding;
use crate::persona::Persona;

/// A rule: what it is called, how loud it is, its page, and what it looks at.
pub struct Rule {
    /// Kebab-case; states the defect; reads well after "allow".
    pub name: &'static str,
    /// Its family.
    pub group: Group,
    /// Default severity; `None` is off by default.
    pub severity: Option<Severity>,
    /// Whether it offers a fix.
    pub fixable: bool,
    /// Its page: Markdown.
    pub docs: &'static str,
    /// What it looks at.
    pub check: Check,
}

/// What a rule looks at. Waiver rules run last: they see which diagnostics waivers hid.
#[derive(Clone, Copy)]
pub enum Check {
    /// Reads findings (and the draft).
    Findings(fn(&Context<'_>, &mut Vec<Diagnostic>)),
    /// Reads how the draft was paired with its sources.
    Inputs(fn(&Context<'_>, &mut Vec<Diagnostic>)),
    /// Reads the waivers and what they hid.
    Waivers(fn(&Context<'_>, &mut Vec<Diagnostic>)),
    /// About the configuration file; raised where that is read.
    Config,
}

/// What rules may read.
pub struct Context<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// Path of the draft, for messages.
    pub path: &'a str,
    /// Its sources.
    pub sources: &'a Sources,
    /// The author's files.
    pub persona: &'a Persona,
    /// The configuration in force.
    pub config: &'a Config,
    /// One per sentence.
    pub findings: &'a [Finding],
    /// What was wrong with pairing the draft with its sources.
    pub inputs: &'a [InputProblem],
    /// Index into `draft.directives` → whether it hid or changed anything (filled before waiver rules run).
    pub used: &'a [bool],
}

/// What can be wrong with how a draft finds its sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputProblem {
    /// Where the draft names it (front matter), else the start of the draft.
    pub span: crate::text::Span,
    /// What is wrong and what would help; names the file.
    pub message: String,
}

/// All rules, sorted by name.
pub fn all() -> &'static [&'static Rule] {
    &[]
}

/// The rule of that name.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().iter().copied().find(|it| it.name == name)
}

/// Runs every rule that the configuration leaves on, applies waivers, and sorts by place.
pub fn run(ctx: &Context<'_>) -> Vec<Diagnostic> {
    let _ = ctx;
    Vec::new()
}
