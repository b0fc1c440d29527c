//! From a sentence to its lines and from a line to its sentences; citations as links; headings.

use super::{Link, Symbol, sentence_at};
use crate::analysis::Analysis;
use crate::diagnostic::In;
use crate::draft::{BlockKind, Citation};
use crate::evidence::Place;
use crate::project::{self, Backed};
use crate::text::Span;

/// Where the words at `offset` of the draft come from: the cited lines where a citation stands there, the
/// lines that speak of the very words, else all lines that the sentence rests on.
pub fn definition(analysis: &Analysis, offset: usize) -> Vec<Link> {
    let citation = analysis.draft.citations.iter().find(|it| it.span.touches(offset));
    if let Some(place) = citation.and_then(|it| cited(analysis, it)) {
        let origin = citation.map_or(Span::at(offset), |it| it.span);
        return vec![link(origin, place)];
    }
    let Some(sentence) = sentence_at(analysis, offset) else {
        return Vec::new();
    };
    let (Some(it), Some(finding)) = (
        analysis.draft.sentences.get(sentence),
        analysis.findings.get(sentence),
    ) else {
        return Vec::new();
    };
    let issue = finding.issues.iter().filter(|it| it.span.touches(offset));
    let mut places: Vec<Place> = issue.filter_map(|it| it.place).collect();
    for place in project::places(analysis, sentence) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    if places.is_empty() {
        // Nothing backs it; the closest line is where a reader would look.
        places.extend(finding.issues.iter().filter_map(|it| it.place).take(1));
    }
    places.into_iter().map(|place| link(it.span, place)).collect()
}

fn link(origin: Span, place: Place) -> Link {
    Link {
        origin,
        file: In::Source(place.source),
        span: place.span,
    }
}

/// The lines that `citation` points at, where they exist. Its path may be the source's or end like it.
pub(super) fn cited(analysis: &Analysis, citation: &Citation) -> Option<Place> {
    let list = &analysis.inputs.sources.list;
    let written = citation.path.trim_start_matches("./").trim_start_matches("../");
    let is_same = |path: &str| {
        path == written || path.ends_with(&format!("/{written}")) || written.ends_with(&format!("/{path}"))
    };
    let by_name = |path: &str| path.rsplit('/').next() == written.rsplit('/').next();
    let source = list
        .iter()
        .position(|it| is_same(&it.path))
        .or_else(|| list.iter().position(|it| by_name(&it.path)))?;
    let transcript = &list[source].transcript;
    let (first, last) = citation.lines;
    let exists = 0 < first && first <= last && last <= transcript.lines.count();
    exists.then(|| Place {
        source,
        span: transcript
            .lines
            .span(&transcript.text, first - 1)
            .cover(transcript.lines.span(&transcript.text, last - 1)),
    })
}

/// Sentences of the draft that rest on the same lines as the one at `offset`, itself included.
pub fn references(analysis: &Analysis, offset: usize) -> Vec<Link> {
    let Some(sentence) = sentence_at(analysis, offset) else {
        return Vec::new();
    };
    let Some(origin) = analysis.draft.sentences.get(sentence).map(|it| it.span) else {
        return Vec::new();
    };
    let places = project::places(analysis, sentence);
    let shares_line = |other: &Place| places.iter().any(|it| on_same_line(analysis, *it, *other));
    (0..analysis.findings.len())
        .filter(|&n| n == sentence || project::places(analysis, n).iter().any(shares_line))
        .filter_map(|n| {
            Some(Link {
                origin,
                file: In::Draft,
                span: analysis.draft.sentences.get(n)?.span,
            })
        })
        .collect()
}

fn on_same_line(analysis: &Analysis, a: Place, b: Place) -> bool {
    let Some(source) = analysis.inputs.sources.list.get(a.source) else {
        return false;
    };
    let (a_lines, b_lines) = (
        source.transcript.lines.lines(a.span),
        source.transcript.lines.lines(b.span),
    );
    a.source == b.source && a_lines.0 <= b_lines.1 && b_lines.0 <= a_lines.1
}

/// Sentences of the draft that rest on `line` (0-based) of source `source`.
pub fn references_of_source(analysis: &Analysis, source: usize, line: usize) -> Vec<Link> {
    let uses = project::uses(Backed { analysis, source });
    let Some(list) = analysis.inputs.sources.list.get(source) else {
        return Vec::new();
    };
    let origin = list.transcript.lines.span(&list.transcript.text, line);
    let sentences = uses.get(&line).into_iter().flatten();
    sentences
        .filter_map(|&n| analysis.draft.sentences.get(n))
        .map(|it| Link {
            origin,
            file: In::Draft,
            span: it.span,
        })
        .collect()
}

/// The citations of the draft that point at lines that exist.
pub fn links(analysis: &Analysis) -> Vec<Link> {
    let it = analysis.draft.citations.iter();
    it.filter_map(|it| Some(link(it.span, cited(analysis, it)?)))
        .collect()
}

/// The headings of the draft, in order.
pub fn symbols(analysis: &Analysis) -> Vec<Symbol> {
    let draft = &analysis.draft;
    let headings: Vec<(u8, &crate::draft::Block)> = draft
        .blocks
        .iter()
        .filter_map(|it| match it.kind {
            BlockKind::Heading(level) => Some((level, it)),
            _ => None,
        })
        .collect();
    let mut out: Vec<Symbol> = Vec::with_capacity(headings.len());
    // Sections still open, by index, outermost first: each closes once, so this is linear.
    let mut open: Vec<usize> = Vec::new();
    for (level, it) in headings {
        while let Some(&last) = open.last().filter(|&&n| level <= out[n].level) {
            out[last].span.end = it.span.start.max(out[last].span.start);
            open.pop();
        }
        open.push(out.len());
        out.push(Symbol {
            name: it.view.text().trim().to_owned(),
            level,
            span: Span::new(it.span.start, draft.text.len().max(it.span.end)),
            selection: it.span,
        });
    }
    out
}
