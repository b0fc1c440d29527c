//! Diagnostics, related places, fixes: plain data that the terminal and the protocol both render.

use crate::text::Span;

/// How loudly a diagnostic is shown, loudest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The draft says something its source does not bear.
    Error,
    /// Something a writer should look at.
    Warning,
    /// Worth knowing.
    Info,
    /// A nudge.
    Hint,
}

impl Severity {
    /// All, loudest first.
    pub const ALL: [Severity; 4] = [Severity::Error, Severity::Warning, Severity::Info, Severity::Hint];

    /// The name in configuration, output and messages.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
            Severity::Hint => "hint",
        }
    }

    /// The severity of that name.
    pub fn parse(name: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// The family a rule belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// What a sentence asserts.
    Claims,
    /// Words in quotation marks.
    Quotes,
    /// Explicit pointers to a source.
    Citations,
    /// The draft against itself.
    Consistency,
    /// The shape of a post.
    Draft,
    /// The author's voice.
    Voice,
    /// Files, waivers, configuration.
    Hygiene,
}

impl Group {
    /// The name in output and docs.
    pub fn name(self) -> &'static str {
        match self {
            Group::Claims => "claims",
            Group::Quotes => "quotes",
            Group::Citations => "citations",
            Group::Consistency => "consistency",
            Group::Draft => "draft",
            Group::Voice => "voice",
            Group::Hygiene => "hygiene",
        }
    }
}

/// Which file a place is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum In {
    /// The draft itself.
    Draft,
    /// The source with this index (`evidence::Sources`).
    Source(usize),
}

/// A labelled place elsewhere that explains a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The file.
    pub file: In,
    /// Bytes in that file.
    pub span: Span,
    /// What stands there, for a person.
    pub message: String,
}

/// Whether a fix can change what the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// Never changes what the text says.
    Safe,
    /// Changes words that a person should look at.
    Unsafe,
}

impl Safety {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
        }
    }
}

/// One replacement in the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the draft to replace; empty to insert.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// An edit of the draft that mends a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in a few words, with the words it puts in.
    pub title: String,
    /// Whether it may be applied unseen.
    pub safety: Safety,
    /// Non-overlapping, ascending.
    pub edits: Vec<Edit>,
}

/// What a rule says about a place in the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Name of the rule.
    pub rule: &'static str,
    /// Group of the rule.
    pub group: Group,
    /// After configuration and mode.
    pub severity: Severity,
    /// The offending words, bytes of the draft.
    pub span: Span,
    /// At most 140 characters, plain words.
    pub message: String,
    /// The words that would be right, where there are such.
    pub expected: Option<String>,
    /// Places that explain it: transcript lines above all.
    pub related: Vec<Related>,
    /// Edits that mend it, best first.
    pub fixes: Vec<Fix>,
    /// Index of the finding (and sentence) that it speaks of.
    pub sentence: Option<usize>,
}
