//! Records of any shape, in JSON, JSONL or a table, where one key holds a time and one holds words, and perhaps one
//! holds who: told by the names of the keys and by what they hold, or by the configuration.

use std::borrow::Cow;

use super::Format;
use super::build::{Builder, PARAGRAPH};
use super::input::Input;
use super::join;
use super::json::Node;
use super::jsonl;
use super::message;
use super::moment::Moment;
use super::record_keys::{self, Keys};
use super::table;
use super::why::counted;
use crate::text::{Span, View};
use crate::transcript::timestamp::Reading;
use crate::transcript::{Stamp, TurnKind};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "records",
    detect,
    parse,
};

/// Records that are looked at to find the keys.
pub(super) const LOOKED_AT: usize = 60;

/// A record.
pub(super) struct Record {
    span: Span,
    pub(super) cells: Vec<Cell>,
}

/// A value of a record.
pub(super) struct Cell {
    /// Its key, or the path to it: `author.name`.
    pub(super) key: String,
    pub(super) view: View,
    /// A number in JSON: a time only where its key says so.
    pub(super) is_number: bool,
}

impl Record {
    fn cell(&self, key: &str) -> Option<&Cell> {
        let found = self.cells.iter().find(|it| it.key == key);
        found.filter(|it| !it.view.text().trim().is_empty())
    }

    fn said(&self, key: &str) -> Option<&str> {
        Some(self.cell(key)?.view.text().trim())
    }
}

/// Records, however they are written.
enum Source<'a> {
    Nodes(Vec<Node<'a>>),
    Table(u8, Vec<String>),
}

fn source<'a>(input: &Input<'a>) -> Option<Source<'a>> {
    if let Some(root) = input.json() {
        return array(root, 2).map(Source::Nodes);
    }
    if jsonl::may_be(input) {
        let nodes: Vec<Node<'a>> = jsonl::lines(input).filter_map(|it| it.1.ok()).collect();
        let objects = nodes.iter().filter(|it| it.is_object()).count();
        return (0 < objects && nodes.len() <= 2 * objects).then_some(Source::Nodes(nodes));
    }
    let (mark, names) = table::header(input.body())?;
    Some(Source::Table(mark, names))
}

/// The longest array of objects at the top or below the keys of it, so many levels down.
fn array<'a>(root: Node<'a>, levels: usize) -> Option<Vec<Node<'a>>> {
    if root.is_array() {
        let items = root.items();
        let objects = items.iter().filter(|it| it.is_object()).count();
        return (0 < objects && items.len() <= 2 * objects).then_some(items);
    }
    let inner = root.object();
    let below = inner
        .iter()
        .filter(|it| it.1.is_array() || (0 < levels && it.1.is_object()));
    let found = below.filter_map(|(_, it)| array(it, levels.checked_sub(1)?));
    longest(found)
}

/// The first of the longest.
fn longest<'a>(all: impl Iterator<Item = Vec<Node<'a>>>) -> Option<Vec<Node<'a>>> {
    all.fold(None, |best: Option<Vec<Node<'a>>>, it| match best {
        Some(best) if it.len() <= best.len() => Some(best),
        _ => Some(it),
    })
}

impl Source<'_> {
    /// The records, one after the other.
    fn each(&self, input: &Input<'_>, most: usize, mut take: impl FnMut(Record)) {
        match self {
            Source::Nodes(nodes) => {
                for node in nodes.iter().filter(|it| it.is_object()).take(most) {
                    let mut cells = Vec::new();
                    flatten(input, *node, "", 2, &mut cells);
                    let span = node.span();
                    take(Record { span, cells });
                }
            }
            Source::Table(mark, names) => {
                let rows = table::records(input.body(), input.window.start, *mark).skip(1);
                for row in rows.take(most) {
                    let cells = row.fields.into_iter().zip(names).map(|(field, name)| Cell {
                        key: name.clone(),
                        view: field.view,
                        is_number: false,
                    });
                    let cells = cells.collect();
                    take(Record {
                        span: row.span,
                        cells,
                    });
                }
            }
        }
    }
}

/// The values of an object and of the objects in it.
fn flatten(input: &Input<'_>, node: Node<'_>, path: &str, levels: usize, out: &mut Vec<Cell>) {
    for (key, value) in node.object().iter() {
        let key: Cow<'_, str> = if path.is_empty() {
            Cow::Borrowed(key)
        } else {
            Cow::Owned(format!("{path}.{key}"))
        };
        if value.is_object() {
            if 0 < levels {
                flatten(input, value, &key, levels - 1, out);
            }
            continue;
        }
        let number = value.view().is_none();
        if value.is_array() || (number && value.number().is_none()) {
            continue;
        }
        let span = value.span();
        let raw = || View::plain(input.text.get(span.range()).unwrap_or_default(), span.start);
        out.push(Cell {
            key: key.into_owned(),
            view: value.view().unwrap_or_else(raw),
            is_number: number,
        });
    }
}

/// The first records.
fn first(source: &Source<'_>, input: &Input<'_>) -> Vec<Record> {
    let mut records = Vec::new();
    source.each(input, LOOKED_AT, |it| records.push(it));
    records
}

/// Which keys hold what.
fn keys(input: &Input<'_>, source: &Source<'_>, records: &[Record]) -> Option<Keys> {
    let is_table = matches!(source, Source::Table(..));
    record_keys::find(records, is_table, input.reading)
}

fn detect(input: &Input<'_>) -> Option<f32> {
    let source = source(input)?;
    let records = first(&source, input);
    let keys = keys(input, &source, &records)?;
    let is_told = input.reading.keys.text.is_some() || 2 <= records.len();
    let told = records
        .iter()
        .filter(|it| it.cell(&keys.text).is_some() && it.cell(&keys.time).is_some());
    is_told.then(|| told.count() as f32 / records.len().max(1) as f32)
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let Some(source) = source(input) else {
        return "no records".to_owned();
    };
    let Some(keys) = keys(input, &source, &first(&source, input)) else {
        return "records without a time or words".to_owned();
    };
    if let Source::Nodes(_) = source
        && input.json().is_none()
    {
        for (span, read) in jsonl::lines(input) {
            if let Err((_, message)) = read {
                out.problem(span, format!("a line that is no JSON: {message}"));
            }
        }
    }
    source.each(input, usize::MAX, |it| record(&it, &keys, out));
    let mut told = format!("time in `{}`", keys.time);
    if let Some(who) = &keys.who {
        told += &format!(", who in `{who}`");
    }
    let n = out.turns.len();
    format!("{} with {told}, words in `{}`", counted(n, "record"), keys.text,)
}

fn record(it: &Record, keys: &Keys, out: &mut Builder) {
    let all = std::iter::once(&keys.text).chain(&keys.more);
    let views = all.filter_map(|key| Some(message::read(&it.cell(key)?.view)));
    let view = join::all(views.collect(), PARAGRAPH);
    if view.text().is_empty() {
        return out.problem(it.span, "a record without words");
    }
    let mut when = it.said(&keys.time).and_then(Moment::read);
    if let Some(day) = keys
        .day
        .as_deref()
        .and_then(|key| Moment::read(it.said(key)?)?.day)
    {
        when.get_or_insert_default().day = Some(day);
    }
    let who = keys.who.as_deref().and_then(|key| it.said(key));
    let speaker = who.map(|it| out.speaker(it));
    let kind = if speaker.is_some() {
        TurnKind::Speech
    } else {
        TurnKind::Event
    };
    let turn = out.push(kind, speaker, None, it.span, view);
    // What starts and ends without a day is a piece of a recording.
    let start = it.said(&keys.time).and_then(|it| recorded(&keys.time, it));
    match when {
        Some(_) if start.is_some() => turn.start = start,
        Some(when) => when.mark(turn),
        None => out.problem(it.span, "a record without a time"),
    }
}

/// The time since a recording began that `said` under a key such as `startTime` is: `00:03`, `01:02:06`.
fn recorded(key: &str, said: &str) -> Option<Stamp> {
    let is_start = key.to_ascii_lowercase().starts_with("start");
    let reading = Reading::at(said.trim()).filter(|it| it.len == said.trim().len())?;
    (is_start && !reading.has_half()).then(|| reading.offset())
}

#[cfg(test)]
mod tests {
    use crate::config::Reading;
    use crate::transcript::{Stamp, Transcript};

    fn read_as(text: &str, reading: &Reading) -> (String, Vec<String>) {
        let it = Transcript::read(text, reading);
        assert_eq!(it.format, "records", "{text}");
        let turns = it.turns.iter().map(|turn| {
            let name = turn.speaker.map_or("-", |at| &it.speakers[at].name);
            let minutes = match turn.start {
                Some(Stamp::Clock(minutes)) => minutes,
                _ => 0,
            };
            format!("{name} {minutes}: {}", turn.view.text().replace('\n', "/"))
        });
        (it.why.clone(), turns.collect())
    }

    #[test]
    fn what_starts_without_a_day_is_of_a_recording() {
        let text = r#"[{"sentence": "The pump stopped.", "startTime": "00:03", "endTime": "00:05", "speaker_name": "Ana"},
            {"sentence": "Since when?", "startTime": "01:02:06", "endTime": "01:02:07", "speaker_name": "Ben"}]"#;
        let it = Transcript::parse(text);
        assert_eq!((it.format, it.speakers.len()), ("records", 2));
        let starts: Vec<Option<Stamp>> = it.turns.iter().map(|it| it.start).collect();
        assert_eq!(
            starts,
            [Some(Stamp::Offset(3_000)), Some(Stamp::Offset(3_726_000))]
        );
    }

    #[test]
    fn keys_are_told_by_name_and_content() {
        let text = r#"{"incident":{"id":7,"timeline":[
            {"id":"a1","occurred_at":"2026-03-04T14:07:00Z","kind":"status","description":"Pump 3 stopped at **412** l.","author":{"id":9,"name":"Ana Roth"}},
            {"id":"a2","occurred_at":"2026-03-04T14:09:00Z","kind":"status","description":"Valve opened by hand.","author":null},
            {"id":"a3","occurred_at":"2026-03-04T14:10:00Z","kind":"status"}]}}"#;
        let (why, turns) = read_as(text, &Reading::default());
        assert_eq!(
            why,
            "2 records with time in `occurred_at`, who in `author.name`, words in `description`"
        );
        assert_eq!(
            turns,
            [
                "Ana Roth 847: Pump 3 stopped at 412 l.",
                "- 849: Valve opened by hand."
            ]
        );
        assert_eq!(Transcript::parse(text).problems.len(), 1);
    }

    #[test]
    fn tables_and_lines_are_records_too() {
        let (_, turns) = read_as(
            "Date\tTime\tEvent\tNotes\n2026-03-04\t14:07\tPump 3 stopped\tlevel was low\n2026-03-04\t14:09\tPump 3 ran again\t\n",
            &Reading::default(),
        );
        assert_eq!(
            turns,
            ["- 847: Pump 3 stopped//level was low", "- 849: Pump 3 ran again"]
        );
        let (_, turns) = read_as(
            "{\"ts\":1772633220,\"user\":\"ana\",\"msg\":\"pump 3 is down\"}\n{\"ts\":1772633280,\"user\":\"ben\",\"msg\":\"so it is\"}\n",
            &Reading::default(),
        );
        assert_eq!(turns, ["ana 847: pump 3 is down", "ben 848: so it is"]);
    }

    #[test]
    fn the_configuration_says_which_keys_hold_what() {
        let mut reading = Reading::default();
        reading.keys.time = Some("logged".into());
        reading.keys.text = Some("Remark".into());
        reading.keys.who = Some("Handle".into());
        let text = "Logged,Entered at,Handle,Remark,Description\n14:07,2026-03-04 15:00,ana,down,it is a long story\n";
        assert_eq!(read_as(text, &reading).1, ["ana 847: down"]);
    }

    #[test]
    fn data_without_times_or_words_is_no_record() {
        for text in [
            "[{\"id\":1,\"n\":2},{\"id\":2,\"n\":3}]",
            "{\"name\":\"pump\",\"version\":\"1.2.0\",\"files\":[{\"path\":\"a b c\"}]}",
            "[1,2,3]",
            "a,b\n1,2\n3,4\n",
            "It fell, at 14:07, they say\nand rose, at 14:09, again\nthen, at 14:10, not\n",
        ] {
            assert_ne!(Transcript::parse(text).format, "records", "{text}");
        }
    }
}
