//! How results look: one small trait, one file per format.

pub(super) mod concise;
pub(super) mod coverage;
pub(super) mod full;
pub(super) mod json;

use super::session::{BadConfig, Checked, Session};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evidence::Role;
use crate::text::grouped;
use crate::transcript::Stamp;
pub(super) use coverage::Coverage;

/// Writes results as they come; `finish` is told the sums.
pub(super) trait Report {
    /// A configuration with problems.
    fn config(&mut self, config: &BadConfig, out: &mut String);
    /// A draft.
    fn draft(&mut self, draft: &Checked, out: &mut String);
    /// After all of them.
    fn finish(&mut self, summary: &Summary, out: &mut String) {
        let _ = (summary, out);
    }
}

/// Sums over a run.
#[derive(Debug, Default)]
pub(super) struct Summary {
    /// Diagnostics by severity, loudest first.
    pub(super) counts: [usize; 4],
    /// Sentences of the drafts that were compared with something.
    coverage: Coverage,
    /// Sentences of those that were not.
    uncompared: usize,
    drafts: usize,
    /// Drafts that nothing was found to check against.
    unpaired: usize,
}

impl Summary {
    pub(super) fn of(session: &Session) -> Summary {
        let mut res = Summary::default();
        for it in &session.configs {
            res.counts[Severity::Error as usize] += it.file.problems.len();
        }
        for it in &session.drafts {
            for diagnostic in &it.analysis.diagnostics {
                res.counts[diagnostic.severity as usize] += 1;
            }
            res.drafts += 1;
            let mut sources = it.analysis.inputs.sources.list.iter();
            if sources.any(|it| it.role == Role::Transcript) {
                res.coverage.add(&it.analysis);
            } else {
                res.unpaired += 1;
                res.uncompared += it.analysis.draft.sentences.len();
            }
        }
        res
    }

    /// Whether something is at least as grave as `severity`.
    pub(super) fn has_at_least(&self, severity: Severity) -> bool {
        self.counts[..=severity as usize].iter().any(|&it| it > 0)
    }

    /// `81 sentences: 52 supported, …`, or that nothing was there to compare them with.
    pub(super) fn coverage(&self) -> String {
        let uncompared = format!("{} {}", self.uncompared, plural("sentence", self.uncompared));
        if self.unpaired == 0 {
            self.coverage.sentence()
        } else if self.unpaired == self.drafts {
            format!("{uncompared}, none compared: no transcript")
        } else {
            let compared = self.coverage.sentence();
            let drafts = format!("{} {}", self.unpaired, plural("draft", self.unpaired));
            format!("{compared}\n{uncompared} in {drafts} not compared: no transcript")
        }
    }

    /// The last words to a person.
    pub(super) fn closing(&self) -> String {
        if self.drafts == 0 {
            return "no drafts were checked".to_owned();
        }
        let mut out = String::new();
        let named = Severity::ALL
            .iter()
            .zip(self.counts)
            .filter(|(_, count)| *count > 0);
        let found: Vec<String> = named
            .map(|(it, count)| format!("{count} {}", plural(it.name(), count)))
            .collect();
        out.push_str(&if found.is_empty() {
            "no findings".to_owned()
        } else {
            found.join(", ")
        });
        out.push_str(&format!(" in {} {}\n", self.drafts, plural("draft", self.drafts)));
        out.push_str(&self.coverage());
        if found.is_empty() {
            out.push_str("\n\"no findings\" never means that all is true");
        }
        out
    }
}

/// `1 turn`, `31 turns`.
pub(super) fn counted(n: usize, what: &str) -> String {
    format!("{} {}", grouped(n), plural(what, n))
}

fn plural(word: &str, count: usize) -> String {
    let is_invariable = word == "info";
    if count == 1 || is_invariable {
        word.to_owned()
    } else {
        format!("{word}s")
    }
}

/// A stamp as people write it: `HH:MM:SS` into a recording, `HH:MM` on the wall clock.
pub(super) fn stamp(stamp: Stamp) -> String {
    match stamp {
        Stamp::Offset(it) => {
            let it = it / 1000;
            format!("{:02}:{:02}:{:02}", it / 3600, it / 60 % 60, it % 60)
        }
        Stamp::Clock(it) => format!("{:02}:{:02}", it / 60, it % 60),
    }
}

/// Stable names of a draft's diagnostics, in their order: rule, the sentence's normalised text, and which
/// of several such it is. No line numbers, so that a moved sentence keeps its name.
pub(super) fn fingerprints(draft: &Checked) -> Vec<String> {
    let mut seen: rustc_hash::FxHashMap<u64, u64> = rustc_hash::FxHashMap::default();
    draft
        .analysis
        .diagnostics
        .iter()
        .map(|it| fingerprint(draft, it, &mut seen))
        .collect()
}

fn fingerprint(
    draft: &Checked,
    diagnostic: &Diagnostic,
    seen: &mut rustc_hash::FxHashMap<u64, u64>,
) -> String {
    let it = &draft.analysis.draft;
    let sentence = diagnostic.sentence.and_then(|at| it.sentences.get(at));
    let text = match sentence {
        Some(sentence) => sentence.view.text(),
        None => it.text.get(diagnostic.span.range()).unwrap_or(""),
    };
    let mut hash = Fnv::new();
    hash.add(diagnostic.rule.as_bytes());
    for word in text.split_whitespace() {
        hash.add(b" ");
        hash.add(word.to_lowercase().as_bytes());
    }
    let occurrence = seen.entry(hash.0).or_insert(0);
    *occurrence += 1;
    hash.add(&occurrence.to_le_bytes());
    format!("{:016x}", hash.0)
}

/// Stable name of a problem of a configuration.
pub(super) fn config_fingerprint(message: &str) -> String {
    let mut hash = Fnv::new();
    hash.add(b"invalid-config ");
    hash.add(message.as_bytes());
    format!("{:016x}", hash.0)
}

/// FNV-1a: the same on every machine and in every version.
struct Fnv(u64);

impl Fnv {
    fn new() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
