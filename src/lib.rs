//! backline: every line of the draft, backed by a line of the transcript.
//!
//! The pipeline is one street, walked in one direction. A `transcript` and a `draft` are parsed from
//! text and never fail. `claim` reads what a sentence asserts; `evidence` finds the transcript units
//! that bear on it; `verdict` judges the claim against them, with proof; `findings` does so for a whole
//! draft. `rules` turn findings into diagnostics with fixes. `fact` and `compose` go the other way.
//! `analysis` is everything known about one version of one draft; the editor and the command line both
//! start there. Only `workspace`, `lsp` and `cli` do IO.
//!
//! The modules stand in dependency order: each uses only those above it (a test reads this file).
#![cfg_attr(
    test,
    allow(
        clippy::disallowed_methods,
        clippy::disallowed_macros,
        reason = "tests read files"
    )
)]

// ── words ──
pub mod text;
pub mod language;
pub mod markup;
pub mod diagnostic;
pub mod config;
// ── the documents ──
pub mod transcript;
pub mod draft;
pub mod persona;
pub mod shape;
// ── the question ──
pub mod event;
pub mod claim;
pub mod consistency;
pub mod evidence;
pub mod verdict;
pub mod findings;
pub mod fact;
// ── the answer ──
pub mod rules;
pub mod compose;
pub mod analysis;
pub mod project;
pub mod ide;
// ── the shell: only here IO, clocks, threads, protocols ──
#[allow(clippy::disallowed_methods, reason = "reads files; nothing above it does")]
pub mod workspace;
#[allow(
    clippy::disallowed_methods,
    reason = "speaks to an editor, with clocks and threads"
)]
pub mod lsp;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "reads, writes and prints"
)]
pub mod cli;
