//! The voice profile: devices with their quoted examples, characters and their catchphrases, what it says of
//! references and consistency, and what it says to avoid.

use super::avoid::{self, Avoid};
use super::device::{self, DeviceKind, Occurrence};
use crate::draft::Draft;

/// A voice profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    /// Path for messages.
    pub path: String,
    /// "Rhetorical Devices That Work", in order.
    pub devices: Vec<Device>,
    /// "Recurring Characters".
    pub characters: Vec<Character>,
    /// "Cultural Reference Style", as prose.
    pub references: String,
    /// "Voice Consistency Notes", one per item or sentence-long line.
    pub notes: Vec<String>,
    /// Words and constructions to avoid, in order.
    pub avoid: Vec<Avoid>,
    /// Whether the profile asks for exact numbers instead of "a lot".
    pub wants_exact_numbers: bool,
}

/// A rhetorical device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// Its heading.
    pub name: String,
    /// Its description.
    pub text: String,
    /// `> "…"` examples, without marks.
    pub examples: Vec<String>,
    /// Which detectors know it, by its examples.
    pub kinds: Vec<DeviceKind>,
}

/// Somebody who recurs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Character {
    /// Name.
    pub name: String,
    /// What the profile says of them.
    pub role: String,
    /// Catchphrase, without marks.
    pub catchphrase: Option<String>,
    /// Whether the profile allows variations of it.
    pub may_vary: bool,
    /// The line of the profile that names them, from 1.
    pub line: usize,
}

/// A heading and what stands under it, up to the next heading.
struct Part<'a> {
    level: usize,
    title: &'a str,
    /// The line of the heading, from 1; 0 in front of the first.
    line: usize,
    lines: Vec<&'a str>,
}

impl Voice {
    /// Reads a voice profile. Headings are matched loosely: a profile without a section for devices has one
    /// for every heading that shows examples.
    pub fn parse(path: &str, text: &str) -> Voice {
        let parts = parts(text);
        let in_section = |is_meant: fn(&str) -> bool| -> Vec<&Part<'_>> {
            let mut inside: Option<usize> = None;
            let mut res = Vec::new();
            for part in &parts {
                if inside.is_some_and(|level| part.level <= level) {
                    inside = None;
                }
                let opens = part.level > 1 && inside.is_none() && is_meant(&part.title.to_lowercase());
                if opens {
                    inside = Some(part.level);
                }
                if inside.is_some() {
                    res.push(part);
                }
            }
            res
        };
        let about_devices = in_section(|it| {
            let is_refused = ["avoid", "don't", "never"].iter().any(|word| it.contains(word));
            !is_refused
                && ["device", "rhetoric", "technique"]
                    .iter()
                    .any(|word| it.contains(word))
        });
        let mut devices: Vec<Device> = about_devices.iter().flat_map(|it| devices_of(it)).collect();
        if devices.is_empty() {
            let with_examples = parts
                .iter()
                .flat_map(devices_of)
                .filter(|it| !it.examples.is_empty());
            devices = with_examples.collect();
        }
        // A heading among the devices may say what is none.
        devices.retain(|it| {
            let name = it.name.to_lowercase();
            !name.contains("avoid")
                && !name.contains("banned")
                && !matches!(name.trim(), "never" | "don't" | "don’t" | "don'ts")
        });
        for it in &mut devices {
            it.kinds = device::kinds(&it.name, &it.text, &it.examples);
        }
        let about_people = in_section(|it| {
            ["character", "recurring", "cast"]
                .iter()
                .any(|word| it.contains(word))
        });
        let about_references = in_section(|it| it.contains("reference") || it.contains("allusion"));
        let about_notes = in_section(|it| it.contains("consistency") || it.contains("voice notes"));
        let references: Vec<String> = about_references.iter().flat_map(|it| statements(it)).collect();
        Voice {
            path: path.to_owned(),
            devices,
            characters: about_people.iter().flat_map(|it| characters_of(it)).collect(),
            references: references.join(" "),
            notes: about_notes.iter().flat_map(|it| statements(it)).collect(),
            avoid: avoid::read(text),
            wants_exact_numbers: wants_exact_numbers(text),
        }
    }

    /// The device that `kind` is in this voice: the first whose examples show it.
    pub fn device_of(&self, kind: DeviceKind) -> Option<&Device> {
        self.devices.iter().find(|it| it.kinds.contains(&kind))
    }

    /// Where `draft` uses a device of this voice, in its order.
    pub fn devices_in(&self, draft: &Draft) -> Vec<(&Device, Occurrence)> {
        let found = device::detect(draft).into_iter();
        found
            .filter_map(|it| Some((self.device_of(it.kind)?, it)))
            .collect()
    }

    /// All quoted examples, in order.
    pub fn examples(&self) -> impl Iterator<Item = &str> {
        self.devices
            .iter()
            .flat_map(|it| &it.examples)
            .map(String::as_str)
    }
}

/// The paragraphs and items of a part, hard-wrapped lines joined.
fn statements(part: &Part<'_>) -> Vec<String> {
    let mut res: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in &part.lines {
        let item = line
            .strip_prefix(['-', '*', '+'])
            .filter(|it| it.starts_with(' '));
        match (item, res.last_mut().filter(|_| goes_on)) {
            _ if line.is_empty() => {}
            (Some(item), _) => res.push(item.trim().to_owned()),
            (None, Some(last)) => *last = format!("{last} {line}"),
            (None, None) => res.push((*line).to_owned()),
        }
        goes_on = !line.is_empty();
    }
    res
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut res = vec![Part {
        level: 0,
        title: "",
        line: 0,
        lines: Vec::new(),
    }];
    let mut in_code = false;
    for (n, line) in (1..).zip(text.lines()) {
        let bare = line.trim();
        in_code ^= bare.starts_with("```");
        let level = bare.bytes().take_while(|&it| it == b'#').count();
        let rest = &bare[level..];
        let is_heading = !in_code && (1..=6).contains(&level) && rest.starts_with([' ', '\t']);
        if is_heading {
            let title = rest.trim().trim_end_matches('#').trim();
            res.push(Part {
                level,
                title,
                line: n,
                lines: Vec::new(),
            });
        } else if let Some(last) = res.last_mut() {
            last.lines.push(bare);
        }
    }
    res
}

/// The device of an H3 (or deeper), or the devices that bullets `- **Name**: …` of a section name.
fn devices_of(part: &Part<'_>) -> Vec<Device> {
    if part.level >= 3 {
        let (text, examples) = prose_and_examples(&part.lines);
        let name = unmarked(part.title);
        return vec![Device {
            name,
            text,
            examples,
            ..Device::default()
        }];
    }
    let mut res: Vec<Device> = Vec::new();
    for line in &part.lines {
        if let Some((name, rest)) = bold_item(line) {
            res.push(Device {
                name,
                text: rest.to_owned(),
                ..Device::default()
            });
        } else if let (Some(quoted), Some(last)) = (line.strip_prefix('>'), res.last_mut()) {
            last.examples
                .extend(Some(without_marks(quoted)).filter(|it| !it.is_empty()));
        }
    }
    res
}

fn prose_and_examples(lines: &[&str]) -> (String, Vec<String>) {
    let (mut prose, mut examples) = (Vec::new(), Vec::new());
    let mut quote: Vec<&str> = Vec::new();
    for &line in lines.iter().chain([&""]) {
        let quoted = line
            .trim_start_matches(['-', '*', ' '])
            .strip_prefix('>')
            .map(str::trim);
        if let Some(quoted) = quoted.filter(|it| !it.is_empty()) {
            quote.push(quoted);
            continue;
        }
        let example = without_marks(&quote.join(" "));
        quote.clear();
        if !example.is_empty() {
            examples.push(example);
        }
        if !line.is_empty() && quoted.is_none() {
            prose.push(line);
        }
    }
    (prose.join(" "), examples)
}

fn characters_of(part: &Part<'_>) -> Vec<Character> {
    let mut res: Vec<Character> = Vec::new();
    if part.level >= 3 {
        let (text, _) = prose_and_examples(&part.lines);
        res.push(character(unmarked(part.title), &text, part.line));
        return res;
    }
    for (n, line) in (part.line + 1..).zip(&part.lines) {
        if let Some((name, rest)) = bold_item(line) {
            res.push(character(name, rest, n));
        } else if let Some(last) = res.last_mut()
            && !line.is_empty()
        {
            // A hard-wrapped item goes on.
            let said = character(last.name.clone(), line, n);
            if last.catchphrase.is_none() {
                (last.catchphrase, last.may_vary) = (said.catchphrase, said.may_vary);
            }
            last.role = format!("{} {}", last.role, said.role).trim().to_owned();
        }
    }
    res
}

fn character(name: String, text: &str, line: usize) -> Character {
    let at = find_ignoring_case(text, "catchphrase").or_else(|| find_ignoring_case(text, "catch phrase"));
    let (role, rest) = at.map_or((text, ""), |at| text.split_at(at));
    let catchphrase = quoted(rest).map(|it| it.trim_end_matches(['.', ',', ' ']).to_owned());
    let introduced = rest.split(['"', '“']).next().unwrap_or_default().to_lowercase();
    let may_vary = [
        "varia",
        "version",
        "some form",
        "riff",
        "along the lines",
        "or similar",
    ]
    .iter()
    .any(|it| introduced.contains(it));
    Character {
        name,
        role: role.trim().trim_end_matches(['-', '*', ' ']).to_owned(),
        catchphrase: catchphrase.filter(|it| !it.is_empty()),
        may_vary,
        line,
    }
}

/// `- **Name** -- rest` as name and rest.
fn bold_item(line: &str) -> Option<(String, &str)> {
    let item = line.strip_prefix(['-', '*', '+'])?.trim_start();
    let inner = item.strip_prefix("**").or_else(|| item.strip_prefix("__"))?;
    let close = inner.find("**").or_else(|| inner.find("__"))?;
    let name = inner[..close].trim().trim_end_matches(':').to_owned();
    let rest = inner[close + 2..].trim_start_matches(['-', '–', '—', ':', ' ']);
    (!name.is_empty()).then_some((name, rest))
}

/// The first words of `text` between quotation marks.
fn quoted(text: &str) -> Option<&str> {
    let open = text.find(['"', '“'])?;
    let inner = text[open..].trim_start_matches(['"', '“']);
    let close = inner.find(['"', '”'])?;
    Some(&inner[..close])
}

pub(super) fn without_marks(text: &str) -> String {
    text.trim()
        .trim_matches(['"', '“', '”', '*', '_'])
        .trim()
        .to_owned()
}

fn unmarked(title: &str) -> String {
    title.replace("**", "").replace('`', "")
}

/// Byte offset of ASCII `needle` in `text`.
fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    let window = |at: usize| text.get(at..at + needle.len());
    (0..text.len()).find(|&at| window(at).is_some_and(|it| it.eq_ignore_ascii_case(needle)))
}

/// Whether some sentence asks for exact numbers, and does not ask to avoid them.
fn wants_exact_numbers(text: &str) -> bool {
    const SHARP: [&str; 6] = ["exact", "precise", "specific", "concrete", "actual", "hard"];
    const NUMBERS: [&str; 7] = [
        "number",
        "figure",
        "count",
        "metric",
        "statistic",
        "measurement",
        "data",
    ];
    let sentences = text.split(['.', '!', '?', '\n', ';', '"']);
    sentences.into_iter().any(|sentence| {
        let lower = sentence.to_lowercase();
        let words: Vec<&str> = lower
            .split(|it: char| !it.is_alphanumeric() && it != '\'')
            .filter(|it| !it.is_empty())
            .collect();
        let refuses = |at: usize| {
            let before = &words[at.saturating_sub(3)..at];
            before
                .iter()
                .any(|it| ["avoid", "never", "no", "not", "don't", "without", "skip"].contains(it))
        };
        let asks_for_numbers = words.iter().enumerate().any(|(at, word)| {
            let following = words.iter().skip(at + 1).take(2);
            let is_about_numbers = following
                .into_iter()
                .any(|it| NUMBERS.iter().any(|n| it.starts_with(n)));
            SHARP.contains(word) && is_about_numbers && !refuses(at)
        });
        let specifics = words.iter().position(|it| *it == "specifics");
        let asks_for_specifics =
            specifics.is_some_and(|at| !refuses(at)) && words.iter().any(|it| it.starts_with("vague"));
        asks_for_numbers || asks_for_specifics
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROFILE: &str = "\
# Voice: Mara Holt

## The voice in one paragraph
You'd rather give exact numbers than an adjective.

## Rhetorical Devices That Work

### Flat reports
Bad news without a raised voice.

> \"The backup ran. The backup was empty.\"

> \"Nine hours in, nobody had
> looked at the disk.\"

### Counting down

> “Three nodes. Two nodes. Silence.”

## Recurring Characters

- **Tomas** -- database admin, never surprised. Catchphrase: variations of \"it is always the locks.\" Drinks tea.
- **The pager**: goes off at dinner
";

    #[test]
    fn devices_have_names_prose_and_examples() {
        let voice = Voice::parse("persona/voice.md", PROFILE);
        let names: Vec<&str> = voice.devices.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Flat reports", "Counting down"]);
        assert_eq!(voice.devices[0].text, "Bad news without a raised voice.");
        assert_eq!(
            voice.devices[0].examples,
            [
                "The backup ran. The backup was empty.",
                "Nine hours in, nobody had looked at the disk."
            ]
        );
        assert_eq!(voice.devices[1].examples, ["Three nodes. Two nodes. Silence."]);
    }

    #[test]
    fn characters_bring_their_catchphrase() {
        let voice = Voice::parse("persona/voice.md", PROFILE);
        assert_eq!(voice.characters.len(), 2);
        assert_eq!(voice.characters[0].name, "Tomas");
        assert_eq!(voice.characters[0].role, "database admin, never surprised.");
        assert_eq!(
            voice.characters[0].catchphrase.as_deref(),
            Some("it is always the locks")
        );
        assert_eq!(voice.characters[1].catchphrase, None);
    }

    #[test]
    fn a_profile_says_which_detectors_know_its_devices() {
        let voice = Voice::parse("", PROFILE);
        assert_eq!(
            voice.devices[0].kinds,
            [DeviceKind::FlatStatements, DeviceKind::Mirrored]
        );
        assert!(voice.devices[1].kinds.contains(&DeviceKind::FragmentChain));
        let draft = Draft::parse("The gate was shut. The gate was rusty.\n\nWhat now? Paint.\n");
        let found: Vec<&str> = voice
            .devices_in(&draft)
            .iter()
            .map(|it| it.0.name.as_str())
            .collect();
        assert_eq!(found, ["Flat reports", "Flat reports"]);
    }

    #[test]
    fn references_notes_and_variations_are_read() {
        let text = "## Cultural Reference Style\nTrains and\nweather.\n\n## Voice Consistency Notes\n- Numbers stay.\n- So do\n  the jokes.\n";
        let voice = Voice::parse("", text);
        assert_eq!(voice.references, "Trains and weather.");
        assert_eq!(voice.notes, ["Numbers stay.", "So do the jokes."]);
        assert!(Voice::parse("", PROFILE).characters[0].may_vary);
        assert!(
            !Voice::parse("", "## Characters\n- **Ola**: Catchphrase: \"it is the locks\"\n").characters[0]
                .may_vary
        );
    }

    #[test]
    fn a_wish_for_exact_numbers_is_told_from_its_opposite() {
        assert!(Voice::parse("", PROFILE).wants_exact_numbers);
        assert!(Voice::parse("", "### Precise numbers\n").wants_exact_numbers);
        assert!(Voice::parse("", "Always specifics, never vague claims.").wants_exact_numbers);
        assert!(!Voice::parse("", "Avoid exact numbers; paint with a broad brush.").wants_exact_numbers);
        assert!(!Voice::parse("", "Warm and chatty.").wants_exact_numbers);
    }

    #[test]
    fn any_text_is_a_profile() {
        for text in [
            "",
            "#",
            "> ",
            "- **",
            "- ****",
            "## Characters\n- **Ä** — “",
            "###### x\n>\"",
            "Ä catchphrasÉ",
        ] {
            Voice::parse("", text);
        }
    }
}
