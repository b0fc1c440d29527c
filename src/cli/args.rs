//! What the user can type.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Every line of the draft, backed by a line of the transcript.
#[derive(Debug, Parser)]
#[command(
    name = "backline",
    version,
    max_term_width = 100,
    disable_help_subcommand = true
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// When to colour the output
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(super) color: Color,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check drafts against their transcripts
    Check(Check),
    /// Show each sentence of a draft with its verdict and the lines that back it
    Evidence(Evidence),
    /// Show the lines that back a piece of text
    Find(Find),
    /// Show how each source is read: format, turns, speakers, what was not understood
    Sources(SourcesArgs),
    /// Show what a source holds that a draft could tell, by kind
    Facts(super::facts::FactsArgs),
    /// Write blog-research-SLUG.md: what the sources hold, a plan, questions to ask back
    Research(super::research::ResearchArgs),
    /// Write blog-draft-SLUG.md: a skeleton of the post, every fact with its line
    Scaffold(super::scaffold::ScaffoldArgs),
    /// Write draft-summary.md: words, placeholders, open questions, coverage
    Summary(super::summary::SummaryArgs),
    /// Print a timeline section made from a source
    Timeline(super::timeline::TimelineArgs),
    /// Split a task file with `=============== FILE: path ===============` separators into its files
    Unpack(super::unpack::UnpackArgs),
    /// Print the page of a rule
    Explain {
        /// Name of the rule
        rule: String,
    },
    /// List all rules
    Rules {
        /// Output format
        #[arg(long, value_enum, default_value_t = Listing::Text, value_name = "FORMAT")]
        output_format: Listing,
    },
    /// Run the language server on stdin and stdout
    Lsp {
        /// Accepted because editors pass it; the server speaks over stdio anyway
        #[arg(long)]
        stdio: bool,
    },
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Drafts or folders; `-` is stdin; all drafts under the current folder if none is named
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) sources: From,
    /// Report only this rule or group (repeatable)
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Do not report this rule or group (repeatable)
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Exit with 1 if something is found that is at least this grave
    #[arg(long, value_enum, default_value_t = Level::Error, value_name = "LEVEL")]
    pub(super) fail_on: Level,
    /// Exit with 0 even if something is found
    #[arg(long)]
    pub(super) exit_zero: bool,
    /// Whether placeholders and gaps are still fine
    #[arg(long, value_enum, value_name = "MODE")]
    pub(super) mode: Option<ModeName>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Full, value_name = "FORMAT")]
    pub(super) output_format: Format,
}

/// Where drafts and sources come from, and what the drafts are.
#[derive(Debug, Args)]
pub(super) struct From {
    /// Check against this transcript instead of the discovered ones (repeatable)
    #[arg(long = "transcript", value_name = "FILE")]
    pub(super) transcripts: Vec<PathBuf>,
    /// Use this configuration instead of the nearest backline.toml
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// The path that stdin stands for
    #[arg(long, value_name = "PATH")]
    pub(super) stdin_filename: Option<PathBuf>,
    /// Check the shape of this kind of text too, whatever the configuration says
    #[arg(long, value_enum, value_name = "NAME")]
    pub(super) profile: Option<ProfileName>,
}

#[derive(Debug, Args)]
pub(super) struct Evidence {
    /// The draft; `-` is stdin
    #[arg(value_name = "DRAFT", required = true)]
    pub(super) drafts: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) sources: From,
    /// Output format
    #[arg(long, value_enum, default_value_t = Listing::Text, value_name = "FORMAT")]
    pub(super) output_format: Listing,
}

#[derive(Debug, Args)]
pub(super) struct Find {
    /// The text, as it might stand in a draft
    pub(super) text: String,
    /// Look in this transcript (repeatable)
    #[arg(long = "transcript", value_name = "FILE")]
    pub(super) transcripts: Vec<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Listing::Text, value_name = "FORMAT")]
    pub(super) output_format: Listing,
}

#[derive(Debug, Args)]
pub(super) struct SourcesArgs {
    /// Transcripts, or drafts whose sources are meant; all drafts under the current folder if none is named
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Say how well each format fits, what kinds of turns there are, and what is read otherwise than it stands
    #[arg(long)]
    pub(super) explain: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = Listing::Text, value_name = "FORMAT")]
    pub(super) output_format: Listing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// The draft's line with the offending words underlined, and the transcript's line below it
    Full,
    /// One line each: path:line:column: severity[rule] message
    Concise,
    /// For other programs
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Listing {
    /// For people
    Text,
    /// For other programs
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Level {
    Error,
    Warning,
    Info,
    Hint,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ModeName {
    /// Being written
    Draft,
    /// About to be published
    Final,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ProfileName {
    /// TLDR, body, bio
    BlogPost,
    /// Impact, timeline, root cause, lessons, action items
    Postmortem,
}

impl std::convert::From<ProfileName> for crate::config::Profile {
    fn from(it: ProfileName) -> crate::config::Profile {
        match it {
            ProfileName::BlogPost => crate::config::Profile::BlogPost,
            ProfileName::Postmortem => crate::config::Profile::Postmortem,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}
