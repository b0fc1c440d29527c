//! How sources are to be read: `[[sources]]` and `[[corrections]]`.

use std::sync::Arc;

use toml::de::DeValue;

use super::ConfigProblem;
use super::read::{Key, Value, ill_typed, in_order, span_of, string, strings, table, unknown};
use crate::text::Span;

/// The reason that an editor writes, for the author to write over.
pub const NO_REASON: &str = "reason";

/// One entry of `[[sources]]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceEntry {
    /// Globs of sources, relative to the configuration's folder.
    pub files: Vec<String>,
    /// How they are read.
    pub reading: Reading,
    /// Where its `format` stands.
    pub format: Span,
}

/// One entry of `[[corrections]]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CorrectionEntry {
    /// Path or glob of the source, relative to the configuration's folder; every source where none is given.
    pub source: Option<String>,
    /// What is corrected.
    pub correction: Correction,
}

/// What `[[sources]]` and `[[corrections]]` say of one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Name of the format, instead of the one that its content suggests.
    pub format: Option<String>,
    /// The heading whose section alone is the source.
    pub section: Option<String>,
    /// Who speaks: one name for a text without labels, or all the labels that are people.
    pub speakers: Vec<String>,
    /// Names, and the labels that stand for them.
    pub aliases: Vec<(String, Vec<String>)>,
    /// Terms, and what the recording heard instead.
    pub heard_as: Vec<(String, Vec<String>)>,
    /// Where records of an unknown shape hold what.
    pub keys: Keys,
    /// What the source has wrong, line by line.
    pub corrections: Vec<Correction>,
    /// The directory of people that an export keeps in another file (`users.json` of Slack).
    pub people: Option<Arc<str>>,
    /// The encoding that the text was decoded from; `None` for UTF-8.
    pub encoding: Option<&'static str>,
}

impl Reading {
    /// Takes over what `other` says; of single values the later word counts.
    pub fn heed(&mut self, other: &Reading) {
        let keys = &other.keys;
        for (own, said) in [
            (&mut self.format, &other.format),
            (&mut self.section, &other.section),
            (&mut self.keys.time, &keys.time),
            (&mut self.keys.text, &keys.text),
            (&mut self.keys.who, &keys.who),
        ] {
            if said.is_some() {
                own.clone_from(said);
            }
        }
        self.speakers.extend(other.speakers.iter().cloned());
        self.aliases.extend(other.aliases.iter().cloned());
        self.heard_as.extend(other.heard_as.iter().cloned());
    }
}

/// The keys, or columns, of records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// Holds the time.
    pub time: Option<String>,
    /// Holds the words.
    pub text: Option<String>,
    /// Holds who.
    pub who: Option<String>,
}

/// Something that the source has wrong: a name or a number that was misheard or mistyped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// The line, from 1; every line where none is given.
    pub line: Option<usize>,
    /// What stands there.
    pub from: String,
    /// What is meant.
    pub to: String,
    /// Why.
    pub reason: String,
    /// Who says so.
    pub by: String,
}

/// Reads an entry of `[[sources]]`.
pub(super) fn read_source(
    problems: &mut Vec<ConfigProblem>,
    key: &Key<'_>,
    value: &Value<'_>,
) -> Option<SourceEntry> {
    const KEYS: [&str; 9] = [
        "files", "format", "section", "speakers", "aliases", "heard_as", "time", "text", "who",
    ];
    let DeValue::Table(entries) = value.get_ref() else {
        ill_typed(problems, key, value, "tables, as in [[sources]]");
        return None;
    };
    let mut entry = SourceEntry::default();
    for (key, value) in in_order(entries) {
        let reading = &mut entry.reading;
        match &**key.get_ref() {
            "files" => entry.files = strings(problems, key, value),
            "format" => {
                reading.format = string(problems, key, value);
                entry.format = span_of(value);
            }
            "section" => reading.section = string(problems, key, value),
            "speakers" => reading.speakers = strings(problems, key, value),
            "aliases" => reading.aliases = groups(problems, key, value),
            "heard_as" | "heard-as" => reading.heard_as = groups(problems, key, value),
            "time" => reading.keys.time = string(problems, key, value),
            "text" => reading.keys.text = string(problems, key, value),
            "who" => reading.keys.who = string(problems, key, value),
            _ => unknown(problems, key, "[[sources]]", &KEYS),
        }
    }
    if entry.files.is_empty() {
        let message = "[[sources]] needs `files`, the globs of the sources it speaks of".to_owned();
        problems.push(ConfigProblem {
            span: span_of(value),
            message,
        });
        return None;
    }
    for glob in &entry.files {
        if let Err(error) = globset::Glob::new(glob) {
            let message = format!("`files`: \"{glob}\" is no glob: {}", error.kind());
            problems.push(ConfigProblem {
                span: span_of(value),
                message,
            });
        }
    }
    Some(entry)
}

/// Names, each with the strings that stand for it; words of nothing are reported.
fn groups(problems: &mut Vec<ConfigProblem>, key: &Key<'_>, value: &Value<'_>) -> Vec<(String, Vec<String>)> {
    let mut groups = Vec::new();
    for (name, value) in table(problems, key, value) {
        let others = strings(problems, name, value);
        let own = name.get_ref().to_string();
        if own.trim().is_empty() || others.iter().any(|it| it.trim().is_empty()) {
            problems.push(ConfigProblem {
                span: span_of(value),
                message: format!("`{}`: an empty string stands for nothing", key.get_ref()),
            });
            continue;
        }
        groups.push((own, others));
    }
    groups
}

/// Reads an entry of `[[corrections]]`.
pub(super) fn read_correction(
    problems: &mut Vec<ConfigProblem>,
    key: &Key<'_>,
    value: &Value<'_>,
) -> Option<CorrectionEntry> {
    const KEYS: [&str; 6] = ["source", "line", "from", "to", "reason", "by"];
    let DeValue::Table(entries) = value.get_ref() else {
        ill_typed(problems, key, value, "tables, as in [[corrections]]");
        return None;
    };
    let mut entry = CorrectionEntry::default();
    for (key, value) in in_order(entries) {
        let own = &mut entry.correction;
        match &**key.get_ref() {
            "source" => entry.source = string(problems, key, value),
            "line" => own.line = read_line(problems, key, value),
            "from" => own.from = string(problems, key, value).unwrap_or_default(),
            "to" => own.to = string(problems, key, value).unwrap_or_default(),
            "reason" => own.reason = string(problems, key, value).unwrap_or_default(),
            "by" => own.by = string(problems, key, value).unwrap_or_default(),
            _ => unknown(problems, key, "[[corrections]]", &KEYS),
        }
    }
    if let Some(Err(error)) = entry.source.as_deref().map(globset::Glob::new) {
        problems.push(ConfigProblem {
            span: span_of(value),
            message: format!("`source` is no path or glob: {}", error.kind()),
        });
    }
    let said = &entry.correction;
    let missing = [("from", &said.from), ("to", &said.to), ("reason", &said.reason)];
    let missing = missing.into_iter().find(|it| it.1.trim().is_empty());
    let has_no_file = said.line.is_some() && entry.source.is_none();
    let missing = missing.or(has_no_file.then_some(("source", &said.from)));
    if let Some((name, _)) = missing {
        let why = match name {
            "from" => "the words of the source that are wrong",
            "to" => "the words that are meant",
            "source" => "the file whose line it speaks of",
            _ => "a word on why, for whoever reads the proof",
        };
        problems.push(ConfigProblem {
            span: span_of(value),
            message: format!("[[corrections]] needs `{name}`, {why}"),
        });
        return None;
    }
    if said.reason.trim() == NO_REASON {
        problems.push(ConfigProblem {
            span: span_of(value),
            message: format!(
                "say in `reason` how you know that it is \"{}\", for whoever reads the proof",
                said.to
            ),
        });
    }
    Some(entry)
}

/// The number of a line, from 1.
fn read_line(problems: &mut Vec<ConfigProblem>, key: &Key<'_>, value: &Value<'_>) -> Option<usize> {
    let number: Option<usize> = match value.get_ref() {
        DeValue::Integer(it) => it.as_str().replace('_', "").parse().ok(),
        _ => None,
    };
    let line = number.filter(|it| 0 < *it);
    if line.is_none() {
        ill_typed(problems, key, value, "the number of a line, from 1");
    }
    line
}
