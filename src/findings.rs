//! Findings: claim, evidence and verdict for every sentence of a draft.

use crate::evidence::Evidence;
use crate::verdict::{Derivation, Issue, Verdict};

/// Everything known about one sentence; `findings[n]` belongs to `draft.sentences[n]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The judgement, waivers applied.
    pub verdict: Verdict,
    /// The judgement before an `attest` waiver or a citation made it `attested`.
    pub was: Option<Verdict>,
    /// Units that bear on it, best first, at most five.
    pub evidence: Vec<Evidence>,
    /// Arithmetic proofs.
    pub derivations: Vec<Derivation>,
    /// What is wrong, gravest first.
    pub issues: Vec<Issue>,
    /// Stable name: hash of the normalised text and its occurrence in the draft, 16 hex digits.
    pub id: String,
}
