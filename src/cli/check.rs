//! `backline check`: findings, and an exit code for them.

use super::args::{Check, Format, Level, ModeName};
use super::report::{self, Report, Summary};
use super::{Exit, session, terminal};
use crate::config::Mode;
use crate::diagnostic::Severity;
use crate::rules::{self, Rule};
use crate::workspace::unknown_rule;

pub(super) fn run(args: &Check, is_colored: bool) -> Exit {
    let mut overrides = session::overrides(&args.sources);
    overrides.mode = args.mode.map(|it| match it {
        ModeName::Draft => Mode::Draft,
        ModeName::Final => Mode::Final,
    });
    match levels(&args.select, &args.ignore) {
        Ok(levels) => overrides.rules = levels,
        Err(message) => {
            terminal::report_error(&message);
            return Exit::Trouble;
        }
    }
    let Some(mut workspace) = session::workspace_or_report() else {
        return Exit::Trouble;
    };
    let stdin_filename = args.sources.stdin_filename.as_deref();
    let session = session::run(&mut workspace, &args.paths, stdin_filename, &overrides);

    let mut report: Box<dyn Report> = match args.output_format {
        Format::Full => Box::new(report::full::Full::new(is_colored)),
        Format::Concise => Box::new(report::concise::Concise),
        Format::Json => Box::new(report::json::Json::default()),
    };
    let mut out = String::new();
    for it in &session.configs {
        report.config(it, &mut out);
    }
    for it in &session.drafts {
        report.draft(it, &mut out);
    }
    let summary = Summary::of(&session);
    report.finish(&summary, &mut out);
    let was_written = terminal::print(&out);
    session.print_errors();
    if args.output_format != Format::Json {
        terminal::note(&summary.closing());
    }

    let fail_on = match args.fail_on {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Info => Severity::Info,
        Level::Hint => Severity::Hint,
    };
    if session.has_trouble() || !was_written {
        Exit::Trouble
    } else if summary.has_at_least(fail_on) && !args.exit_zero {
        Exit::Found
    } else {
        Exit::Clean
    }
}

/// `--select` and `--ignore` as levels over those of the configuration.
fn levels(select: &[String], ignore: &[String]) -> Result<Vec<(String, Option<Severity>)>, String> {
    let mut res: Vec<(String, Option<Severity>)> = Vec::new();
    if !select.is_empty() {
        let selected = expand(select)?;
        for rule in rules::all() {
            let is_selected = selected.iter().any(|it| it.name == rule.name);
            if !is_selected {
                res.push((rule.name.to_owned(), None));
            } else if rule.severity.is_none() {
                res.push((rule.name.to_owned(), Some(Severity::Warning)));
            }
        }
    }
    res.extend(expand(ignore)?.into_iter().map(|it| (it.name.to_owned(), None)));
    Ok(res)
}

/// The rules that names of rules and groups stand for.
fn expand(names: &[String]) -> Result<Vec<&'static Rule>, String> {
    let mut res = Vec::new();
    for name in names {
        let meant = |it: &&Rule| it.name == name || it.group.name() == name;
        let before = res.len();
        res.extend(rules::all().iter().copied().filter(meant));
        if res.len() == before {
            return Err(unknown_rule(name));
        }
    }
    Ok(res)
}
