//! Everything known about one version of one draft. The editor and the command line both start here.

use std::sync::Arc;

use crate::compose::Stock;
use crate::config::Config;
use crate::consistency;
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::evidence::Sources;
use crate::findings::{self, Finding};
use crate::language::names;
use crate::persona::Persona;
use crate::rules::{self, Context, InputProblem};
use crate::shape::Shape;
use crate::verdict::{Judge, Limits};

/// What is carried from version to version of one draft, so that only what has changed is read and judged again.
#[derive(Debug, Default)]
pub struct Memo {
    findings: findings::Memo,
    consistency: consistency::Memo,
    epoch: u64,
}

impl Memo {
    /// Forgets everything unless it was made with the same inputs.
    fn keep_for(&mut self, epoch: u64) {
        self.findings.keep_for(epoch);
        if self.epoch != epoch {
            self.consistency.clear();
            self.epoch = epoch;
        }
    }
}

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
    /// From where on the sources count against the draft.
    pub limits: Limits,
    /// Whose `I` it is, as resolved: front matter, configuration, bio.
    pub author: Option<String>,
    /// What the sources offer, as far as anybody asked.
    pub stock: Stock,
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

impl Analysis {
    /// Analyses `text`. `memo` is carried from version to version of one draft; a fresh one gives the same
    /// result, only later.
    pub fn new(text: &str, inputs: Arc<Inputs>, memo: &mut Memo) -> Analysis {
        let draft = Draft::parse(text);
        memo.keep_for(inputs.epoch);
        let known_names: Vec<_> = inputs
            .config
            .known_names
            .iter()
            .map(|it| names::key(it))
            .collect();
        let judge = Judge {
            sources: &inputs.sources,
            persona: &inputs.persona,
            author: inputs.author.as_deref(),
            known_names: &known_names,
            thresholds: inputs.config.thresholds,
            limits: inputs.limits,
        };
        let findings = findings::find(&draft, &judge, &mut memo.findings);
        let aliases = &inputs.sources.index.aliases;
        let conflicts = consistency::find(&draft, aliases, &mut memo.consistency);
        let is_post = inputs.config.profile.is_some();
        let shape = is_post.then(|| Shape::read(&draft, &inputs.persona));
        let diagnostics = rules::run(&Context {
            draft: &draft,
            path: &inputs.path,
            sources: &inputs.sources,
            persona: &inputs.persona,
            config: &inputs.config,
            shape: shape.as_ref(),
            findings: &findings,
            conflicts: &conflicts,
            inputs: &inputs.problems,
            used: &[],
        });
        Analysis {
            draft: Arc::new(draft),
            inputs,
            findings: Arc::new(findings),
            diagnostics,
        }
    }
}
