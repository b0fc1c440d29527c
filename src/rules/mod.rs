//! Rules: policy over findings. One rule, one file, its page beside it, one flat list.

// What rules share.
mod citation;
mod conflict;
mod fix;
mod issue;
mod message;
mod post;
mod quote;
mod run;
mod spelling;
// The rules.
mod altered_catchphrase;
mod altered_quote;
mod arithmetic_mismatch;
mod avoided_phrase;
mod bio_mismatch;
mod broken_citation;
mod citation_mismatch;
mod conflicting_sources;
mod contradicted_actor;
mod contradicted_direction;
mod contradicted_name;
mod contradicted_negation;
mod contradicted_number;
mod contradicted_time;
mod dropped_hedge;
mod garbled_text;
mod headline_mismatch;
mod inconsistent_name;
mod inconsistent_number;
mod invalid_config;
mod invented_quote;
mod leftover_annotation;
mod length_out_of_range;
mod machine_phrasing;
mod merged_quote;
mod misapplied_number;
mod misattributed_quote;
mod missing_callback;
mod missing_section;
mod missing_teaser;
mod no_transcript;
mod placeholder_numbering;
mod preamble_opening;
mod retracted_claim;
mod reversed_cause;
mod thinly_backed_claim;
mod threshold_mismatch;
mod tldr_shape;
mod truncated_quote;
mod unanswered_teaser;
mod unintroduced_character;
mod unknown_name;
mod unknown_placeholder;
mod unowned_action_item;
mod unsupported_claim;
mod unsupported_number;
mod unused_waiver;
mod unverified_code;
mod vague_quantity;
mod voice_gap;
mod waiver_without_reason;
mod widened_scope;

use crate::config::Config;
use crate::consistency::Conflict;
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::draft::Draft;
use crate::evidence::Sources;
use crate::findings::Finding;
use crate::persona::Persona;
use crate::persona::episode::Due;
use crate::shape::Shape;
pub use fix::mark_as_fact;
pub use run::run;

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
    /// Its parts as a post; only where a profile is set.
    pub shape: Option<&'a Shape>,
    /// One per sentence.
    pub findings: &'a [Finding],
    /// Where the draft contradicts itself, in its order.
    pub conflicts: &'a [Conflict],
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
    /// Paths to choose from, where more than one source could be meant; empty where a source that is named
    /// cannot be read.
    pub candidates: Vec<String>,
}

static ALL: &[&Rule] = &[
    &altered_catchphrase::RULE,
    &altered_quote::RULE,
    &arithmetic_mismatch::RULE,
    &avoided_phrase::RULE,
    &bio_mismatch::RULE,
    &broken_citation::RULE,
    &citation_mismatch::RULE,
    &conflicting_sources::RULE,
    &contradicted_actor::RULE,
    &contradicted_direction::RULE,
    &contradicted_name::RULE,
    &contradicted_negation::RULE,
    &contradicted_number::RULE,
    &contradicted_time::RULE,
    &dropped_hedge::RULE,
    &garbled_text::RULE,
    &headline_mismatch::RULE,
    &inconsistent_name::RULE,
    &inconsistent_number::RULE,
    &invalid_config::RULE,
    &invented_quote::RULE,
    &leftover_annotation::RULE,
    &length_out_of_range::RULE,
    &machine_phrasing::RULE,
    &merged_quote::RULE,
    &misapplied_number::RULE,
    &misattributed_quote::RULE,
    &missing_callback::RULE,
    &missing_section::RULE,
    &missing_teaser::RULE,
    &no_transcript::RULE,
    &placeholder_numbering::RULE,
    &preamble_opening::RULE,
    &retracted_claim::RULE,
    &reversed_cause::RULE,
    &thinly_backed_claim::RULE,
    &threshold_mismatch::RULE,
    &tldr_shape::RULE,
    &truncated_quote::RULE,
    &unanswered_teaser::RULE,
    &unintroduced_character::RULE,
    &unknown_name::RULE,
    &unknown_placeholder::RULE,
    &unowned_action_item::RULE,
    &unsupported_claim::RULE,
    &unsupported_number::RULE,
    &unused_waiver::RULE,
    &unverified_code::RULE,
    &vague_quantity::RULE,
    &voice_gap::RULE,
    &waiver_without_reason::RULE,
    &widened_scope::RULE,
];

/// What the series tracker wants to come back in the draft, whose parts are `shape`, and does not yet.
pub fn missing_callbacks(ctx: &Context<'_>, shape: &Shape) -> Vec<Due> {
    missing_callback::missing(ctx, shape)
}

/// All rules, sorted by name.
pub fn all() -> &'static [&'static Rule] {
    ALL
}

/// The rule of that name.
pub fn find(name: &str) -> Option<&'static Rule> {
    let at = ALL.binary_search_by(|it| it.name.cmp(name)).ok()?;
    Some(ALL[at])
}
