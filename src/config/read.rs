//! `backline.toml` to `Config`, key by key, with a problem for every key that is unknown or ill-typed.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::source;
use super::suggest::did_you_mean;
use super::{CiteStyle, Config, ConfigProblem, DraftEntry, Named, Profile, RuleEntry};
use crate::diagnostic::Severity;
use crate::text::Span;

const KEYS: [&str; 14] = [
    "drafts",
    "sources",
    "corrections",
    "rules",
    "aliases",
    "known-names",
    "author",
    "thresholds",
    "cite-style",
    "profile",
    "limits",
    "lang",
    "machine-phrasing",
    "per-file-ignores",
];

pub(super) type Key<'i> = Spanned<toml::de::DeString<'i>>;
pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// Reads `text`; never fails.
pub(super) fn read(text: &str) -> Config {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut config = Config {
        is_broken: !errors.is_empty(),
        ..Config::default()
    };
    for error in errors {
        let span = error.span().map_or(Span::at(0), |it| clamp(text, it));
        let message = error.message().trim().replace('\n', "; ");
        let problem = ConfigProblem { span, message };
        // Recovery may stumble over the same place again; the first message is the one that helps.
        let is_new = config.problems.iter().all(|it| it.span.start != span.start);
        if is_new {
            config.problems.push(problem);
        }
    }
    for (key, value) in in_order(table.get_ref()) {
        read_key(&mut config, key, value);
    }
    config.problems.sort_by_key(|it| it.span);
    config
}

fn read_key(config: &mut Config, key: &Key<'_>, value: &Value<'_>) {
    let problems = &mut config.problems;
    match &**key.get_ref() {
        "drafts" => {
            for it in array(problems, key, value) {
                config.drafts.extend(read_entry(problems, key, it));
            }
        }
        "sources" => {
            for it in array(problems, key, value) {
                config.sources.extend(source::read_source(problems, key, it));
            }
        }
        "corrections" => {
            for it in array(problems, key, value) {
                config
                    .corrections
                    .extend(source::read_correction(problems, key, it));
            }
        }
        "rules" => {
            for (name, level) in table(problems, key, value) {
                config.rules.extend(read_rule(problems, name, level));
            }
        }
        "aliases" => {
            for (name, others) in table(problems, key, value) {
                let mut group = vec![name.get_ref().to_string()];
                group.extend(strings(problems, name, others));
                config.aliases.push(group);
            }
        }
        "known-names" => config.known_names = strings(problems, key, value),
        "author" => config.author = string(problems, key, value),
        "thresholds" => {
            for (name, share) in table(problems, key, value) {
                match &**name.get_ref() {
                    "supported" => set(
                        &mut config.thresholds.supported,
                        read_share(problems, name, share),
                    ),
                    "weak" => set(&mut config.thresholds.weak, read_share(problems, name, share)),
                    _ => unknown(problems, name, "[thresholds]", &["supported", "weak"]),
                }
            }
            if config.thresholds.weak > config.thresholds.supported {
                let message = "thresholds: `weak` must not be above `supported`".to_owned();
                problems.push(ConfigProblem {
                    span: span_of(value),
                    message,
                });
                config.thresholds = super::Thresholds::default();
            }
        }
        "cite-style" => {
            let names = ["comment", "footnote", "link", "none"];
            if let Some(name) = string(problems, key, value) {
                match name.as_str() {
                    "comment" => config.cite_style = CiteStyle::Comment,
                    "footnote" => config.cite_style = CiteStyle::Footnote,
                    "link" => config.cite_style = CiteStyle::Link,
                    "none" => config.cite_style = CiteStyle::None,
                    _ => bad_choice(problems, "cite-style", value, &name, &names),
                }
            }
        }
        "profile" => {
            if let Some(name) = string(problems, key, value) {
                config.profile = Profile::parse(&name);
                if config.profile.is_none() {
                    let names = Profile::ALL.map(Profile::name);
                    bad_choice(problems, "profile", value, &name, &names);
                }
            }
        }
        "limits" => {
            for (name, range) in table(problems, key, value) {
                match &**name.get_ref() {
                    "words" => config.limits.words = read_range(problems, name, range),
                    "tldr-bullets" => {
                        if let Some(range) = read_range(problems, name, range) {
                            config.limits.tldr_bullets = range;
                        }
                    }
                    _ => unknown(problems, name, "[limits]", &["words", "tldr-bullets"]),
                }
            }
        }
        "lang" => config.lang = string(problems, key, value),
        "machine-phrasing" => {
            for (name, value) in table(problems, key, value) {
                let Some(is_on) = boolean(problems, name, value) else {
                    continue;
                };
                match &**name.get_ref() {
                    "all" => config.machine_phrasing.all = is_on,
                    "show-exempt" => config.machine_phrasing.show_exempt = is_on,
                    pattern => {
                        let named = Named {
                            name: pattern.to_owned(),
                            span: key_span(name),
                        };
                        config.machine_phrasing.patterns.push((named, is_on));
                    }
                }
            }
        }
        "per-file-ignores" => {
            for (glob, rules) in table(problems, key, value) {
                let names = array(problems, glob, rules)
                    .filter_map(|it| {
                        let name = string(problems, glob, it)?;
                        Some(Named {
                            name,
                            span: span_of(it),
                        })
                    })
                    .collect();
                config.per_file_ignores.push((glob.get_ref().to_string(), names));
            }
        }
        _ => unknown(problems, key, "backline.toml", &KEYS),
    }
}

fn read_entry(problems: &mut Vec<ConfigProblem>, key: &Key<'_>, value: &Value<'_>) -> Option<DraftEntry> {
    let keys = [
        "files",
        "transcripts",
        "voice",
        "bio",
        "series",
        "posts",
        "author",
    ];
    let DeValue::Table(entries) = value.get_ref() else {
        ill_typed(problems, key, value, "tables, as in [[drafts]]");
        return None;
    };
    let mut entry = DraftEntry {
        span: span_of(value),
        ..DraftEntry::default()
    };
    for (key, value) in in_order(entries) {
        match &**key.get_ref() {
            "files" => entry.files = strings(problems, key, value),
            "transcripts" | "transcript" => entry.transcripts = strings(problems, key, value),
            "voice" => entry.voice = string(problems, key, value),
            "bio" => entry.bio = string(problems, key, value),
            "series" => entry.series = string(problems, key, value),
            "posts" => entry.posts = strings(problems, key, value),
            "author" => entry.author = string(problems, key, value),
            _ => unknown(problems, key, "[[drafts]]", &keys),
        }
    }
    if entry.files.is_empty() {
        let message = "[[drafts]] needs `files`, the globs of the drafts it speaks of".to_owned();
        problems.push(ConfigProblem {
            span: entry.span,
            message,
        });
        return None;
    }
    let globs = entry.files.iter().map(|it| ("files", it));
    for (key, glob) in globs.chain(entry.posts.iter().map(|it| ("posts", it))) {
        if let Err(error) = globset::Glob::new(glob) {
            let message = format!("`{key}`: \"{glob}\" is no glob: {}", error.kind());
            problems.push(ConfigProblem {
                span: entry.span,
                message,
            });
        }
    }
    Some(entry)
}

fn read_rule(problems: &mut Vec<ConfigProblem>, name: &Key<'_>, value: &Value<'_>) -> Option<RuleEntry> {
    let level = string(problems, name, value)?;
    let severity = Severity::parse(&level);
    if severity.is_none() && level != "off" {
        let levels = ["error", "warning", "info", "hint", "off"];
        bad_choice(problems, name.get_ref(), value, &level, &levels);
        return None;
    }
    let span = key_span(name);
    let name = Named {
        name: name.get_ref().to_string(),
        span,
    };
    Some(RuleEntry {
        name,
        level: severity,
    })
}

fn read_share(problems: &mut Vec<ConfigProblem>, key: &Key<'_>, value: &Value<'_>) -> Option<f32> {
    let number: Option<f32> = match value.get_ref() {
        DeValue::Float(it) => it.as_str().replace('_', "").parse().ok(),
        DeValue::Integer(it) => it.as_str().replace('_', "").parse().ok(),
        _ => None,
    };
    let share = number.filter(|it| (0.0..=1.0).contains(it));
    if share.is_none() {
        ill_typed(problems, key, value, "a number between 0 and 1");
    }
    share
}

/// `[1500, 2200]`: the least and the most.
fn read_range(problems: &mut Vec<ConfigProblem>, key: &Key<'_>, value: &Value<'_>) -> Option<(usize, usize)> {
    const WANTED: &str = "two whole numbers, the least and the most, as in [1500, 2200]";
    let DeValue::Array(items) = value.get_ref() else {
        ill_typed(problems, key, value, WANTED);
        return None;
    };
    let number = |it: &Value<'_>| match it.get_ref() {
        DeValue::Integer(it) => it.as_str().replace('_', "").parse::<usize>().ok(),
        _ => None,
    };
    let numbers: Vec<Option<usize>> = items.iter().map(number).collect();
    let message = match numbers[..] {
        [Some(least), Some(most)] if least <= most => return Some((least, most)),
        [Some(least), Some(most)] => {
            format!("`{}` must have the least first: [{most}, {least}]", key.get_ref())
        }
        _ => format!("`{}` must be {WANTED}", key.get_ref()),
    };
    problems.push(ConfigProblem {
        span: span_of(value),
        message,
    });
    None
}

fn set(place: &mut f32, value: Option<f32>) {
    if let Some(value) = value {
        *place = value;
    }
}

/// Entries in the order in which they stand in the file.
pub(super) fn in_order<'a, 'i>(table: &'a DeTable<'i>) -> Vec<(&'a Key<'i>, &'a Value<'i>)> {
    let mut res: Vec<_> = table.iter().collect();
    res.sort_by_key(|(key, _)| key.span().start);
    res
}

pub(super) fn table<'a, 'i>(
    problems: &mut Vec<ConfigProblem>,
    key: &Key<'_>,
    value: &'a Value<'i>,
) -> Vec<(&'a Key<'i>, &'a Value<'i>)> {
    match value.get_ref() {
        DeValue::Table(it) => in_order(it),
        _ => {
            ill_typed(problems, key, value, "a table");
            Vec::new()
        }
    }
}

fn array<'a, 'i>(
    problems: &mut Vec<ConfigProblem>,
    key: &Key<'_>,
    value: &'a Value<'i>,
) -> std::slice::Iter<'a, Value<'i>> {
    match value.get_ref() {
        DeValue::Array(it) => it.iter(),
        _ => {
            ill_typed(problems, key, value, "a list");
            [].iter()
        }
    }
}

/// A list of strings, or one string that stands for a list of itself.
pub(super) fn strings(problems: &mut Vec<ConfigProblem>, key: &Key<'_>, value: &Value<'_>) -> Vec<String> {
    match value.get_ref() {
        DeValue::String(it) => vec![it.to_string()],
        DeValue::Array(items) => items.iter().filter_map(|it| string(problems, key, it)).collect(),
        _ => {
            ill_typed(problems, key, value, "a list of strings");
            Vec::new()
        }
    }
}

pub(super) fn string(problems: &mut Vec<ConfigProblem>, key: &Key<'_>, value: &Value<'_>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(it) => Some(it.to_string()),
        _ => {
            ill_typed(problems, key, value, "a string");
            None
        }
    }
}

fn boolean(problems: &mut Vec<ConfigProblem>, key: &Key<'_>, value: &Value<'_>) -> Option<bool> {
    match value.get_ref() {
        DeValue::Boolean(it) => Some(*it),
        _ => {
            ill_typed(problems, key, value, "true or false");
            None
        }
    }
}

pub(super) fn ill_typed(problems: &mut Vec<ConfigProblem>, key: &Key<'_>, value: &Value<'_>, wanted: &str) {
    let got = value.get_ref().type_str();
    let message = format!("`{}` must be {wanted}, not {got}", key.get_ref());
    problems.push(ConfigProblem {
        span: span_of(value),
        message,
    });
}

fn bad_choice(problems: &mut Vec<ConfigProblem>, key: &str, value: &Value<'_>, got: &str, choices: &[&str]) {
    let hint = did_you_mean(got, choices.iter().copied());
    let message = format!(
        "`{key}` must be one of {}, not \"{got}\"{hint}",
        choices.join(", ")
    );
    problems.push(ConfigProblem {
        span: span_of(value),
        message,
    });
}

pub(super) fn unknown(problems: &mut Vec<ConfigProblem>, key: &Key<'_>, place: &str, known: &[&str]) {
    let name = key.get_ref();
    let hint = did_you_mean(name, known.iter().copied());
    let help = if hint.is_empty() {
        format!("; it knows {}", known.join(", "))
    } else {
        hint
    };
    let message = format!("{place} has no key `{name}`{help}");
    problems.push(ConfigProblem {
        span: key_span(key),
        message,
    });
}

fn key_span(key: &Key<'_>) -> Span {
    Span::from(key.span())
}

pub(super) fn span_of(value: &Value<'_>) -> Span {
    Span::from(value.span())
}

/// An error's range inside the text and on character boundaries.
fn clamp(text: &str, range: std::ops::Range<usize>) -> Span {
    let floor = |at: usize| {
        (0..=at.min(text.len()))
            .rev()
            .find(|&it| text.is_char_boundary(it))
            .unwrap_or(0)
    };
    let (start, end) = (floor(range.start), floor(range.end));
    Span::new(start.min(end), end)
}
