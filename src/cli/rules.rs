//! `backline rules`: a table of all rules.

use serde::Serialize;

use super::args::Listing;
use super::{Exit, terminal};
use crate::rules::{self, Rule};

#[derive(Serialize)]
struct Row {
    name: &'static str,
    group: &'static str,
    severity: &'static str,
    fixable: bool,
    summary: String,
}

#[derive(Serialize)]
struct Table {
    version: u32,
    rules: Vec<Row>,
}

pub(super) fn run(format: Listing) -> Exit {
    let rows: Vec<Row> = rules::all().iter().map(|it| row(it)).collect();
    let out = match format {
        Listing::Json => super::report::json::to_text(&Table {
            version: 1,
            rules: rows,
        }),
        Listing::Text => table(&rows),
    };
    if terminal::print(&out) {
        Exit::Clean
    } else {
        Exit::Trouble
    }
}

fn row(rule: &Rule) -> Row {
    Row {
        name: rule.name,
        group: rule.group.name(),
        severity: rule.severity.map_or("off", |it| it.name()),
        fixable: rule.fixable,
        summary: summary(rule.docs),
    }
}

fn table(rows: &[Row]) -> String {
    let name_width = rows.iter().map(|it| it.name.len()).max().unwrap_or(0);
    let group_width = rows.iter().map(|it| it.group.len()).max().unwrap_or(0);
    let mut out = String::new();
    for it in rows {
        let fix = if it.fixable { "fix" } else { "-" };
        out.push_str(&format!(
            "{:name_width$}  {:group_width$}  {:7}  {fix:3}  {}\n",
            it.name, it.group, it.severity, it.summary
        ));
    }
    out
}

/// The first sentence of what the page says it does.
fn summary(docs: &str) -> String {
    let prose = docs
        .lines()
        .map(str::trim)
        .skip_while(|it| *it != "## What it does")
        .skip(1)
        .skip_while(|it| it.is_empty())
        .take_while(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    match prose.find(". ") {
        Some(at) => prose[..=at].to_owned(),
        None => prose,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_the_first_sentence_of_the_page() {
        let page = "# some-rule\n\nError.\n\n## What it does\n\nFinds a thing.\nAnd more.\n\n## Why\n";
        assert_eq!(summary(page), "Finds a thing.");
    }
}
