//! Runs all rules over one draft: levels from the configuration, one diagnostic per span, waivers, then the
//! rules about waivers.

use super::{Check, Context, Rule, all, find};
use crate::config::Mode;
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::draft::DirectiveKind;
use crate::findings::Finding;
use crate::text::Span;
use crate::verdict::Verdict;

/// What the rules say about the draft, in its order.
///
/// Which directives did something is found here; what `ctx.used` already marks stays marked. A rule that is off neither shows nor takes another rule's place, but a waiver
/// of it counts as used.
pub fn run(ctx: &Context<'_>) -> Vec<Diagnostic> {
    let mut used = ctx.used.to_vec();
    used.resize(ctx.draft.directives.len(), false);
    let mut found = Vec::new();
    for rule in all() {
        if let Check::Findings(check) | Check::Inputs(check) = rule.check {
            check(ctx, &mut found);
        }
    }
    mark_used(ctx, &found, &mut used);
    apply_levels(ctx, &mut found);
    let mut found = most_specific(ctx, found);
    found.retain(|it| !is_waived(ctx, it));

    let ctx = Context { used: &used, ..*ctx };
    let mut about_waivers = Vec::new();
    for rule in all() {
        if let Check::Waivers(check) = rule.check {
            check(&ctx, &mut about_waivers);
        }
    }
    apply_levels(&ctx, &mut about_waivers);
    about_waivers.retain(|it| !is_waived(&ctx, it));
    found.append(&mut about_waivers);
    found.sort_by(|a, b| (a.span, a.rule).cmp(&(b.span, b.rule)));
    found
}

/// Whether directive `n` hides `it`.
fn hides(ctx: &Context<'_>, n: usize, it: &Diagnostic) -> bool {
    let directive = &ctx.draft.directives[n];
    let DirectiveKind::Allow { rule } = &directive.kind else {
        return false;
    };
    let covers = directive.covers;
    let touches = covers.overlaps(it.span) || (it.span.is_empty() && covers.touches(it.span.start));
    rule == it.rule && touches
}

fn is_waived(ctx: &Context<'_>, it: &Diagnostic) -> bool {
    (0..ctx.draft.directives.len()).any(|n| hides(ctx, n, it))
}

fn mark_used(ctx: &Context<'_>, found: &[Diagnostic], used: &mut [bool]) {
    for (n, used) in used.iter_mut().enumerate() {
        *used = *used || found.iter().any(|it| hides(ctx, n, it)) || vouches(ctx, n);
    }
}

/// Whether directive `n` attests a sentence that was in doubt.
fn vouches(ctx: &Context<'_>, n: usize) -> bool {
    let directive = &ctx.draft.directives[n];
    let in_doubt = |it: &Finding| {
        let doubted = |was| !matches!(was, Verdict::Supported | Verdict::Derived | Verdict::NotAClaim);
        it.verdict == Verdict::Attested && (it.was.is_some_and(doubted) || !it.issues.is_empty())
    };
    let mut covered = ctx
        .draft
        .sentences
        .iter()
        .zip(ctx.findings)
        .filter(|(it, _)| directive.covers.overlaps(it.span));
    directive.kind == DirectiveKind::Attest && covered.any(|(_, it)| in_doubt(it))
}

/// Gives every diagnostic its level and drops those that are off.
fn apply_levels(ctx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    found.retain_mut(|it| {
        let level = find(it.rule).and_then(|rule| level(ctx, rule, it.severity));
        if let Some(level) = level {
            it.severity = level;
        }
        level.is_some()
    });
}

/// How loud a diagnostic of `rule` is in this draft, which the rule itself made `own`; `None` is off.
fn level(ctx: &Context<'_>, rule: &Rule, own: Severity) -> Option<Severity> {
    if let Some(entry) = ctx.config.rules.iter().rev().find(|it| it.name.name == rule.name) {
        // Only this rule has findings that stay hints however loud it is made.
        let has_cap = rule.name == "machine-phrasing";
        return entry.level.map(|it| if has_cap { it.max(own) } else { it });
    }
    let is_final = ctx.config.mode == Mode::Final;
    match rule.name {
        "unsupported-number" | "unknown-name" if is_final => Some(Severity::Error),
        _ => rule.severity.map(|_| own),
    }
}

/// Whether anybody would see or miss what `rule`, which costs something, finds: it is on, or a waiver names it.
pub(super) fn is_asked(ctx: &Context<'_>, rule: &Rule) -> bool {
    let mut directives = ctx.draft.directives.iter();
    let is_waived =
        directives.any(|it| matches!(&it.kind, DirectiveKind::Allow { rule: name } if name == rule.name));
    is_waived || level(ctx, rule, Severity::Info).is_some()
}

/// Which of two diagnostics on the same words says more; the lower the more.
fn rank(rule: &str) -> usize {
    const MOST_SPECIFIC_FIRST: [&str; 32] = [
        "misattributed-quote",
        "altered-quote",
        "merged-quote",
        "truncated-quote",
        "invented-quote",
        "retracted-claim",
        "misapplied-number",
        "contradicted-number",
        "contradicted-time",
        "contradicted-actor",
        "contradicted-name",
        "contradicted-direction",
        "contradicted-negation",
        "broken-citation",
        "citation-mismatch",
        "unsupported-number",
        "unknown-name",
        "arithmetic-mismatch",
        "threshold-mismatch",
        "inconsistent-number",
        "headline-mismatch",
        "inconsistent-name",
        "vague-quantity",
        "altered-catchphrase",
        "avoided-phrase",
        "dropped-hedge",
        "reversed-cause",
        "widened-scope",
        "thinly-backed-claim",
        "unsupported-claim",
        "machine-phrasing",
        "voice-gap",
    ];
    MOST_SPECIFIC_FIRST
        .iter()
        .position(|it| *it == rule)
        .unwrap_or(MOST_SPECIFIC_FIRST.len())
}

/// Up to this many bytes two voice rules speak of the same words where they overlap.
const NEAR: usize = 40;

/// The quotation that a diagnostic stands in.
fn quotation_around(ctx: &Context<'_>, it: &Diagnostic) -> Option<Span> {
    let sentence = ctx.draft.sentences.get(it.sentence?)?;
    let quotations = sentence.quotes.iter();
    let mut in_file = quotations.map(|quotation| sentence.view.in_file(quotation.outer));
    in_file.find(|quotation| quotation.overlaps(it.span))
}

/// Keeps one diagnostic per span; what speaks of the whole sentence yields to what names its words, and what a
/// profile says of a quotation to what the sources say of it.
fn most_specific(ctx: &Context<'_>, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    // Rules of the draft speak of the post as a whole: at its title there may be several of them.
    let speaks_of_text = |it: &Diagnostic| !matches!(it.group, Group::Hygiene | Group::Draft);
    found.sort_by_key(|it| (!speaks_of_text(it), it.span, rank(it.rule), it.rule));
    found.dedup_by(|later, kept| speaks_of_text(kept) && speaks_of_text(later) && kept.span == later.span);
    let about_words: Vec<(Span, &str)> = found
        .iter()
        .filter(|it| matches!(it.rule, "vague-quantity" | "avoided-phrase"))
        .map(|it| (it.span, it.rule))
        .collect();
    found.retain(|it| {
        let yields = |by: &str| match it.rule {
            "avoided-phrase" => by == "vague-quantity",
            "machine-phrasing" => true,
            _ => false,
        };
        !about_words
            .iter()
            .any(|(span, by)| yields(by) && span.overlaps(it.span) && span.len().max(it.span.len()) <= NEAR)
    });
    let about_quotes: Vec<Span> = found
        .iter()
        .filter(|it| it.group == Group::Quotes)
        .map(|it| it.span)
        .collect();
    found.retain(|it| {
        let of_quotation = || quotation_around(ctx, it);
        it.rule != "altered-catchphrase"
            || of_quotation().is_none_or(|of| !about_quotes.iter().any(|span| span.overlaps(of)))
    });
    let is_vague = |it: &Diagnostic| matches!(it.rule, "unsupported-claim" | "thinly-backed-claim");
    let mut precise: Vec<usize> = found
        .iter()
        .filter(|it| !is_vague(it) && matches!(it.group, Group::Claims | Group::Quotes | Group::Citations))
        .filter_map(|it| it.sentence)
        .collect();
    precise.sort_unstable();
    found.retain(|it| !is_vague(it) || it.sentence.is_none_or(|n| precise.binary_search(&n).is_err()));
    found
}
