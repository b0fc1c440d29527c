//! The order of a post: which facts stand under which heading, in which form, and what is shown beside them.

use rustc_hash::FxHashSet;

use super::phrase::{self, Form, Phrase};
use super::placeholder::{self, Shown};
use super::{Context, plain};
use crate::config::Profile;
use crate::fact::{self, Fact, Kind, PHASES};

/// Facts of one section at most: a skeleton is filled in by its author.
const MOST: usize = 10;
/// How much a number adds to the weight of its fact.
const NUMBER: f32 = 0.4;
/// Facts in a device of the voice in one section at most.
const DEVICES: usize = 1;

/// A section: a heading and the kinds of facts under it.
pub(super) struct Section {
    /// Empty for the opening of a post.
    pub(super) heading: &'static str,
    kinds: &'static [Kind],
    /// Whether its facts are items of a list.
    pub(super) is_list: bool,
}

const fn prose(heading: &'static str, kinds: &'static [Kind]) -> Section {
    Section {
        heading,
        kinds,
        is_list: false,
    }
}

const fn list(heading: &'static str, kinds: &'static [Kind]) -> Section {
    Section {
        heading,
        kinds,
        is_list: true,
    }
}

/// A post: the story in the order in which it was lived, a section for each phase of the telling.
static BLOG_POST: [Section; PHASES.len()] = [
    prose("", &[Kind::Symptom, Kind::Impact, Kind::Detection]),
    prose("What changed", &[Kind::Trigger]),
    prose("What it was not", &[Kind::RejectedHypothesis]),
    prose("What it was", &[Kind::RootCause, Kind::Mechanism]),
    prose("What we changed", &[Kind::Fix, Kind::Verification]),
    prose("What was broken already", &[Kind::DataRepair]),
    prose(
        "What is still open",
        &[Kind::Decision, Kind::FollowUp, Kind::OpenQuestion],
    ),
    prose("What I take from it", &[Kind::Lesson]),
];

/// A report: what readers look for, in the order in which they look.
static POSTMORTEM: [Section; 7] = [
    prose("Impact", &[Kind::Impact, Kind::DataRepair]),
    prose("Detection", &[Kind::Detection, Kind::Symptom]),
    prose("Root cause", &[Kind::Trigger, Kind::RootCause, Kind::Mechanism]),
    prose("Resolution", &[Kind::Fix, Kind::Verification]),
    prose("What went wrong", &[Kind::RejectedHypothesis, Kind::OpenQuestion]),
    prose("What went well", &[Kind::Lesson]),
    list("Action items", &[Kind::FollowUp, Kind::Decision]),
];

/// The sections of a profile.
pub(super) fn sections(profile: Profile) -> &'static [Section] {
    match profile {
        Profile::BlogPost => &BLOG_POST,
        Profile::Postmortem => &POSTMORTEM,
    }
}

/// Something that stands in a section.
pub(super) enum Entry {
    /// A fact in one of its forms.
    Told(Phrase),
    /// A line of notes or of a report, as an item of a list.
    Listed(Phrase),
    /// Something to show.
    Shown(Shown),
}

impl Entry {
    fn place(&self) -> (usize, usize) {
        match self {
            Entry::Told(it) | Entry::Listed(it) => (it.source, it.units[0]),
            Entry::Shown(it) => (it.source, it.unit),
        }
    }
}

/// What stands in each of `sections`, in the order of the sources. Nothing is told twice.
pub(super) fn fill(ctx: &Context<'_>, sections: &[Section]) -> Vec<Vec<Entry>> {
    let all = fact::facts(ctx.sources);
    let places: Vec<Option<usize>> = section_of_each(&all, sections);
    let mut used: FxHashSet<(usize, usize)> = FxHashSet::default();
    let mut filled: Vec<Vec<Entry>> = sections
        .iter()
        .enumerate()
        .map(|(n, _)| {
            let mut own: Vec<&Fact> = all
                .iter()
                .zip(&places)
                .filter(|(it, place)| **place == Some(n) && it.kind != Kind::Shown)
                .map(|(it, _)| it)
                .collect();
            // Numbers are what readers remember.
            let weight = |it: &Fact| it.weight + NUMBER * it.quantities(ctx.sources).len().min(2) as f32;
            own.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
            own.truncate(MOST);
            own.sort_by_key(|it| (it.source, it.unit));
            told(ctx, &own, &mut used)
        })
        .collect();
    for shown in placeholder::all(ctx.sources) {
        let nearest = all
            .iter()
            .zip(&places)
            .filter(|(it, place)| it.source == shown.source && it.kind != Kind::Shown && place.is_some())
            .min_by_key(|(it, _)| it.unit.abs_diff(shown.unit));
        let place = nearest.and_then(|(_, place)| *place).unwrap_or(0);
        if let Some(entries) = filled.get_mut(place) {
            entries.push(Entry::Shown(shown));
        }
    }
    for entries in &mut filled {
        entries.sort_by_key(Entry::place);
    }
    filled
}

/// The section of each fact. A post goes through the phases of the telling; a report sorts by kind, and there a number
/// or a line goes where the facts around it go.
pub(super) fn section_of_each(all: &[Fact], sections: &[Section]) -> Vec<Option<usize>> {
    let of_kind = |kind: Kind| sections.iter().position(|it| it.kinds.contains(&kind));
    let in_phases = sections.len() == PHASES.len();
    if in_phases {
        let is_told = |it: &&Fact| it.kind != Kind::Shown;
        let place = |it: &Fact| Some(it).filter(is_told).map(|it| it.phase as usize);
        return all.iter().map(place).collect();
    }
    let mut places: Vec<Option<usize>> = all.iter().map(|it| of_kind(it.kind)).collect();
    for n in 0..all.len() {
        if places[n].is_some() || all[n].kind == Kind::Shown {
            continue;
        }
        let near = all
            .iter()
            .enumerate()
            .filter(|(_, it)| it.source == all[n].source)
            .filter_map(|(at, it)| {
                Some((it.unit.abs_diff(all[n].unit), of_kind(it.kind), at)).filter(|it| it.1.is_some())
            })
            .min_by_key(|it| (it.0, it.2));
        places[n] = near.and_then(|it| it.1);
    }
    places
}

/// Each of `facts` in the form that suits it.
fn told(ctx: &Context<'_>, facts: &[&Fact], used: &mut FxHashSet<(usize, usize)>) -> Vec<Entry> {
    let forms: Vec<Vec<Phrase>> = facts.iter().map(|it| phrase::phrases(ctx, it)).collect();
    let plain_of = |n: usize| forms[n].iter().find(|it| it.form == Form::Plain);
    let mut n_devices = 0;
    let mut res = Vec::new();
    for (n, it) in facts.iter().enumerate() {
        // "Kubernetes cluster upgrade. Went from 1.27 to 1.29." tells both.
        let is_told_by_next = (0..facts.len())
            .filter(|&other| other != n && facts[other].source == it.source)
            .filter_map(plain_of)
            .any(|other| 1 < other.units.len() && other.units.contains(&it.unit));
        if is_told_by_next {
            continue;
        }
        let is_new = |phrase: &&Phrase| {
            phrase
                .units
                .iter()
                .all(|unit| !used.contains(&(phrase.source, *unit)))
        };
        let is_device = |it: &&Phrase| matches!(it.form, Form::Device(_));
        let is_said = |it: &&Phrase| matches!(it.form, Form::Quote | Form::Catchphrase(_));
        let fresh = || forms[n].iter().filter(is_new);
        // What another said so that its words are worth keeping is quoted.
        let is_theirs = !plain::is_said_by_author(ctx, it.transcript(ctx.sources), it.unit);
        let is_worth =
            |phrase: &&Phrase| it.kind == Kind::Quote || matches!(phrase.form, Form::Catchphrase(_));
        let quoted = fresh().filter(is_said).find(is_worth).filter(|_| is_theirs);
        let device = || fresh().find(is_device);
        let plain = fresh().find(|it| it.form == Form::Plain);
        let chosen = quoted
            .or_else(|| device().filter(|_| n_devices < DEVICES))
            .or(plain)
            .or_else(device)
            .or_else(|| fresh().find(is_said).filter(|_| is_theirs));
        let Some(chosen) = chosen else {
            let is_free = !used.contains(&(it.source, it.unit));
            if let Some(line) = phrase::listed(ctx, it).filter(|_| is_free) {
                used.insert((it.source, it.unit));
                res.push(Entry::Listed(line));
            }
            continue;
        };
        n_devices += usize::from(is_device(&chosen));
        used.extend(chosen.units.iter().map(|unit| (chosen.source, *unit)));
        res.push(Entry::Told(chosen.clone()));
    }
    res
}
