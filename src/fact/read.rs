//! Which fact a unit tells, if it tells one: by its words, by the question that it answers, by the heading or
//! label that it stands under, and by where in the telling it stands.

use super::cue::{self, Place};
use super::kind::{KINDS, Kind};
use super::phase::{self, PHASES, Phase};
use super::said::{Said, announces_follow_ups, announces_list, counts, opens_with_look};
use super::{Fact, lower_words, opens_with_pronoun};
use crate::event::{self, EventKind};
use crate::language::quantity::{self, Dimension, Quantity, Sort};
use crate::language::words;

use crate::transcript::{SpeakerId, Transcript, TurnKind};

/// From this score on a unit tells a fact.
const ENOUGH: f32 = 1.8;
/// Sentences behind a question that may still answer it.
const LONGEST_ANSWER: usize = 5;
/// From this score on what the words speak for goes before the number in them.
const YIELDS: f32 = 1.2;
/// So many sentences further what is described still belongs to it.
const NEAR: usize = 3;
/// How much a question says of the sentences that answer it: the first, the second, those behind.
const ANSWERS: [f32; 3] = [1.0, 0.6, 0.35];

/// The scores of a unit, by kind.
#[derive(Clone, Copy, Default)]
struct Scores([f32; KINDS.len()]);

impl Scores {
    fn add(&mut self, kind: Kind, weight: f32) {
        self.0[kind as usize] += weight;
    }

    fn of(&self, kind: Kind) -> f32 {
        self.0[kind as usize]
    }

    fn take(&mut self, weights: &[(Kind, f32)], share: f32) {
        for &(kind, weight) in weights {
            self.add(kind, weight * share);
        }
    }

    fn drop(&mut self, kinds: &[Kind]) {
        for &kind in kinds {
            self.0[kind as usize] = 0.0;
        }
    }

    /// The kind that most speaks for; of equals the one that a post tells first.
    fn best(&self) -> (Kind, f32) {
        let mut best = (Kind::Impact, 0.0);
        for kind in KINDS {
            if best.1 < self.of(kind) {
                best = (kind, self.of(kind));
            }
        }
        best
    }
}

/// What the turns before say of the one at hand.
#[derive(Default)]
struct Telling {
    /// Kinds that the question before speaks for.
    asked: Vec<(Kind, f32)>,
    /// Who asked, and in which turn.
    asker: Option<(Option<SpeakerId>, usize)>,
    /// Sentences since that question.
    since: usize,
    /// The kind whose parts are being counted: "So we did two things.", "What do we change?"
    list: Option<Kind>,
    /// The turn in which a part of it was counted last.
    counted: Option<usize>,
    /// Unit and kind of the fact told last.
    last: Option<(usize, Kind)>,
}

impl Telling {
    /// A question: what comes next answers it.
    fn ask(&mut self, text: &str, asker: (Option<SpeakerId>, usize)) {
        self.asker = Some(asker);
        self.asked = cue::weights(Place::Asked, &cue::said(text));
        self.since = 0;
        let opens_list =
            |it: &&(Kind, f32)| matches!(it.0, Kind::Fix | Kind::FollowUp | Kind::Decision | Kind::Lesson);
        if let Some((kind, _)) = self.asked.iter().find(opens_list) {
            self.list = Some(*kind);
            self.counted = None;
        }
    }
}

/// The facts of `transcript`, the source at `source`, in its order.
pub(super) fn facts(source: usize, transcript: &Transcript) -> Vec<Fact> {
    let headed: Vec<Vec<(Kind, f32)>> = headings(transcript);
    let n_units = transcript.units.len().max(1);
    let mut reported: Vec<usize> = event::events(transcript)
        .into_iter()
        .filter(|it| it.kind == EventKind::Message || it.kind == EventKind::Entry)
        .filter_map(|it| it.unit)
        .collect();
    reported.sort_unstable();
    let mut telling = Telling::default();
    let mut lead: Vec<(Kind, f32)> = Vec::new();
    let mut found: Vec<(usize, Told)> = Vec::new();
    let mut at = 0;
    for (n, turn) in transcript.turns.iter().enumerate() {
        let first = at;
        while transcript.units.get(at).is_some_and(|it| it.turn == n) {
            at += 1;
        }
        let section = turn.section.map_or(&[][..], |it| headed[it].as_slice());
        if matches!(turn.kind, TurnKind::Heading | TurnKind::Speech) {
            lead.clear();
        }
        let is_listed = turn.kind.is_written() || turn.kind == TurnKind::Output;
        for unit in first..at {
            let text = transcript.units[unit].view.text().trim();
            if is_listed && leads_in(text) {
                lead = cue::weights(Place::Headed, &cue::said(text));
                continue;
            }
            let around = Around {
                section,
                lead: &lead,
                place: unit as f32 / n_units as f32,
                is_reported: reported.binary_search(&unit).is_ok(),
            };
            let fact = match turn.kind {
                TurnKind::Heading | TurnKind::Command | TurnKind::System => None,
                TurnKind::StageDirection => is_shown(text).then(|| Told::only(Kind::Shown, 3.0)),
                // What a command printed is data; what a report prints says what it is about.
                TurnKind::Output if lead.is_empty() && !around.is_reported => output(text),
                TurnKind::Speech | TurnKind::Note | TurnKind::Event | TurnKind::Output => {
                    let it = statement(transcript, unit, &Said::of(text), &mut telling, around);
                    telling.since += 1;
                    telling.last = it.map(|it| (unit, it.kind)).or(telling.last);
                    it
                }
            };
            found.extend(fact.map(|it| (unit, it)));
            if transcript.units[unit].is_question {
                telling.ask(text, (turn.speaker, n));
            }
        }
    }
    in_phases(source, &found)
}

/// A fact before its phase is known.
#[derive(Clone, Copy)]
struct Told {
    kind: Kind,
    weight: f32,
    scores: Scores,
}

impl Told {
    /// One that can be nothing else.
    fn only(kind: Kind, weight: f32) -> Told {
        let scores = Scores::default();
        Told { kind, weight, scores }
    }
}

/// The facts with their phases. A fact whose words speak for several kinds takes the one that fits its phase, where
/// nearly as much speaks for that.
fn in_phases(source: usize, found: &[(usize, Told)]) -> Vec<Fact> {
    const FITS: f32 = 1.0;
    const NEARLY: f32 = 0.55;
    let speaks = |it: &Told| {
        let mut res = [0.0f32; PHASES.len()];
        for kind in KINDS {
            if let Some(phase) = kind.phase() {
                let best = &mut res[phase as usize];
                *best = best.max(it.scores.of(kind));
            }
        }
        res
    };
    let scores: Vec<[f32; PHASES.len()]> = found.iter().map(|(_, it)| speaks(it)).collect();
    let course = phase::course(&scores);
    let fact = |(&(unit, told), phase): (&(usize, Told), Phase)| {
        let fits = |kind: Kind| if kind.phase() == Some(phase) { FITS } else { 0.0 };
        let mut kind = told.kind;
        if kind.phase().is_some() {
            for other in KINDS
                .into_iter()
                .filter(|it| 0.0 < told.scores.of(*it) && it.phase().is_some())
            {
                let is_near = NEARLY * told.scores.of(told.kind) <= told.scores.of(other);
                if is_near && told.scores.of(kind) + fits(kind) < told.scores.of(other) + fits(other) {
                    kind = other;
                }
            }
        }
        Fact {
            source,
            unit,
            kind,
            phase,
            weight: told.weight,
        }
    };
    found.iter().zip(course).map(fact).collect()
}

/// What the heading of each turn that is one says of what stands under it.
fn headings(transcript: &Transcript) -> Vec<Vec<(Kind, f32)>> {
    let weights = |text: &str| cue::weights(Place::Headed, &cue::said(text));
    let of = |it: &crate::transcript::Turn| match it.kind {
        TurnKind::Heading => weights(it.view.text()),
        _ => Vec::new(),
    };
    transcript.turns.iter().map(of).collect()
}

/// Whether a line only leads in what follows: `Impact assessment:`, `Claude checks:`.
fn leads_in(text: &str) -> bool {
    const MOST: usize = 7;
    text.ends_with(':') && text.split_whitespace().count() <= MOST
}

/// Where a sentence stands.
#[derive(Clone, Copy)]
struct Around<'a> {
    /// What its heading speaks for.
    section: &'a [(Kind, f32)],
    /// What the line that leads in a list speaks for: `Impact assessment:`.
    lead: &'a [(Kind, f32)],
    /// Share of the source before it.
    place: f32,
    /// Whether it reports something happening, with its time.
    is_reported: bool,
}

/// What a sentence of speech or notes tells.
fn statement(
    transcript: &Transcript,
    unit: usize,
    said: &Said<'_>,
    telling: &mut Telling,
    around: Around<'_>,
) -> Option<Told> {
    let it = &transcript.units[unit];
    if it.is_question {
        return None;
    }
    let is_note = transcript.turns[it.turn].kind != TurnKind::Speech;
    // "What's the lesson? In one line, for the wall." goes on asking.
    let is_answer = it
        .question
        .is_some_and(|asked| transcript.units[asked].turn != it.turn);
    let tells_something = 3 <= said.n_content || said.has_number || is_answer;
    if !tells_something && !is_note {
        return None;
    }
    let mut scores = Scores::default();
    scores.take(&cue::weights(Place::Stated, &said.words), 1.0);
    // Who asks and goes on talking does not answer.
    let turn = &transcript.turns[it.turn];
    let is_asker = telling
        .asker
        .is_some_and(|(who, n)| n == it.turn || (who.is_some() && who == turn.speaker));
    if !is_asker || is_answer {
        let share = if telling.since < LONGEST_ANSWER {
            ANSWERS[telling.since.min(ANSWERS.len() - 1)]
        } else {
            0.0
        };
        scores.take(&telling.asked, share);
    }
    scores.take(around.section, if is_note { 1.0 } else { 0.6 });
    scores.take(around.lead, 1.0);
    if is_note && let Some((label, _)) = said.text.split_once(':') {
        scores.take(&cue::weights(Place::Headed, &cue::said(label)), 1.0);
    }
    of_a_list(said, it.turn, telling, &mut scores);
    let goes_on = telling.last.is_some_and(|(last, kind)| {
        unit <= last + NEAR
            && matches!(
                kind,
                Kind::RootCause | Kind::Mechanism | Kind::Symptom | Kind::Trigger
            )
    });
    if said.describes && !is_note && !around.is_reported && (goes_on || said.amounts.is_empty()) {
        scores.add(Kind::Mechanism, if goes_on { 1.5 } else { 1.2 });
    }
    if !opens_with_look(said) {
        scores.drop(&[Kind::Shown]);
    }
    weigh_numbers(said, &mut scores);
    weigh_answer(transcript, unit, said, &mut scores);
    weigh_place(around.place, said, &mut scores);
    if said.is_wish {
        scores.drop(&[
            Kind::Trigger,
            Kind::Symptom,
            Kind::RootCause,
            Kind::Fix,
            Kind::Verification,
            Kind::DataRepair,
            Kind::Detection,
        ]);
    }
    if opens_with_pronoun(said.text) && !is_answer && !goes_on {
        for score in &mut scores.0 {
            *score *= 0.8;
        }
    }
    let (kind, weight) = settle(said, around, &scores)?;
    if kind == Kind::Fix && announces_list(said) {
        telling.list = Some(Kind::Fix);
        return None;
    }
    Some(Told { kind, weight, scores })
}

/// The kind of a sentence: what its words speak for; a number alone makes a metric. What is reported, or
/// tells of something with a name or a time, needs less.
fn settle(said: &Said<'_>, around: Around<'_>, scores: &Scores) -> Option<(Kind, f32)> {
    const HALF: f32 = 0.5;
    let mut spoken = *scores;
    spoken.drop(&[Kind::Metric]);
    let (kind, score) = spoken.best();
    let metric = scores.of(Kind::Metric);
    let bonus = if around.is_reported || said.is_concrete {
        1.0
    } else {
        0.0
    };
    if 0.0 < score && (ENOUGH <= score + bonus || (ENOUGH <= metric && YIELDS <= score)) {
        return Some((kind, score + bonus));
    }
    if ENOUGH <= metric {
        return Some((Kind::Metric, metric));
    }
    let by_place = if around.place < HALF {
        Kind::Symptom
    } else {
        Kind::Fix
    };
    around.is_reported.then_some((by_place, ENOUGH))
}

/// What belongs to a list that somebody announced or asked for: counted parts, and what is said with them.
fn of_a_list(said: &Said<'_>, turn: usize, telling: &mut Telling, scores: &mut Scores) {
    let did = said
        .words
        .iter()
        .any(|it| matches!(it.0.as_str(), "did" | "made" | "fixes" | "changed"));
    if announces_list(said) && did {
        telling.list = Some(Kind::Fix);
        telling.counted = Some(turn);
        return;
    }
    if announces_follow_ups(said) {
        telling.list = Some(Kind::FollowUp);
        telling.counted = Some(turn);
        scores.add(Kind::FollowUp, 1.8);
        return;
    }
    let Some(kind) = telling.list else { return };
    if counts(said) {
        telling.counted = Some(turn);
        scores.add(kind, 1.8);
    } else if telling.counted == Some(turn) {
        scores.add(kind, 0.8);
    }
}

/// A number makes some kinds more likely, and is a fact by itself.
fn weigh_numbers(said: &Said<'_>, scores: &mut Scores) {
    let Some(first) = said.amounts.first() else { return };
    for kind in [
        Kind::Impact,
        Kind::Symptom,
        Kind::Mechanism,
        Kind::Trigger,
        Kind::DataRepair,
        Kind::Fix,
    ] {
        if 0.0 < scores.of(kind) {
            scores.add(kind, 0.6);
        }
    }
    if first.dimension == Dimension::Time && 0.0 < scores.of(Kind::Impact) {
        scores.add(Kind::Impact, 0.3);
    }
    let telling = |it: &&Quantity| !it.unit.is_empty() || !it.in_words || 10.0 <= it.low;
    let n = said.amounts.iter().filter(telling).count();
    if 0 < n && !said.is_wish {
        scores.add(Kind::Metric, 1.5 + 0.4 * (n.min(3) as f32));
    }
}

/// A no to "Was it the library?" rejects it.
fn weigh_answer(transcript: &Transcript, unit: usize, said: &Said<'_>, scores: &mut Scores) {
    let opens = said.words.first().map_or("", |it| it.0.as_str());
    let denies = matches!(opens, "no" | "nope" | "not" | "nah");
    if transcript.units[unit].question.is_none() {
        return;
    }
    if denies {
        scores.add(Kind::RejectedHypothesis, 0.6);
    } else {
        scores.drop(&[Kind::RejectedHypothesis]);
    }
}

/// Where in a telling a kind has its place, as a share of it: a telling goes from what happened to what was done and
/// learnt.
fn usual_place(kind: Kind) -> Option<f32> {
    Some(match kind {
        Kind::Impact => 0.1,
        Kind::Detection => 0.12,
        Kind::Trigger => 0.25,
        Kind::Symptom => 0.3,
        Kind::RejectedHypothesis => 0.4,
        Kind::RootCause | Kind::Mechanism => 0.5,
        Kind::Fix => 0.7,
        Kind::DataRepair | Kind::Verification => 0.78,
        Kind::Decision => 0.8,
        Kind::FollowUp | Kind::OpenQuestion => 0.88,
        Kind::Lesson => 0.95,
        Kind::Metric | Kind::Quote | Kind::Shown => return None,
    })
}

/// What speaks for a kind speaks louder where the kind is usually told.
fn weigh_place(place: f32, said: &Said<'_>, scores: &mut Scores) {
    /// How much its place says of a kind, and how far from it that is half as much.
    const MOST: f32 = 0.6;
    const HALF: f32 = 0.2;
    for kind in KINDS {
        let Some(usual) = usual_place(kind).filter(|_| 0.0 < scores.of(kind)) else {
            continue;
        };
        let away = (place - usual).abs() / HALF;
        scores.add(kind, MOST / (1.0 + away * away) - 0.1);
    }
    let generic = !said.is_past && said.amounts.is_empty();
    if generic && 0.0 < scores.of(Kind::Lesson) {
        scores.add(Kind::Lesson, 0.4);
    }
    if said.is_order {
        scores.add(Kind::FollowUp, if 0.6 < place { 1.9 } else { 0.8 });
    }
    if said.is_past {
        scores.add(Kind::Mechanism, -0.5);
    } else if 5 <= said.n_content && 0.0 < scores.of(Kind::Mechanism) {
        scores.add(Kind::Mechanism, 0.5);
    }
}

/// What a command printed is a fact where it gives a value as its result.
fn output(text: &str) -> Option<Told> {
    let (label, rest) = text.split_once(':')?;
    let is_result = cue::said(label).last().is_some_and(|it| {
        matches!(
            it.0.as_str(),
            "result" | "total" | "limit" | "latency" | "rate" | "usage"
        )
    });
    let has_amount = quantity::read(rest).iter().any(|it| it.sort == Sort::Amount);
    (is_result && has_amount).then(|| Told::only(Kind::Metric, 2.0))
}

/// Whether a stage direction tells of something shown, not of laughter or of the recording.
fn is_shown(text: &str) -> bool {
    lower_words(text).any(|it| is_showing(&it))
}

/// Whether `word`, in lower case, is a form of a verb of showing.
pub(crate) fn is_showing(word: &str) -> bool {
    const SHOWS: &[&str] = &[
        "show", "share", "open", "pull", "put", "display", "bring", "draw", "point", "scroll", "demo",
        "play", "hold", "switch", "project", "paste",
    ];
    let stem = words::stem(word);
    SHOWS.iter().any(|it| words::stem(it) == stem)
}
