//! Evidence as people see it: the best units of a ranking, with what each shares with the claim.

use super::index::{Index, MOST, Query, has_stem, has_time};
use super::{Evidence, Match, MatchKind, Source};
use crate::claim::agrees;
use crate::language::words::{self, Stem};
use crate::text::Span;

/// Units of which the first few are chosen.
const CANDIDATES: usize = 8;
/// Units whose order takes note of what the ones before say.
const FRONT: usize = 3;

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
            if chosen.len() == CANDIDATES {
                break;
            }
        }
        self.spread_out(query, &mut chosen);
        chosen.truncate(MOST);
        let full = self.full_score(query);
        chosen
            .into_iter()
            .map(|(at, score)| self.as_evidence(sources, query, at, score / full))
            .collect()
    }

    /// Puts first, among the best, what says something that the ones before it do not say, and what was printed before
    /// what an assistant says of it.
    fn spread_out(&self, query: &Query<'_>, chosen: &mut Vec<(usize, f32)>) {
        let mut stems = query.claim.content();
        stems.retain(|&it| self.knows(it));
        let says = |at: usize, stem: Stem| {
            let mut turn = self.passages[self.entries[at].passage].entries.clone();
            turn.any(|it| self.entries[it].claim.has(stem))
        };
        let mut said: Vec<Stem> = Vec::new();
        for place in 0..FRONT.min(chosen.len()) {
            let worth = |&(at, score): &(usize, f32)| {
                let own = stems.iter().filter(|&&it| says(at, it));
                let (mut all, mut again) = (f32::MIN_POSITIVE, 0.0);
                for &stem in own {
                    all += self.weight(stem);
                    again += if said.contains(&stem) {
                        self.weight(stem)
                    } else {
                        0.0
                    };
                }
                let say_so = if self.entries[at].is_say_so {
                    self.weights.assistant
                } else {
                    1.0
                };
                score * say_so * (1.0 - self.weights.repeats * again / all)
            };
            let worths: Vec<f32> = chosen[place..].iter().map(worth).collect();
            let Some(best) =
                (0..worths.len()).max_by(|&a, &b| worths[a].total_cmp(&worths[b]).then(b.cmp(&a)))
            else {
                return;
            };
            let next = chosen.remove(place + best);
            said.extend(stems.iter().filter(|&&it| says(next.0, it)));
            chosen.insert(place, next);
        }
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

    /// The share of `query` that every entry carries, 0 to 1.
    pub fn shares(&self, query: &Query<'_>) -> Vec<f32> {
        let full = self.full_score(query);
        let scores = self.scores(query);
        scores.into_iter().map(|it| (it / full).clamp(0.0, 1.0)).collect()
    }

    /// The score of a unit that says all of the query's words, and its amounts of several parts.
    fn full_score(&self, query: &Query<'_>) -> f32 {
        let words = query.words();
        words
            .map(|it| self.weight(it.stem) * self.weights.saturate(1.0, 1.0))
            .sum::<f32>()
            * (1.0 + self.weights.turn)
            + query.compounds().map(|it| self.worth(it)).sum::<f32>()
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
