//! Facts of the sources, found by words.

use crate::analysis::Analysis;
use crate::compose;
use crate::fact::{Kind, lower_words};
use crate::text::Span;

/// Longest name, in characters.
const NAME: usize = 120;

/// Words that are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query(Vec<String>);

impl Query {
    /// The words of `text`.
    pub fn new(text: &str) -> Query {
        Query(lower_words(text).collect())
    }

    /// Whether each of them begins a word of one of `texts`, capitals or not.
    pub fn finds(&self, texts: &[&str]) -> bool {
        let words: Vec<String> = texts.iter().flat_map(|it| lower_words(it)).collect();
        self.0
            .iter()
            .all(|query| words.iter().any(|it| it.starts_with(query)))
    }
}

/// A fact that a query finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactSymbol {
    /// The source's words.
    pub name: String,
    /// What it tells.
    pub kind: Kind,
    /// `root cause · transcript.txt`.
    pub container: String,
    /// Index into the sources of the analysis.
    pub source: usize,
    /// Its bytes there.
    pub span: Span,
}

/// The facts of the sources that `query` finds in their words, their kind, their speaker or their file's name; in the
/// order of the sources, at most `most`.
pub fn fact_symbols(analysis: &Analysis, query: &Query, most: usize) -> Vec<FactSymbol> {
    let sources = &analysis.inputs.sources;
    let facts = analysis.inputs.stock.facts(sources).iter();
    facts
        .filter_map(|it| {
            let path = &sources.list[it.source].path;
            let file = path.rsplit('/').next().unwrap_or(path);
            let (words, label) = (it.text(sources), it.kind.label());
            let speaker = it.speaker(sources).unwrap_or("");
            query
                .finds(&[words, label, it.kind.title(), speaker, file])
                .then(|| FactSymbol {
                    name: compose::shorten(words, NAME),
                    kind: it.kind,
                    container: format!("{label} · {file}"),
                    source: it.source,
                    span: it.transcript(sources).units[it.unit].view.span(),
                })
        })
        .take(most)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_to_begin_a_word_somewhere() {
        let found =
            |it: &str| Query::new(it).finds(&["The scanner in Lisbon lost its license.", "root cause"]);
        assert!(found("") && found("SCAN lis") && found("root scanner") && found("cause"));
        assert!(!found("canner") && !found("scanner Madrid"));
    }
}
