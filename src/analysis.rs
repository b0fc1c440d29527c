//! Everything known about one version of one draft. The editor and the command line both start here.

use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::evidence::Sources;
use crate::findings::Finding;
use crate::persona::Persona;
use crate::rules::InputProblem;

/// What a draft is checked against. Shared between versions of the draft.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// Path of the draft, for messages.
    pub path: String,
    /// Its sources, indexed.
    pub sources: Arc<Sources>,
    /// The author's files.
    pub persona: Arc<Persona>,
    /// The configuration in force.
    pub config: Arc<Config>,
    /// Whose `I` it is, as resolved: front matter, configuration, bio.
    pub author: Option<String>,
    /// What was wrong with pairing.
    pub problems: Vec<InputProblem>,
    /// Changes whenever any of the above changes; results of another epoch are not reused.
    pub epoch: u64,
}

/// Everything known about one version of one draft; immutable.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The draft.
    pub draft: Arc<Draft>,
    /// What it was checked against.
    pub inputs: Arc<Inputs>,
    /// One per sentence.
    pub findings: Arc<Vec<Finding>>,
    /// After configuration and waivers, in the order of the draft.
    pub diagnostics: Vec<Diagnostic>,
}

/// What an earlier version of a draft has already been found to say, so that only changed sentences are
/// judged again.
#[derive(Debug, Default)]
pub struct Memo {}

impl Analysis {
    /// Analyses `text`. `memo` is carried from version to version of one draft; a fresh one gives the same
    /// result, only later.
    pub fn new(text: &str, inputs: Arc<Inputs>, memo: &mut Memo) -> Analysis {
        let _ = memo;
        let draft = Arc::new(Draft::parse(text));
        Analysis {
            draft,
            inputs,
            findings: Arc::new(Vec::new()),
            diagnostics: Vec::new(),
        }
    }
}
