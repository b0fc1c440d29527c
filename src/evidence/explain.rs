//! Evidence as people see it: the best units of a ranking, with what each shares with the claim.

use super::index::{Index, MOST, Query, TURN, has_stem, has_time, saturate};
use super::{Evidence, Match, MatchKind, Source};
use crate::claim::agrees;
use crate::language::words;
use crate::text::Span;

impl Index {
    /// The best entries as evidence: one per line first, at most five.
    pub fn evidence(&self, sources: &[Source], query: &Query<'_>, ranked: &[(usize, f32)]) -> Vec<Evidence> {
        let mut chosen: Vec<(usize, f32)> = Vec::new();
        for &(at, score) in ranked.iter().take(60) {
            let line = (self.entries[at].source, self.entries[at].line);
            let repeats = chosen
                .iter()
                .any(|&(it, _)| (self.entries[it].source, self.entries[it].line) == line);
            if !repeats {
                chosen.push((at, score));
            }
            if chosen.len() == MOST {
                break;
            }
        }
        let full = self.full_score(query);
        chosen
            .into_iter()
            .map(|(at, score)| self.as_evidence(sources, query, at, score / full))
            .collect()
    }

    /// A unit as evidence that retrieval did not bring up by itself; `scores` are those of `query`.
    pub fn describe(
        &self,
        sources: &[Source],
        query: &Query<'_>,
        scores: &[f32],
        source: usize,
        unit: usize,
    ) -> Evidence {
        let at = self
            .entries
            .binary_search_by_key(&(source, unit), |it| (it.source, it.unit));
        match at.ok() {
            Some(at) => self.as_evidence(sources, query, at, scores[at] / self.full_score(query)),
            None => Evidence {
                source,
                unit,
                score: 0.0,
                matched: Vec::new(),
            },
        }
    }

    /// The score of a unit that says all of the query's words.
    fn full_score(&self, query: &Query<'_>) -> f32 {
        let words = query.claim.words.iter().filter(|it| !it.stop);
        words
            .map(|it| self.weight(it.stem) * saturate(1.0, 1.0))
            .sum::<f32>()
            * (1.0 + TURN)
            + 0.01
    }

    fn as_evidence(&self, sources: &[Source], query: &Query<'_>, at: usize, score: f32) -> Evidence {
        let entry = &self.entries[at];
        Evidence {
            source: entry.source,
            unit: entry.unit,
            score: score.clamp(0.0, 1.0),
            matched: self.matched(sources, query, at),
        }
    }

    /// What the query and an entry share, gravest first.
    fn matched(&self, sources: &[Source], query: &Query<'_>, at: usize) -> Vec<Match> {
        let entry = &self.entries[at];
        let mut matched: Vec<Match> = Vec::new();
        let mut push = |kind, said: &str| {
            if !matched.iter().any(|it: &Match| it.said == said) {
                matched.push(Match {
                    kind,
                    said: said.to_owned(),
                });
            }
        };
        for amount in &query.claim.amounts {
            if entry.claim.amounts.iter().any(|it| agrees(amount, it)) {
                push(MatchKind::Number, &query.text[amount.quantity.span.range()]);
            }
        }
        for time in &query.claim.times {
            if has_time(entry, time) {
                push(MatchKind::Time, &query.text[time.span.range()]);
            }
        }
        let transcript = &sources[entry.source].transcript;
        let speaker = transcript.unit_speaker(entry.unit).map(words::stem);
        let asked = entry.question.map(|n| &self.entries[n].claim);
        let anchors: Vec<Span> = query.claim.amounts.iter().map(|it| it.quantity.span).collect();
        let anchors: Vec<Span> = anchors
            .into_iter()
            .chain(query.claim.times.iter().map(|it| it.span))
            .collect();
        let is_plain = |span: Span| anchors.iter().all(|it| !it.overlaps(span));
        for word in query
            .claim
            .words
            .iter()
            .filter(|it| !it.stop && is_plain(it.span))
        {
            let said = &query.text[word.span.range()];
            if Some(word.stem) == speaker {
                push(MatchKind::Speaker, said);
            } else if [Some(&entry.claim), asked]
                .into_iter()
                .flatten()
                .any(|it| has_stem(it, word.stem))
            {
                push(MatchKind::Word, said);
            }
        }
        matched.sort_by_key(|it| it.kind);
        matched
    }
}
