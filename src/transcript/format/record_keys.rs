//! Which keys of records hold the time, the words and who says them: told by their names and by what they hold.

use super::moment::Moment;
use super::records::{LOOKED_AT, Record};
use crate::config::Reading;

/// Which keys hold what.
pub(super) struct Keys {
    pub(super) time: String,
    /// Holds the day, where the time is only one of the clock.
    pub(super) day: Option<String>,
    pub(super) who: Option<String>,
    pub(super) text: String,
    /// Hold more words.
    pub(super) more: Vec<String>,
}

/// What is known of a key from the records looked at.
struct Column {
    key: String,
    filled: usize,
    times: usize,
    /// Of these, those with a day.
    days: usize,
    clocks: usize,
    numbers: usize,
    words: usize,
    /// Values like a name: short, with a letter, no address.
    names: usize,
    /// The values so far, as long as they are few.
    seen: Vec<String>,
}

fn columns(records: &[Record]) -> Vec<Column> {
    let mut res: Vec<Column> = Vec::new();
    for cell in records.iter().flat_map(|it| &it.cells) {
        let text = cell.view.text().trim();
        if text.is_empty() {
            continue;
        }
        let at = res.iter().position(|it| it.key == cell.key).unwrap_or_else(|| {
            res.push(Column {
                key: cell.key.clone(),
                filled: 0,
                times: 0,
                days: 0,
                clocks: 0,
                numbers: 0,
                words: 0,
                names: 0,
                seen: Vec::new(),
            });
            res.len() - 1
        });
        let Some(column) = res.get_mut(at) else { continue };
        column.filled += 1;
        column.numbers += usize::from(cell.is_number);
        if let Some(moment) = Moment::read(text) {
            column.times += 1;
            column.days += usize::from(moment.day.is_some());
            column.clocks += usize::from(moment.start.is_some());
        }
        let n_words = text
            .split_whitespace()
            .filter(|it| it.chars().any(char::is_alphabetic))
            .count();
        column.words += n_words;
        let is_name = text.len() <= 60 && (1..=5).contains(&n_words) && !text.contains("://");
        column.names += usize::from(is_name);
        if column.seen.len() < LOOKED_AT && !column.seen.iter().any(|it| it == text) {
            column.seen.push(text.to_owned());
        }
    }
    res
}

/// The last part of a path, in lower case, letters and digits only.
fn plain(key: &str) -> String {
    let last = key.rsplit('.').next().unwrap_or(key);
    let letters = last.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Where a key stands in a list of names, the first being the surest; `None` where it does not.
fn rank(names: &[&str], key: &str) -> Option<usize> {
    let key = plain(key);
    names.iter().position(|it| key == *it)
}

const TIMES: [&str; 26] = [
    "occurredat",
    "eventtime",
    "timestamp",
    "time",
    "datetime",
    "when",
    "at",
    "ts",
    "happenedat",
    "startedat",
    "start",
    "starttime",
    "createdat",
    "created",
    "createdon",
    "date",
    "loggedat",
    "postedat",
    "sentat",
    "publishedat",
    "reportedat",
    "eventdate",
    "incidenttime",
    "updatedat",
    "day",
    "utc",
];

const TEXTS: [&str; 30] = [
    "text",
    "sentence",
    "utterance",
    "transcript",
    "message",
    "body",
    "content",
    "description",
    "event",
    "note",
    "summary",
    "comment",
    "details",
    "entry",
    "update",
    "what",
    "msg",
    "log",
    "action",
    "markdown",
    "plaintext",
    "title",
    "name",
    "notes",
    "comments",
    "activity",
    "statement",
    "detail",
    "logmessage",
    "value",
];

const MORE: [&str; 7] = [
    "note",
    "notes",
    "comment",
    "comments",
    "body",
    "description",
    "details",
];

const WHOS: [&str; 25] = [
    "author",
    "speaker",
    "speakername",
    "who",
    "user",
    "username",
    "sender",
    "from",
    "actor",
    "person",
    "by",
    "createdby",
    "creator",
    "owner",
    "agent",
    "reporter",
    "postedby",
    "responder",
    "participant",
    "displayname",
    "fullname",
    "realname",
    "name",
    "email",
    "summary",
];

/// Parents of a key that say that it names somebody: `author.name`.
fn names_person(key: &str) -> bool {
    let Some((parent, _)) = key.rsplit_once('.') else {
        return !matches!(plain(key).as_str(), "name" | "summary" | "email");
    };
    rank(&WHOS, parent).is_some()
}

/// The keys of those records, as the configuration names them or as they are told; `is_table` where their names stand
/// above columns.
pub(super) fn find(records: &[Record], is_table: bool, reading: &Reading) -> Option<Keys> {
    let columns = columns(records);
    let n = records.len();
    let wanted = &reading.keys;
    let configured = |key: &Option<String>| {
        let key = key.as_deref()?;
        let found = columns.iter().find(|it| it.key.eq_ignore_ascii_case(key));
        found.or_else(|| columns.iter().find(|it| plain(&it.key) == plain(key)))
    };
    let is_time = |it: &&Column| {
        let by_name = rank(&TIMES, &it.key);
        let mostly = 4 * it.filled <= 5 * it.times && n <= 2 * it.filled;
        let counts = it.numbers == 0 || by_name.is_some() && it.numbers == it.times;
        // What stands above a column of prose names nothing.
        let is_named = by_name.is_some() || ["time", "date"].iter().any(|name| plain(&it.key).contains(name));
        mostly && counts && (is_named || !is_table && it.numbers == 0)
    };
    let time = configured(&wanted.time).or_else(|| {
        columns.iter().filter(is_time).min_by_key(|it| {
            let has_clock = 0 < it.clocks;
            (
                !has_clock,
                rank(&TIMES, &it.key).unwrap_or(TIMES.len()),
                it.key.matches('.').count(),
            )
        })
    })?;
    let day = columns
        .iter()
        .find(|it| time.days == 0 && it.key != time.key && it.clocks == 0 && is_time(it) && 0 < it.days);
    let is_text = |it: &&Column| it.times * 2 <= it.filled && it.numbers == 0 && it.key != time.key;
    let text = configured(&wanted.text).or_else(|| {
        columns
            .iter()
            .filter(is_text)
            .filter(|it| n <= 2 * it.filled && 3 * it.filled <= 2 * it.words)
            // What is the same again and again sorts, it does not tell.
            .filter(|it| it.filled < 6 || it.filled <= 3 * it.seen.len())
            .min_by_key(|it| {
                let name = rank(&TEXTS, &it.key).unwrap_or(TEXTS.len());
                let is_long = 4 * it.filled <= it.words;
                let is_persons = names_person(&it.key) && rank(&WHOS, &it.key).is_some();
                (
                    is_persons,
                    !is_long && name == TEXTS.len(),
                    name,
                    it.key.matches('.').count(),
                )
            })
    })?;
    let who = configured(&wanted.who).or_else(|| {
        let is_who = |it: &&Column| {
            let is_name = rank(&WHOS, &it.key).is_some() && names_person(&it.key);
            is_name && is_text(it) && it.key != text.key && it.filled <= it.names + it.filled / 10
        };
        columns.iter().filter(is_who).min_by_key(|it| {
            let parent = it.key.rsplit_once('.').map(|it| it.0);
            (
                rank(&WHOS, parent.unwrap_or(&it.key)).unwrap_or(WHOS.len()),
                rank(&WHOS, &it.key).unwrap_or(WHOS.len()),
            )
        })
    });
    let is_more = |it: &&Column| {
        let is_taken = it.key == text.key || who.is_some_and(|who| who.key == it.key);
        rank(&MORE, &it.key).is_some()
            && is_text(it)
            && !is_taken
            && !it.key.contains('.')
            && it.filled < it.words
    };
    let more = columns.iter().filter(is_more).map(|it| it.key.clone()).collect();
    Some(Keys {
        time: time.key.clone(),
        day: day.map(|it| it.key.clone()),
        who: who.map(|it| it.key.clone()),
        text: text.key.clone(),
        more: if wanted.text.is_some() { Vec::new() } else { more },
    })
}
