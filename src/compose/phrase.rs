//! The forms in which a fact can be put into the draft: as an exact quote, as a plain sentence, in devices of the
//! author's voice. No form is offered that the engine does not find backed.

use super::frame::Candidate;
use super::plain::Told;
use super::{Context, cite, frame, passes, plain};
use crate::draft::Draft;
use crate::fact::{self, Fact, Kind};
use crate::language::names;
use crate::language::quantity;
use crate::persona::device::DeviceKind;
use crate::persona::voice::Voice;
use crate::transcript::{Transcript, TurnKind};

/// So many forms of a fact are offered, so many of them in devices.
const FORMS: usize = 4;
const IN_DEVICES: usize = 2;

/// What a form does with the source's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Repeats them between quotation marks.
    Quote,
    /// Tells them as they are.
    Plain,
    /// Tells them in the device of this name.
    Device(String),
    /// Quotes a character with the words that are theirs in this series.
    Catchphrase(String),
}

/// A fact, ready for the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its form.
    pub form: Form,
    /// Markdown, without citations; paragraphs parted by `\n\n`.
    pub text: String,
    /// Index into [`crate::evidence::Sources::list`].
    pub source: usize,
    /// The units of that source that it rests on, ascending.
    pub units: Vec<usize>,
}

impl Phrase {
    /// Lines of the source that it rests on, 1-based and inclusive, neighbours joined.
    pub fn lines(&self, transcript: &Transcript) -> Vec<(usize, usize)> {
        let mut res: Vec<(usize, usize)> = Vec::new();
        for (first, last) in self.units.iter().map(|&it| transcript.unit_lines(it)) {
            match res.last_mut() {
                Some(it) if first <= it.1 + 1 => it.1 = it.1.max(last),
                _ => res.push((first, last)),
            }
        }
        res
    }
}

/// The forms of `it`: exact quote, plain sentence, at most two in devices of the profile.
pub fn phrases(ctx: &Context<'_>, it: &Fact) -> Vec<Phrase> {
    let transcript = it.transcript(ctx.sources);
    if it.kind == Kind::Shown {
        return Vec::new();
    }
    let phrase = |form: Form, told: Told| Phrase {
        form,
        text: cite::escape_paragraphs(&told.text),
        source: it.source,
        units: told.units,
    };
    let mut res: Vec<Phrase> = Vec::new();
    let quote = frame::quote(ctx, it).map(|told| {
        let form = catchphrase_of(ctx, transcript, it).map_or(Form::Quote, Form::Catchphrase);
        phrase(form, told)
    });
    res.extend(quote.filter(|it| is_usable(ctx, it)));
    // Another's well-said line is theirs: it is quoted or left alone.
    let is_line =
        it.kind == Kind::Quote || (it.kind == Kind::Lesson && fact::is_quotable(transcript, it.unit));
    let is_catchphrase = catchphrase_of(ctx, transcript, it).is_some();
    let is_theirs = (is_line || is_catchphrase) && !plain::is_said_by_author(ctx, transcript, it.unit);
    let plain = plain::sentence(ctx, it).filter(|_| !is_theirs);
    res.extend(
        plain
            .clone()
            .map(|told| phrase(Form::Plain, told))
            .filter(|it| is_usable(ctx, it)),
    );
    let Some(voice) = ctx.persona.voice.as_ref().filter(|_| !is_theirs) else {
        return res;
    };
    let room = (FORMS - res.len()).min(IN_DEVICES);
    let mut in_devices: Vec<Phrase> = Vec::new();
    for candidate in frame::candidates(ctx, voice, it, plain.as_ref()) {
        if in_devices.len() == room {
            break;
        }
        let Some(device) = device_of(voice, &candidate) else {
            continue;
        };
        let phrase = phrase(Form::Device(device), candidate.told);
        let is_new =
            |other: &Phrase| letters(&other.text) != letters(&phrase.text) && other.form != phrase.form;
        if res.iter().chain(&in_devices).all(is_new) && is_usable(ctx, &phrase) {
            in_devices.push(phrase);
        }
    }
    res.extend(in_devices);
    res
}

/// A note or a line of a report as an item of a list, as it stands there: `Users affected: 15,000`. `None` for speech,
/// and where the engine does not find it backed.
pub fn listed(ctx: &Context<'_>, it: &Fact) -> Option<Phrase> {
    const MOST: usize = 40;
    let transcript = it.transcript(ctx.sources);
    let kind = transcript.turns[transcript.units[it.unit].turn].kind;
    // Bullets, ticks and emoji are words without a letter.
    let is_mark = |it: &&str| !it.contains(|c: char| c.is_ascii_alphanumeric());
    let words: Vec<&str> = it.text(ctx.sources).split_whitespace().collect();
    let from = words.iter().take_while(|it| is_mark(it)).count();
    let until = words.len() - words[from..].iter().rev().take_while(|it| is_mark(it)).count();
    // Cells of a row.
    let text = words[from..until]
        .join(" ")
        .replacen(" | ", " — ", 1)
        .replace(" | ", ", ");
    let fits = (kind.is_written() || kind == TurnKind::Output) && text.split_whitespace().count() <= MOST;
    let phrase = Phrase {
        form: Form::Plain,
        text: cite::escape(&text),
        source: it.source,
        units: vec![it.unit],
    };
    let is_short = text.split_whitespace().count() < 2;
    (fits && !is_short && passes(ctx, &format!("- {}\n", phrase.text))).then_some(phrase)
}

/// Whether a phrase may be offered: backed in every sentence, with no number or name that its lines do not hold,
/// none of the profile's own examples, and nothing that the profile asks to avoid.
fn is_usable(ctx: &Context<'_>, it: &Phrase) -> bool {
    !repeats_example(ctx, &it.text) && rests_on_its_lines(ctx, it) && passes(ctx, &it.text)
}

/// Whether every number and name of a phrase stands in its lines, or is whose words they are.
fn rests_on_its_lines(ctx: &Context<'_>, it: &Phrase) -> bool {
    let transcript = &ctx.sources.list[it.source].transcript;
    let mut said = String::new();
    for &unit in &it.units {
        let units = [Some(unit), transcript.units[unit].question];
        for unit in units.into_iter().flatten() {
            said.push_str(transcript.units[unit].view.text());
            said.push(' ');
        }
        said.push_str(transcript.unit_speaker(unit).unwrap_or(""));
        said.push(' ');
    }
    let said = letters(&said);
    let holds = |it: &str| format!(" {said} ").contains(&format!(" {} ", letters(it)));
    let text = it.text.replace('\\', "");
    let numbers = quantity::read(&text);
    let mut names = names::read(&text, &[]);
    // "Second thought" counts nothing.
    let is_place = |it: &quantity::Quantity| it.sort == quantity::Sort::Ordinal;
    names.retain(|it| !it.opens);
    numbers
        .iter()
        .filter(|it| !is_place(it))
        .all(|it| holds(&text[it.number.range()]))
        && names
            .iter()
            .flat_map(|it| text[it.span.range()].split_whitespace())
            .all(holds)
}

/// Words in lower case, parted by one blank.
fn letters(text: &str) -> String {
    fact::lower_words(text).collect::<Vec<_>>().join(" ")
}

/// Whether the phrase says what an example of the profile says, or the example holds it, or it the example.
fn repeats_example(ctx: &Context<'_>, text: &str) -> bool {
    let Some(voice) = &ctx.persona.voice else {
        return false;
    };
    let mine = letters(text);
    voice.examples().any(|it| {
        let theirs = letters(it);
        theirs.contains(&mine) || mine.contains(&theirs)
    })
}

/// The device of the profile that the candidate shows: of those that its frame is made for.
fn device_of(voice: &Voice, it: &Candidate) -> Option<String> {
    let draft = Draft::parse(&it.told.text);
    let shown = voice.devices_in(&draft);
    let is_shown = |kind: DeviceKind| shown.iter().any(|(_, found)| found.kind == kind);
    let kind = it.kinds.iter().copied().find(|&kind| is_shown(kind))?;
    // Of the devices that do this, the one that does little else.
    let devices = voice.devices.iter().filter(|it| it.kinds.contains(&kind));
    let device = devices.min_by_key(|it| it.kinds.len())?;
    Some(device.name.clone())
}

/// Whose catchphrase the unit is a variation of, where its speaker is that character of the profile.
fn catchphrase_of(ctx: &Context<'_>, transcript: &Transcript, it: &Fact) -> Option<String> {
    let speaker = transcript.unit_speaker(it.unit)?.to_lowercase();
    let voice = ctx.persona.voice.as_ref()?;
    let character = voice
        .characters
        .iter()
        .find(|it| it.name.to_lowercase().starts_with(&speaker))?;
    let phrase = character.catchphrase.as_ref()?;
    let said: Vec<_> = fact::content(it.text(ctx.sources)).collect();
    let numbers: Vec<String> = fact::lower_words(phrase)
        .filter(|it| it.bytes().all(|b| b.is_ascii_digit()))
        .collect();
    let telling: Vec<_> = fact::content(phrase).collect();
    let n = telling.iter().filter(|it| said.contains(it)).count();
    let has_numbers = numbers
        .iter()
        .all(|number| fact::lower_words(it.text(ctx.sources)).any(|it| it == *number));
    (0 < n && has_numbers && 2 * n >= telling.len()).then(|| character.name.clone())
}
