//! Constructions by the names that profiles give them: `no emoji`, `avoid rhetorical questions`.

use super::Avoided;
use super::condition::{self, Reach};
use crate::persona::habit::Pattern;

/// Constructions that detectors know, by what profiles call them.
pub(super) fn named(lower: &str, said: &str) -> Vec<(Avoided, String)> {
    use Avoided::{Construction, Marks};
    let marks = |it: &str| Marks(it.to_owned());
    let known: [(&[&str], Vec<Avoided>); 21] = [
        (&["emoji"], vec![Construction(Pattern::Emoji)]),
        (&["em dash", "em-dash", "emdash"], vec![marks("—")]),
        (&["exclamation"], vec![marks("!")]),
        (&["semicolon"], vec![marks(";")]),
        (
            &["rhetorical question"],
            vec![
                Construction(Pattern::StagedQuestion),
                Construction(Pattern::SelfAnswered),
            ],
        ),
        (
            &["sentence fragment", "fragments", "staccato"],
            vec![Construction(Pattern::FragmentChain)],
        ),
        (
            &[
                "buzzword",
                "corporate speak",
                "corporate-speak",
                "business speak",
                "corporate jargon",
            ],
            vec![Construction(Pattern::Cliche), Construction(Pattern::InflatedWord)],
        ),
        (&["cliche", "cliché"], vec![Construction(Pattern::Cliche)]),
        (&["intensifier"], vec![Construction(Pattern::Intensifier)]),
        (&["filler"], vec![Construction(Pattern::Filler)]),
        (&["title case"], vec![Construction(Pattern::TitleCaseHeading)]),
        (
            &["throat-clearing", "throat clearing", "preamble"],
            vec![Construction(Pattern::Preamble)],
        ),
        (
            &["not x but y", "not x, but y", "it's not x"],
            vec![Construction(Pattern::Contrast)],
        ),
        (&["curly quote", "smart quote"], vec![marks("“"), marks("”")]),
        (&["ellips"], vec![marks("…"), marks("...")]),
        (&["bold"], vec![Construction(Pattern::BoldOveruse)]),
        (&["horizontal rule"], vec![Construction(Pattern::RuledSections)]),
        (&["euphemism"], vec![Construction(Pattern::Euphemism)]),
        (
            &["weasel", "vague attribution"],
            vec![Construction(Pattern::VagueAttribution)],
        ),
        (&["false range"], vec![Construction(Pattern::FalseRange)]),
        (
            &["mirrored sentence", "parallel sentence"],
            vec![Construction(Pattern::MirroredSentences)],
        ),
    ];
    let in_front = condition::in_front(lower);
    let holds = |name: &str| {
        lower.match_indices(name).any(|(at, _)| {
            let tail = lower[at + name.len()..].trim_start_matches(char::is_alphabetic);
            let reach = condition::behind(tail).and(in_front);
            !lower[..at].ends_with(char::is_alphanumeric) && reach != Reach::Judged
        })
    };
    let meant = known
        .into_iter()
        .filter(|(names, _)| names.iter().any(|it| holds(it)));
    meant
        .flat_map(|(_, what)| what)
        .map(|it| (it, said.trim().to_owned()))
        .collect()
}
