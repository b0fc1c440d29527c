//! What could be written at the cursor, out of the sources: quotations, numbers, placeholders, names, facts.
//!
//! Filtered here by what is typed, in any of its words, so that a client only has to show the list and to ask again.

mod at;
mod facts;
mod numbers;
mod people;
mod placeholders;
mod quotes;

use std::sync::Arc;

use super::actions::context;
use super::words::{escape, quoted};
use super::{hover, place_name};
use crate::analysis::Analysis;
use crate::compose;
use crate::diagnostic::Edit;
use crate::evidence::Place;
use crate::fact::{self, Fact};
use crate::findings::Finding;
use crate::text::Span;

use at::{At, Begun};

/// More than this nobody reads, each is checked before it is offered, and another letter brings others.
const MOST: usize = 12;
/// So many are tried to find that many.
const TRIED: usize = 24;
/// Longest label, in characters: a list is narrow.
const LABEL: usize = 60;

/// What is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// Somebody's words.
    Quote,
    /// A sentence.
    Fact,
    /// A number.
    Number,
    /// Something to be put there later.
    Placeholder,
    /// Somebody's name.
    Person,
}

/// Something that could stand at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What it is.
    pub kind: CompletionKind,
    /// What is shown: the words, shortened.
    pub label: String,
    /// Who says it, and where; what a number counts.
    pub detail: String,
    /// The source's lines, as CommonMark.
    pub markdown: String,
    /// What a client compares with what is typed.
    pub filter: String,
    /// What is put in.
    pub text: String,
    /// Where in it the author writes on; its end where there is no better place.
    pub slot: Option<usize>,
    /// Bytes of the draft that it replaces.
    pub span: Span,
    /// Edits elsewhere that belong to it, ascending.
    pub edits: Vec<Edit>,
}

/// What could stand at `offset`, best first. `by_mark`: the author typed a mark that opens something; anything else
/// would be in the way.
pub fn complete(analysis: &Analysis, offset: usize, by_mark: bool) -> Vec<Completion> {
    if analysis.inputs.sources.list.is_empty() {
        return Vec::new();
    }
    let Some(at) = at::at(&analysis.draft, offset) else {
        return Vec::new();
    };
    let here = Here {
        analysis,
        findings: without_begun(analysis, offset),
        at,
        offset,
    };
    match &here.at.begun {
        Begun::Quote { lead, is_curly } => quotes::all(&here, lead, *is_curly),
        Begun::Placeholder { is_closed } => placeholders::all(&here, *is_closed),
        Begun::Person => people::all(&here),
        _ if by_mark => Vec::new(),
        Begun::Number => numbers::all(&here),
        Begun::Sentence => facts::all(&here),
    }
}

/// The place of a completion and all that is known there.
struct Here<'a> {
    analysis: &'a Analysis,
    findings: Vec<Finding>,
    at: At,
    offset: usize,
}

/// The findings of the draft, of which that on the sentence at `offset` rests on nothing: whoever types the first words
/// of a fact does not tell it yet.
fn without_begun(analysis: &Analysis, offset: usize) -> Vec<Finding> {
    let mut res = analysis.findings.to_vec();
    let begun = analysis.draft.sentence_at(offset).and_then(|it| res.get_mut(it));
    if let Some(it) = begun {
        it.evidence = Arc::default();
    }
    res
}

impl Here<'_> {
    fn ctx(&self) -> compose::Context<'_> {
        compose::Context {
            findings: &self.findings,
            ..context(self.analysis)
        }
    }

    fn typed(&self) -> &str {
        &self.analysis.draft.text[self.at.typed.range()]
    }

    /// A completion of `text`, which `words` find.
    fn completion(&self, kind: CompletionKind, text: String, words: &str) -> Completion {
        let typed = self.typed();
        // Clients compare letter by letter from the start; what was typed may stand in the middle.
        let starts = words.to_lowercase().starts_with(&typed.to_lowercase());
        let filter = if starts {
            words.to_owned()
        } else {
            format!("{typed} {words}")
        };
        Completion {
            kind,
            label: compose::shorten(words, LABEL),
            detail: String::new(),
            markdown: String::new(),
            filter,
            text,
            slot: None,
            span: self.at.replaced,
            edits: Vec::new(),
        }
    }

    /// `it` with footnote texts at the end of the draft; behind the words themselves where these stand at its end.
    fn with_notes(&self, mut it: Completion, notes: &[String]) -> Completion {
        if notes.is_empty() {
            return it;
        }
        let notes = notes.join("\n\n");
        let edit = compose::at_end(&self.analysis.draft, &notes);
        if edit.span.start <= it.span.end {
            let eol = compose::line_break(&self.analysis.draft);
            let notes = notes.replace('\n', eol);
            it.text = format!("{}{eol}{eol}{notes}", it.text);
        } else {
            it.edits.push(edit);
        }
        it
    }

    /// Units of a source as they were said. Several editors show the characters of a list's text as they are, so there
    /// is no markup in it.
    fn lines(&self, source: usize, units: &[usize]) -> String {
        let said = units.iter().filter_map(|&unit| self.said(source, unit));
        said.collect::<Vec<_>>().join("\n\n")
    }

    /// `RAVI · 2:14 · transcript.txt:9`, the question that is answered, the words: a paragraph each.
    fn said(&self, source: usize, unit: usize) -> Option<String> {
        let transcript = &self.analysis.inputs.sources.list.get(source)?.transcript;
        let unit = transcript.units.get(unit)?;
        let turn = transcript.turns.get(unit.turn)?;
        let span = unit.view.span();
        let head = [
            turn.speaker.map(|it| transcript.speakers[it].name.clone()),
            turn.start.map(hover::time),
            place_name(self.analysis, Place { source, span }),
        ];
        let head: Vec<String> = head.into_iter().flatten().map(|it| escape(&it)).collect();
        let question = unit.question.map(|it| quoted(transcript.units[it].view.text()));
        let paragraphs = [Some(head.join(" · ")), question, Some(quoted(unit.view.text()))];
        Some(paragraphs.into_iter().flatten().collect::<Vec<_>>().join("\n\n"))
    }

    /// `Lin · line 41`.
    fn told_by(&self, it: &Fact) -> String {
        let sources = &self.analysis.inputs.sources;
        let line = compose::line(&self.ctx(), it);
        match it.speaker(sources) {
            Some(speaker) => format!("{} · {line}", compose::display(speaker)),
            None => line,
        }
    }
}

/// Whether every word of `typed` begins a word of `text`.
fn has_words(text: &str, typed: &str) -> bool {
    let words: Vec<String> = fact::lower_words(text).collect();
    fact::lower_words(typed).all(|typed| words.iter().any(|it| it.starts_with(&typed)))
}

#[cfg(test)]
mod tests;
