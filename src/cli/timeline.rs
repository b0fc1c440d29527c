//! `backline timeline SOURCE`: what the source says happened when.

use std::path::PathBuf;

use serde::Serialize;

use super::args::Listing;
use super::{Exit, session, terminal};

use crate::compose::timeline;
use crate::transcript::Transcript;

/// Arguments of `backline timeline`.
#[derive(Debug, clap::Args)]
pub(super) struct TimelineArgs {
    /// The transcript
    #[arg(value_name = "SOURCE")]
    source: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t = Listing::Text, value_name = "FORMAT")]
    output_format: Listing,
}

/// Prints the timeline of a source.
pub(super) fn run(args: &TimelineArgs) -> Exit {
    let read = session::workspace().and_then(|mut it| {
        let transcript = it.transcript(&args.source)?;
        Ok((it.shown(&args.source), transcript))
    });
    let (path, transcript) = match read {
        Ok(read) => read,
        Err(message) => {
            terminal::report_error(&message);
            return Exit::Trouble;
        }
    };
    let text = render(&transcript, &path, args.output_format == Listing::Json);
    if text.is_empty() {
        terminal::note(&format!(
            "{path} states no clock time, weekday, date or phase, so there is no timeline"
        ));
    }
    if terminal::print(&text) {
        Exit::Clean
    } else {
        Exit::Trouble
    }
}

/// The answer in JSON (`version` 1).
#[derive(Serialize)]
struct Timeline<'a> {
    version: u32,
    events: Vec<Entry<'a>>,
}

/// One event.
#[derive(Serialize)]
struct Entry<'a> {
    when: &'a str,
    text: &'a str,
    speaker: Option<&'a str>,
    path: &'a str,
    lines: (usize, usize),
}

/// The timeline of `transcript`, which stands at `path`: a Markdown section, or JSON. Empty Markdown where
/// the source states no time.
fn render(transcript: &Transcript, path: &str, json: bool) -> String {
    let events = timeline::select(transcript);
    if !json {
        let mut res = timeline::section("", &[(path, transcript, &events)]);
        if !res.is_empty() {
            res.push('\n');
        }
        return res;
    }
    let answer = Timeline {
        version: 1,
        events: events
            .iter()
            .map(|it| Entry {
                when: &it.when,
                text: &it.text,
                speaker: it.speaker.map(|id| transcript.speakers[id].name.as_str()),
                path,
                lines: transcript.event_lines(it),
            })
            .collect(),
    };
    let mut res = serde_json::to_string_pretty(&answer).expect("plain data with string keys is JSON");
    res.push('\n');
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_without_times_has_an_empty_timeline() {
        let transcript = Transcript::parse("ANA: It broke.\n\nBEN: We saw.\n");
        assert_eq!(render(&transcript, "t.txt", false), "");
        assert_eq!(
            render(&transcript, "t.txt", true),
            "{\n  \"version\": 1,\n  \"events\": []\n}\n"
        );
    }
}
