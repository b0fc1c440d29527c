//! From an issue that the engine found to a diagnostic: what the claim and quote rules share.

use super::message::{self, Said};
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Fix, In, Related, Severity};
use crate::evidence::Place;
use crate::findings::Dispute;
use crate::text::{Span, one_line};
use crate::verdict::{Issue, IssueKind, Verdict};

/// The least share of a claim that its best line must hold to be shown as the closest one.
const CLOSE: f32 = 0.25;

/// An issue and where it was found.
pub(super) struct Found<'a> {
    /// What rules may read.
    pub(super) ctx: &'a Context<'a>,
    /// Index of the finding and sentence.
    pub(super) sentence: usize,
    /// What is wrong.
    pub(super) issue: &'a Issue,
}

/// The issues of `kind`, in the order of the draft, where the author does not vouch for the sentence.
pub(super) fn each<'a>(ctx: &'a Context<'a>, kind: IssueKind) -> impl Iterator<Item = Found<'a>> {
    let findings = ctx
        .findings
        .iter()
        .enumerate()
        .filter(|(_, it)| it.verdict != Verdict::Attested);
    findings.flat_map(move |(sentence, finding)| {
        let issues = finding.issues.iter().filter(move |it| it.kind == kind);
        issues.map(move |issue| Found { ctx, sentence, issue })
    })
}

impl<'a> Found<'a> {
    /// What the source says that proves it.
    pub(super) fn said(&self) -> Option<Said<'a>> {
        let said = self.at(self.issue.place)?;
        Some(said.about(self.right().unwrap_or_default()))
    }

    /// What the source says at the second place.
    pub(super) fn other(&self) -> Option<Said<'a>> {
        Some(
            self.at(self.issue.other)?
                .about(message::without_stop(self.raw())),
        )
    }

    /// The source's words that prove it, else those that come closest. `None` where nothing comes near: a
    /// line at random helps less than none.
    pub(super) fn closest(&self) -> Option<Said<'a>> {
        let evidence = &self.ctx.findings[self.sentence].evidence;
        let best = || evidence.first();
        if !self.has_proof() && evidence.iter().all(|it| it.score < CLOSE) {
            return None;
        }
        self.said().or_else(|| Said::of(self.ctx.sources, best()?))
    }

    /// Whether the issue's place is what the source says of it, not only the nearest line.
    fn has_proof(&self) -> bool {
        let is_absence = matches!(
            self.issue.kind,
            IssueKind::UnsupportedClaim
                | IssueKind::UnsupportedNumber
                | IssueKind::UnknownName
                | IssueKind::UnknownDetail
                | IssueKind::InventedQuote
                | IssueKind::ThinlyBackedClaim
        );
        !is_absence || self.issue.right.is_some()
    }

    fn at(&self, place: Option<Place>) -> Option<Said<'a>> {
        Said::at(self.ctx.sources, place?)
    }

    /// The draft's offending words, short enough for a message.
    pub(super) fn words(&self) -> String {
        message::draft_words(self.ctx.draft, self.issue.span)
    }

    /// The offending words as they stand in the file.
    pub(super) fn raw(&self) -> &'a str {
        self.ctx
            .draft
            .text
            .get(self.issue.span.range())
            .unwrap_or_default()
    }

    /// What would be right, where it differs from what stands there.
    pub(super) fn right(&self) -> Option<&'a str> {
        let right = self.issue.right.as_deref()?;
        (!right.is_empty() && right != self.raw()).then_some(right)
    }

    /// `1.29, not 1.28.`, or `otherwise` where the right words are not known.
    pub(super) fn right_not(&self, otherwise: &str) -> String {
        let words = self.inside_a_sentence();
        match self.right() {
            Some(right) => {
                let right = message::brief(&one_line(right), 36);
                format!(
                    "{}, not {}.",
                    message::without_stop(&right),
                    message::without_stop(&words)
                )
            }
            None => otherwise.replace("{}", message::without_stop(&words)),
        }
    }

    /// The offending words as they read behind others: `not forty minutes` though they open their sentence.
    fn inside_a_sentence(&self) -> String {
        let words = self.words();
        let is_number = matches!(
            self.issue.kind,
            IssueKind::ContradictedNumber
                | IssueKind::MisappliedNumber
                | IssueKind::RetractedClaim
                | IssueKind::OnlyAsked
        );
        let sentence = self.ctx.draft.sentences[self.sentence].span;
        let opens = self.issue.span.start <= sentence.start + 2;
        let mut letters = words.chars();
        match letters
            .next()
            .filter(|it| is_number && opens && it.is_uppercase())
        {
            Some(first) if letters.clone().next().is_some_and(char::is_lowercase) => {
                first.to_lowercase().chain(letters).collect()
            }
            _ => words,
        }
    }

    /// The sources that say something else again of these words.
    fn disputes(&self) -> impl Iterator<Item = &'a Dispute> {
        let span = self.issue.span;
        let all = self.ctx.findings[self.sentence].disputes.iter();
        all.filter(move |it| it.span.overlaps(span))
    }

    /// The fixes that put the right words in: where sources disagree, the words of each.
    pub(super) fn put_right(&self) -> Vec<Fix> {
        let disputed = self.disputes().map(|it| it.right.as_str());
        let rights = self.right().into_iter().chain(disputed);
        rights
            .map(|it| super::fix::replace(self.ctx.draft, self.issue.span, it))
            .collect()
    }

    /// The diagnostic of `rule`, with the places in the sources beside it.
    pub(super) fn report(&self, rule: &'static Rule, message: String, fixes: Vec<Fix>) -> Diagnostic {
        let mut related: Vec<Related> = Vec::new();
        let disputed = self
            .disputes()
            .filter_map(|it| Said::at(self.ctx.sources, it.other));
        let told = [self.closest(), self.other()].into_iter().flatten();
        for said in told.chain(disputed) {
            let it = related_of(&said);
            if !related.contains(&it) {
                related.push(it);
            }
        }
        Diagnostic {
            expected: self.right().map(str::to_owned),
            related,
            fixes,
            ..plain(rule, self.issue.span, message, Some(self.sentence))
        }
    }
}

/// `Nothing in transcript.txt mentions Sarah Chen.`: of names and details that no source has.
pub(super) fn nothing_mentions(found: &Found<'_>, rule: &'static Rule) -> Diagnostic {
    let words = found.words();
    let name = message::without_stop(&words);
    let sources = message::sources_name(found.ctx.sources);
    let closest = found.closest();
    let message = match found.right() {
        Some(right) => {
            let right = message::brief(&one_line(right), 36);
            let head = format!("{right}? Nothing in {sources} mentions {name}.");
            message::with_source(&head, closest.as_ref())
        }
        None => {
            let head = format!("Nothing in {sources} mentions {name}.");
            let named = closest
                .as_ref()
                .is_some_and(|it| message::is_named(found.ctx.sources, it));
            message::with_closest(&head, closest.as_ref(), named)
        }
    };
    let mut fixes = found.put_right();
    fixes.extend(super::fix::mark_as_fact(found.ctx.draft, found.sentence));
    found.report(rule, message, fixes)
}

/// A place in a source, labelled with what is said there.
pub(super) fn related_of(said: &Said<'_>) -> Related {
    let words = message::brief(said.text, 200);
    let who = said.who().map_or(String::new(), |it| format!("{it}: "));
    Related {
        file: In::Source(said.source),
        span: said.span,
        message: format!("{who}{words}"),
    }
}

/// A diagnostic with nothing but its message.
pub(super) fn plain(rule: &'static Rule, span: Span, message: String, sentence: Option<usize>) -> Diagnostic {
    Diagnostic {
        rule: rule.name,
        group: rule.group,
        severity: rule.severity.unwrap_or(Severity::Hint),
        span,
        message: message::clip(&message),
        expected: None,
        related: Vec::new(),
        fixes: Vec::new(),
        sentence,
    }
}
