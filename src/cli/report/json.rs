//! The machine-readable contract (`product.md` §9): names and order of keys are stable.

use serde::Serialize;

use super::{BadConfig, Checked, Coverage, Report, Summary, coverage, fingerprints, stamp};
use crate::diagnostic::{Diagnostic, Fix, In, Severity};
use crate::evidence::{Evidence, Role, Sources};
use crate::findings::Finding;
use crate::text::{LineIndex, Span};

/// `value` as JSON with a last line break.
pub(in crate::cli) fn to_text(value: &impl Serialize) -> String {
    let mut out = serde_json::to_string_pretty(value).expect("strings, numbers and lists are always JSON");
    out.push('\n');
    out
}

/// `check --output-format json`.
#[derive(Default)]
pub(in crate::cli) struct Json {
    diagnostics: Vec<DiagnosticRow>,
}

#[derive(Serialize)]
struct CheckPage<'a> {
    version: u32,
    diagnostics: &'a [DiagnosticRow],
    summary: SummaryRow,
}

#[derive(Serialize)]
struct SummaryRow {
    error: usize,
    warning: usize,
    info: usize,
    hint: usize,
}

#[derive(Serialize)]
struct EvidencePage {
    version: u32,
    drafts: Vec<DraftRow>,
}

#[derive(Serialize)]
struct DraftRow {
    path: String,
    transcripts: Vec<String>,
    coverage: Coverage,
    sentences: Vec<SentenceRow>,
}

#[derive(Serialize)]
struct SentenceRow {
    id: String,
    text: String,
    start: Position,
    end: Position,
    bytes: [usize; 2],
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<&'static str>,
    evidence: Vec<EvidenceLine>,
    derivations: Vec<DerivationRow>,
    diagnostics: Vec<DiagnosticRow>,
}

/// A unit that bears on a sentence.
#[derive(Serialize)]
pub(in crate::cli) struct EvidenceLine {
    pub(in crate::cli) path: String,
    pub(in crate::cli) lines: [usize; 2],
    pub(in crate::cli) speaker: Option<String>,
    pub(in crate::cli) time: Option<String>,
    pub(in crate::cli) text: String,
    pub(in crate::cli) score: f64,
    /// What is read otherwise than it stands there, and who says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::cli) corrections: Vec<String>,
}

#[derive(Serialize)]
struct DerivationRow {
    value: String,
    expression: String,
    operands: Vec<OperandRow>,
}

#[derive(Serialize)]
struct OperandRow {
    value: String,
    path: String,
    lines: [usize; 2],
}

#[derive(Clone, Serialize)]
struct DiagnosticRow {
    path: String,
    rule: &'static str,
    group: &'static str,
    severity: &'static str,
    verdict: Option<&'static str>,
    fingerprint: String,
    start: Position,
    end: Position,
    bytes: [usize; 2],
    message: String,
    expected: Option<String>,
    related: Vec<RelatedRow>,
    fixes: Vec<FixRow>,
}

#[derive(Clone, Serialize)]
struct RelatedRow {
    path: String,
    start: Position,
    end: Position,
    message: String,
}

#[derive(Clone, Serialize)]
struct FixRow {
    title: String,
    safety: &'static str,
    edits: Vec<EditRow>,
}

#[derive(Clone, Serialize)]
struct EditRow {
    bytes: [usize; 2],
    text: String,
}

/// 1-based; columns count Unicode scalar values.
#[derive(Clone, Copy, Serialize)]
struct Position {
    line: usize,
    column: usize,
}

impl Report for Json {
    fn config(&mut self, config: &BadConfig, _: &mut String) {
        let text = &config.file.text;
        let lines = LineIndex::new(text);
        for it in config.file.problems.iter() {
            let (start, end) = positions(text, &lines, it.span);
            self.diagnostics.push(DiagnosticRow {
                path: config.path.clone(),
                rule: "invalid-config",
                group: "hygiene",
                severity: Severity::Error.name(),
                verdict: None,
                fingerprint: super::config_fingerprint(&it.message),
                start,
                end,
                bytes: [it.span.start, it.span.end],
                message: it.message.clone(),
                expected: None,
                related: Vec::new(),
                fixes: Vec::new(),
            });
        }
    }

    fn draft(&mut self, draft: &Checked, _: &mut String) {
        self.diagnostics.extend(diagnostics(draft));
    }

    fn finish(&mut self, summary: &Summary, out: &mut String) {
        let [error, warning, info, hint] = summary.counts;
        let page = CheckPage {
            version: 1,
            diagnostics: &self.diagnostics,
            summary: SummaryRow {
                error,
                warning,
                info,
                hint,
            },
        };
        out.push_str(&to_text(&page));
    }
}

/// `evidence --output-format json`.
pub(in crate::cli) fn evidence(drafts: &[Checked]) -> String {
    let drafts = drafts.iter().map(draft_row).collect();
    to_text(&EvidencePage { version: 1, drafts })
}

impl EvidenceLine {
    /// What a finding rests on or comes near to, best first: lines of `sources`, or one of the series tracker.
    pub(in crate::cli) fn all(sources: &Sources, finding: &Finding) -> impl Iterator<Item = EvidenceLine> {
        let callback = finding.callback.iter().map(|it| EvidenceLine {
            path: it.path.clone(),
            lines: [it.line, it.line],
            speaker: None,
            time: None,
            text: it.text.clone(),
            score: rounded(it.score),
            corrections: Vec::new(),
        });
        let units = finding.evidence.iter();
        callback.chain(units.filter_map(|it| EvidenceLine::of(sources, it)))
    }

    /// How a unit is shown; `None` where it is not one of `sources`.
    pub(in crate::cli) fn of(sources: &Sources, it: &Evidence) -> Option<EvidenceLine> {
        let source = sources.list.get(it.source)?;
        let transcript = &source.transcript;
        let unit = transcript.units.get(it.unit)?;
        Some(EvidenceLine {
            path: source.path.clone(),
            lines: transcript.unit_lines(it.unit).into(),
            speaker: transcript.unit_speaker(it.unit).map(str::to_owned),
            time: transcript.turns[unit.turn].start.map(stamp),
            text: unit.view.text().to_owned(),
            score: rounded(it.score),
            corrections: transcript.corrected(unit.view.span()).collect(),
        })
    }
}

/// A share with two digits behind the point.
fn rounded(share: f32) -> f64 {
    (f64::from(share.clamp(0.0, 1.0)) * 100.0).round() / 100.0
}

fn draft_row(draft: &Checked) -> DraftRow {
    let analysis = &draft.analysis;
    let sources = &analysis.inputs.sources;
    let transcripts = sources.list.iter().filter(|it| it.role == Role::Transcript);
    // Diagnostics go to the first sentence that they speak of or touch; both are in the order of the draft.
    let mut by_sentence: Vec<Vec<DiagnosticRow>> = vec![Vec::new(); analysis.draft.sentences.len()];
    for (it, row) in analysis.diagnostics.iter().zip(diagnostics(draft)) {
        let touched = || analysis.draft.sentence_at(it.span.start);
        if let Some(place) = it
            .sentence
            .or_else(touched)
            .and_then(|at| by_sentence.get_mut(at))
        {
            place.push(row);
        }
    }
    let rows = by_sentence.into_iter().enumerate();
    DraftRow {
        path: draft.path.clone(),
        transcripts: transcripts.map(|it| it.path.clone()).collect(),
        coverage: Coverage::of(analysis),
        sentences: rows
            .map(|(at, diagnostics)| sentence_row(draft, at, diagnostics))
            .collect(),
    }
}

fn sentence_row(draft: &Checked, at: usize, diagnostics: Vec<DiagnosticRow>) -> SentenceRow {
    let analysis = &draft.analysis;
    let document = &analysis.draft;
    let span = document.sentences[at].span;
    let finding = analysis.findings.get(at);
    let (start, end) = positions(&document.text, &document.lines, span);
    let sources = &analysis.inputs.sources;
    let evidence = finding.into_iter().flat_map(|it| EvidenceLine::all(sources, it));
    let derivations = finding.map_or(&[][..], |it| &it.derivations).iter();
    SentenceRow {
        id: finding.map_or_else(String::new, |it| format!("{:016x}", it.id)),
        text: document.text.get(span.range()).unwrap_or("").to_owned(),
        start,
        end,
        bytes: bytes(draft, span),
        verdict: coverage::verdict(analysis, at).name(),
        was: finding.and_then(|it| it.was).map(|it| it.name()),
        evidence: evidence.collect(),
        derivations: derivations
            .map(|it| DerivationRow {
                value: it.value.clone(),
                expression: it.expression.clone(),
                operands: it
                    .operands
                    .iter()
                    .filter_map(|operand| {
                        let source = sources.list.get(operand.place.source)?;
                        Some(OperandRow {
                            value: operand.value.clone(),
                            path: source.path.clone(),
                            lines: source.transcript.lines.lines(operand.place.span).into(),
                        })
                    })
                    .collect(),
            })
            .collect(),
        diagnostics,
    }
}

fn diagnostics(draft: &Checked) -> Vec<DiagnosticRow> {
    let rows = draft.analysis.diagnostics.iter().zip(fingerprints(draft));
    rows.map(|(it, fingerprint)| diagnostic_row(draft, it, fingerprint))
        .collect()
}

fn diagnostic_row(draft: &Checked, it: &Diagnostic, fingerprint: String) -> DiagnosticRow {
    let analysis = &draft.analysis;
    let document = &analysis.draft;
    let (start, end) = positions(&document.text, &document.lines, it.span);
    let finding = it.sentence.and_then(|at| analysis.findings.get(at));
    let related = it.related.iter().filter_map(|related| {
        let (path, text, lines) = match related.file {
            In::Draft => (&draft.path, &document.text, &document.lines),
            In::Source(at) => {
                let source = analysis.inputs.sources.list.get(at)?;
                (&source.path, &source.transcript.text, &source.transcript.lines)
            }
        };
        let (start, end) = positions(text, lines, related.span);
        Some(RelatedRow {
            path: path.clone(),
            start,
            end,
            message: related.message.clone(),
        })
    });
    DiagnosticRow {
        path: draft.path.clone(),
        rule: it.rule,
        group: it.group.name(),
        severity: it.severity.name(),
        verdict: finding.map(|it| it.verdict.name()),
        fingerprint,
        start,
        end,
        bytes: bytes(draft, it.span),
        message: it.message.clone(),
        expected: it.expected.clone(),
        related: related.collect(),
        fixes: it.fixes.iter().map(|fix| fix_row(draft, fix)).collect(),
    }
}

fn fix_row(draft: &Checked, fix: &Fix) -> FixRow {
    let edits = fix.edits.iter().map(|edit| EditRow {
        bytes: bytes(draft, edit.span),
        text: edit.text.clone(),
    });
    FixRow {
        title: fix.title.clone(),
        safety: fix.safety.name(),
        edits: edits.collect(),
    }
}

/// Bytes of the file on disk.
fn bytes(draft: &Checked, span: Span) -> [usize; 2] {
    [span.start + draft.skipped, span.end + draft.skipped]
}

fn positions(text: &str, lines: &LineIndex, span: Span) -> (Position, Position) {
    let position = |offset| {
        let (line, column) = lines.line_column(text, offset);
        Position { line, column }
    };
    (position(span.start), position(span.end))
}
