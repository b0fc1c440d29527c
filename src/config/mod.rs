//! The configuration: `backline.toml` as text in, `Config` and problems out. Names of rules stay plain
//! names with spans here; `analysis` checks them against the list of rules.

mod read;
mod source;
pub mod suggest;

use crate::diagnostic::Severity;
use crate::markup::FrontMatter;
use crate::text::Span;
pub use source::{Correction, CorrectionEntry, Keys, NO_REASON, Reading, SourceEntry};

/// What `backline.toml` says; every key has a default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// `[[drafts]]`, in order.
    pub drafts: Vec<DraftEntry>,
    /// `[[sources]]`, in order: how sources are read.
    pub sources: Vec<SourceEntry>,
    /// `[[corrections]]`, in order: what sources have wrong.
    pub corrections: Vec<CorrectionEntry>,
    /// `[rules]`: name → level.
    pub rules: Vec<RuleEntry>,
    /// `[aliases]`: groups of terms that mean the same (key first).
    pub aliases: Vec<Vec<String>>,
    /// `known-names`: names that need no source.
    pub known_names: Vec<String>,
    /// `author`: whose `I` it is.
    pub author: Option<String>,
    /// `[thresholds]`.
    pub thresholds: Thresholds,
    /// `cite-style`.
    pub cite_style: CiteStyle,
    /// `profile`: what kind of text the drafts are; without one, their shape is nobody's business.
    pub profile: Option<Profile>,
    /// `[limits]`.
    pub limits: PostLimits,
    /// `lang`, such as `en`.
    pub lang: Option<String>,
    /// `[machine-phrasing]`: which of the rule's patterns are looked for.
    pub machine_phrasing: MachinePhrasing,
    /// `[per-file-ignores]`: glob → rules.
    pub per_file_ignores: Vec<(String, Vec<Named>)>,
    /// Whether placeholders and gaps are still fine: `--mode`, or the draft's own `draft: false`. Not a key
    /// of the file.
    pub mode: Mode,
    /// What was wrong with the file; the rest of it stands.
    pub problems: Vec<ConfigProblem>,
    /// Whether the text is not TOML, so that keys may be missing that the author wrote.
    pub is_broken: bool,
}

/// How finished a draft claims to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Being written.
    #[default]
    Draft,
    /// About to be published.
    Final,
}

/// What kind of text a draft is, and so what shape it should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// A post: TLDR, body, bio.
    BlogPost,
    /// A report on an incident: impact, timeline, root cause, lessons, action items.
    Postmortem,
}

impl Profile {
    /// All of them.
    pub const ALL: [Profile; 2] = [Profile::BlogPost, Profile::Postmortem];

    /// The name in configuration, front matter and flags.
    pub fn name(self) -> &'static str {
        match self {
            Profile::BlogPost => "blog-post",
            Profile::Postmortem => "postmortem",
        }
    }

    /// The profile of that name.
    pub fn parse(name: &str) -> Option<Profile> {
        Profile::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// `[limits]`: how long the parts of a draft may be, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostLimits {
    /// Words without the bio; `None` leaves it to the profile.
    pub words: Option<(usize, usize)>,
    /// Bullets of the TLDR.
    pub tldr_bullets: (usize, usize),
}

impl Default for PostLimits {
    fn default() -> PostLimits {
        PostLimits {
            words: None,
            tldr_bullets: (2, 4),
        }
    }
}

/// One entry of `[[drafts]]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DraftEntry {
    /// Globs of drafts, relative to the configuration's folder.
    pub files: Vec<String>,
    /// Paths of transcripts; `{slug}` stands for the draft's slug.
    pub transcripts: Vec<String>,
    /// Voice profile.
    pub voice: Option<String>,
    /// Bio.
    pub bio: Option<String>,
    /// Series tracker.
    pub series: Option<String>,
    /// Earlier posts of the author: globs and folders of Markdown, or feeds.
    pub posts: Vec<String>,
    /// Author of these drafts.
    pub author: Option<String>,
    /// Where the entry stands.
    pub span: Span,
}

/// One line of `[rules]`.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleEntry {
    /// The rule's name and where it stands.
    pub name: Named,
    /// `None` is off.
    pub level: Option<Severity>,
}

/// A name and where it stands in the configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// The name as written.
    pub name: String,
    /// Bytes of the configuration.
    pub span: Span,
}

/// `[thresholds]`: shares between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// At or above it a claim is supported.
    pub supported: f32,
    /// At or above it, below `supported`, a claim is weak; below it, unsupported.
    pub weak: f32,
}

impl Default for Thresholds {
    fn default() -> Thresholds {
        Thresholds {
            supported: 0.35,
            weak: 0.26,
        }
    }
}

/// `[machine-phrasing]`: patterns by name, and two keys for all of them.
#[derive(Clone, Debug, PartialEq)]
pub struct MachinePhrasing {
    /// `all`: whether patterns that are not named are looked for.
    pub all: bool,
    /// `show-exempt`: whether what the author's own profile allows is told as a hint.
    pub show_exempt: bool,
    /// Patterns that are switched by name.
    pub patterns: Vec<(Named, bool)>,
}

impl Default for MachinePhrasing {
    fn default() -> MachinePhrasing {
        MachinePhrasing {
            all: true,
            show_exempt: false,
            patterns: Vec::new(),
        }
    }
}

impl MachinePhrasing {
    /// Whether the pattern of that name is looked for.
    pub fn looks_for(&self, pattern: &str) -> bool {
        let named = self.patterns.iter().rev().find(|it| it.0.name == pattern);
        named.map_or(self.all, |it| it.1)
    }
}

/// How inserted text cites its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CiteStyle {
    /// `<!-- cite: transcript.txt#L42 -->`
    #[default]
    Comment,
    /// `[^cite-42]` with the citation as the note.
    Footnote,
    /// `[text](transcript.txt#L42)`
    Link,
    /// No citation in the text.
    None,
}

/// Something wrong with a configuration file.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigProblem {
    /// Bytes of the configuration.
    pub span: Span,
    /// What is wrong and what would help.
    pub message: String,
}

impl Config {
    /// Takes the draft's own word on its mode and its profile: `draft: false`, `profile: blog-post`. Sites have
    /// profiles of their own under that key, so that other names are none of ours.
    pub fn heed(&mut self, front_matter: &FrontMatter) {
        let value = |key: &str| front_matter.get(key).map(|it| it.value.trim());
        if value("draft") == Some("false") {
            self.mode = Mode::Final;
        }
        let mut said = ["backline.profile", "profile"].into_iter();
        self.profile = said.find_map(|key| Profile::parse(value(key)?)).or(self.profile);
    }

    /// How many words the draft may have: the author's word, else the profile's. A postmortem has no limits of
    /// its own.
    pub fn words(&self) -> Option<(usize, usize)> {
        let of_profile = match self.profile {
            Some(Profile::BlogPost) => Some((1500, 2200)),
            Some(Profile::Postmortem) | None => None,
        };
        self.limits.words.or(of_profile)
    }

    /// Reads `text`; never fails, what could not be read is in `problems`.
    pub fn parse(text: &str) -> Config {
        read::read(text)
    }
}

#[cfg(test)]
mod tests;
