//! A fact in a device of the author's voice: frames that are filled with the source's own words.
//!
//! A frame only joins, parts and turns around what units of the source say. Whether what comes out has the shape of
//! a device that the profile uses, and whether the sources back it, is asked by whoever offers it.

use super::plain::{self, Told};
use super::{Context, cite};
use crate::fact::{self, Fact, Kind};
use crate::language::quantity::{self, Quantity, Sort};
use crate::language::time::{self, TimeRef};
use crate::persona::device::DeviceKind;
use crate::persona::voice::Voice;
use crate::text::Span;
use crate::transcript::Transcript;

/// Words of a unit that can stand as a beat.
const BEAT: usize = 6;
/// Words of a unit that can stand as a line by itself.
const LINE: usize = 6;
/// Words of a unit that can deny a belief.
const DENIAL: usize = 8;
/// Units behind a belief in which its denial is looked for.
const DENIED_WITHIN: usize = 14;

/// What a frame made, and the devices that it can be.
pub(super) struct Candidate {
    pub(super) told: Told,
    pub(super) kinds: &'static [DeviceKind],
}

/// Everything that frames make of `it`, the most telling first. `sentence` is its plain sentence.
pub(super) fn candidates(
    ctx: &Context<'_>,
    voice: &Voice,
    it: &Fact,
    sentence: Option<&Told>,
) -> Vec<Candidate> {
    use DeviceKind::*;
    let transcript = it.transcript(ctx.sources);
    let mut res: Vec<Candidate> = Vec::new();
    let mut add = |kinds: &'static [DeviceKind], made: Vec<Told>| {
        res.extend(made.into_iter().map(|told| Candidate { told, kinds }));
    };
    let made = |it: Option<Told>| it.into_iter().collect::<Vec<_>>();
    if it.kind == Kind::RejectedHypothesis {
        add(&[FlatDenial], denied(ctx, voice, transcript, it, sentence));
        add(&[OrdinalSeries, ColonReveal], made(thoughts(ctx, transcript, it)));
    }
    add(&[NumberPair, NumberFragment], numbers_apart(transcript, it.unit));
    add(&[NumberFragment, SummedUp], made(number_first(ctx, it)));
    add(
        &[SummedUp, NumberFragment],
        made(number_named(transcript, it.unit)),
    );
    add(&[ColonReveal], made(labelled(ctx, it)));
    add(
        &[Mirrored, NumberPair, FragmentChain, FlatStatements],
        made(beats(transcript, it.unit)),
    );
    add(&[OneLineParagraph], made(one_line(transcript, it.unit, sentence)));
    add(
        &[NumberPair, Mirrored],
        made(two_in_a_row(ctx, transcript, it, sentence)),
    );
    res
}

/// What a belief was about: `the export library` of `convinced it was the export library`.
fn hypothesis(text: &str) -> Option<String> {
    const LEADS: [&str; 6] = [
        " it was ",
        " it is ",
        " it's ",
        " was it ",
        " blamed ",
        " suspected ",
    ];
    let lower = format!(" {}", text.to_lowercase());
    let (at, lead) = LEADS
        .iter()
        .filter_map(|lead| Some((lower.find(lead)?, lead)))
        .min()?;
    let start = at + lead.len() - 1;
    let rest = text.get(start..)?;
    let end = rest
        .find([',', '.', ';', ':', '?', '!', '('])
        .unwrap_or(rest.len());
    let rest = rest[..end].trim();
    let stops = [
        " because ",
        " and ",
        " but ",
        " so ",
        " since ",
        " until ",
        " when ",
        " for ",
        " again",
    ];
    let end = stops
        .iter()
        .filter_map(|it| rest.find(it))
        .min()
        .unwrap_or(rest.len());
    let what = rest[..end].trim();
    let n = what.split_whitespace().count();
    let is_thing = ["the ", "a ", "an ", "our ", "some "]
        .iter()
        .any(|it| what.starts_with(it));
    ((2..=6).contains(&n) && is_thing).then(|| what.to_owned())
}

/// `I spent Monday convinced it was the export library. It was not the export library.`, in the profile's frame
/// where an example of it has one.
fn denied(
    ctx: &Context<'_>,
    voice: &Voice,
    transcript: &Transcript,
    it: &Fact,
    sentence: Option<&Told>,
) -> Vec<Told> {
    let text = it.text(ctx.sources);
    let Some(what) = hypothesis(text) else {
        return Vec::new();
    };
    let mut units = vec![it.unit];
    let denial = denial(transcript, it.unit, &what);
    units.extend(denial);
    let is_own = plain::is_said_by_author(ctx, transcript, it.unit);
    let mut res = Vec::new();
    for frame in voice
        .devices
        .iter()
        .flat_map(|it| &it.examples)
        .filter_map(|it| belief_frame(it))
    {
        if is_own {
            res.extend(frame.fill(text, &what).map(|it| Told::new(it, units.clone())));
        }
    }
    if let Some(sentence) = sentence {
        res.push(Told::new(
            format!("{} It was not {what}.", sentence.text),
            units.clone(),
        ));
    }
    res
}

/// `My first thought was: it was the export library. The library was fine.` What the second thought was, nobody said.
fn thoughts(ctx: &Context<'_>, transcript: &Transcript, it: &Fact) -> Option<Told> {
    let what = hypothesis(it.text(ctx.sources))?;
    let denial = denial(transcript, it.unit, &what)?;
    let second = plain::text_of(transcript, denial);
    let text = format!("My first thought was: it was {what}. {second}");
    plain::is_said_by_author(ctx, transcript, it.unit).then(|| Told::new(text, vec![it.unit, denial]))
}

/// The unit soon behind that says of the head of `what` that it was not to blame.
fn denial(transcript: &Transcript, unit: usize, what: &str) -> Option<usize> {
    let head = what.split_whitespace().last()?.to_lowercase();
    let last = (unit + DENIED_WITHIN).min(transcript.units.len());
    (unit + 1..last).find(|&it| {
        let text = plain::text_of(transcript, it).to_lowercase();
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '\'').collect();
        let clears = ["fine", "innocent", "clean", "healthy", "not", "wasn't", "nothing"];
        !transcript.units[it].is_question
            && text.split_whitespace().count() <= DENIAL
            && words.contains(&head.as_str())
            && words.iter().any(|it| clears.contains(it))
    })
}

/// An example of the profile that denies what it repeats, as pieces around its slots.
struct BeliefFrame {
    pieces: Vec<Piece>,
}

enum Piece {
    Words(String),
    /// What was believed.
    What,
    /// A weekday.
    Day,
}

/// The frame of `I was certain it was the timetable. It was not the timetable.`: the words that come twice are the
/// slot, a weekday is another.
fn belief_frame(example: &str) -> Option<BeliefFrame> {
    let what = hypothesis(example)?;
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(at) = example[from..].find(what.as_str()) {
        places.push((Span::new(from + at, from + at + what.len()), false));
        from += at + what.len();
    }
    if places.len() < 2 {
        return None;
    }
    let days = time::read(example)
        .into_iter()
        .filter(|it| matches!(it.value, TimeRef::Weekday(_)));
    places.extend(days.map(|it| (it.span, true)));
    places.sort_by_key(|it| it.0.start);
    let mut pieces = Vec::new();
    let mut at = 0;
    for (span, is_day) in places {
        pieces.push(Piece::Words(example.get(at..span.start)?.to_owned()));
        pieces.push(if is_day { Piece::Day } else { Piece::What });
        at = span.end;
    }
    pieces.push(Piece::Words(example[at..].to_owned()));
    Some(BeliefFrame { pieces })
}

impl BeliefFrame {
    /// The frame with `what`, and the weekday of `text` where it has a slot for one.
    fn fill(&self, text: &str, what: &str) -> Option<String> {
        let day = time::read(text)
            .into_iter()
            .find(|it| matches!(it.value, TimeRef::Weekday(_)))
            .map(|it| text[it.span.range()].to_owned());
        let mut res = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Words(words) => res.push_str(words),
                Piece::What => res.push_str(what),
                Piece::Day => res.push_str(day.as_deref()?),
            }
        }
        Some(res)
    }
}

fn amounts(text: &str) -> Vec<Quantity> {
    let mut read = quantity::read(text);
    read.retain(|it| it.sort == Sort::Amount);
    read
}

/// `47,000 records in the database, 8,200 in the export.` parted at the comma, each number behind its place.
fn numbers_apart(transcript: &Transcript, unit: usize) -> Vec<Told> {
    let text = plain::text_of(transcript, unit).trim_end_matches('.');
    let Some((first, second)) = text.split_once(", ") else {
        return Vec::new();
    };
    let second = second.strip_prefix("and ").unwrap_or(second);
    let opens_with_number = |it: &str| amounts(it).first().is_some_and(|it| it.span.start == 0);
    if !opens_with_number(first) || !opens_with_number(second) || second.contains(", ") {
        return Vec::new();
    }
    let mut res = vec![format!("{first}. {second}.")];
    if let (Some(a), Some(b)) = (place_first(first), place_first(second)) {
        res.insert(0, format!("{a} {b}"));
    }
    res.into_iter().map(|it| Told::new(it, vec![unit])).collect()
}

/// `In the database: 47,000 records.` of `47,000 records in the database`.
fn place_first(part: &str) -> Option<String> {
    let at = [" in ", " on ", " at "]
        .iter()
        .filter_map(|it| part.find(it))
        .min()?;
    let (number, place) = (part[..at].trim(), part[at..].trim());
    let is_short = number.split_whitespace().count() <= 3 && place.split_whitespace().count() <= 4;
    is_short.then(|| format!("{}: {number}.", plain::capitalised(place)))
}

/// `2 gigs. That's what the limit is set to.` of a question and its value; `Six days. That's how long …`.
fn number_first(ctx: &Context<'_>, it: &Fact) -> Option<Told> {
    let question = plain::without_opener(it.question(ctx.sources)?.trim_end_matches('?').trim());
    let answer = it.text(ctx.sources).trim().trim_end_matches('.');
    let is_value = matches!(&amounts(answer)[..], [one] if one.span.len() == answer.len());
    let asked: Vec<&str> = question.split_whitespace().collect();
    let lower: Vec<String> = asked.iter().map(|it| it.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    if !is_value {
        return None;
    }
    let reading = match lower.as_slice() {
        [
            "how",
            "long",
            "has" | "have",
            subject @ ("this" | "it"),
            "been",
            ..,
        ] => {
            format!("That's how long {subject} had {}.", asked[4..].join(" "))
        }
        ["what's", rest @ .., "set", "to"] if !rest.is_empty() => {
            format!("That's what {} is set to.", asked[1..asked.len() - 2].join(" "))
        }
        _ => return None,
    };
    Some(Told::new(
        format!("{}. {reading}", plain::capitalised(answer)),
        vec![it.unit],
    ))
}

/// `1.8 gigs. That's the throttle ceiling.`: the number of one sentence in front of the next, which names it.
fn number_named(transcript: &Transcript, unit: usize) -> Option<Told> {
    let next = transcript.units.get(unit + 1)?;
    let named = plain::text_of(transcript, unit + 1);
    let text = plain::text_of(transcript, unit);
    let names = ["That's ", "That is ", "That was "]
        .iter()
        .any(|it| named.starts_with(it));
    let is_short = named.split_whitespace().count() <= LINE && named.ends_with('.');
    let [one] = &amounts(text)[..] else { return None };
    let fits = next.turn == transcript.units[unit].turn && names && is_short && !one.unit.is_empty();
    fits.then(|| {
        let number = text[one.number.start..one.span.end].trim();
        Told::new(
            format!("{}. {named}", plain::capitalised(number)),
            vec![unit, unit + 1],
        )
    })
}

/// `The limit: 2 gigs.`
fn labelled(ctx: &Context<'_>, it: &Fact) -> Option<Told> {
    let question = it.question(ctx.sources)?.trim_end_matches('?').trim();
    let answer = it.text(ctx.sources).trim().trim_end_matches('.');
    let is_value = matches!(&amounts(answer)[..], [one] if one.span.len() == answer.len());
    let rest = ["What's ", "what's ", "What is ", "what is "]
        .iter()
        .find_map(|it| question.rsplit_once(it).map(|it| it.1))?;
    let subject = rest.strip_suffix(" set to").unwrap_or(rest);
    let is_named = subject.starts_with("the ") && subject.split_whitespace().count() <= 4;
    (is_value && is_named).then(|| {
        Told::new(
            format!("{}: {answer}.", plain::capitalised(subject)),
            vec![it.unit],
        )
    })
}

/// Whether a unit is a short flat statement.
fn is_beat(transcript: &Transcript, unit: usize) -> bool {
    let text = plain::without_opener(plain::text_of(transcript, unit));
    let n = text.split_whitespace().count();
    let speaks = [
        "i", "you", "we", "it", "they", "that", "yes", "no", "yeah", "exactly", "right",
    ];
    let first = text
        .split([' ', ',', '.', '\''])
        .next()
        .unwrap_or("")
        .to_lowercase();
    let bare_no = first == "no" && n == 1;
    !transcript.units[unit].is_question
        && transcript.units[unit].question.is_none()
        && (2..=BEAT).contains(&n)
        && text.ends_with('.')
        && !text.contains(['"', ':', ';'])
        && (!speaks.contains(&first.as_str()) || (first == "no" && !bare_no))
}

/// The run of short flat statements that the unit stands in, as it was said.
fn beats(transcript: &Transcript, unit: usize) -> Option<Told> {
    const MOST: usize = 4;
    if !is_beat(transcript, unit) {
        return None;
    }
    let mut first = unit;
    while let Some(it) = plain::before(transcript, first).filter(|&it| is_beat(transcript, it)) {
        first = it;
    }
    let mut last = unit;
    while let Some(it) = plain::behind(transcript, last).filter(|&it| is_beat(transcript, it)) {
        last = it;
    }
    let (first, last) = (
        first.max((unit + 1).saturating_sub(MOST)),
        last.min(unit + MOST - 1),
    );
    if first == last {
        return None;
    }
    let text: Vec<String> = (first..=last)
        .map(|it| plain::without_opener(plain::text_of(transcript, it)))
        .collect();
    Some(Told::new(text.join(" "), (first..=last).collect()))
}

/// The sentence, and behind it as a paragraph of its own the short line that followed it.
fn one_line(transcript: &Transcript, unit: usize, sentence: Option<&Told>) -> Option<Told> {
    let sentence = sentence?;
    let next = plain::behind(transcript, unit)?;
    let line = plain::without_opener(plain::text_of(transcript, next));
    let n = line.split_whitespace().count();
    let is_line = (2..=LINE).contains(&n) && line.ends_with('.') && is_beat(transcript, next);
    let is_longer = 2 * n < sentence.text.split_whitespace().count();
    (is_line && is_longer && !sentence.text.contains("\n\n")).then(|| {
        let mut units = sentence.units.clone();
        units.push(next);
        Told::new(format!("{}\n\n{line}", sentence.text), units)
    })
}

/// The sentence and the next of the same turn, where both begin alike or with numbers.
fn two_in_a_row(
    ctx: &Context<'_>,
    transcript: &Transcript,
    it: &Fact,
    sentence: Option<&Told>,
) -> Option<Told> {
    let sentence = sentence?;
    let next = plain::behind(transcript, it.unit)?;
    let second = plain::without_opener(plain::text_of(transcript, next));
    let opens_with_number = |it: &str| amounts(it).first().is_some_and(|it| it.span.start == 0);
    let opening = |it: &str| it.split_whitespace().next().unwrap_or("").to_owned();
    let is_pair = (opens_with_number(&sentence.text) && opens_with_number(&second))
        || opening(&sentence.text) == opening(&second);
    let is_short = second.split_whitespace().count() <= 12 && second.ends_with('.');
    let is_own = !second.split(' ').any(|it| it == "I") || plain::is_said_by_author(ctx, transcript, next);
    (is_pair && is_short && is_own).then(|| {
        let mut units = sentence.units.clone();
        units.push(next);
        Told::new(format!("{} {second}", sentence.text), units)
    })
}

/// The source's words between quotation marks, with who said them.
pub(super) fn quote(ctx: &Context<'_>, it: &Fact) -> Option<Told> {
    const FEWEST: usize = 3;
    const MOST: usize = 40;
    let words = it.text(ctx.sources).trim();
    let transcript = it.transcript(ctx.sources);
    let n = words.split_whitespace().count();
    // Quotation marks inside would nest; an answer's "No," means nothing without the question; nobody wants to be
    // quoted while correcting themselves.
    let opening = words.split([' ', ',', '.']).next().unwrap_or("").to_lowercase();
    let answers = matches!(
        opening.as_str(),
        "no" | "yes" | "yeah" | "nope" | "and" | "but" | "well" | "right"
    );
    let is_short_answer = transcript.units[it.unit].question.is_some() && n < 6;
    if plain::corrects(words) || is_short_answer {
        return None;
    }
    let is_plain = !words.contains(['"', '“', '”', '[']) && !words.ends_with("..") && !answers;
    // Authors tell what they did; they quote themselves where the words are worth it.
    let is_own = plain::is_said_by_author(ctx, transcript, it.unit);
    if is_own && it.kind != Kind::Quote && !fact::is_quotable(transcript, it.unit) {
        return None;
    }
    if !(FEWEST..=MOST).contains(&n) || !is_plain || transcript.units[it.unit].is_question {
        return None;
    }
    let who = if is_own {
        "I".to_owned()
    } else {
        cite::display(transcript.unit_speaker(it.unit)?)
    };
    let words = plain::capitalised(words);
    let text = match words.strip_suffix('.') {
        Some(words) => format!("\"{words},\" {who} said."),
        None if words.ends_with('!') => format!("\"{words}\" {who} said."),
        None if words.ends_with(char::is_alphanumeric) => format!("\"{words},\" {who} said."),
        None => return None,
    };
    Some(Told::new(text, vec![it.unit]))
}
