//! `backline facts SOURCE`: what the source holds, by kind; with `--unused DRAFT`, what the draft leaves out.

use std::path::PathBuf;

use serde::Serialize;

use super::args::Listing;
use super::report::stamp;
use super::session::{self, Session};
use super::{Exit, terminal};
use crate::analysis::{Analysis, Memo};
use crate::compose::phrase::{self, Form, Phrase};
use crate::evidence::{Role, Sources};
use crate::fact::{self, Fact, KINDS, Kind};
use crate::ide;
use crate::text::one_line;
use crate::transcript::TurnKind;
use crate::workspace::{Overrides, Workspace};

/// Arguments of `backline facts`.
#[derive(Debug, clap::Args)]
pub(super) struct FactsArgs {
    /// Transcripts; if none is named that of the draft, else the one of this folder
    #[arg(value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// Only what this draft does not tell yet
    #[arg(long, value_name = "DRAFT")]
    unused: Option<PathBuf>,
    /// Only facts of this kind, such as root-cause (repeatable)
    #[arg(long = "kind", value_name = "KIND", value_parser = kind)]
    kinds: Vec<Kind>,
    /// Below each fact, the forms in which it can be put into a draft
    #[arg(long)]
    phrases: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = Listing::Text, value_name = "FORMAT")]
    output_format: Listing,
}

fn kind(name: &str) -> Result<Kind, String> {
    let by_heading = || {
        KINDS
            .into_iter()
            .find(|it| it.title().eq_ignore_ascii_case(name) || it.label() == name)
    };
    Kind::named(name).or_else(by_heading).ok_or_else(|| {
        let names: Vec<&str> = KINDS.iter().map(|it| it.name()).collect();
        format!("kinds are {}", names.join(", "))
    })
}

/// Prints the facts of the sources.
pub(super) fn run(args: &FactsArgs) -> Exit {
    let Some(mut workspace) = session::workspace_or_report() else {
        return Exit::Trouble;
    };
    let read = match &args.unused {
        Some(draft) => unused(&mut workspace, draft, args),
        None => all(&mut workspace, &args.sources),
    };
    let (analysis, mut facts) = match read {
        Ok(read) => read,
        Err(messages) => {
            messages.iter().for_each(|it| terminal::report_error(it));
            return Exit::Trouble;
        }
    };
    if !args.kinds.is_empty() {
        facts.retain(|it| args.kinds.contains(&it.kind));
    }
    let forms: Vec<Vec<Phrase>> = facts
        .iter()
        .map(|it| match args.phrases {
            true => phrase::phrases(&ide::context(&analysis), it),
            false => Vec::new(),
        })
        .collect();
    let sources = &analysis.inputs.sources;
    let text = match args.output_format {
        Listing::Json => json(sources, &facts, &forms),
        Listing::Text => text(sources, &facts, &forms),
    };
    if facts.is_empty() {
        terminal::note(if args.unused.is_some() {
            "the draft tells every fact found"
        } else {
            "no facts found"
        });
    }
    if terminal::print(&text) {
        Exit::Clean
    } else {
        Exit::Trouble
    }
}

type Found = Result<(Analysis, Vec<Fact>), Vec<String>>;

/// The facts of the sources, as a draft beside the first of them would see them.
fn all(workspace: &mut Workspace, paths: &[PathBuf]) -> Found {
    let errors: Vec<String> = paths
        .iter()
        .filter_map(|it| workspace.transcript(it).err())
        .collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let draft = match paths.first() {
        Some(path) => path.with_file_name("draft.md"),
        None => PathBuf::from("draft.md"),
    };
    let overrides = Overrides {
        transcripts: paths.to_vec(),
        ..Overrides::default()
    };
    let inputs = workspace.inputs(&draft, "", &overrides);
    if let Some(problem) = inputs.problems.first() {
        return Err(vec![problem.message.clone()]);
    }
    if inputs.sources.list.iter().all(|it| it.role != Role::Transcript) {
        return Err(vec!["no transcript here; name one".to_owned()]);
    }
    let analysis = Analysis::new("", inputs, &mut Memo::default());
    let facts = fact::facts(&analysis.inputs.sources);
    Ok((analysis, facts))
}

fn unused(workspace: &mut Workspace, draft: &PathBuf, args: &FactsArgs) -> Found {
    let overrides = Overrides {
        transcripts: args.sources.clone(),
        ..Overrides::default()
    };
    let session = session::run(workspace, std::slice::from_ref(draft), None, &overrides);
    if session.has_trouble() {
        session.print_config_errors();
    }
    let Session { drafts, errors, .. } = session;
    let Some(checked) = drafts.into_iter().next().filter(|_| errors.is_empty()) else {
        return Err(errors);
    };
    let inputs = &checked.analysis.inputs;
    if inputs.sources.list.iter().all(|it| it.role != Role::Transcript) {
        return Err(vec![format!("{} has no transcript; name one", checked.path)]);
    }
    let facts = fact::unused(
        fact::facts(&inputs.sources),
        &inputs.sources,
        &checked.analysis.findings,
    );
    Ok((checked.analysis, facts))
}

/// One paragraph per kind: `transcript.txt:9 RAVI: 47,000 records in the database, 8,200 in the export.`
fn text(sources: &Sources, facts: &[Fact], forms: &[Vec<Phrase>]) -> String {
    let mut out = String::new();
    for kind in KINDS {
        let of_kind: Vec<(&Fact, &Vec<Phrase>)> =
            facts.iter().zip(forms).filter(|it| it.0.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(kind.title());
        out.push('\n');
        for (it, forms) in of_kind {
            let path = &sources.list[it.source].path;
            let (line, _) = it.lines(sources);
            let who = it
                .speaker(sources)
                .map_or_else(String::new, |it| format!("{it}: "));
            let words = one_line(&it.text_with_question(sources));
            out.push_str(&format!("  {path}:{line} {who}{words}\n"));
            for form in forms {
                let words = form.text.replace("\n\n", " / ");
                out.push_str(&format!("      {}: {words}\n", name_of(&form.form)));
            }
        }
    }
    out
}

fn name_of(form: &Form) -> String {
    match form {
        Form::Quote => "quote".to_owned(),
        Form::Plain => "plain".to_owned(),
        Form::Device(name) => format!("voice, {name}"),
        Form::Catchphrase(name) => format!("catchphrase of {name}"),
    }
}

/// The answer in JSON (`version` 1).
#[derive(Serialize)]
struct Facts<'a> {
    version: u32,
    facts: Vec<Entry<'a>>,
}

/// One fact.
#[derive(Serialize)]
struct Entry<'a> {
    id: String,
    kind: &'static str,
    text: String,
    speaker: Option<&'a str>,
    path: &'a str,
    lines: (usize, usize),
    time: Option<String>,
    quantities: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    phrases: Vec<PhraseEntry>,
}

/// A form of a fact.
#[derive(Serialize)]
struct PhraseEntry {
    form: String,
    text: String,
    lines: Vec<(usize, usize)>,
}

fn json(sources: &Sources, facts: &[Fact], forms: &[Vec<Phrase>]) -> String {
    let entry = |(it, forms): (&Fact, &Vec<Phrase>)| -> Entry<'_> {
        let transcript = &sources.list[it.source].transcript;
        let turn = &transcript.turns[transcript.units[it.unit].turn];
        let words = transcript.units[it.unit].view.text().trim();
        Entry {
            id: it.id(sources),
            kind: it.kind.name(),
            text: it.text_with_question(sources),
            speaker: turn
                .speaker
                .filter(|_| turn.kind == TurnKind::Speech)
                .map(|it| transcript.speakers[it].name.as_str()),
            path: &sources.list[it.source].path,
            lines: it.lines(sources),
            time: turn.start.map(stamp),
            quantities: it
                .quantities(sources)
                .iter()
                .map(|it| words[it.span.range()].to_owned())
                .collect(),
            phrases: forms
                .iter()
                .map(|it| PhraseEntry {
                    form: name_of(&it.form),
                    text: it.text.clone(),
                    lines: it.lines(transcript),
                })
                .collect(),
        }
    };
    let answer = Facts {
        version: 1,
        facts: facts.iter().zip(forms).map(entry).collect(),
    };
    let mut res = serde_json::to_string_pretty(&answer).expect("plain data with string keys is JSON");
    res.push('\n');
    res
}
