//! Names that a configuration uses and nobody has: rules, patterns, formats.

use crate::config::{Config, ConfigProblem, suggest};
use crate::persona::habit::Pattern;
use crate::rules;
use crate::transcript::format;

/// Problems of a configuration that only the lists of rules and patterns can tell.
pub(super) fn unknown(config: &Config) -> Vec<ConfigProblem> {
    let ignored = config.per_file_ignores.iter().flat_map(|(_, names)| names);
    let named = config.rules.iter().map(|it| &it.name).chain(ignored);
    let rules = named
        .filter(|it| rules::find(&it.name).is_none())
        .map(|it| ConfigProblem {
            span: it.span,
            message: unknown_rule(&it.name),
        });
    let patterns = config.machine_phrasing.patterns.iter().map(|it| &it.0);
    let patterns = patterns
        .filter(|it| Pattern::find(&it.name).is_none())
        .map(|it| ConfigProblem {
            span: it.span,
            message: unknown_pattern(&it.name),
        });
    let formats = config.sources.iter().filter_map(|it| {
        let name = it.reading.format.as_deref()?;
        let is_known = format::names().any(|known| known == name);
        (!is_known).then(|| ConfigProblem {
            span: it.format,
            message: unknown_format(name),
        })
    });
    rules.chain(patterns).chain(formats).collect()
}

/// `no format is called "…"; did you mean "…"?`
fn unknown_format(name: &str) -> String {
    let hint = suggest::did_you_mean(name, format::names());
    let help = if hint.is_empty() {
        "; `backline sources --explain` lists them"
    } else {
        &hint
    };
    format!("no format is called \"{name}\"{help}")
}

/// `machine-phrasing has no pattern "…"; did you mean "…"?`
fn unknown_pattern(name: &str) -> String {
    let keys = ["all", "show-exempt"];
    let known = Pattern::ALL.iter().map(|it| it.name()).chain(keys);
    let hint = suggest::did_you_mean(name, known);
    let help = if hint.is_empty() {
        "; `backline explain machine-phrasing` lists them"
    } else {
        &hint
    };
    format!("machine-phrasing has no pattern \"{name}\"{help}")
}

/// `no rule is called "…"; did you mean "…"?`
pub fn unknown_rule(name: &str) -> String {
    let hint = suggest::did_you_mean(name, rules::all().iter().map(|it| it.name));
    let help = if hint.is_empty() {
        "; `backline rules` lists them"
    } else {
        &hint
    };
    format!("no rule is called \"{name}\"{help}")
}
